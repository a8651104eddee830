//! An API server in memory, for tests of what reads and writes Kubernetes.
//!
//! It keeps objects as a real one does where that matters to a writer: versions that conflict, merge
//! patches, tries that keep nothing, statuses apart from specifications. It knows no schema and no
//! controller; what a real one refuses or changes, a test says.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use acm_core::{Clock, Tasks};
use http::{Method, Response};
use http_body_util::BodyExt;
use kube::client::Body;
use serde_json::{Value, json};
use tower::service_fn;

use crate::{Contexts, Kubernetes, Settings, merge::apply as merge};

/// The server. Cheap to clone.
#[derive(Clone, Default)]
pub struct Server(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    objects: BTreeMap<Place, Value>,
    version: u64,
    reactions: VecDeque<(String, Reaction)>,
    denied: BTreeSet<String>,
    requests: Vec<Request>,
}

/// A request the server was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Its method, path and query.
    pub line: String,
    /// Its body; null when there was none.
    pub body: Value,
}

/// What the server does with a request instead of, or before, answering it.
pub enum Reaction {
    /// Answers with this code and status.
    Answer(u16, Value),
    /// Changes an object first, as somebody else would: at this path, by this merge patch.
    ChangeBefore(String, Value),
    /// Warns of this.
    Warn(String),
}

/// Where an object is: the path of its kind, its namespace, its name.
type Place = (String, String, String);

struct Target {
    kind: String,
    namespace: String,
    name: Option<String>,
    part: Option<String>,
}

impl Target {
    fn read(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let (group, rest) = match parts.as_slice() {
            ["api", version, rest @ ..] => ((*version).to_owned(), rest),
            ["apis", group, version, rest @ ..] => (format!("{group}/{version}"), rest),
            _ => return None,
        };
        let (namespace, rest) = match rest {
            ["namespaces", namespace, rest @ ..] if !rest.is_empty() => (*namespace, rest),
            rest => ("", rest),
        };
        let (plural, rest) = rest.split_first()?;
        Some(Self {
            kind: format!("{group}/{plural}"),
            namespace: namespace.to_owned(),
            name: rest.first().map(|name| (*name).to_owned()),
            part: rest.get(1).map(|part| (*part).to_owned()),
        })
    }

    fn place(&self) -> Place {
        let name = self.name.clone().unwrap_or_default();
        (self.kind.clone(), self.namespace.clone(), name)
    }

    fn resource(&self) -> String {
        let plural = self.kind.rsplit('/').next().unwrap_or_default();
        match &self.part {
            Some(part) => format!("{plural}/{part}"),
            None => plural.to_owned(),
        }
    }
}

type Answer = (u16, Value);

impl Server {
    /// One without objects.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One context, by the name `test`, whose API server this is.
    #[must_use]
    pub fn contexts(&self) -> Contexts {
        Contexts::fake("test", self.client(), settings())
    }

    /// The same, to be watched too.
    #[must_use]
    pub fn kubernetes(&self, tasks: Tasks, clock: Clock) -> Kubernetes {
        Kubernetes::of(self.contexts(), settings(), tasks, clock)
    }

    /// Puts an object at its path: `/api/v1/namespaces/default/pods/one`.
    pub fn put(&self, path: &str, object: Value) {
        let mut state = self.state();
        let place = Target::read(path).map(|target| target.place());
        let (kind, namespace, name) = place.unwrap_or_default();
        let object = state.stored(object, &namespace, &name);
        state.objects.insert((kind, namespace, name), object);
    }

    /// The object at a path, if there is one.
    #[must_use]
    pub fn object(&self, path: &str) -> Option<Value> {
        let place = Target::read(path)?.place();
        self.state().objects.get(&place).cloned()
    }

    /// Reacts, once, to the next request whose method and path begin so.
    pub fn react(&self, line: &str, reaction: Reaction) {
        self.state()
            .reactions
            .push_back((line.to_owned(), reaction));
    }

    /// Denies a verb on a resource: `patch aerospikeclusters/status`.
    pub fn deny(&self, right: &str) {
        self.state().denied.insert(right.to_owned());
    }

    /// The requests that changed something, or would have, since the last call.
    #[must_use]
    pub fn writes(&self) -> Vec<Request> {
        let requests = std::mem::take(&mut self.state().requests);
        let reads = |request: &Request| request.line.starts_with("GET");
        let review = |request: &Request| request.line.contains("selfsubjectaccessreviews");
        let kept = requests
            .into_iter()
            .filter(|request| !reads(request) && !review(request));
        kept.collect()
    }

