//! k8s-templates
