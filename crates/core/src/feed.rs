//! Live state for many readers: each gets the newest value, none can make memory grow.
//!
//! A writer publishes values one after another; only the newest is kept. A reader first gets the
//! present value, then the newest each time it comes back for more. A reader that was too slow
//! misses the values between and is told so: nothing is ever queued for it.

use std::sync::Arc;

use futures_util::{Stream, stream};
use tokio::sync::watch;

use crate::telemetry;

/// One value of a feed, as one reader sees it.
#[derive(Debug, Eq, PartialEq)]
pub struct Item<T> {
    /// 1 for the value the feed began with, one more at each publication.
    pub version: i64,
    /// Whether this is the first item of this reader: the present state, not a change.
    pub first: bool,
    /// Whether this reader missed values between its last item and this one.
    pub lagged: bool,
    /// The value; shared between all readers.
    pub value: Arc<T>,
}

impl<T> Clone for Item<T> {
    fn clone(&self) -> Self {
        Self {
            value: Arc::clone(&self.value),
            ..*self
        }
    }
}

#[derive(Debug)]
struct Versioned<T> {
    version: i64,
    value: Arc<T>,
}

/// The writer's end of a feed: holds the newest value. Feeds end when it is dropped.
#[derive(Debug)]
pub struct Latest<T>(watch::Sender<Versioned<T>>);

impl<T> Latest<T> {
    /// A feed that begins with `value`, as version 1.
    #[must_use]
    pub fn new(value: T) -> Self {
        let value = Arc::new(value);
        Self(watch::Sender::new(Versioned { version: 1, value }))
    }

    /// Replaces the value and wakes the readers.
    pub fn publish(&self, value: T) {
        let value = Arc::new(value);
        self.0.send_modify(|slot| {
            slot.version += 1;
            slot.value = value;
        });
    }

    /// Replaces the value when `next` yields one; computed under the feed's lock, so that two
    /// writers cannot overwrite each other's change. True when it was replaced.
    pub fn publish_with(&self, next: impl FnOnce(&T) -> Option<T>) -> bool {
        self.0.send_if_modified(|slot| match next(&slot.value) {
            Some(value) => {
                slot.version += 1;
                slot.value = Arc::new(value);
                true
            }
            None => false,
        })
    }

    /// The newest value.
    #[must_use]
    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.0.borrow().value)
    }

    /// Readers at present.
    #[must_use]
    pub fn readers(&self) -> usize {
        self.0.receiver_count()
    }

    /// Waits until nobody reads (at once when nobody does). Readers may come back at any time.
    pub async fn unread(&self) {
        self.0.closed().await;
    }

    /// A reader, whose first item is the present value.
    #[must_use]
    pub fn subscribe(&self) -> Reader<T> {
        let mut watched = self.0.subscribe();
        watched.mark_changed();
        Reader {
            watched,
            seen: None,
        }
    }
}

/// The reader's end of a feed.
#[derive(Debug)]
pub struct Reader<T> {
    watched: watch::Receiver<Versioned<T>>,
    seen: Option<i64>,
}

impl<T> Reader<T> {
    /// Waits for a value this reader has not had; `None` when the feed has ended. Safe to cancel:
    /// nothing is lost when the future is dropped.
    pub async fn next(&mut self) -> Option<Item<T>> {
        self.watched.changed().await.ok()?;
        let newest = self.watched.borrow_and_update();
        let item = Item {
            version: newest.version,
            first: self.seen.is_none(),
            lagged: self.seen.is_some_and(|seen| newest.version > seen + 1),
            value: Arc::clone(&newest.value),
        };
        self.seen = Some(item.version);
        if item.lagged {
            telemetry::lagged();
        }
        Some(item)
    }

    /// The items as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Item<T>> {
        stream::unfold(self, async |mut reader| {
            reader.next().await.map(|item| (item, reader))
        })
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, StreamExt};

    use super::*;

    #[tokio::test]
    async fn a_reader_gets_the_present_value_then_each_change() {
        let feed = Latest::new("a");
        let mut reader = feed.subscribe();
        let first = reader.next().await.unwrap();
        assert_eq!((first.version, first.first, first.lagged), (1, true, false));
        assert_eq!(*first.value, "a");
        assert!(reader.next().now_or_never().is_none(), "nothing new yet");
        feed.publish("b");
        let second = reader.next().await.unwrap();
        assert_eq!(
            (second.version, second.first, second.lagged),
            (2, false, false)
        );
        assert_eq!(*second.value, "b");
    }

    #[tokio::test]
    async fn a_slow_reader_gets_the_newest_value_once_and_is_told() {
        let feed = Latest::new(0);
        let mut reader = feed.subscribe();
        reader.next().await.unwrap();
        (1..=100).for_each(|value| feed.publish(value));
        let item = reader.next().await.unwrap();
        assert_eq!((*item.value, item.version, item.lagged), (100, 101, true));
        assert!(reader.next().now_or_never().is_none(), "nothing was queued");
        feed.publish(101);
        assert!(!reader.next().await.unwrap().lagged);
    }

    #[tokio::test]
    async fn a_late_reader_has_not_lagged() {
        let feed = Latest::new(0);
        (1..=5).for_each(|value| feed.publish(value));
        let item = feed.subscribe().next().await.unwrap();
        assert_eq!((item.version, item.first, item.lagged), (6, true, false));
    }

    #[tokio::test]
    async fn readers_are_counted_and_the_last_one_leaving_is_noticed() {
        let feed = Latest::new(());
        let (one, two) = (feed.subscribe(), feed.subscribe());
        assert_eq!(feed.readers(), 2);
        drop(one);
        assert!(feed.unread().now_or_never().is_none());
        drop(two);
        feed.unread().await;
    }

    #[tokio::test]
    async fn the_stream_ends_with_the_writer_after_the_last_value() {
        let feed = Latest::new(1);
        let stream = feed.subscribe().into_stream();
        feed.publish(2);
        drop(feed);
        let values: Vec<i32> = stream.map(|item| *item.value).collect().await;
        assert_eq!(values, [2]);
    }

    #[test]
    fn publishing_with_nothing_wakes_nobody() {
        let feed = Latest::new(1);
        assert!(!feed.publish_with(|_| None));
        assert!(feed.publish_with(|value| Some(value + 1)));
        assert_eq!(*feed.current(), 2);
    }
}
