//! Labels and annotations of what the operator makes.

use async_graphql::InputObject;

use super::object;
use crate::{Embedded, shapes::StringMap};

object! {
    /// What a service of the cluster carries beside what the operator needs.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sServiceSettingsInput")]
    K8sServiceSettings {
        optional {
            /// Its labels and annotations.
            metadata: K8sObjectMetadata,
        }
    }
}

object! {
    /// Labels and annotations an object carries beside those the operator sets.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sObjectMetadataInput")]
    K8sObjectMetadata {
        optional {
            /// Annotations by name.
            annotations: Embedded<StringMap>,
            /// Labels by name.
            labels: Embedded<StringMap>,
        }
    }
}
