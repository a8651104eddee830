//! Percentiles over several histograms.

use acm_aerospike::info::LatencySample;

use super::catalog::Percentile;

/// Brings histograms together, each weighted by its operations per second, so that a percentile of
/// the whole is a percentile of all operations and not a mean of percentiles.
///
/// `None` when nothing happened, or when histograms in different units meet.
pub(crate) fn combined<'a>(
    samples: impl Iterator<Item = &'a LatencySample>,
) -> Option<LatencySample> {
    let mut whole: Option<LatencySample> = None;
    for sample in samples.filter(|sample| sample.ops_per_second > 0.0) {
        let weighted = sample
            .above
            .iter()
            .map(|percent| percent * sample.ops_per_second);
        match &mut whole {
            None => {
                whole = Some(LatencySample {
                    above: weighted.collect(),
                    ..sample.clone()
                });
            }
            Some(whole) if whole.unit != sample.unit => return None,
            Some(whole) => {
                whole.ops_per_second += sample.ops_per_second;
                whole.above.truncate(sample.above.len());
                for (sum, part) in whole.above.iter_mut().zip(weighted) {
                    *sum += part;
                }
            }
        }
    }
    let mut whole = whole?;
    for percent in &mut whole.above {
        *percent /= whole.ops_per_second;
    }
    Some(whole)
}

/// The percentile in milliseconds: the upper bound of the bucket that holds it.
pub(crate) fn percentile(sample: &LatencySample, percentile: Percentile) -> Option<f64> {
    let percentiles = sample.percentiles();
    match percentile {
        Percentile::P50 => percentiles.p50,
        Percentile::P95 => percentiles.p95,
        Percentile::P99 => percentiles.p99,
    }
}

#[cfg(test)]
mod tests {
    use acm_aerospike::info::LatencyUnit;

    use super::*;

    fn sample(ops_per_second: f64, above: &[f64]) -> LatencySample {
        LatencySample {
            unit: LatencyUnit::Milliseconds,
            ops_per_second,
            above: above.to_vec(),
        }
    }

    #[test]
    fn a_busy_node_weighs_more_than_an_idle_one() {
        let busy = sample(990.0, &[0.0, 0.0, 0.0, 0.0]);
        let slow = sample(10.0, &[100.0, 100.0, 100.0, 0.0]);
        let whole = combined([&busy, &slow].into_iter()).unwrap();
        assert_eq!(whole.ops_per_second, 1000.0);
        assert_eq!(whole.above, [1.0, 1.0, 1.0, 0.0]);
        assert_eq!(percentile(&whole, Percentile::P99), Some(1.0));
        assert_eq!(percentile(&slow, Percentile::P50), Some(8.0));
    }

    #[test]
    fn nothing_happened_is_unknown() {
        assert_eq!(combined([&sample(0.0, &[0.0])].into_iter()), None);
        assert_eq!(combined(std::iter::empty()), None);
    }

    #[test]
    fn histograms_in_different_units_are_not_mixed() {
        let micros = LatencySample {
            unit: LatencyUnit::Microseconds,
            ..sample(1.0, &[0.0])
        };
        assert_eq!(combined([&sample(1.0, &[0.0]), &micros].into_iter()), None);
    }
}
