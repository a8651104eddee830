//! Volumes.

use async_graphql::InputObject;
use k8s_openapi::{
    api::core::v1::{
        ConfigMapVolumeSource, EmptyDirVolumeSource, HostPathVolumeSource, SecretVolumeSource,
    },
    apimachinery::pkg::apis::meta::v1::LabelSelector,
};

use super::{K8sObjectMetadata, object};
use crate::{Embedded, Known, Quantity, scalars::vocabulary};

vocabulary! {
    /// How a new volume is prepared.
    K8sVolumeInitMethod {
        /// As it is.
        None = "none",
        /// Its files are deleted.
        DeleteFiles = "deleteFiles",
        /// It is overwritten with zeros.
        Dd = "dd",
        /// The device discards its blocks.
        Blkdiscard = "blkdiscard",
        /// Aerospike's header is overwritten.
        HeaderCleanup = "headerCleanup",
    }
}

vocabulary! {
    /// How a volume is cleaned whose pod did not stop properly.
    K8sVolumeWipeMethod {
        /// As it is.
        None = "none",
        /// Its files are deleted.
        DeleteFiles = "deleteFiles",
        /// It is overwritten with zeros.
        Dd = "dd",
        /// The device discards its blocks.
        Blkdiscard = "blkdiscard",
        /// Aerospike's header is overwritten.
        HeaderCleanup = "headerCleanup",
        /// The device discards its blocks, then Aerospike's header is overwritten.
        BlkdiscardWithHeaderCleanup = "blkdiscardWithHeaderCleanup",
    }
}

vocabulary! {
    /// What a volume is to the pod.
    K8sVolumeMode {
        /// A directory.
        Filesystem = "Filesystem",
        /// A raw device.
        Block = "Block",
    }
}

object! {
    /// The volumes of each pod, and how they are prepared, cleaned and removed.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sStorageInput")]
    K8sStorage {
        optional {
            /// What holds for raw devices that say nothing themselves.
            block_volume_policy: K8sVolumePolicy,
            /// So many volumes are prepared or cleaned at once.
            #[schemars(range(min = 1), extend("default" = 1))]
            cleanup_threads: i32,
            /// Whether volumes of local storage classes are deleted before a pod restarts, so that it may move to
            /// another node.
            delete_local_storage_on_restart: bool,
            /// What holds for directories that say nothing themselves.
            filesystem_volume_policy: K8sVolumePolicy,
            /// The storage classes whose volumes live on one node.
            local_storage_classes: Vec<String>,
            /// The volumes. The list is replaced as a whole.
            volumes: Vec<K8sVolume>,
        }
    }
}

object! {
    /// What holds for the volumes of a mode that say nothing themselves.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sVolumePolicyInput")]
    K8sVolumePolicy {
        optional {
            /// Whether the claims are deleted with the cluster.
            cascade_delete: bool,
            /// How a new volume is prepared.
            init_method: Known<K8sVolumeInitMethod>,
            /// How a volume is cleaned whose pod did not stop properly.
            wipe_method: Known<K8sVolumeWipeMethod>,
        }
    }
}

object! {
    /// A volume of each pod.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sVolumeInput")]
    K8sVolume {
        required {
            /// The name, unique in the cluster.
            name: String,
            /// What it is made of.
            source: K8sVolumeSource,
        }
        optional {
            /// Where Aerospike finds it.
            aerospike: K8sVolumeMount,
            /// Whether its claims are deleted with the cluster. If nothing is said, the policy of its mode decides.
            cascade_delete: bool,
            /// Where init containers find it.
            init_containers: Vec<K8sContainerVolumeMount>,
            /// How it is prepared when new. If nothing is said, the policy of its mode decides.
            init_method: Known<K8sVolumeInitMethod>,
            /// Where sidecars find it.
            sidecars: Vec<K8sContainerVolumeMount>,
            /// How it is cleaned when its pod did not stop properly. If nothing is said, the policy of its mode decides.
            wipe_method: Known<K8sVolumeWipeMethod>,
        }
    }
}

object! {
    /// What a volume is made of: exactly one of these.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sVolumeSourceInput")]
    K8sVolumeSource {
        optional {
            /// The keys of a config map, as files.
            config_map: Embedded<ConfigMapVolumeSource>,
            /// Empty, and gone with the pod.
            empty_dir: Embedded<EmptyDirVolumeSource>,
            /// A path of the Kubernetes node.
            host_path: Embedded<HostPathVolumeSource>,
            /// A claim of its own for each pod.
            persistent_volume: K8sPersistentVolume,
            /// The keys of a secret, as files.
            secret: Embedded<SecretVolumeSource>,
        }
    }
}

object! {
    /// The claim each pod gets for a volume. What it asks for cannot change later.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sPersistentVolumeInput")]
    K8sPersistentVolume {
        required {
            /// How much it asks for.
            size: Quantity,
        }
        optional {
            /// How it may be mounted, such as `ReadWriteOnce`.
            access_modes: Vec<String>,
            /// Labels and annotations of the claims.
            metadata: K8sObjectMetadata,
            /// Which existing volumes may be bound.
            selector: Embedded<LabelSelector>,
            /// The storage class; that of the cluster if nothing is said.
            storage_class: String,
            /// A directory or a raw device.
            #[schemars(extend("default" = "Filesystem"))]
            volume_mode: Known<K8sVolumeMode>,
        }
    }
}

object! {
    /// Where Aerospike finds a volume.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sVolumeMountInput")]
    K8sVolumeMount {
        required {
            /// The absolute path in the container.
            path: String,
        }
        optional {
            /// Whether mounts below it are seen across containers and the node, such as `HostToContainer`.
            mount_propagation: String,
            /// Whether it cannot be written.
            read_only: bool,
            /// Only this path of the volume.
            sub_path: String,
            /// Only this path of the volume, with variables of the container such as `$(POD_NAME)`. Not together with
            /// `subPath`.
            sub_path_expr: String,
        }
    }
}

object! {
    /// Where another container of the pod finds a volume.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sContainerVolumeMountInput")]
    K8sContainerVolumeMount {
        required {
            /// The container.
            container_name: String,
            /// The absolute path in the container.
            path: String,
        }
        optional {
            /// Whether mounts below it are seen across containers and the node, such as `HostToContainer`.
            mount_propagation: String,
            /// Whether it cannot be written.
            read_only: bool,
            /// Only this path of the volume.
            sub_path: String,
            /// Only this path of the volume, with variables of the container such as `$(POD_NAME)`. Not together with
            /// `subPath`.
            sub_path_expr: String,
        }
    }
}
