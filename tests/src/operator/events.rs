//! Events, rationed as client-go rations them: what repeats is counted on, what is too much alike is
//! combined, and after 25 on one object one is let through each five minutes.

use std::{collections::HashMap, time::Duration};

use serde_json::json;
use tokio::{sync::Mutex, time::Instant};
use tracing::warn;

use super::{
    cluster::Cluster,
    objects::{Kind, Objects},
    pace::{Pace, now},
};

const CONTROLLER: &str = "aerospikecluster-controller";
/// Events on one object that are let through at once.
const BURST: f64 = 25.0;
/// Time in which one more is.
const REFILL_SECONDS: u64 = 300;
/// Events of one reason with different messages that are told apart.
const DIFFERENT: usize = 10;
/// Longest message the API server takes.
const MAX_MESSAGE: usize = 1024;

/// Whether somebody should worry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Level {
    Normal,
    Warning,
}

/// The events of all clusters.
pub(super) struct Events {
    objects: Objects,
    refill: Duration,
    /// By the uid of the cluster.
    ledgers: Mutex<HashMap<String, Ledger>>,
}

struct Ledger {
    tokens: f64,
    refilled: Instant,
    messages: HashMap<(Level, &'static str), Vec<String>>,
    written: HashMap<(Level, &'static str, String), Written>,
}

struct Written {
    /// The name of the event; none while it was held back.
    name: Option<String>,
    count: u32,
    first: String,
}

impl Events {
    pub(super) fn new(objects: Objects, pace: Pace) -> Self {
        Self {
            objects,
            refill: pace.seconds(REFILL_SECONDS),
            ledgers: Mutex::default(),
        }
    }

    /// Writes an event about a cluster, unless there were too many. One that cannot be written is lost,
    /// as the real operator's are.
    pub(super) async fn emit(
        &self,
        cluster: &Cluster,
        level: Level,
        reason: &'static str,
        message: impl Into<String>,
    ) {
        let mut ledgers = self.ledgers.lock().await;
        let ledger = ledgers
            .entry(cluster.uid().to_owned())
            .or_insert_with(Ledger::new);
        let message = ledger.combine(level, reason, shortened(message.into()));
        let allowed = ledger.take(self.refill);
        let written = ledger
            .written
            .entry((level, reason, message.clone()))
            .or_insert_with(|| Written {
                name: None,
                count: 0,
                first: now(),
            });
        written.count += 1;
        if !allowed {
            return;
        }
        let outcome = match &written.name {
            Some(name) => {
                let patch = json!({ "count": written.count, "lastTimestamp": now() });
                self.objects
                    .merge(Kind::Event, cluster.namespace(), name, &patch)
                    .await
                    .map(|_| ())
            }
            None => {
                let name = name(cluster, reason, &message);
                written.name = Some(name.clone());
                let event = event(cluster, level, reason, &message, written, &name);
                self.objects
                    .create(Kind::Event, cluster.namespace(), event)
                    .await
                    .map(|_| ())
            }
        };
        if let Err(error) = outcome {
            warn!(%error, cluster = %cluster.key, reason, "event lost");
        }
    }

    /// Forgets what was told of a cluster that is gone.
    pub(super) async fn forget(&self, uid: &str) {
        self.ledgers.lock().await.remove(uid);
    }
}

impl Ledger {
    fn new() -> Self {
        Self {
            tokens: BURST,
            refilled: Instant::now(),
            messages: HashMap::new(),
            written: HashMap::new(),
        }
    }

    /// The message, or the one that stands for many of its kind.
    fn combine(&mut self, level: Level, reason: &'static str, message: String) -> String {
        let known = self.messages.entry((level, reason)).or_default();
        if known.contains(&message) {
            return message;
        }
        if known.len() < DIFFERENT {
            known.push(message.clone());
            return message;
        }
        "(combined from similar events): ".to_owned() + &known[DIFFERENT - 1]
    }

    fn take(&mut self, refill: Duration) -> bool {
        let gained = self.refilled.elapsed().div_duration_f64(refill);
        self.tokens = (self.tokens + gained).min(BURST);
        self.refilled = Instant::now();
        let allowed = self.tokens >= 1.0;
        if allowed {
            self.tokens -= 1.0;
        }
        allowed
    }
}

fn shortened(mut message: String) -> String {
    let end = (0..=MAX_MESSAGE.min(message.len()))
        .rev()
        .find(|&end| message.is_char_boundary(end));
    message.truncate(end.unwrap_or_default());
    message
}

fn name(cluster: &Cluster, reason: &str, message: &str) -> String {
    let mark = super::json::hash(&json!([cluster.uid(), reason, message]));
    format!("{}.{mark}", cluster.name())
}

fn event(
    cluster: &Cluster,
    level: Level,
    reason: &str,
    message: &str,
    written: &Written,
    name: &str,
) -> serde_json::Value {
    let kind = match level {
        Level::Normal => "Normal",
        Level::Warning => "Warning",
    };
    json!({
        "apiVersion": "v1",
        "kind": "Event",
        "metadata": { "name": name, "namespace": cluster.namespace() },
        "involvedObject": {
            "apiVersion": "acko.io/v1alpha1",
            "kind": "AerospikeCluster",
            "namespace": cluster.namespace(),
            "name": cluster.name(),
            "uid": cluster.uid(),
            "resourceVersion": super::json::text(&cluster.object, "/metadata/resourceVersion"),
        },
        "type": kind,
        "reason": reason,
        "message": message,
        "count": written.count,
        "firstTimestamp": written.first,
        "lastTimestamp": now(),
        "source": { "component": CONTROLLER },
        "reportingComponent": CONTROLLER,
        "reportingInstance": "",
    })
}
