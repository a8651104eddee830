//! Live clients: one for each profile in use, made when first asked for.
//!
//! **Invariant:** a profile has at most one client that new callers get, and it was made from the
//! profile's present hosts, names, credentials and TLS settings. A replaced client closes when its
//! last user lets go of it.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acm_core::{Tasks, limits::CONNECT_DEADLINE};
use futures_util::future::join_all;
use tokio::{
    sync::watch,
    time::{Instant, timeout},
};
use tokio_util::sync::CancellationToken;

use super::{
    Cause, Dialer, Directory, Failure, Profile, Profiles, Reach, Report, SecretBox, Target,
    managed, targets,
};
use crate::Error;

/// How long a failed dial is remembered: callers in between get its error at once.
const FAILURE_KEPT: Duration = Duration::from_secs(1);

/// The live clients of all profiles. Cheap to clone.
///
/// Callers of one profile share one dial; a caller that goes away does not stop it. Profiles do
/// not wait for one another. There are never more clients than profiles.
pub struct Clients<D: Dialer>(Arc<Inner<D>>);

impl<D: Dialer> Clone for Clients<D> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

struct Inner<D: Dialer> {
    dialer: D,
    directory: Directory,
    secrets: SecretBox,
    tasks: Tasks,
    slots: Mutex<HashMap<String, Slot<D::Client>>>,
}

/// One profile's client, or the dial that is to yield it.
struct Slot<C> {
    reach: Reach,
    context: Option<String>,
    outcome: watch::Receiver<Option<Outcome<C>>>,
    /// Ends the dial when the slot is given up.
    dial: CancellationToken,
}

impl<C> Drop for Slot<C> {
    fn drop(&mut self) {
        self.dial.cancel();
    }
}

struct Outcome<C> {
    client: Result<Arc<C>, Failure>,
    at: Instant,
}

impl<C> Slot<C> {
    /// Whether it was made for what the profile reaches now.
    fn reaches(&self, profile: &Profile) -> bool {
        self.reach == profile.reach && self.context.as_ref() == managed::context(profile)
    }

    /// Whether callers for the profile should use this slot: a client, a dial under way, or a
    /// failure too fresh to try again.
    fn serves(&self, profile: &Profile) -> bool {
        self.reaches(profile)
            && match &*self.outcome.borrow() {
                Some(Outcome { client: Ok(_), .. }) => true,
                Some(Outcome { at, .. }) => at.elapsed() < FAILURE_KEPT,
                // Under way, unless its task ended without a word.
                None => self.outcome.has_changed().is_ok(),
            }
    }
}

impl<D: Dialer> Clients<D> {
    /// No clients yet. Dials run in `tasks`.
    #[must_use]
    pub fn new(dialer: D, directory: Directory, secrets: SecretBox, tasks: Tasks) -> Self {
        Self(Arc::new(Inner {
            dialer,
            directory,
            secrets,
            tasks,
            slots: Mutex::default(),
        }))
    }

    /// The profiles these clients belong to.
    #[must_use]
    pub fn directory(&self) -> &Directory {
        &self.0.directory
    }

    /// The live client of a profile; dialled when there is none.
    ///
    /// # Errors
    /// `NotFound` without such a profile; `Unreachable` when the dial fails or takes longer than
    /// [`CONNECT_DEADLINE`]; `Stopping` while the server shuts down.
    pub async fn client(&self, id: &str) -> Result<Arc<D::Client>, Error> {
        loop {
            let profile = self
                .0
                .directory
                .get(id)
                .ok_or_else(|| Error::NotFound(id.to_owned()))?;
            let mut outcome = self.slot(id, &profile.body)?;
            if let Ok(Some(Outcome { client, .. })) =
                outcome.wait_for(Option::is_some).await.as_deref()
            {
                return Ok(client.clone()?);
            }
            // The profile changed under the dial, or went away: look again.
        }
    }

