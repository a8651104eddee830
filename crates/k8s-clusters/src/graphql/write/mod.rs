//! Changes of clusters, and what can be chosen from when one is written.

mod choices;
mod data_plan;
mod inputs;
mod mutation;
mod payloads;

pub(super) use choices::K8sChoicesQuery;
pub use mutation::K8sClustersMutation;
