//! Kubernetes' own objects, as far as this server looks at them.

pub use k8s_openapi::api::{
    apps::v1::StatefulSet,
    autoscaling::v2::HorizontalPodAutoscaler,
    core::v1::{
        ConfigMap, ContainerStatus, Event, Namespace, Node, PersistentVolumeClaim, Pod, Secret,
        Service,
    },
    policy::v1::PodDisruptionBudget,
    storage::v1::StorageClass,
};
pub use k8s_openapi::apimachinery::pkg::apis::meta::v1::{
    ManagedFieldsEntry, ObjectMeta, OwnerReference, Time,
};

use acm_core::UnixMillis;

/// A point in time of Kubernetes' own objects, in milliseconds since 1970.
#[must_use]
pub fn millis(time: &Time) -> UnixMillis {
    time.0.as_millisecond()
}
