//! Small values the custom resources are made of. As input each is checked; as reported by a cluster
//! it is taken as it is, for the cluster's API server has checked it by its own definition.

mod amount;
mod known;
mod time;

pub use amount::{IntOrString, Quantity};
pub use known::{Known, Vocabulary};
pub use time::Time;

pub(crate) use known::vocabulary;
