//! How many partitions to ask for at once: few where records are dense, many where they are sparse.

use std::time::Duration;

use crate::records::PARTITIONS;

/// Where nothing is known about a set, start with this many: enough to tell how dense a dense set
/// is, and to read little that the page cannot use.
const START: u16 = 2;
/// When those hold nothing, look into this many, which still costs the server little.
const PROBE: u16 = 64;
/// Records that must have been found before their density is trusted at any distance;
const FEW: u64 = 8;
/// else a request asks for at most so many times the partitions already read.
const GROWTH: u64 = 32;

/// What takes longer than this takes long.
const LONG: Duration = Duration::from_millis(150);

/// Records a partition holds where a page asks for too few partitions rather than too many: what is
/// missing then comes from the next one, to the record, where too many would be read for nothing.
const DENSE: u64 = 8;

/// So many records were found in so many partitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Density {
    pub(super) records: u64,
    pub(super) partitions: u64,
}

impl Density {
    /// That of a set of so many records.
    pub(super) fn of(records: u64) -> Self {
        Self {
            records,
            partitions: u64::from(PARTITIONS),
        }
    }

    /// How many partitions hold `wanted` records: a tenth more where they are sparse, none too many
    /// where they are dense, all where there are no records.
    fn enough(self, wanted: usize) -> u16 {
        let product = (wanted as u64).saturating_mul(self.partitions);
        let enough = if self.records / DENSE >= self.partitions {
            product / self.records.max(1)
        } else {
            let most = self.records.saturating_mul(10).max(1);
            product.saturating_mul(11).div_ceil(most)
        };
        u16::try_from(enough)
            .unwrap_or(PARTITIONS)
            .clamp(1, PARTITIONS)
    }
}

/// What one page learned for the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lesson {
    /// How dense its partitions were.
    pub(super) density: Density,
    /// How many partitions at once did not take too long.
    pub(super) largest: u16,
}

/// Chooses the number of partitions of the next request.
#[derive(Debug)]
pub(super) struct Pace {
    span: u16,
    largest: u16,
    seen: Density,
    /// Whether the set had records a moment ago.
    had_records: bool,
}

impl Pace {
    /// Starts for a page of `target` records.
    pub(super) fn new(target: usize, known: Option<Lesson>) -> Self {
        let (span, largest) = match known {
            Some(Lesson { density, largest }) if density.records == 0 => (PARTITIONS, largest),
            Some(Lesson { density, largest }) => (density.enough(target), largest),
            None => (START, PARTITIONS),
        };
        Self {
            span: span.min(largest),
            largest,
            seen: Density::default(),
            had_records: false,
        }
    }

    /// The set had records a moment ago.
    pub(super) fn had_records(&mut self) {
        self.had_records = true;
    }

    /// How many partitions to ask for.
    pub(super) const fn span(&self) -> u16 {
        self.span
    }

    /// Whether the next request would be a costly look for records of which none is known.
    pub(super) const fn is_blind(&self) -> bool {
        self.span > PROBE && self.seen.records == 0 && !self.had_records
    }

    /// The set has about so many records, and `missing` fill the page.
    pub(super) fn expect(&mut self, records: u64, missing: usize) {
        self.span = Density::of(records).enough(missing).min(self.largest);
    }

    /// A request of `span` partitions found `found` records; `missing` more fill the page.
    pub(super) fn read(&mut self, span: u16, found: usize, missing: usize) {
        self.seen.records += found as u64;
        self.seen.partitions += u64::from(span);
        let ideal = match self.seen.records {
            0 if self.seen.partitions < u64::from(PROBE) => PROBE,
            0 => PARTITIONS,
            records => {
                let near = if records < FEW {
                    self.seen.partitions * GROWTH
                } else {
                    u64::from(PARTITIONS)
                };
                let near = u16::try_from(near).unwrap_or(PARTITIONS);
                self.seen.enough(missing).min(near)
            }
        };
        self.span = ideal.min(self.largest);
    }

    /// A request for one partition found the first `found` of its records.
    pub(super) fn read_in_part(&mut self, found: usize) {
        self.seen.records += found as u64;
        self.seen.partitions += 1;
    }

    /// A request of `span` partitions found more than the page can use, and not all there are.
    pub(super) fn too_many(&mut self, span: u16, found: usize, wanted: usize) {
        let least = Density {
            records: 2 * found as u64,
            partitions: u64::from(span),
        };
        self.span = least.enough(wanted).min(span / 2).max(1);
    }

