//! Counters and latency histograms of a node.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::info::counter::{CounterSnapshot, NamespaceCounter};
use crate::info::view::{LATENCY_THRESHOLDS, LatencyHistogram, LatencyView};

/// Seconds a latency histogram looks back.
const WINDOW_SECONDS: u64 = 10;
/// One slot more than the window, for the second that is not over yet.
const SLOTS: usize = WINDOW_SECONDS as usize + 1;

/// A number that only grows, or that counts what is there now.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    pub(crate) fn increment(&self) {
        self.add(1);
    }

    pub(crate) fn decrement(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a node counts.
#[derive(Debug)]
pub(crate) struct NodeMetrics {
    pub(crate) connections_opened: Counter,
    pub(crate) connections_closed: Counter,
    pub(crate) info_complete: Counter,
    pub(crate) demarshal_errors: Counter,
    pub(crate) early_errors: Counter,
    pub(crate) in_progress: Counter,
    pub(crate) batch_initiated: Counter,
    pub(crate) batch_completed: Counter,
    pub(crate) batch_errors: Counter,
    pub(crate) batch_latency: Histogram,
    namespaces: Vec<NamespaceMetrics>,
}

impl NodeMetrics {
    pub(crate) fn new(namespaces: usize) -> Self {
        Self {
            connections_opened: Counter::default(),
            connections_closed: Counter::default(),
            info_complete: Counter::default(),
            demarshal_errors: Counter::default(),
            early_errors: Counter::default(),
            in_progress: Counter::default(),
            batch_initiated: Counter::default(),
            batch_completed: Counter::default(),
            batch_errors: Counter::default(),
            batch_latency: Histogram::default(),
            namespaces: (0..namespaces)
                .map(|_| NamespaceMetrics::default())
                .collect(),
        }
    }

    pub(crate) fn namespace(&self, namespace: usize) -> &NamespaceMetrics {
        &self.namespaces[namespace]
    }
}

/// What a node counts for a namespace.
#[derive(Debug)]
pub(crate) struct NamespaceMetrics {
    counters: [AtomicU64; NamespaceCounter::COUNT],
    histograms: [Histogram; LatencyHistogram::ALL.len()],
    pub(crate) records_sent: Counter,
    pub(crate) records_received: Counter,
    /// Copies to send when the last rebalance was done.
    pub(crate) sends_planned: AtomicU64,
    /// Copies to receive when the last rebalance was done.
    pub(crate) receives_planned: AtomicU64,
    /// Partitions that the last rebalance made anew, in the whole cluster.
    pub(crate) fresh_partitions: AtomicU64,
}

impl Default for NamespaceMetrics {
    fn default() -> Self {
        Self {
            counters: [const { AtomicU64::new(0) }; NamespaceCounter::COUNT],
            histograms: std::array::from_fn(|_| Histogram::default()),
            records_sent: Counter::default(),
            records_received: Counter::default(),
            sends_planned: AtomicU64::new(0),
            receives_planned: AtomicU64::new(0),
            fresh_partitions: AtomicU64::new(0),
        }
    }
}

impl NamespaceMetrics {
    pub(crate) fn count(&self, counter: NamespaceCounter) {
        self.counters[counter.index()].fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn snapshot(&self) -> CounterSnapshot {
        CounterSnapshot::from_fn(|counter| self.counters[counter.index()].load(Ordering::Relaxed))
    }

    pub(crate) fn histogram(&self, histogram: LatencyHistogram) -> &Histogram {
        &self.histograms[histogram as usize]
    }
}

/// Latencies of the last ten whole seconds, counted by powers of two milliseconds and microseconds.
#[derive(Debug)]
pub(crate) struct Histogram {
    origin: Instant,
    slots: Mutex<Option<Box<[Slot; SLOTS]>>>,
}

/// What was recorded in one second.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    second: u64,
    total: u64,
    slower_than: [u64; LATENCY_THRESHOLDS],
    slower_than_micros: [u64; LATENCY_THRESHOLDS],
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            origin: Instant::now(),
            slots: Mutex::new(None),
        }
    }
}

impl Histogram {
    /// Counts an operation that took `latency`.
    pub(crate) fn record(&self, latency: Duration) {
        self.record_at(self.origin.elapsed().as_secs(), latency);
    }

    /// The last ten whole seconds; `None` when nothing was ever recorded.
    pub(crate) fn view(&self) -> Option<LatencyView> {
        self.view_at(self.origin.elapsed().as_secs())
    }

    fn record_at(&self, second: u64, latency: Duration) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let slots = slots.get_or_insert_with(Default::default);
        let slot = &mut slots[(second % SLOTS as u64) as usize];
        if slot.second != second {
            *slot = Slot {
                second,
                ..Slot::default()
            };
        }
        slot.total += 1;
        for (power, count) in slot.slower_than.iter_mut().enumerate() {
            *count += u64::from(latency > Duration::from_millis(1 << power));
        }
        for (power, count) in slot.slower_than_micros.iter_mut().enumerate() {
            *count += u64::from(latency > Duration::from_micros(1 << power));
        }
    }

    fn view_at(&self, second: u64) -> Option<LatencyView> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let slots = slots.as_ref()?;
        let mut view = LatencyView {
            window: Duration::from_secs(WINDOW_SECONDS),
            total: 0,
            slower_than: [0; LATENCY_THRESHOLDS],
            slower_than_micros: [0; LATENCY_THRESHOLDS],
        };
        let window = second.saturating_sub(WINDOW_SECONDS)..=second;
        for slot in slots.iter().filter(|slot| window.contains(&slot.second)) {
            view.total += slot.total;
            let millis = view.slower_than.iter_mut().zip(slot.slower_than);
            let micros = view.slower_than_micros.iter_mut();
            for (sum, count) in millis.chain(micros.zip(slot.slower_than_micros)) {
                *sum += count;
            }
        }
        Some(view)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Histogram;

    #[test]
    fn a_histogram_that_recorded_nothing_has_no_view() {
        assert_eq!(Histogram::default().view(), None);
    }

    #[test]
    fn latencies_count_at_every_threshold_they_exceed() {
        let histogram = Histogram::default();
        histogram.record_at(5, Duration::from_micros(200));
        histogram.record_at(5, Duration::from_millis(3));
        let view = histogram.view_at(6).expect("recorded");
        assert_eq!(view.total, 2);
        assert_eq!(view.slower_than[..3], [1, 1, 0]);
        assert_eq!(view.slower_than_micros[7..9], [2, 1]);
    }

    #[test]
    fn the_window_forgets_what_is_older_than_ten_seconds() {
        let histogram = Histogram::default();
        histogram.record_at(5, Duration::from_millis(3));
        assert_eq!(histogram.view_at(15).expect("recorded").total, 1);
        assert_eq!(histogram.view_at(16).expect("recorded").total, 0);
        histogram.record_at(16, Duration::from_millis(3));
        assert_eq!(histogram.view_at(17).expect("recorded").total, 1);
    }
}
