//! One reader of a shared feed: the whole state first, then every change in order, or, when it
//! was too slow, the state anew.

use std::{pin::pin, sync::Arc};

use acm_core::telemetry;
use async_graphql::Response;
use futures_util::{FutureExt, Stream, StreamExt, stream};
use tokio::sync::broadcast::error::RecvError;

use super::{
    Origin, Reply,
    envelope::{Envelope, Label},
    feeds::{Feeds, Item, Place, Question},
};
use crate::shares::Share;

pub(super) struct Follower {
    feeds: Feeds,
    origin: Origin,
    place: Place,
    /// The version it has; `None` before its first item.
    at: Option<i64>,
    need: Need,
    /// Whether the state was asked for and failed.
    failed: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Need {
    /// The next item.
    Item,
    /// The whole state: it came late.
    State,
    /// The whole state: it missed items.
    Missed,
    /// Nothing: it has ended.
    Nothing,
}

/// What to do with an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fate {
    Give,
    Skip,
    /// Items before it are missing, or it says again what the reader has.
    Restart,
}

impl Follower {
    /// A reader that is authorised by having been `prepared` itself.
    ///
    /// # Errors
    /// What refuses the operation.
    pub(super) fn join(
        feeds: &Feeds,
        question: Arc<Question>,
        origin: Origin,
        held: Option<Share>,
    ) -> Result<impl Stream<Item = Reply> + Send + use<>, Reply> {
        let place = feeds.join(question, &origin, held)?;
        let follower = Self {
            feeds: feeds.clone(),
            origin,
            need: if place.late { Need::State } else { Need::Item },
            place,
            at: None,
            failed: false,
        };
        Ok(stream::unfold(follower, async |mut follower| {
            follower.next().await.map(|reply| (reply, follower))
        }))
    }

    async fn next(&mut self) -> Option<Reply> {
        loop {
            match self.need {
                Need::Nothing => return None,
                Need::State | Need::Missed => {
                    // What has failed is not tried again before there is something new.
                    if std::mem::take(&mut self.failed)
                        && let Err(RecvError::Closed) = self.place.items.recv().await
                    {
                        return None;
                    }
                    return self.state().await;
                }
                Need::Item => {}
            }
            let item = match self.place.items.recv().await {
                Ok(item) => item,
                Err(RecvError::Lagged(_)) => {
                    telemetry::lagged();
                    self.restart();
                    continue;
                }
                Err(RecvError::Closed) => return None,
            };
            match fate(self.at, item.label, item.after) {
                Fate::Skip => {}
                Fate::Restart => self.restart(),
                Fate::Give => {
                    self.at = item.label.map(|label| label.version).or(self.at);
                    return Some(item.reply(&self.origin));
                }
            }
        }
    }

    /// From the newest item on; what is sent while the state is asked for waits.
    fn restart(&mut self) {
        self.place.items = self.place.items.resubscribe();
        self.need = Need::Missed;
    }

    /// The whole state: the first item of an execution of its own, or the one another reader got.
    async fn state(&mut self) -> Option<Reply> {
        let missed = self.need == Need::Missed;
        let shared = if missed { None } else { self.place.whole() };
        let (item, ended) = match shared {
            Some(item) => (item, false),
            None => match self.feeds.prepare(&self.place.question, &self.origin) {
                Ok(prepared) => {
                    let (_, envelope) = prepared.shared?;
                    let answers = prepared.way.stream();
                    first(answers, &envelope, missed).await?
                }
                Err(refused) => {
                    self.need = Need::Nothing;
                    return Some(refused);
                }
            },
        };
        match item.label {
            Some(label) => {
                self.at = Some(label.version);
                self.need = Need::Item;
            }
            None if ended => self.need = Need::Nothing,
            None => self.failed = true,
        }
        if !missed {
            self.place.share(&item);
        }
        Some(item.reply(&self.origin))
    }
}

/// The first item of an execution, and whether the execution has ended with it: only an error that
/// ends the feed ends its readers.
async fn first(
    answers: impl Stream<Item = Response>,
    envelope: &Envelope,
    missed: bool,
) -> Option<(Arc<Item>, bool)> {
    let mut answers = pin!(answers);
    let mut answer = answers.next().await?;
    let ended = matches!(answers.next().now_or_never(), Some(None));
    let label = envelope.open(&mut answer);
    if missed {
        envelope.mark_lagged(&mut answer);
    }
    Some((Arc::new(Item::new(answer, label, None)), ended))
}

/// An item brings a reader from `after` to its version; a whole state from wherever it is.
fn fate(at: Option<i64>, label: Option<Label>, after: Option<i64>) -> Fate {
    let (Some(at), Some(label)) = (at, label) else {
        return Fate::Give;
    };
    if label.version <= at {
        Fate::Skip
    } else if label.whole || after == Some(at) {
        Fate::Give
    } else {
        Fate::Restart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_given_to_those_it_follows_on() {
        let change = |version| {
            Some(Label {
                version,
                whole: false,
            })
        };
        let state = |version| {
            Some(Label {
                version,
                whole: true,
            })
        };
        assert_eq!(fate(None, state(5), None), Fate::Give, "the first");
        assert_eq!(fate(Some(5), change(6), Some(5)), Fate::Give, "the next");
        assert_eq!(fate(Some(6), change(6), Some(5)), Fate::Skip, "had already");
        assert_eq!(fate(Some(5), change(8), Some(5)), Fate::Give, "for all");
        assert_eq!(fate(Some(6), change(8), Some(5)), Fate::Restart, "overlaps");
        assert_eq!(fate(Some(3), change(6), Some(5)), Fate::Restart, "a gap");
        assert_eq!(fate(Some(3), state(6), Some(5)), Fate::Give, "replaces all");
        assert_eq!(fate(Some(3), None, Some(5)), Fate::Give, "it failed");
    }
}