    fn client(&self) -> kube::Client {
        let server = self.clone();
        let service = service_fn(move |request: http::Request<Body>| {
            let server = server.clone();
            async move {
                let (parts, body) = request.into_parts();
                let body = body.collect().await.map(|body| body.to_bytes());
                let body = body
                    .ok()
                    .and_then(|body| serde_json::from_slice(&body).ok());
                let (code, answer, warning) =
                    server.answer(&parts.method, &parts.uri, body.unwrap_or_default());
                let mut reply = Response::builder().status(code);
                if let Some(warning) = warning {
                    reply = reply.header("warning", format!("299 - \"{warning}\""));
                }
                reply.body(Body::from(answer.to_string().into_bytes()))
            }
        });
        kube::Client::new(service, "default")
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(
        &self,
        method: &Method,
        uri: &http::Uri,
        body: Value,
    ) -> (u16, Value, Option<String>) {
        let mut state = self.state();
        let line = format!("{method} {uri}");
        state.requests.push(Request {
            line: line.clone(),
            body: body.clone(),
        });
        let mut warning = None;
        let reactions = &mut state.reactions;
        if let Some(at) = reactions
            .iter()
            .position(|(wanted, _)| line.starts_with(wanted))
        {
            match reactions.remove(at).map(|(_, reaction)| reaction) {
                Some(Reaction::Answer(code, answer)) => return (code, answer, None),
                Some(Reaction::ChangeBefore(path, patch)) => state.change(&path, &patch),
                Some(Reaction::Warn(text)) => warning = Some(text),
                None => {}
            }
        }
        let query = uri.query().unwrap_or_default();
        let (code, answer) = match Target::read(uri.path()) {
            Some(target) => state.serve(method, &target, query, body),
            None => failure(404, "NotFound", "no such path"),
        };
        (code, answer, warning)
    }
}

impl State {
    fn serve(&mut self, method: &Method, target: &Target, query: &str, body: Value) -> Answer {
        if target.kind.ends_with("/selfsubjectaccessreviews") {
            return self.review(body);
        }
        let verb = match (method.as_str(), &target.name) {
            ("GET", None) => "list",
            ("GET", Some(_)) => "get",
            ("POST", _) => "create",
            ("PATCH", _) => "patch",
            _ => "delete",
        };
        let (right, resource) = (format!("{verb} {}", target.resource()), target.resource());
        if self.denied.contains(&right) {
            let text = format!(
                "User \"test\" cannot {verb} resource \"{resource}\" in API group \"\" in the namespace"
            );
            return failure(403, "Forbidden", &text);
        }
        let is_tried = query.contains("dryRun=All");
        match verb {
            "list" => self.list(target, query),
            "create" => self.create(target, body, is_tried),
            _ if !self.objects.contains_key(&target.place()) => missing(target),
            "get" => (200, self.objects[&target.place()].clone()),
            "patch" => self.patch(target, body, is_tried),
            _ => self.delete(target, &body),
        }
    }

    fn review(&self, mut body: Value) -> Answer {
        let asked = body
            .pointer("/spec/resourceAttributes")
            .cloned()
            .unwrap_or_default();
        let text = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
        let resource = match asked["subresource"].as_str() {
            Some(part) => format!("{}/{part}", text("resource")),
            None => text("resource"),
        };
        let allowed = !self
            .denied
            .contains(&format!("{} {resource}", text("verb")));
        body["status"] = json!({ "allowed": allowed });
        (201, body)
    }

    fn list(&self, target: &Target, query: &str) -> Answer {
        let wanted = |(kind, namespace, _): &Place| {
            *kind == target.kind && (target.namespace.is_empty() || *namespace == target.namespace)
        };
        let selector = query
            .split('&')
            .find_map(|part| part.strip_prefix("labelSelector="));
        let selector = selector.unwrap_or_default().replace("%2F", "/");
        let selector = selector.replace("%3D", "=").replace("%2C", ",");
        let labels: Vec<(&str, &str)> = selector
            .split(',')
            .filter_map(|term| term.split_once('='))
            .collect();
        let has_labels = |object: &Value| {
            let given = &object["metadata"]["labels"];
            labels.iter().all(|(name, value)| given[*name] == *value)
        };
        let items: Vec<&Value> = self
            .objects
            .iter()
            .filter(|(place, object)| wanted(place) && has_labels(object))
            .map(|(_, object)| object)
            .collect();
        let metadata = json!({ "resourceVersion": self.version.to_string() });
        (
            200,
            json!({ "kind": "List", "metadata": metadata, "items": items }),
        )
    }