    /// Asks every node of the profile's cluster what it is; dials when needed.
    ///
    /// # Errors
    /// As [`Self::client`]; `Unreachable` when no node answers within `deadline`.
    pub async fn look(&self, id: &str, deadline: Duration) -> Result<Report, Error> {
        let client = self.client(id).await?;
        let Some(profile) = self.0.directory.get(id) else {
            return Err(Error::NotFound(id.to_owned()));
        };
        let (hosts, context) = (&profile.body.reach.hosts, managed::context(&profile.body));
        let context = context.map(String::as_str);
        let look = self.0.dialer.look(&client, hosts, context, deadline);
        Ok(timeout(deadline, look)
            .await
            .unwrap_or_else(|_| Err(Failure::new(Cause::Timeout)))?)
    }

    /// Dials a target that belongs to no profile, looks at it and closes it again.
    ///
    /// # Errors
    /// Why it cannot be reached within `deadline`.
    pub async fn try_out(&self, target: &Target, deadline: Duration) -> Result<Report, Failure> {
        let attempt = async {
            let client = Arc::new(self.0.dialer.dial(target, deadline).await?);
            let context = target.context.as_deref();
            let look = self
                .0
                .dialer
                .look(&client, &target.hosts, context, deadline);
            let report = look.await;
            self.0.dialer.close(&client).await;
            report
        };
        timeout(deadline, attempt)
            .await
            .unwrap_or_else(|_| Err(Failure::new(Cause::Timeout)))
    }

    /// Gives up clients whose profile has gone or reaches another cluster now.
    pub fn retire(&self, profiles: &Profiles) {
        let kept = |id: &str, slot: &Slot<D::Client>| {
            profiles
                .get(id)
                .is_some_and(|profile| slot.reaches(&profile.body))
        };
        self.slots().retain(|id, slot| kept(id, slot));
    }

    /// Closes every client. No new one is made afterwards when the tasks were cancelled.
    pub async fn close(&self) {
        let slots: Vec<_> = self.slots().drain().map(|(_, slot)| slot).collect();
        let clients = slots
            .iter()
            .filter_map(|slot| match &*slot.outcome.borrow() {
                Some(Outcome {
                    client: Ok(client), ..
                }) => Some(Arc::clone(client)),
                _ => None,
            });
        let clients: Vec<_> = clients.collect();
        join_all(clients.iter().map(|client| self.0.dialer.close(client))).await;
    }

    /// The slot to wait on: the present one, or a new one whose dial has just been started.
    fn slot(
        &self,
        id: &str,
        profile: &Profile,
    ) -> Result<watch::Receiver<Option<Outcome<D::Client>>>, Error> {
        if self.0.tasks.token().is_cancelled() {
            return Err(Error::Stopping);
        }
        let mut slots = self.slots();
        if let Some(slot) = slots.get(id)
            && slot.serves(profile)
        {
            return Ok(slot.outcome.clone());
        }
        let (reach, context) = (&profile.reach, managed::context(profile));
        let target = targets::of_profile(id, reach, context, &self.0.secrets)?;
        let (ended, outcome) = watch::channel(None);
        let slot = Slot {
            reach: reach.clone(),
            context: context.cloned(),
            outcome: outcome.clone(),
            dial: CancellationToken::new(),
        };
        self.dial(target, slot.dial.clone(), ended);
        match slots.entry(id.to_owned()) {
            Entry::Occupied(mut entry) => drop(entry.insert(slot)),
            Entry::Vacant(entry) => drop(entry.insert(slot)),
        }
        Ok(outcome)
    }

    /// Dials in the background, so that a caller who goes away leaves the others their dial.
    fn dial(
        &self,
        target: Target,
        given_up: CancellationToken,
        ended: watch::Sender<Option<Outcome<D::Client>>>,
    ) {
        let inner = Arc::clone(&self.0);
        self.0.tasks.spawn("dial", async move {
            let dial = timeout(
                CONNECT_DEADLINE,
                inner.dialer.dial(&target, CONNECT_DEADLINE),
            );
            let client = tokio::select! {
                biased;
                () = given_up.cancelled() => return,
                dialled = dial => match dialled {
                    Ok(dialled) => dialled.map(Arc::new),
                    Err(_) => Err(Failure::new(Cause::Timeout)),
                },
            };
            ended.send_replace(Some(Outcome {
                client,
                at: Instant::now(),
            }));
        });
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<String, Slot<D::Client>>> {
        self.0.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
