//! The only crate that reaches Kubernetes.
