//! Horizontal pod autoscalers that set the size of a cluster.

use crate::{ResourceExt, objects::HorizontalPodAutoscaler};

/// An autoscaler of a cluster, as far as a change of size has to do with it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Autoscaler {
    /// Its name.
    pub name: String,
    /// The least size it sets.
    pub min: i32,
    /// The greatest size it sets.
    pub max: i32,
}

impl Autoscaler {
    /// The size it sets at once when somebody else sets this one; `None` when its metrics decide.
    #[must_use]
    pub fn sets(&self, size: i32) -> Option<i32> {
        let within = size.max(self.min).min(self.max);
        (within != size).then_some(within)
    }
}

impl From<&HorizontalPodAutoscaler> for Autoscaler {
    fn from(object: &HorizontalPodAutoscaler) -> Self {
        Self {
            name: object.name_any(),
            min: object.spec.min_replicas.unwrap_or(1),
            max: object.spec.max_replicas,
        }
    }
}

/// The cluster whose size an autoscaler sets, by namespace and name.
#[must_use]
pub fn cluster_of(object: &HorizontalPodAutoscaler) -> Option<(String, String)> {
    let target = &object.spec.scale_target_ref;
    let is_cluster = target.kind == "AerospikeCluster";
    is_cluster.then(|| Some((object.namespace()?, target.name.clone())))?
}
