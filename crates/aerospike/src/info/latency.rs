//! The reply to `latencies:`: cumulative histograms over the server's last interval.

/// What a histogram's thresholds are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LatencyUnit {
    /// `msec`, the default.
    Milliseconds,
    /// `usec`, with `microsecond-histograms` on.
    Microseconds,
}

/// One histogram of one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Latency {
    /// The namespace it is about; `None` for histograms of the whole node.
    pub namespace: Option<String>,
    /// What was measured, such as `read` or `batch-index`.
    pub operation: String,
    /// What was measured; `None` when nothing of the kind has happened yet.
    pub sample: Option<LatencySample>,
}

/// One interval of a histogram.
#[derive(Debug, Clone, PartialEq)]
pub struct LatencySample {
    /// The unit of the thresholds.
    pub unit: LatencyUnit,
    /// Operations per second in the interval.
    pub ops_per_second: f64,
    /// Per cent of the operations that took longer than 2^index units.
    pub above: Vec<f64>,
}

/// Upper bounds of percentiles, in milliseconds: the threshold of the first bucket that holds the
/// percentile. `None` when nothing happened in the interval, or beyond the last threshold.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Percentiles {
    /// Half of the operations took at most this long.
    pub p50: Option<f64>,
    /// 90 %.
    pub p90: Option<f64>,
    /// 95 %.
    pub p95: Option<f64>,
    /// 99 %.
    pub p99: Option<f64>,
    /// 99.9 %.
    pub p999: Option<f64>,
}

impl LatencySample {
    /// The percentiles the histogram allows to state.
    #[must_use]
    pub fn percentiles(&self) -> Percentiles {
        if self.ops_per_second <= 0.0 {
            return Percentiles::default();
        }
        let at_most = |above: f64| {
            let bucket = self.above.iter().position(|percent| *percent <= above)?;
            let threshold = 2_f64.powi(i32::try_from(bucket).ok()?);
            Some(match self.unit {
                LatencyUnit::Milliseconds => threshold,
                LatencyUnit::Microseconds => threshold / 1000.0,
            })
        };
        Percentiles {
            p50: at_most(50.0),
            p90: at_most(10.0),
            p95: at_most(5.0),
            p99: at_most(1.0),
            p999: at_most(0.1),
        }
    }
}

/// The histograms of a `latencies:` reply. Parts that are not histograms are left out.
#[must_use]
pub fn latencies(reply: &str) -> Vec<Latency> {
    reply.split(';').filter_map(latency).collect()
}

fn latency(part: &str) -> Option<Latency> {
    let (name, row) = part.rsplit_once(':')?;
    let (namespace, operation) = match name.strip_prefix('{') {
        Some(rest) => {
            let (namespace, operation) = rest.split_once("}-")?;
            (Some(namespace.to_owned()), operation)
        }
        None => (None, name),
    };
    let sample = if row.is_empty() {
        None
    } else {
        Some(sample(row)?)
    };
    (!operation.is_empty()).then(|| Latency {
        namespace,
        operation: operation.to_owned(),
        sample,
    })
}

fn sample(row: &str) -> Option<LatencySample> {
    let mut columns = row.split(',');
    let unit = match columns.next()? {
        "msec" => LatencyUnit::Milliseconds,
        "usec" => LatencyUnit::Microseconds,
        _ => return None,
    };
    let mut numbers = columns.map(|column| {
        column
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    });
    let ops_per_second = numbers.next()??;
    let above: Vec<f64> = numbers.collect::<Option<_>>()?;
    Some(LatencySample {
        unit,
        ops_per_second,
        above,
    })
}

#[cfg(test)]
mod tests {
    use super::{LatencyUnit, Percentiles, latencies};

    #[test]
    fn histograms_as_captured_are_read() {
        let reply = "batch-index:;{test}-read:msec,0.0,0.00,0.00;{test}-batch-sub-read:;\
                     {bar}-write:usec,1200.5,60.00,8.00,0.50,0.00";
        let histograms = latencies(reply);
        assert_eq!(histograms.len(), 4);
        assert_eq!(
            (
                histograms[0].namespace.as_deref(),
                histograms[0].sample.as_ref()
            ),
            (None, None)
        );
        assert_eq!(histograms[2].operation, "batch-sub-read");
        let sample = histograms[3].sample.as_ref().unwrap();
        assert_eq!(
            (sample.unit, sample.ops_per_second),
            (LatencyUnit::Microseconds, 1200.5)
        );
    }

    #[test]
    fn percentiles_are_upper_bounds_in_milliseconds() {
        let histogram = &latencies("{t}-read:msec,10.0,60.00,8.00,0.50,0.00")[0];
        let expected = Percentiles {
            p50: Some(2.0),
            p90: Some(2.0),
            p95: Some(4.0),
            p99: Some(4.0),
            p999: Some(8.0),
        };
        assert_eq!(histogram.sample.as_ref().unwrap().percentiles(), expected);
    }

    #[test]
    fn an_idle_interval_and_the_open_last_bucket_are_unknown() {
        let idle = &latencies("{t}-read:msec,0.0,0.00,0.00")[0];
        assert_eq!(
            idle.sample.as_ref().unwrap().percentiles(),
            Percentiles::default()
        );
        let slow = &latencies("{t}-read:msec,1.0,100.00,30.00")[0];
        let percentiles = slow.sample.as_ref().unwrap().percentiles();
        assert_eq!((percentiles.p50, percentiles.p99), (Some(2.0), None));
    }
}
