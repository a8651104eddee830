//! Clusters through the public door: a gateway that speaks to an API server on which the stand-in for the operator works.

mod changing;
mod choosing;
mod contexts;
mod following;
mod making;
mod moving;
mod outages;
mod removing;
mod restarting;
mod rights;
mod scaling;
pub(crate) mod stage;
mod templates;
