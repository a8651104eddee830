//! The feed of the overview: one board for all who look, filled as clusters answer.

use std::{collections::HashMap, sync::Arc, time::Duration};

use acm_core::{
    feed::{Item, Latest, Reader},
    shared::Watch,
};
use acm_graph::{
    FeedItemKind, OverviewChanged, OverviewEntry,
    scalars::{DateTime, Int64},
};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::{Overviews, entry};
use crate::service::access::Profile;

/// Time between two rounds.
const PACE: Duration = Duration::from_secs(10);
/// Answers of so long are told together.
const TOGETHER: Duration = Duration::from_millis(100);
/// The one board there is.
const NAME: &str = "";

/// The entries, in the order of their profiles; `None` until the profiles are known.
pub(super) type Board = Latest<Option<Sheet>>;

/// All entries at one moment.
#[derive(Clone)]
pub(super) struct Sheet {
    at: DateTime,
    entries: Vec<Arc<OverviewEntry>>,
}

impl Overviews {
    /// Every profile now, then those that changed.
    pub(crate) fn subscribe(&self) -> impl Stream<Item = OverviewChanged> + use<> {
        let (_, reader) = self.watches.join(
            NAME,
            || Latest::new(None),
            |watch| self.clone().fill(watch),
            Latest::subscribe,
        );
        let follower = Follower { reader, sent: None };
        stream::unfold(follower, async |mut follower| {
            let item = follower.next().await?;
            Some((item, follower))
        })
    }

    /// Fills the board, round after round, until nobody looks.
    async fn fill(self, watch: Watch<Board>) {
        let mut profiles = self.profiles.profiles();
        let mut present = match profiles.next().await {
            Some(present) => present,
            None => return,
        };
        let mut known: HashMap<String, Arc<OverviewEntry>> = HashMap::new();
        loop {
            let due = Instant::now() + PACE;
            self.forget_removed(&present);
            known.retain(|id, _| present.iter().any(|profile| profile.id == *id));
            self.publish(&watch, &present, &known);
            let round = async {
                self.round(&watch, &present, &mut known).await;
                sleep_until(due).await;
            };
            let changed = tokio::select! {
                () = round => None,
                () = watch.state.unread() => None,
                changed = profiles.next() => match changed {
                    Some(changed) => Some(changed),
                    None => return,
                },
            };
            present = changed.unwrap_or(present);
            if watch.end_if(|board| board.readers() == 0) {
                return;
            }
        }
    }

    /// Asks every cluster once, telling answers as they come.
    async fn round(
        &self,
        watch: &Watch<Board>,
        present: &[Profile],
        known: &mut HashMap<String, Arc<OverviewEntry>>,
    ) {
        let wanted = present.iter().map(|profile| ((), profile.clone()));
        let mut answers = std::pin::pin!(self.ask(wanted.collect()));
        while let Some(((), first)) = answers.next().await {
            let until = Instant::now() + TOGETHER;
            let mut answer = Some(first);
            while let Some(entry) = answer {
                known.insert(entry.connection_id.to_string(), Arc::new(entry));
                let next = timeout_at(until, answers.next()).await;
                answer = next.ok().flatten().map(|((), entry)| entry);
            }
            self.publish(watch, present, known);
        }
    }

    fn publish(
        &self,
        watch: &Watch<Board>,
        present: &[Profile],
        known: &HashMap<String, Arc<OverviewEntry>>,
    ) {
        let entries = present.iter().map(|profile| match known.get(&profile.id) {
            Some(entry) => entry::renamed(entry, profile),
            None => Arc::new(entry::unlooked(profile)),
        });
        let sheet = Sheet {
            at: DateTime(self.clock.now()),
            entries: entries.collect(),
        };
        watch.state.publish(Some(sheet));
    }
}

/// One reader of the board.
struct Follower {
    reader: Reader<Option<Sheet>>,
    sent: Option<Sheet>,
}

impl Follower {
    /// The whole board first, then what is different from what was sent.
    async fn next(&mut self) -> Option<OverviewChanged> {
        loop {
            let item = self.reader.next().await?;
            let Some(sheet) = &*item.value else { continue };
            let changed = match &self.sent {
                Some(sent) => changes(&item, sent, sheet),
                None => Some(snapshot(&item, sheet)),
            };
            self.sent = Some(sheet.clone());
            if changed.is_some() {
                return changed;
            }
        }
    }
}

fn snapshot(item: &Item<Option<Sheet>>, sheet: &Sheet) -> OverviewChanged {
    let ids = sheet
        .entries
        .iter()
        .map(|entry| entry.connection_id.clone());
    OverviewChanged {
        at: sheet.at,
        kind: FeedItemKind::Snapshot,
        lagged: false,
        problem: None,
        version: Int64(item.version),
        entries: sheet
            .entries
            .iter()
            .map(|entry| (**entry).clone())
            .collect(),
        removed_ids: Vec::new(),
        order: ids.collect(),
    }
}

/// `None` when nothing is different.
fn changes(item: &Item<Option<Sheet>>, sent: &Sheet, sheet: &Sheet) -> Option<OverviewChanged> {
    let before: HashMap<_, _> = by_id(sent).collect();
    let after: HashMap<_, _> = by_id(sheet).collect();
    let whole = snapshot(item, sheet);
    let gone = sent.entries.iter().map(|entry| &entry.connection_id);
    let removed_ids: Vec<_> = gone
        .filter(|id| !after.contains_key(id.as_str()))
        .cloned()
        .collect();
    let same = |entry: &OverviewEntry| {
        before
            .get(entry.connection_id.as_str())
            .is_some_and(|sent| **sent == *entry)
    };
    let entries: Vec<_> = whole
        .entries
        .into_iter()
        .filter(|entry| !same(entry))
        .collect();
    let order = sent.entries.iter().map(|entry| &entry.connection_id);
    let moved = !order.eq(&whole.order);
    if !moved && entries.is_empty() && removed_ids.is_empty() {
        return None;
    }
    Some(OverviewChanged {
        kind: FeedItemKind::Change,
        lagged: item.lagged,
        entries,
        removed_ids,
        ..whole
    })
}

fn by_id(sheet: &Sheet) -> impl Iterator<Item = (&str, &OverviewEntry)> {
    let entries = sheet.entries.iter();
    entries.map(|entry| (entry.connection_id.as_str(), &**entry))
}
