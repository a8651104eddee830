//! The stand-in for the operator, held against what the real one was recorded to do.
//!
//! Each table under `expected` holds the facts of one recording: phases in their order, reasons of events with
//! their counts, health, and the last status. Phases are compared without the returns to `InProgress` in the
//! middle of something, which depend on when the real one saw its own changes.

mod acl;
pub(crate) mod bed;
mod create;
mod expected;
mod operations;
mod racks;
mod requests;
mod restarts;
pub(crate) mod samples;
mod scaling;
mod scene;
mod templates;
mod troubles;
mod webhooks;
