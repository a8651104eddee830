//! Metrics: one sampler for each cluster, an hour of history, frames cut for each reader.

mod catalog;
mod feed;
mod frame;
mod heat;
mod histograms;
mod history;
mod latency;
mod rates;
mod row;
mod sampler;

pub(crate) use feed::Metrics;
pub(crate) use frame::Selection;
pub(crate) use heat::HeatSelection;
pub(crate) use rates::Rates;
pub(crate) use row::{Row, Rows, SeriesKey};