    fn create(&mut self, target: &Target, body: Value, is_tried: bool) -> Answer {
        let name = body["metadata"]["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let place = (target.kind.clone(), target.namespace.clone(), name.clone());
        if self.objects.contains_key(&place) {
            let details = json!({ "name": name, "kind": target.resource() });
            let (code, mut answer) = failure(409, "AlreadyExists", "already exists");
            answer["details"] = details;
            return (code, answer);
        }
        let object = self.stored(body, &target.namespace, &name);
        if !is_tried {
            self.objects.insert(place, object.clone());
        }
        (201, object)
    }

    fn patch(&mut self, target: &Target, mut patch: Value, is_tried: bool) -> Answer {
        let place = target.place();
        let before = self.objects[&place].clone();
        let expected = patch.pointer("/metadata/resourceVersion").cloned();
        if expected.is_some_and(|expected| expected != before["metadata"]["resourceVersion"]) {
            let (code, mut answer) = failure(409, "Conflict", "the object has been modified");
            answer["details"] = json!({ "name": place.2, "kind": target.resource() });
            return (code, answer);
        }
        let kept = match target.part.as_deref() {
            Some("status") => json!({ "status": patch["status"].take() }),
            _ => {
                if let Some(patch) = patch.as_object_mut() {
                    patch.remove("status");
                }
                patch
            }
        };
        let mut after = before.clone();
        merge(&mut after, &kept);
        self.version += 1;
        after["metadata"]["resourceVersion"] = json!(self.version.to_string());
        if after["spec"] != before["spec"] {
            let generation = before["metadata"]["generation"].as_i64().unwrap_or(1);
            after["metadata"]["generation"] = json!(generation + 1);
        }
        if !is_tried {
            self.objects.insert(place, after.clone());
        }
        (200, after)
    }

    fn delete(&mut self, target: &Target, options: &Value) -> Answer {
        let is_tried = !options["dryRun"].is_null();
        let place = target.place();
        let metadata = &self.objects[&place]["metadata"];
        let held = |key: &str| {
            let wanted = &options["preconditions"][key];
            wanted.is_null() || *wanted == metadata[key]
        };
        if !held("uid") || !held("resourceVersion") {
            return failure(409, "Conflict", "the precondition does not hold");
        }
        if !is_tried {
            self.objects.remove(&place);
        }
        (200, json!({ "kind": "Status", "status": "Success" }))
    }

    fn change(&mut self, path: &str, patch: &Value) {
        let Some(place) = Target::read(path).map(|target| target.place()) else {
            return;
        };
        self.version += 1;
        let version = self.version.to_string();
        if let Some(object) = self.objects.get_mut(&place) {
            merge(object, patch);
            object["metadata"]["resourceVersion"] = json!(version);
        }
    }

    fn stored(&mut self, mut object: Value, namespace: &str, name: &str) -> Value {
        self.version += 1;
        let metadata = &mut object["metadata"];
        metadata["name"] = json!(name);
        if !namespace.is_empty() {
            metadata["namespace"] = json!(namespace);
        }
        metadata["resourceVersion"] = json!(self.version.to_string());
        for (key, value) in [
            ("uid", json!(format!("uid-{}", self.version))),
            ("generation", json!(1)),
            ("creationTimestamp", json!("2026-01-01T00:00:00Z")),
        ] {
            if metadata[key].is_null() {
                metadata[key] = value;
            }
        }
        object
    }
}

fn missing(target: &Target) -> Answer {
    let name = target.name.clone().unwrap_or_default();
    let (code, mut answer) = failure(404, "NotFound", &format!("{name} not found"));
    let kind = target.kind.rsplit('/').next();
    answer["details"] = json!({ "name": name, "kind": kind });
    (code, answer)
}

fn settings() -> Settings {
    Settings {
        enabled: true,
        ..Settings::default()
    }
}

/// A failure as Kubernetes tells of it.
#[must_use]
pub fn failure(code: u16, reason: &str, message: &str) -> (u16, Value) {
    let status = json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "code": code, "reason": reason, "message": message,
    });
    (code, status)
}

/// What an admission webhook's refusal looks like.
#[must_use]
pub fn webhook_refusal(said: &str) -> Reaction {
    let text = format!("admission webhook \"v.kb.io\" denied the request: {said}");
    let (code, status) = failure(403, "Forbidden", &text);
    Reaction::Answer(code, status)
}
