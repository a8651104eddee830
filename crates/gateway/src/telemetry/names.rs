//! Names by which operations are counted. Clients choose them, so they are bounded here.

use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
};

/// Operations that are counted by their own name: the first ones that ran.
const MAX_NAMES: usize = 100;
/// Bytes of a name that is counted.
const MAX_NAME_BYTES: usize = 80;
/// The name of all operations beyond that.
const OTHER: &str = "(other)";
/// The name of operations that have none.
const ANONYMOUS: &str = "(anonymous)";

/// The names counted so far.
#[derive(Default)]
pub(super) struct Names(RwLock<HashSet<Arc<str>>>);

impl Names {
    /// The name under which an operation that ran is counted.
    pub(super) fn of(&self, name: Option<&str>) -> Arc<str> {
        let Some(name) = name else {
            return ANONYMOUS.into();
        };
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(name) {
            return Arc::clone(known);
        }
        drop(known);
        let mut names = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MAX_NAMES || name.len() > MAX_NAME_BYTES {
            return OTHER.into();
        }
        let name: Arc<str> = name.into();
        names.insert(Arc::clone(&name));
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beyond_the_first_hundred_are_counted_together() {
        let names = Names::default();
        assert_eq!(&*names.of(None), ANONYMOUS);
        assert_eq!(&*names.of(Some(&"x".repeat(81))), OTHER);
        for number in 0..MAX_NAMES {
            let name = format!("Query{number}");
            assert_eq!(*names.of(Some(&name)), *name);
        }
        assert_eq!(&*names.of(Some("OneMore")), OTHER);
        assert_eq!(&*names.of(Some("Query0")), "Query0");
    }
}
