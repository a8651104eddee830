//! One execution of a feed for all who follow the same: same text, same variables, same rights.
//!
//! A leader runs the operation, writes each item once and hands the text to its followers
//! (`follower.rs`). It starts with the first follower and stops after the last.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use acm_core::{Caller, Rights, Tasks};
use async_graphql::{Request, Response, Variables};
use futures_util::{StreamExt, stream::BoxStream};
use tokio::sync::broadcast;

use super::{
    Origin, Reply, edge,
    envelope::{Envelope, Label},
    prepare::{Preparation, Prepared},
};
use crate::shares::Share;

/// Items a follower may be behind before it is given the newest state instead.
pub(super) const MAX_BEHIND: usize = 16;

/// What is followed.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) struct Question {
    text: String,
    operation: Option<String>,
    /// The variables, as JSON with sorted names.
    variables: String,
}

impl Question {
    pub(super) fn new(request: &Request) -> Self {
        Self {
            text: request.query.clone(),
            operation: request.operation_name.clone(),
            variables: serde_json::to_string(&request.variables).unwrap_or_default(),
        }
    }

    /// The same request again.
    pub(super) fn request(&self) -> Request {
        let variables: Variables = serde_json::from_str(&self.variables).unwrap_or_default();
        let mut request = Request::new(&self.text).variables(variables);
        request.operation_name.clone_from(&self.operation);
        request
    }
}

/// An item, the same for all followers.
pub(super) struct Item {
    /// `None` for what holds no item: the feed failed, or was refused.
    pub(super) label: Option<Label>,
    /// The version of the item before it.
    pub(super) after: Option<i64>,
    body: Body,
}

enum Body {
    Text(Reply),
    /// Errors carry the id of the request they answer.
    Errors(Box<Response>),
}

impl Item {
    /// The item of an answer from which the envelope was taken.
    pub(super) fn new(mut response: Response, label: Option<Label>, after: Option<i64>) -> Self {
        edge::code(&mut response);
        let body = if response.errors.is_empty() {
            Body::Text(edge::write(&response))
        } else {
            Body::Errors(Box::new(response))
        };
        Self { label, after, body }
    }

    /// The item for one follower.
    pub(super) fn reply(&self, origin: &Origin) -> Reply {
        match &self.body {
            Body::Text(reply) => reply.clone(),
            Body::Errors(response) => {
                let mut own = Response::new(response.data.clone());
                own.errors.clone_from(&response.errors);
                edge::stamp(&mut own, origin);
                edge::write(&own)
            }
        }
    }
}

/// Everything followed at present. Cheap to clone.
#[derive(Clone)]
pub(super) struct Feeds {
    groups: Arc<Mutex<HashMap<Key, Arc<Group>>>>,
    preparation: Arc<Preparation>,
    tasks: Tasks,
}

type Key = (Arc<Question>, Rights);

/// Those who follow the same.
pub(super) struct Group {
    question: Arc<Question>,
    items: broadcast::Sender<Arc<Item>>,
    past: Mutex<Past>,
}

/// What the leader has sent.
#[derive(Default)]
struct Past {
    begun: bool,
    version: Option<i64>,
    /// The whole state at `version`, when somebody has asked for it since.
    whole: Option<Arc<Item>>,
}

/// A place among the followers.
pub(super) struct Place {
    /// The one question all of them share.
    pub(super) question: Arc<Question>,
    pub(super) items: broadcast::Receiver<Arc<Item>>,
    group: Weak<Group>,
    /// Whether items were sent already: then the follower needs the state before it can go on.
    pub(super) late: bool,
}

impl Feeds {
    /// Nothing followed yet; leaders run in `tasks`.
    pub(super) fn new(preparation: Arc<Preparation>, tasks: Tasks) -> Self {
        Self {
            groups: Arc::default(),
            preparation,
            tasks,
        }
    }

