//! What pages learned about the sets of a cluster: the next page of a set asks for the right number
//! of partitions at once.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::ScanRequest;
use super::pace::Lesson;

/// Sets remembered. Beyond, all are forgotten, which costs each of them a request or two.
const MAX_SETS: usize = 1_024;
/// How long a lesson holds.
const VALID: Duration = Duration::from_secs(30);

/// The lessons of one cluster. They save requests, nothing else: no page relies on them.
#[derive(Debug, Default)]
pub(crate) struct Lessons(Mutex<HashMap<(String, String), (Instant, Lesson)>>);

impl Lessons {
    /// What is known now of the set of a request.
    pub(super) fn of(&self, request: &ScanRequest, now: Instant) -> Option<Lesson> {
        let (at, lesson) = *self.sets().get(&name(request))?;
        (now.saturating_duration_since(at) < VALID).then_some(lesson)
    }

    /// Remembers what a page has learned now.
    pub(super) fn keep(&self, request: &ScanRequest, lesson: Lesson, now: Instant) {
        let name = name(request);
        let mut sets = self.sets();
        if sets.len() >= MAX_SETS && !sets.contains_key(&name) {
            sets.clear();
        }
        sets.insert(name, (now, lesson));
    }

    fn sets(&self) -> MutexGuard<'_, HashMap<(String, String), (Instant, Lesson)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name(request: &ScanRequest) -> (String, String) {
    (request.namespace.clone(), request.set.clone())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::super::pace::{Density, Lesson};
    use super::{Lessons, MAX_SETS};
    use crate::records::Projection;
    use crate::scan::{ScanPosition, ScanRequest};

    fn request(set: &str) -> ScanRequest {
        ScanRequest {
            namespace: "test".into(),
            set: set.into(),
            projection: Projection::All,
            position: ScanPosition::default(),
            limit: 50,
            expected_records: None,
        }
    }

    const LESSON: Lesson = Lesson {
        density: Density {
            records: 75,
            partitions: 3,
        },
        largest: 4096,
    };

    #[test]
    fn a_lesson_is_of_its_set_and_grows_old() {
        let (lessons, now) = (Lessons::default(), Instant::now());
        lessons.keep(&request("a"), LESSON, now);
        assert_eq!(lessons.of(&request("a"), now), Some(LESSON));
        assert_eq!(lessons.of(&request("b"), now), None);
        let later = now + Duration::from_secs(31);
        assert_eq!(lessons.of(&request("a"), later), None);
    }

    #[test]
    fn any_number_of_sets_takes_bounded_memory() {
        let (lessons, now) = (Lessons::default(), Instant::now());
        for number in 0..3 * MAX_SETS {
            lessons.keep(&request(&number.to_string()), LESSON, now);
            assert!(lessons.sets().len() <= MAX_SETS);
        }
        let last = (3 * MAX_SETS - 1).to_string();
        assert_eq!(lessons.of(&request(&last), now), Some(LESSON));
    }
}
