//! k8s-clusters
