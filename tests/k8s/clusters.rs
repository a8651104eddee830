//! Clusters through the public door: a gateway that speaks to an API server on which the stand-in for the operator works.

mod changing;
mod choosing;
mod following;
mod making;
mod removing;
mod restarting;
mod scaling;
mod stage;
