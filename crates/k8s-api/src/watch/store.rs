//! What a watch knows: the newest state of each object, and which changed of late.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use acm_core::{ApiError, UnixMillis};
use kube::ResourceExt;

use crate::{Kind, ObjectKey};

/// Changes a slow reader can still be told one by one; one that is slower is given the whole.
const MAX_CHANGES: usize = 4_096;

/// A part of the watched scope, followed for itself: a namespace, or `None` for the whole.
pub(super) type Part = Option<String>;

/// The state is old: this is why, and since when.
#[derive(Clone, Debug)]
pub struct Stale {
    /// When the state was last known to be true; `None` when it never was.
    pub since: Option<UnixMillis>,
    /// Why nothing newer is known.
    pub problem: ApiError,
}

/// What a reader is told.
#[derive(Debug)]
pub struct Changes<K> {
    /// Rises with each change.
    pub version: i64,
    /// When this was last known to be true; `None` when nothing ever was.
    pub at: Option<UnixMillis>,
    /// Whether `objects` are all there are, and not those that changed.
    pub whole: bool,
    /// Whether this reader missed states between.
    pub lagged: bool,
    /// All objects by namespace and name, or those that are new or changed.
    pub objects: Vec<Arc<K>>,
    /// Objects that are gone; none when `whole`.
    pub removed: Vec<ObjectKey>,
    /// Set while changes are not followed.
    pub stale: Option<Stale>,
    /// The namespaces looked at, when the right to look at all is missing.
    pub namespaces: Option<Arc<[String]>>,
}

/// How a part of the scope fares.
#[derive(Default)]
struct Followed {
    /// When it was last heard of.
    contact: Option<UnixMillis>,
    /// Why it is not followed.
    problem: Option<ApiError>,
}

pub(super) struct Store<K> {
    version: i64,
    objects: BTreeMap<ObjectKey, Arc<K>>,
    /// Which object each of the last versions changed; `None` where the state of the watch did.
    log: VecDeque<Option<ObjectKey>>,
    parts: BTreeMap<Part, Followed>,
    namespaces: Option<Arc<[String]>>,
}

impl<K: Kind> Store<K> {
    pub(super) fn new() -> Self {
        Self {
            version: 1,
            objects: BTreeMap::new(),
            log: VecDeque::new(),
            parts: BTreeMap::from([(None, Followed::default())]),
            namespaces: None,
        }
    }

    pub(super) fn version(&self) -> i64 {
        self.version
    }

    /// From now on the scope is these namespaces, or the whole; what lies elsewhere is gone.
    pub(super) fn cover(&mut self, namespaces: Option<&[String]>) {
        let parts: Vec<Part> = match namespaces {
            None => vec![None],
            Some(names) => names.iter().cloned().map(Some).collect(),
        };
        if self.parts.keys().eq(parts.iter()) {
            return;
        }
        let mut before = std::mem::take(&mut self.parts);
        for part in parts {
            let kept = before.remove(&part).unwrap_or_default();
            self.parts.insert(part, kept);
        }
        self.namespaces = namespaces.map(Arc::from);
        if let Some(names) = namespaces {
            let elsewhere = |key: &&ObjectKey| !names.contains(&key.namespace);
            let gone: Vec<ObjectKey> = self.objects.keys().filter(elsewhere).cloned().collect();
            gone.into_iter().for_each(|key| self.remove(key));
        }
        self.note(None);
    }

    /// These are all objects of a part.
    pub(super) fn replace(&mut self, part: &Part, objects: Vec<K>, now: UnixMillis) {
        let listed: BTreeSet<ObjectKey> = objects.iter().map(ObjectKey::of).collect();
        let within = |key: &ObjectKey| part.as_ref().is_none_or(|name| key.namespace == *name);
        let gone = |key: &&ObjectKey| within(key) && !listed.contains(*key);
        let gone: Vec<ObjectKey> = self.objects.keys().filter(gone).cloned().collect();
        gone.into_iter().for_each(|key| self.remove(key));
        objects.into_iter().for_each(|object| self.put(object));
        self.heard(part, now);
    }

