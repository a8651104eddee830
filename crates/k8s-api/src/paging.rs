//! Pages of lists that are known whole.

use acm_core::{CursorError, CursorKey};
use serde::{Serialize, de::DeserializeOwned};

/// A page that is asked for: so many items after a place. A place is unique in its list, and the same as
/// long as what stands there is.
pub struct Wanted<'a, P> {
    cursors: &'a CursorKey,
    scope: [&'a str; 2],
    first: usize,
    after: Option<P>,
}

/// A page.
#[derive(Debug)]
pub struct Page<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// The cursor of the page after it; `None` on the last.
    pub next: Option<String>,
    /// Items on all pages.
    pub total: usize,
}

impl<'a, P: DeserializeOwned + PartialOrd + Serialize> Wanted<'a, P> {
    /// Opens the cursor the page begins after. `scope` names the list and all that decides what is in it.
    ///
    /// # Errors
    /// The cursor is of another list.
    pub fn open(
        cursors: &'a CursorKey,
        scope: [&'a str; 2],
        first: i32,
        after: Option<&str>,
    ) -> Result<Self, CursorError> {
        let after = after.map(|cursor| cursors.open(&scope, cursor));
        Ok(Self {
            cursors,
            scope,
            first: usize::try_from(first).unwrap_or_default(),
            after: after.transpose()?,
        })
    }

    /// The page of a list that is sorted by places, from the greatest to the least when `descending`.
    #[must_use]
    pub fn of<T>(&self, sorted: Vec<(P, T)>, descending: bool) -> Page<T> {
        let total = sorted.len();
        let is_past = |place: &P| match &self.after {
            None => true,
            Some(after) if descending => place < after,
            Some(after) => place > after,
        };
        let mut rest = sorted.into_iter().filter(|(place, _)| is_past(place));
        let shown: Vec<(P, T)> = rest.by_ref().take(self.first).collect();
        let last = rest.next().and(shown.last());
        Page {
            next: last.map(|(place, _)| self.cursors.seal(&self.scope, place)),
            items: shown.into_iter().map(|(_, item)| item).collect(),
            total,
        }
    }
}
