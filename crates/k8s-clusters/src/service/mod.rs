//! The logic of this module. It knows nothing of GraphQL.

pub mod rules;
pub mod write;
