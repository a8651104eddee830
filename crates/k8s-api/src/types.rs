//! The custom resources of the operator, one definition for each field of its own.
//!
//! What a struct here says is what the API server is told (our own definitions are generated from
//! it), what is read from clusters, what GraphQL shows and what it takes as input (docs/adr/0017).

mod acl;
mod monitoring;
mod network;
mod operations;
mod pod;
mod rack;
mod service;
mod spec;
mod status;
mod storage;
mod template;

pub use acl::*;
pub use monitoring::*;
pub use network::*;
pub use operations::*;
pub use pod::*;
pub use rack::*;
pub use service::*;
pub use spec::*;
pub use status::*;
pub use storage::*;
pub use template::*;

/// An object of the definition: fields that are always there, and fields that need not be.
///
/// Each optional field is a [`Field`](crate::Field). A struct that is input too adds
/// `#[derive(InputObject)]` and the name of its input.
macro_rules! object {
    (
        $(#[$meta:meta])*
        $name:ident {
            $(required { $($(#[$required_meta:meta])* $required:ident: $required_type:ty,)+ })?
            $(optional { $($(#[$optional_meta:meta])* $optional:ident: $optional_type:ty,)+ })?
        }
    ) => {
        #[derive(
            Clone, Debug, PartialEq,
            async_graphql::SimpleObject, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
        )]
        $(#[$meta])*
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $($($(#[$required_meta])* pub $required: $required_type,)+)?
            $($(
                $(#[$optional_meta])*
                #[serde(default, skip_serializing_if = "crate::Field::is_absent")]
                pub $optional: crate::Field<$optional_type>,
            )+)?
        }
    };
}

use object;
