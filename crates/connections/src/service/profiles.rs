//! Profiles: made, changed, ordered, removed.
//!
//! **Invariant:** the directory shows what the store holds. Changes of this process are in it when
//! their mutation answers; those of others soon after.

use std::sync::Arc;

use acm_core::{
    Clock, Collection, CursorKey, Document, DocumentStore, StoreError,
    limits::{INFO_DEADLINE, MAX_CONNECTIONS},
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::{
    Change, Directory, Gatekeeper, Ids, KeySource, Profile, ProfileChange, ProfileRef, Profiles,
    ReachChange, SecretBox, StartError, Target, TlsChange, Vault, managed, rules, shown, start,
    targets,
};
use crate::Error;

/// The collection of profiles.
const PROFILES: &str = "connections";
/// The collection that holds their order, apart from them so that moving one changes no profile.
const ORDER: &str = "connection-order";
/// Its only document.
const ORDER_ID: &str = "order";

/// The collection of hosts a profile was once made for without being asked; ids are the hosts.
const SEEDS: &str = "connection-seeds";

/// A host a profile was made for.
#[derive(Debug, Deserialize, Serialize)]
struct Seed {}

/// The order of profiles. Unknown ids are passed over; profiles it does not name come last.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Order {
    pub(super) ids: Vec<String>,
}

/// The profiles of this server. Cheap to clone.
#[derive(Clone)]
pub(crate) struct ProfileService(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) profiles: Collection<Profile>,
    order: Collection<Order>,
    seeds: Collection<Seed>,
    directory: Directory,
    secrets: SecretBox,
    cursors: CursorKey,
    pub(super) gatekeeper: Gatekeeper,
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    /// Held while changing, so that of two states read the older never replaces the newer.
    pub(super) changing: Mutex<()>,
}

impl ProfileService {
    /// Opens what is stored.
    ///
    /// # Errors
    /// Why it cannot be used; nothing was changed then.
    pub(crate) async fn open(
        store: Arc<dyn DocumentStore>,
        key: &KeySource,
        gatekeeper: Gatekeeper,
        clock: Clock,
        ids: Ids,
    ) -> Result<Self, StartError> {
        let profiles = Collection::new(Arc::clone(&store), PROFILES);
        let unlocked = start::unlock(store.as_ref(), &profiles, key).await?;
        let start::Unlocked { secrets, cursors } = unlocked;
        let service = Self(Arc::new(Inner {
            profiles,
            order: Collection::new(Arc::clone(&store), ORDER),
            seeds: Collection::new(store, SEEDS),
            directory: Directory::new(Profiles::default()),
            secrets,
            cursors,
            gatekeeper,
            clock,
            ids,
            changing: Mutex::default(),
        }));
        service.reload().await?;
        Ok(service)
    }

    /// The key of cursors, the same as long as that of secrets.
    pub(crate) fn cursors(&self) -> &CursorKey {
        &self.0.cursors
    }

    /// The profiles in memory.
    #[must_use]
    pub(crate) fn directory(&self) -> &Directory {
        &self.0.directory
    }

    /// Opens and seals passwords.
    #[must_use]
    pub(crate) fn secrets(&self) -> &SecretBox {
        &self.0.secrets
    }

    /// Makes a profile, after all others.
    ///
    /// # Errors
    /// `Invalid`, `Refused`, `TooMany`, what the store says.
    pub(crate) async fn create(&self, change: ProfileChange) -> Result<ProfileRef, Error> {
        self.admit(&change.reach).await?;
        let _changing = self.0.changing.lock().await;
        self.insert(change).await
    }

    /// Changes a profile. A change that changes nothing is no change.
    ///
    /// # Errors
    /// `NotFound`, `Invalid`, `Refused`; `Conflict` when `expected` is not its revision; what the
    /// store says.
    pub(crate) async fn update(
        &self,
        id: &str,
        expected: Option<i64>,
        change: ProfileChange,
    ) -> Result<ProfileRef, Error> {
        self.admit(&change.reach).await?;
        let _changing = self.0.changing.lock().await;
        let current = self.expect(id, expected).await?;
        let vault = Vault::new(id, &self.0.secrets);
        let mut body = rules::apply(current.body.clone(), change, &vault)?;
        if body == current.body {
            return Ok(Arc::new(current));
        }
        body.updated_at = self.0.clock.now();
        let written = self.0.profiles.update(id, Some(current.revision), &body);
        match written.await {
            Ok(written) => {
                self.reload().await?;
                Ok(Arc::new(written))
            }
            Err(error) => Err(self.refused_write(error).await),
        }
    }

