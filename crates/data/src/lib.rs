//! Clusters, metrics, namespaces, sets and records.
