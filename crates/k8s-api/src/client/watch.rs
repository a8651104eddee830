//! Changes of a kind's objects, as the API server tells of them.

use std::{marker::PhantomData, sync::Arc, time::Duration};

use kube::core::{Status, params::WatchParams};
use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::time::timeout;

use super::{Client, lines::Lines, read, refused, unreadable, url};
use crate::{Error, Kind, Request, Result, Scope};

/// Seconds after which the API server ends a watch, which is then resumed: a connection that died
/// without a word is noticed by then.
const WATCH_SECONDS: u32 = 20;
/// How much later than announced the end may come.
const MARGIN: Duration = Duration::from_secs(5);
/// Bytes of one object.
const MAX_EVENT_BYTES: usize = 8 * 1024 * 1024;

/// One event of a watch.
#[derive(Debug)]
pub(crate) enum WatchEvent<K> {
    /// An object is there, new or changed.
    Applied(K),
    /// An object is gone.
    Deleted(K),
    /// Nothing changed up to here.
    Bookmark(String),
}

/// Events of one watch, until the API server ends it.
pub(crate) struct WatchEvents<K> {
    lines: Lines,
    request: Request,
    kind: PhantomData<fn() -> K>,
}

#[derive(Deserialize)]
struct Told<'a> {
    r#type: &'a str,
    #[serde(borrow)]
    object: &'a RawValue,
}

#[derive(Deserialize)]
struct Marked {
    metadata: Mark,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mark {
    resource_version: String,
}

impl Client {
    /// Watches from a version on.
    pub(crate) async fn watch<K: Kind>(
        &self,
        scope: &Scope,
        version: &str,
    ) -> Result<WatchEvents<K>> {
        let namespace = scope.namespace.as_deref();
        let request = self.request::<K>("watch", namespace, None)?;
        let params = WatchParams {
            label_selector: scope.labels.clone(),
            field_selector: scope.fields.clone(),
            timeout: Some(WATCH_SECONDS),
            bookmarks: true,
            send_initial_events: false,
        };
        let built = url::<K>(namespace).watch(&params, version);
        let opened = self.within(self.deadline, &request, self.send(&request, built));
        Ok(WatchEvents {
            lines: Lines::new(opened.await?.into_body(), MAX_EVENT_BYTES),
            request,
            kind: PhantomData,
        })
    }
}

impl<K: Kind> WatchEvents<K> {
    /// Waits for the next event; `None` when the API server has ended the watch, or has been silent
    /// for longer than it said the watch would last. Safe to cancel.
    pub(crate) async fn next(&mut self) -> Result<Option<WatchEvent<K>>> {
        let patience = Duration::from_secs(WATCH_SECONDS.into()) + MARGIN;
        let Ok(line) = timeout(patience, self.lines.next()).await else {
            return Err(Error::TimedOut {
                request: self.request.clone(),
                after: patience,
            });
        };
        let line = line.map_err(|source| Error::Unreachable {
            request: self.request.clone(),
            source: Arc::new(source),
        })?;
        match line {
            None => Ok(None),
            Some(line) if line.cut => Err(Error::TooLarge {
                request: self.request.clone(),
                limit: MAX_EVENT_BYTES,
                unit: "bytes",
            }),
            Some(line) => self.event(&line.text).map(Some),
        }
    }

    fn event(&self, line: &[u8]) -> Result<WatchEvent<K>> {
        let request = &self.request;
        let told: Told<'_> =
            serde_json::from_slice(line).map_err(|source| unreadable(request, source))?;
        let object = told.object.get().as_bytes();
        match told.r#type {
            "ADDED" | "MODIFIED" => read(request, object).map(WatchEvent::Applied),
            "DELETED" => read(request, object).map(WatchEvent::Deleted),
            "BOOKMARK" => {
                let marked: Marked = read(request, object)?;
                Ok(WatchEvent::Bookmark(marked.metadata.resource_version))
            }
            _ => {
                let status: Status = read(request, object)?;
                Err(refused(request, status, None))
            }
        }
    }
}
