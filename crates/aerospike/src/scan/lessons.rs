//! What pages learned about the queries of a cluster: the next page of one asks for the right number
//! of partitions at once.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::pace::Lesson;
use crate::query::RecordQuery;

/// Queries remembered. Beyond, all are forgotten, which costs each of them a request or two.
const MAX_QUERIES: usize = 1_024;
/// How long a lesson holds.
const VALID: Duration = Duration::from_secs(30);

/// The lessons of one cluster. They save requests, nothing else: no page relies on them.
#[derive(Debug, Default)]
pub(crate) struct Lessons(Mutex<HashMap<u64, (Instant, Lesson)>>);

impl Lessons {
    /// What is known now of a query.
    pub(super) fn of(&self, query: &RecordQuery, now: Instant) -> Option<Lesson> {
        let (at, lesson) = *self.queries().get(&query.fingerprint())?;
        (now.saturating_duration_since(at) < VALID).then_some(lesson)
    }

    /// Remembers what a page has learned now.
    pub(super) fn keep(&self, query: &RecordQuery, lesson: Lesson, now: Instant) {
        let name = query.fingerprint();
        let mut queries = self.queries();
        if queries.len() >= MAX_QUERIES && !queries.contains_key(&name) {
            queries.clear();
        }
        queries.insert(name, (now, lesson));
    }

    fn queries(&self) -> MutexGuard<'_, HashMap<u64, (Instant, Lesson)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::super::pace::{Density, Lesson};
    use super::{Lessons, MAX_QUERIES};
    use crate::expression::{Filter, MetadataFilter};
    use crate::query::RecordQuery;
    use crate::records::Projection;

    fn all(set: &str) -> RecordQuery {
        RecordQuery::all("test", set, Projection::All)
    }

    const LESSON: Lesson = Lesson {
        density: Density {
            records: 75,
            partitions: 3,
        },
        largest: 4096,
    };

    #[test]
    fn a_lesson_is_of_its_query_and_grows_old() {
        let (lessons, now) = (Lessons::default(), Instant::now());
        lessons.keep(&all("a"), LESSON, now);
        assert_eq!(lessons.of(&all("a"), now), Some(LESSON));
        assert_eq!(lessons.of(&all("b"), now), None);
        let few = RecordQuery {
            filter: Some(Filter::Metadata(MetadataFilter::Tombstone(true))),
            ..all("a")
        };
        assert_eq!(lessons.of(&few, now), None);
        let later = now + Duration::from_secs(31);
        assert_eq!(lessons.of(&all("a"), later), None);
    }

    #[test]
    fn any_number_of_queries_takes_bounded_memory() {
        let (lessons, now) = (Lessons::default(), Instant::now());
        for number in 0..3 * MAX_QUERIES {
            lessons.keep(&all(&number.to_string()), LESSON, now);
            assert!(lessons.queries().len() <= MAX_QUERIES);
        }
        let last = (3 * MAX_QUERIES - 1).to_string();
        assert_eq!(lessons.of(&all(&last), now), Some(LESSON));
    }
}