    /// The next partition has more records than the page can hold.
    pub(super) fn one_by_one(&mut self) {
        self.span = 1;
    }

    /// A request of `span` partitions took too long.
    pub(super) fn too_slow(&mut self, span: u16) {
        self.span = (span / 4).max(1);
        self.largest = self.largest.min(self.span.max(START));
    }

    /// A request of `span` partitions was waited for so long. What takes long is asked for in smaller
    /// parts, so that progress is seen and an end comes soon.
    pub(super) fn waited(&mut self, span: u16, waited: Duration) {
        if waited > LONG {
            self.largest = (span / 2).max(1);
        } else if span == self.largest && waited < LONG / 4 {
            self.largest = span.saturating_mul(2).min(PARTITIONS);
        }
    }

    /// What the next page of this set should know.
    pub(super) fn lesson(&self) -> Option<Lesson> {
        (self.seen.partitions > 0).then_some(Lesson {
            density: self.seen,
            largest: self.largest,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Density, Lesson, Pace};

    fn after(records: u64, partitions: u64) -> Option<Lesson> {
        Some(Lesson {
            density: Density {
                records,
                partitions,
            },
            largest: 4096,
        })
    }

    #[track_caller]
    fn check_start(known: Option<Lesson>, span: u16) {
        assert_eq!(Pace::new(51, known).span(), span);
    }

    #[test]
    fn the_first_request_follows_what_is_known_of_the_density() {
        check_start(None, 2);
        check_start(after(0, 4096), 4096);
        check_start(after(50, 4096), 4096);
        check_start(after(60, 4096), 3830);
        check_start(after(1_000, 4096), 230);
        check_start(after(100_000, 4096), 2);
        check_start(after(75, 3), 2);
        check_start(after(8, 1), 6);
        check_start(after(7, 1), 9);
        check_start(after(u64::MAX, 1), 1);
    }

    #[test]
    fn an_empty_set_takes_three_requests_at_most() {
        let mut pace = Pace::new(51, None);
        let mut spans = vec![pace.span()];
        for _ in 0..2 {
            pace.read(pace.span(), 0, 51);
            spans.push(pace.span());
        }
        assert_eq!(spans, [2, 64, 4096]);
        assert!(pace.is_blind());
        assert!(Pace::new(51, after(0, 4096)).is_blind());
        let mut pace = Pace::new(51, after(40, 4096));
        assert!(pace.is_blind(), "it was told by somebody");
        pace.had_records();
        assert!(!pace.is_blind());
    }

    #[test]
    fn a_density_is_followed_as_soon_as_it_is_seen() {
        let mut pace = Pace::new(51, None);
        pace.read(2, 48, 3);
        assert_eq!(pace.span(), 1);
        let mut pace = Pace::new(51, None);
        pace.read(2, 1, 50);
        assert_eq!(pace.span(), 64, "one record tells little");
        pace.read(64, 5, 45);
        assert_eq!(pace.span(), 545);
        assert!(!pace.is_blind());
    }

    #[test]
    fn the_next_page_begins_where_this_one_arrived() {
        let mut pace = Pace::new(51, None);
        assert_eq!(pace.lesson(), None);
        pace.read(2, 30, 21);
        pace.read(2, 30, 0);
        assert_eq!(pace.lesson(), after(60, 4));
        check_start(pace.lesson(), 3);
        pace.too_slow(64);
        assert_eq!(pace.lesson().map(|lesson| lesson.largest), Some(16));
    }

    #[test]
    fn what_takes_long_is_asked_for_in_parts() {
        let mut pace = Pace::new(51, after(0, 4096));
        pace.waited(4096, Duration::from_millis(151));
        pace.read(4096, 0, 51);
        assert_eq!(pace.span(), 2048);
        pace.waited(2048, Duration::from_millis(100));
        pace.read(2048, 0, 51);
        assert_eq!(pace.span(), 2048);
        pace.waited(2048, Duration::from_millis(1));
        pace.read(2048, 0, 51);
        assert_eq!(pace.span(), 4096);
    }

    #[test]
    fn too_much_or_too_slow_always_ends_at_one_partition() {
        let mut pace = Pace::new(51, after(50, 4096));
        while pace.span() > 1 {
            let before = pace.span();
            pace.too_many(before, 60, 51);
            assert!(pace.span() < before);
        }
        let mut pace = Pace::new(51, after(50, 4096));
        while pace.span() > 1 {
            let before = pace.span();
            pace.too_slow(before);
            assert!(pace.span() < before);
        }
    }
}
