//! How many partitions to ask for at once: few where records are dense, many where they are sparse.

use crate::records::PARTITIONS;

/// Where nothing is known about a set, start with this many: cheap for the server, and a page of a
/// usual set.
const START: u16 = 8;
/// All partitions at once only when a page holds the whole set: such a query costs the server a
/// millisecond even when it finds nothing, and fails under load.
const LARGEST: u16 = 1024;
/// How much a span grows at most from one request to the next.
const GROWTH: u16 = 4;

/// Chooses the number of partitions of the next request.
#[derive(Debug)]
pub(super) struct Pace {
    span: u16,
    largest: u16,
}

impl Pace {
    /// Starts for a page of `target` records of a set of about `expected` records.
    pub(super) fn new(target: usize, expected: Option<u64>) -> Self {
        match expected {
            Some(expected) if expected < target as u64 => Self {
                span: PARTITIONS,
                largest: PARTITIONS,
            },
            Some(expected) => {
                let span = enough(target as u64, expected, u64::from(PARTITIONS));
                Self {
                    span: span.min(LARGEST),
                    largest: LARGEST,
                }
            }
            None => Self {
                span: START,
                largest: LARGEST,
            },
        }
    }

    /// How many partitions to ask for.
    pub(super) const fn span(&self) -> u16 {
        self.span
    }

    /// A request of `span` partitions found `found` records; `missing` more fill the page.
    pub(super) fn read(&mut self, span: u16, found: usize, missing: usize) {
        let grown = span.saturating_mul(GROWTH).min(self.largest);
        let ideal = match found {
            0 => grown,
            found => enough(missing as u64, found as u64, u64::from(span)),
        };
        self.span = ideal.min(grown);
    }

    /// A request of `span` partitions found more than the page can use, and not all there are.
    pub(super) fn too_many(&mut self, span: u16, found: usize, wanted: usize) {
        let ideal = enough(wanted as u64, 2 * found as u64, u64::from(span));
        self.span = ideal.min(span / 2).max(1);
    }

    /// A request of `span` partitions took too long.
    pub(super) fn too_slow(&mut self, span: u16) {
        self.span = (span / GROWTH).max(1);
        self.largest = self.largest.min(self.span.max(START));
    }
}

/// How many partitions hold `wanted` records, and a fifth more, when `partitions` hold `found`.
fn enough(wanted: u64, found: u64, partitions: u64) -> u16 {
    let exact = (wanted * partitions * 6).div_ceil(found.max(1) * 5);
    u16::try_from(exact)
        .unwrap_or(PARTITIONS)
        .clamp(1, PARTITIONS)
}

#[cfg(test)]
mod tests {
    use super::Pace;

    #[track_caller]
    fn check_start(target: usize, expected: Option<u64>, span: u16) {
        assert_eq!(Pace::new(target, expected).span(), span);
    }

    #[test]
    fn the_first_request_follows_the_expected_density() {
        check_start(51, None, 8);
        check_start(51, Some(50), 4096);
        check_start(51, Some(1_000), 251);
        check_start(51, Some(60), 1024);
        check_start(51, Some(100_000), 3);
        check_start(51, Some(100_000_000), 1);
    }

    #[test]
    fn empty_partitions_make_the_span_grow_up_to_a_limit() {
        let mut pace = Pace::new(51, None);
        let mut spans = vec![pace.span()];
        for _ in 0..5 {
            pace.read(pace.span(), 0, 51);
            spans.push(pace.span());
        }
        assert_eq!(spans, [8, 32, 128, 512, 1024, 1024]);
    }

    #[test]
    fn too_much_or_too_slow_always_ends_at_one_partition() {
        let mut pace = Pace::new(51, Some(50));
        while pace.span() > 1 {
            let before = pace.span();
            pace.too_many(before, 60, 51);
            assert!(pace.span() < before);
        }
        let mut pace = Pace::new(51, Some(50));
        while pace.span() > 1 {
            let before = pace.span();
            pace.too_slow(before);
            assert!(pace.span() < before);
        }
    }
}