    /// Removes a profile and its secrets.
    ///
    /// # Errors
    /// As [`Self::update`].
    pub(crate) async fn delete(&self, id: &str, expected: Option<i64>) -> Result<(), Error> {
        let _changing = self.0.changing.lock().await;
        let current = self.expect(id, expected).await?;
        match self.0.profiles.delete(id, Some(current.revision)).await {
            Ok(()) => Ok(self.reload().await?),
            Err(error) => Err(self.refused_write(error).await),
        }
    }

    /// Makes a copy of a profile, secrets included, under `name` or "… copy".
    ///
    /// # Errors
    /// `NotFound`; as [`Self::create`].
    pub(crate) async fn duplicate(
        &self,
        id: &str,
        name: Option<String>,
    ) -> Result<ProfileRef, Error> {
        let _changing = self.0.changing.lock().await;
        let Document { body, .. } = self.expect(id, None).await?;
        let vault = Vault::new(id, &self.0.secrets);
        let password = match &body.reach.password {
            Some(sealed) => Change::Set(vault.open_password(sealed)?),
            None => Change::Keep,
        };
        let change = ProfileChange {
            name: Change::Set(name.unwrap_or_else(|| rules::copy_name(&body.name))),
            reach: ReachChange {
                hosts: Change::Set(body.reach.hosts.iter().map(ToString::to_string).collect()),
                cluster_name: body.reach.cluster_name.into(),
                username: body.reach.username.into(),
                password,
                tls: Change::Set(TlsChange::of(body.reach.tls, &vault)?),
            },
            color: Change::Set(body.color),
            labels: Change::Set(body.labels.into_iter().collect()),
            note: body.note.into(),
            keeps_history: Change::Set(body.keeps_history),
        };
        self.insert(change).await
    }

    /// Puts the profiles in this order, which names each exactly once.
    ///
    /// # Errors
    /// `Invalid` when one is missing, unknown or named twice; what the store says.
    pub(crate) async fn reorder(&self, ids: Vec<String>) -> Result<Arc<Profiles>, Error> {
        let _changing = self.0.changing.lock().await;
        self.reload().await?;
        check_order(&ids, &self.0.directory.current())?;
        self.put_order(&Order { ids }).await?;
        self.reload().await?;
        Ok(self.0.directory.current())
    }

    /// Stores an order in place of the present one.
    pub(super) async fn put_order(&self, order: &Order) -> Result<(), StoreError> {
        match self.0.order.get(ORDER_ID).await? {
            Some(present) => {
                let expected = Some(present.revision);
                self.0.order.update(ORDER_ID, expected, order).await?
            }
            None => self.0.order.create(ORDER_ID, order).await?,
        };
        Ok(())
    }