    /// A place among those who follow the same with the same rights; starts the leader for the
    /// first of them, who holds what was `held` for it.
    ///
    /// # Errors
    /// What refuses the operation.
    pub(super) fn join(
        &self,
        question: Arc<Question>,
        origin: &Origin,
        held: Option<Share>,
    ) -> Result<Place, Reply> {
        let rights = origin.caller.rights();
        let key = (question, rights);
        if let Some(group) = self.groups().get(&key) {
            return Ok(group.place());
        }
        // What everybody gets must not depend on who came first.
        let leader = Origin {
            caller: Caller::new("feed", rights),
            address: origin.address,
            request_id: Arc::clone(&origin.request_id),
            parent: None,
        };
        // Nobody else waits while this is prepared; of several who come first at once, one leads.
        let prepared = self.prepare(&key.0, &leader)?;
        let group = Arc::new(Group {
            question: Arc::clone(&key.0),
            items: broadcast::Sender::new(MAX_BEHIND),
            past: Mutex::default(),
        });
        let place = match self.groups().entry(key.clone()) {
            Entry::Occupied(other) => return Ok(other.get().place()),
            Entry::Vacant(free) => free.insert(Arc::clone(&group)).place(),
        };
        let lead = Leader {
            feeds: self.clone(),
            key,
            group,
            _held: held,
        };
        self.tasks.spawn("shared feed", lead.run(prepared));
        Ok(place)
    }

    pub(super) fn prepare(&self, question: &Question, origin: &Origin) -> Result<Prepared, Reply> {
        self.preparation.again(question, origin)
    }

    /// Whether nobody follows anything.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.groups().is_empty()
    }

    fn groups(&self) -> MutexGuard<'_, HashMap<Key, Arc<Group>>> {
        self.groups.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Group {
    fn place(self: &Arc<Self>) -> Place {
        let past = self.past();
        Place {
            question: Arc::clone(&self.question),
            items: self.items.subscribe(),
            group: Arc::downgrade(self),
            late: past.begun,
        }
    }

    fn send(&self, mut response: Response, envelope: Option<&Envelope>) {
        let label = envelope.and_then(|envelope| envelope.open(&mut response));
        let mut past = self.past();
        let item = Arc::new(Item::new(response, label, past.version));
        past.begun = true;
        // What has failed has no version: who goes on from it needs the whole state.
        past.version = label.map(|label| label.version);
        past.whole = label
            .is_some_and(|label| label.whole)
            .then(|| Arc::clone(&item));
        // Without followers nobody misses it: the leader is about to end.
        let _ = self.items.send(item);
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// The whole state, if another follower has asked for it since the last item.
    pub(super) fn whole(&self) -> Option<Arc<Item>> {
        self.group.upgrade()?.past().whole.clone()
    }

    /// Hands the whole state to followers to come, unless newer items have been sent.
    pub(super) fn share(&self, item: &Arc<Item>) {
        if let (Some(group), Some(label)) = (self.group.upgrade(), item.label) {
            let mut past = group.past();
            if past.version.is_some_and(|sent| sent <= label.version) {
                past.whole = Some(Arc::clone(item));
            }
        }
    }
}

/// Runs one feed for a group; the group ends with it.
struct Leader {
    feeds: Feeds,
    key: Key,
    group: Arc<Group>,
    _held: Option<Share>,
}

impl Leader {
    async fn run(self, prepared: Prepared) {
        let Prepared {
            way,
            shared,
            mut proof,
            ..
        } = prepared;
        let envelope = shared.map(|(_, envelope)| envelope);
        let mut answers: BoxStream<'_, Response> = way.stream();
        loop {
            tokio::select! {
                answer = answers.next() => {
                    let Some(answer) = answer else { return };
                    if edge::ran(&answer) {
                        Prepared::passed(proof.take());
                    }
                    self.group.send(answer, envelope.as_ref());
                }
                () = self.group.items.closed() => {
                    let mut groups = self.feeds.groups();
                    if self.group.items.receiver_count() == 0 {
                        groups.remove(&self.key);
                        return;
                    }
                }
            }
        }
    }
}

impl Drop for Leader {
    /// At the latest when the task is cancelled: followers see the end, and who comes next starts
    /// anew.
    fn drop(&mut self) {
        let mut groups = self.feeds.groups();
        let own = groups.get(&self.key);
        if own.is_some_and(|group| Arc::ptr_eq(group, &self.group)) {
            groups.remove(&self.key);
        }
    }
}