    /// An object is there, new or changed.
    pub(super) fn apply(&mut self, part: &Part, object: K, now: UnixMillis) {
        self.put(object);
        self.heard(part, now);
    }

    /// An object is gone.
    pub(super) fn delete(&mut self, part: &Part, object: &K, now: UnixMillis) {
        self.remove(ObjectKey::of(object));
        self.heard(part, now);
    }

    /// A part is as it was known.
    pub(super) fn heard(&mut self, part: &Part, now: UnixMillis) {
        let followed = self.parts.entry(part.clone()).or_default();
        let first = followed.contact.replace(now).is_none();
        if followed.problem.take().is_some() || first {
            self.note(None);
        }
    }

    /// A part is not followed any more.
    pub(super) fn lost(&mut self, part: &Part, problem: ApiError) {
        let followed = self.parts.entry(part.clone()).or_default();
        let same = |known: &ApiError| {
            known.code() == problem.code() && known.message() == problem.message()
        };
        if !followed.problem.as_ref().is_some_and(same) {
            followed.problem = Some(problem);
            self.note(None);
        }
    }

    /// What changed since a version, or everything; `None` when nothing did, or nothing is known yet.
    pub(super) fn since(&self, seen: Option<i64>) -> Option<Changes<K>> {
        let known = |part: &Followed| part.contact.is_some() || part.problem.is_some();
        if seen == Some(self.version) || !self.parts.values().all(known) {
            return None;
        }
        let missed = seen.map(|seen| usize::try_from(self.version - seen).unwrap_or(usize::MAX));
        let told = missed.filter(|missed| *missed <= self.log.len());
        let Some(count) = told else {
            let objects = self.objects.values().cloned().collect();
            return Some(self.changes(true, missed.is_some(), objects, Vec::new()));
        };
        let changed: Vec<&ObjectKey> = self.log.range(self.log.len() - count..).flatten().collect();
        let keys: BTreeSet<&ObjectKey> = changed.iter().copied().collect();
        let (mut objects, mut removed) = (Vec::new(), Vec::new());
        for key in &keys {
            match self.objects.get(*key) {
                Some(object) => objects.push(Arc::clone(object)),
                None => removed.push((*key).clone()),
            }
        }
        Some(self.changes(false, keys.len() < changed.len(), objects, removed))
    }

    fn changes(
        &self,
        whole: bool,
        lagged: bool,
        objects: Vec<Arc<K>>,
        removed: Vec<ObjectKey>,
    ) -> Changes<K> {
        let stale = self.parts.values().find_map(|part| {
            let problem = part.problem.clone()?;
            let since = part.contact;
            Some(Stale { since, problem })
        });
        Changes {
            version: self.version,
            at: self.parts.values().filter_map(|part| part.contact).min(),
            whole,
            lagged,
            objects,
            removed,
            stale,
            namespaces: self.namespaces.clone(),
        }
    }

    /// Keeps an object, unless it is as it was.
    fn put(&mut self, object: K) {
        let key = ObjectKey::of(&object);
        let same = |known: &Arc<K>| {
            known.resource_version() == object.resource_version() && known.uid() == object.uid()
        };
        if !self.objects.get(&key).is_some_and(same) {
            self.objects.insert(key.clone(), Arc::new(object));
            self.note(Some(key));
        }
    }

    fn remove(&mut self, key: ObjectKey) {
        if self.objects.remove(&key).is_some() {
            self.note(Some(key));
        }
    }

    fn note(&mut self, key: Option<ObjectKey>) {
        self.version += 1;
        self.log.push_back(key);
        if self.log.len() > MAX_CHANGES {
            self.log.pop_front();
        }
    }
}