    /// Makes a profile unless one with the same hosts exists; `None` when one does.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub(crate) async fn ensure(&self, change: ProfileChange) -> Result<Option<ProfileRef>, Error> {
        let _changing = self.0.changing.lock().await;
        self.insert_unless_there(change).await
    }

    /// As [`Self::ensure`], once for each `seed`, whatever became of the profile since.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub(crate) async fn seed(
        &self,
        seed: &str,
        change: ProfileChange,
    ) -> Result<Option<ProfileRef>, Error> {
        let _changing = self.0.changing.lock().await;
        if self.0.seeds.get(seed).await?.is_some() {
            return Ok(None);
        }
        let made = self.insert_unless_there(change).await?;
        self.0.seeds.create(seed, &Seed {}).await?;
        Ok(made)
    }

    /// What a trial dial needs: a stored profile's reach, or a blank one, changed.
    ///
    /// # Errors
    /// `NotFound`, `Invalid`, `Refused`.
    pub(crate) async fn target(
        &self,
        id: Option<&str>,
        change: ReachChange,
    ) -> Result<Target, Error> {
        let (owner, reach, context) = match id {
            Some(id) => {
                let profile = self.0.directory.get(id);
                let profile = profile.ok_or_else(|| Error::NotFound(id.to_owned()))?;
                let context = managed::context(&profile.body).cloned();
                (id, profile.body.reach.clone(), context)
            }
            None => ("", rules::blank().reach, None),
        };
        let vault = Vault::new(owner, &self.0.secrets);
        let reach = rules::apply_reach(reach, change, &vault)?;
        let gatekeeper = self.0.gatekeeper.within(context.as_deref());
        gatekeeper.admit(&reach.hosts, INFO_DEADLINE).await?;
        let target = targets::of_profile(owner, &reach, context.as_ref(), &self.0.secrets)?;
        Ok(target)
    }

    /// Reads everything anew.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn reload(&self) -> Result<(), StoreError> {
        let order = match self.0.order.get(ORDER_ID).await? {
            Some(order) => order.body.ids,
            None => Vec::new(),
        };
        let profiles = self.0.profiles.list().await?;
        let profiles = profiles.into_iter().map(Arc::new).collect();
        self.0.directory.replace(Profiles::new(profiles, &order));
        Ok(())
    }

    /// Follows changes of the store that did not come through here, until dropped.
    pub(crate) async fn follow(&self) {
        let mut profiles = self.0.profiles.changes();
        let mut order = self.0.order.changes();
        // What changed before we listened counts too.
        profiles.mark_changed();
        loop {
            let changed = tokio::select! {
                changed = profiles.changed() => changed,
                changed = order.changed() => changed,
            };
            if changed.is_err() {
                return;
            }
            let _changing = self.0.changing.lock().await;
            if let Err(error) = self.reload().await {
                tracing::warn!(%error, "connections could not be read again");
            }
        }
    }

    /// Makes a profile unless one with the same hosts exists.
    async fn insert_unless_there(
        &self,
        change: ProfileChange,
    ) -> Result<Option<ProfileRef>, Error> {
        if let Change::Set(given) = &change.reach.hosts {
            let hosts = rules::hosts(given)?;
            let same = |profile: &ProfileRef| {
                let others = &profile.body.reach.hosts;
                others.len() == hosts.len()
                    && hosts
                        .iter()
                        .all(|host| others.iter().any(|other| other.same_place(host)))
            };
            if self.0.directory.current().iter().any(same) {
                return Ok(None);
            }
        }
        self.insert(change).await.map(Some)
    }

    /// Makes a profile, after all others; `changing` is held.
    pub(super) async fn insert(&self, change: ProfileChange) -> Result<ProfileRef, Error> {
        if self.0.directory.current().len() >= MAX_CONNECTIONS {
            return Err(Error::TooMany);
        }
        let id = self.0.ids.next()?;
        let vault = Vault::new(&id, &self.0.secrets);
        let mut body = rules::apply(rules::blank(), change, &vault)?;
        body.created_at = self.0.clock.now();
        body.updated_at = body.created_at;
        let made = self.0.profiles.create(&id, &body).await?;
        self.reload().await?;
        Ok(Arc::new(made))
    }

    /// Refuses hosts this server would not dial. Those that are no hosts are left to the rules.
    async fn admit(&self, change: &ReachChange) -> Result<(), Error> {
        match &change.hosts {
            Change::Set(given) => {
                let hosts = rules::hosts(given)?;
                self.0.gatekeeper.admit(&hosts, INFO_DEADLINE).await
            }
            Change::Keep | Change::Unset => Ok(()),
        }
    }

    /// The stored profile, when it is at the revision the caller expects.
    async fn expect(&self, id: &str, expected: Option<i64>) -> Result<Document<Profile>, Error> {
        let current = self.0.profiles.get(id).await?;
        let current = current.ok_or_else(|| Error::NotFound(id.to_owned()))?;
        match expected {
            Some(expected) if expected != current.revision => Err(conflict(&current)),
            _ => Ok(current),
        }
    }

    /// The store's refusal, with the profile as it is now when somebody else changed it.
    pub(super) async fn refused_write(&self, error: StoreError) -> Error {
        let StoreError::Conflict { id, .. } = &error else {
            return error.into();
        };
        match self.0.profiles.get(id).await {
            Ok(Some(current)) => conflict(&current),
            Ok(None) => Error::NotFound(id.clone()),
            Err(error) => error.into(),
        }
    }
}

fn conflict(current: &Document<Profile>) -> Error {
    Error::Conflict {
        revision: current.revision,
        current: shown(current),
    }
}

fn check_order(ids: &[String], profiles: &Profiles) -> Result<(), Error> {
    let mut named = std::collections::HashSet::new();
    for (place, id) in ids.iter().enumerate() {
        let field = || format!("input.ids.{place}");
        if profiles.get(id).is_none() {
            return Err(Error::invalid(field(), "there is no such connection"));
        }
        if !named.insert(id) {
            return Err(Error::invalid(field(), "this connection is named twice"));
        }
    }
    if ids.len() < profiles.len() {
        let reason = "name every connection exactly once";
        return Err(Error::invalid("input.ids", reason));
    }
    Ok(())
}
