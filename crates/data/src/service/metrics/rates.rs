//! Reads, writes and queries a second, of all kinds together.

use acm_graph::Metric;

/// Operations a second that were answered as asked; `None` where nothing of a kind is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rates {
    /// Reads, found or not, those within batches included.
    pub(crate) reads: Option<f64>,
    /// Writes and deletes, those within batches included.
    pub(crate) writes: Option<f64>,
    /// Queries that were completed.
    pub(crate) queries: Option<f64>,
}

impl Rates {
    /// Adds up what `value` knows of each metric.
    pub(crate) fn read(value: impl Fn(Metric) -> Option<f64>) -> Self {
        let sum = |metrics: &[Metric]| {
            let known = metrics.iter().filter_map(|metric| value(*metric));
            known.reduce(|a, b| a + b)
        };
        Self {
            reads: sum(&[
                Metric::ReadSuccessRate,
                Metric::ReadNotFoundRate,
                Metric::BatchReadSuccessRate,
                Metric::BatchReadNotFoundRate,
            ]),
            writes: sum(&[
                Metric::WriteSuccessRate,
                Metric::DeleteSuccessRate,
                Metric::BatchWriteSuccessRate,
            ]),
            queries: sum(&[Metric::QuerySuccessRate]),
        }
    }
}
