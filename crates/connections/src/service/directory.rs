//! The profiles in memory: one immutable list, replaced as a whole after each change.

use std::{collections::HashMap, sync::Arc};

use acm_core::{
    Document,
    feed::{Latest, Reader},
};

use super::Profile;

/// A stored profile, shared by all who look at it.
pub type ProfileRef = Arc<Document<Profile>>;

/// All profiles at one moment, in their order.
#[derive(Debug, Default, PartialEq)]
pub struct Profiles {
    ordered: Vec<ProfileRef>,
    by_id: HashMap<String, usize>,
}

impl Profiles {
    /// Puts the profiles in the stored order; those it does not name follow, oldest first.
    #[must_use]
    pub fn new(mut profiles: Vec<ProfileRef>, order: &[String]) -> Self {
        let rank: HashMap<&str, usize> = order
            .iter()
            .enumerate()
            .map(|(rank, id)| (id.as_str(), rank))
            .collect();
        profiles.sort_by_cached_key(|profile| {
            let rank = rank.get(profile.id.as_str()).copied().unwrap_or(usize::MAX);
            (rank, profile.body.created_at, profile.id.clone())
        });
        let by_id = profiles
            .iter()
            .enumerate()
            .map(|(index, profile)| (profile.id.clone(), index))
            .collect();
        Self {
            ordered: profiles,
            by_id,
        }
    }

    /// Every profile, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ProfileRef> {
        self.ordered.iter()
    }

    /// The profile with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&ProfileRef> {
        self.by_id
            .get(id)
            .and_then(|index| self.ordered.get(*index))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ordered.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }
}

/// The present profiles, and a feed of them. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Directory(Arc<Latest<Profiles>>);

impl Directory {
    /// A directory that begins with these profiles.
    #[must_use]
    pub fn new(profiles: Profiles) -> Self {
        Self(Arc::new(Latest::new(profiles)))
    }

    /// The profiles now.
    #[must_use]
    pub fn current(&self) -> Arc<Profiles> {
        self.0.current()
    }

    /// The profile with this id now.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<ProfileRef> {
        self.current().get(id).cloned()
    }

    /// Whether there is a profile with this id now.
    #[must_use]
    pub fn exists(&self, id: &str) -> bool {
        self.current().get(id).is_some()
    }

    /// The profiles now, then again after each change.
    #[must_use]
    pub fn subscribe(&self) -> Reader<Profiles> {
        self.0.subscribe()
    }

    /// Replaces the profiles; readers hear of it only when something differs.
    pub(super) fn replace(&self, profiles: Profiles) {
        self.0
            .publish_with(|present| (*present != profiles).then_some(profiles));
    }
}

/// What changed between two states of the profiles, for a reader that has the older one.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Changes {
    /// Profiles made or changed, in order.
    pub changed: Vec<ProfileRef>,
    /// Ids of profiles removed.
    pub removed: Vec<String>,
}

impl Changes {
    /// What a reader of `before` must apply to have `after`.
    #[must_use]
    pub(crate) fn between(before: &Profiles, after: &Profiles) -> Self {
        let same = |profile: &&ProfileRef| before.get(&profile.id) != Some(*profile);
        let gone = |profile: &&ProfileRef| after.get(&profile.id).is_none();
        Self {
            changed: after.iter().filter(same).cloned().collect(),
            removed: before
                .iter()
                .filter(gone)
                .map(|profile| profile.id.clone())
                .collect(),
        }
    }
}
