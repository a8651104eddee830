//! How the records of a namespace or set are distributed by time to live and by size.
//!
//! The server counts them now and then, on its own; what is told here is its last count.

use std::{collections::BTreeMap, sync::Arc};

use acm_aerospike::{
    ErrorKind,
    info::{ConfigContext, Histogram, HistogramBucket, HistogramKind, InfoReply, histogram},
};
use acm_core::{ApiError, ErrorCode};
use acm_graph::Problem;

use super::{
    access::InfoAccess,
    nodes::{Answer, ask_every, problem},
    sum::agreed,
};
use crate::error::{Error, Result};

/// The setting that says how often the server counts.
const PERIOD: &str = "nsup-hist-period";

/// What to look at.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// The namespace.
    pub namespace: String,
    /// The set; every record of the namespace when absent.
    pub set: Option<String>,
    /// By what records are counted.
    pub kind: HistogramKind,
}

/// A distribution, summed over nodes.
#[derive(Clone, Debug)]
pub(crate) struct Distribution {
    /// What was looked at.
    pub look: Look,
    /// Records by seconds or bytes, rising; empty when no node has counted.
    pub buckets: Vec<HistogramBucket>,
    /// Whether every record stands in its own bucket.
    pub is_exact: bool,
    /// The nodes it covers.
    pub nodes: Vec<String>,
    /// The nodes it does not cover, and why.
    pub missing: Vec<Problem>,
    /// Seconds between two counts, 0 for never; `None` when nodes differ or nobody says.
    pub period_seconds: Option<u64>,
    /// Why there is no distribution.
    pub lack: Option<Lack>,
}

/// Why there is no distribution.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Lack {
    /// The nodes are told not to count.
    Off,
    /// The nodes have not counted yet, or there was no record when they did.
    NotYet,
}

/// Distributions of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Distributions {
    access: Arc<dyn InfoAccess>,
}

struct Told {
    counted: Result<Option<Histogram>>,
    period: Option<u64>,
}

impl Distributions {
    /// Distributions over `access`.
    pub(crate) fn new(access: Arc<dyn InfoAccess>) -> Self {
        Self { access }
    }

    /// The last counts of all nodes together.
    ///
    /// # Errors
    /// The connection's own; `NOT_FOUND` when no node knows the namespace or set; when no node
    /// answered, the first one's reason.
    pub(crate) async fn get(&self, connection: &str, look: &Look) -> Result<Distribution> {
        let count = look.kind.command(&look.namespace, look.set.as_deref())?;
        let settings = ConfigContext::Namespace(look.namespace.clone());
        let commands = [count, settings.read_command()?];
        let answers = ask_every(&*self.access, connection, async |node| {
            let reply = node.info(&commands).await?;
            Ok(told(&reply, &commands, &settings))
        });
        gathered(answers.await?, look)
    }
}

fn told(reply: &InfoReply, [count, read]: &[String; 2], settings: &ConfigContext) -> Told {
    let period = reply.get(read).ok().and_then(|text| {
        let mut pairs = settings.read(text).into_iter();
        pairs.find(|(name, _)| *name == PERIOD)?.1.parse().ok()
    });
    // What a node answers for a namespace it does not have is a broken rule of the command.
    let counted = match reply.get(count) {
        Err(error) if error.kind() == ErrorKind::InvalidInput => {
            let message = "The node does not have this namespace or set.";
            let api = ApiError::new(ErrorCode::NotFound, message);
            Err(api.with_source(error).into())
        }
        text => text.and_then(histogram).map_err(Error::from),
    };
    Told { counted, period }
}

