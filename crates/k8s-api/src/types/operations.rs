//! What the operator is asked to do once.

use async_graphql::InputObject;

use super::object;
use crate::{Known, scalars::vocabulary};

vocabulary! {
    /// A kind of restart.
    K8sOperationKind {
        /// The Aerospike process starts again in its container, and keeps its indexes.
        WarmRestart = "WarmRestart",
        /// The pod is deleted and made anew, with the present image and settings.
        PodRestart = "PodRestart",
    }
}

object! {
    /// A restart that is asked for. The operator runs each id once.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sOperationInput")]
    K8sOperation {
        required {
            /// What tells this operation from the one before, 1 to 20 characters.
            #[schemars(length(min = 1, max = 20))]
            id: String,
            /// Which kind of restart.
            kind: Known<K8sOperationKind>,
        }
        optional {
            /// The pods it is for. Empty: all of them.
            pod_list: Vec<String>,
        }
    }
}