fn gathered(answers: Vec<Answer<Told>>, look: &Look) -> Result<Distribution> {
    let mut histograms = Vec::new();
    let mut nodes = Vec::new();
    let mut missing = Vec::new();
    let mut waiting = Vec::new();
    let mut periods = Vec::new();
    for Answer { node, result } in answers {
        let counted = result.and_then(|told| {
            periods.push(told.period);
            told.counted.map(|counted| (counted, told.period))
        });
        match counted {
            Ok((Some(counted), _)) => {
                histograms.push(counted);
                nodes.push(node);
            }
            Ok((None, period)) => {
                let message = "The node has not counted these records yet.";
                let error = ApiError::new(ErrorCode::Unavailable, message);
                missing.push(Problem::of_node(node, &error));
                waiting.push(period);
            }
            Err(error) => missing.push(problem(&node, &error)),
        }
    }
    let unknown = |problem: &Problem| problem.code == ErrorCode::NotFound;
    if nodes.is_empty() && waiting.is_empty() && missing.iter().all(unknown) {
        return Err(not_found(look));
    }
    let lack = nodes.is_empty().then(|| {
        if !waiting.is_empty() && waiting.iter().all(|period| *period == Some(0)) {
            Lack::Off
        } else {
            Lack::NotYet
        }
    });
    let (buckets, is_exact) = summed(&histograms);
    Ok(Distribution {
        look: look.clone(),
        buckets,
        is_exact,
        nodes,
        missing,
        period_seconds: agreed(periods.into_iter()).flatten(),
        lack: lack.filter(|_| !waiting.is_empty()),
    })
}

fn not_found(look: &Look) -> Error {
    match &look.set {
        Some(set) => Error::Missing {
            kind: "set",
            name: format!("{}.{set}", look.namespace),
        },
        None => Error::Missing {
            kind: "namespace",
            name: look.namespace.clone(),
        },
    }
}

/// Adds histograms up. Steps of different widths are brought to the widest, each bucket's records
/// where its middle falls; then the sum is not exact.
fn summed(histograms: &[Histogram]) -> (Vec<HistogramBucket>, bool) {
    let widths = histograms.iter().filter_map(|one| one.width);
    let widest = widths.clone().max();
    let is_exact = widths.clone().all(|width| Some(width) == widest);
    let mut sums: BTreeMap<(u64, Option<u64>), u64> = BTreeMap::new();
    for histogram in histograms {
        for bucket in &histogram.buckets {
            let range = match (widest, histogram.width) {
                (Some(widest), Some(width)) if width != widest => {
                    let from = (bucket.from + width / 2) / widest * widest;
                    (from, Some(from.saturating_add(widest)))
                }
                _ => (bucket.from, bucket.to),
            };
            let sum = sums.entry(range).or_default();
            *sum = sum.saturating_add(bucket.count);
        }
    }
    let bucket = |((from, to), count)| HistogramBucket { from, to, count };
    (sums.into_iter().map(bucket).collect(), is_exact)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn steps(width: u64, counts: &[u64]) -> Histogram {
        let buckets = counts
            .iter()
            .zip(0_u64..)
            .map(|(count, index)| HistogramBucket {
                from: index * width,
                to: Some((index + 1) * width),
                count: *count,
            });
        Histogram {
            width: Some(width),
            buckets: buckets.collect(),
        }
    }

    fn counts(histograms: &[Histogram]) -> (Vec<(u64, u64)>, bool) {
        let (buckets, is_exact) = summed(histograms);
        let shown = buckets.iter().map(|one| (one.from, one.count)).collect();
        (shown, is_exact)
    }

    #[test]
    fn steps_of_one_width_are_added_one_by_one() {
        let sum = counts(&[steps(10, &[1, 2]), steps(10, &[3, 0, 5])]);
        assert_eq!(sum, (vec![(0, 4), (10, 2), (20, 5)], true));
    }

    #[test]
    fn steps_of_different_widths_are_brought_to_the_widest() {
        let sum = counts(&[steps(10, &[1, 2, 4]), steps(25, &[1, 1])]);
        assert_eq!(sum, (vec![(0, 1 + 1 + 2), (25, 4 + 1)], false));
    }

    proptest! {
        #[test]
        fn no_record_is_lost_or_made(
            one in (1..500_u64, prop::collection::vec(0..1_000_u64, 0..40)),
            other in (1..500_u64, prop::collection::vec(0..1_000_u64, 0..40)),
        ) {
            let histograms = [steps(one.0, &one.1), steps(other.0, &other.1)];
            let (buckets, _) = summed(&histograms);
            let total: u64 = buckets.iter().map(|bucket| bucket.count).sum();
            prop_assert_eq!(total, one.1.iter().chain(&other.1).sum::<u64>());
            prop_assert!(buckets.windows(2).all(|pair| pair[0].from < pair[1].from));
        }
    }
}
