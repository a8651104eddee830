//! An API server: lists and watches of what the test puts into it.

use std::{
    collections::{BTreeMap, HashSet},
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use acm_core::Tasks;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// An API server of a test. It ends with its last clone.
#[derive(Clone)]
pub(crate) struct Api {
    address: SocketAddr,
    state: Arc<State>,
    _tasks: Arc<Ends>,
}

/// Objects by namespace and name.
type Collection = BTreeMap<(String, String), Value>;

/// Collection, type and object.
#[derive(Clone)]
struct Change(String, &'static str, Value);

struct Ends(Tasks);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

struct State {
    /// By collection, such as `pods`; by namespace and name.
    objects: Mutex<BTreeMap<String, Collection>>,
    forbidden: Mutex<HashSet<String>>,
    lists: Mutex<Vec<String>>,
    /// Every change there was; its place is its version.
    history: Mutex<Vec<Change>>,
    changed: watch::Sender<usize>,
    logs: Mutex<BTreeMap<String, String>>,
}

impl Api {
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            objects: Mutex::default(),
            forbidden: Mutex::default(),
            lists: Mutex::default(),
            history: Mutex::default(),
            changed: watch::Sender::new(0),
            logs: Mutex::default(),
        });
        let tasks = Tasks::new();
        let (serving, each) = (Arc::clone(&state), tasks.clone());
        tasks.spawn("api", async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&serving);
                each.spawn("api connection", async move {
                    serve(stream, &state).await.unwrap_or_default()
                });
            }
        });
        Self {
            address,
            state,
            _tasks: Arc::new(Ends(tasks)),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// An object that is there from now on, or is another one now.
    pub(crate) fn put(&self, collection: &str, object: Value) {
        self.change(collection, "MODIFIED", object);
    }

    /// An object that is gone from now on.
    pub(crate) fn remove(&self, collection: &str, namespace: &str, name: &str) {
        let key = (namespace.to_owned(), name.to_owned());
        let gone = self.state.objects.lock().unwrap()[collection][&key].clone();
        self.change(collection, "DELETED", gone);
    }

    fn change(&self, collection: &str, kind: &'static str, mut object: Value) {
        let mut history = self.state.history.lock().unwrap();
        object["metadata"]["resourceVersion"] = json!((history.len() + 1).to_string());
        let mut objects = self.state.objects.lock().unwrap();
        let objects = objects.entry(collection.to_owned()).or_default();
        if kind == "DELETED" {
            objects.remove(&key(&object));
        } else {
            objects.insert(key(&object), object.clone());
        }
        history.push(Change(collection.to_owned(), kind, object));
        self.state.changed.send_replace(history.len());
    }

    /// A collection that may not be looked at.
    pub(crate) fn forbid(&self, collection: &str) {
        self.state
            .forbidden
            .lock()
            .unwrap()
            .insert(collection.to_owned());
    }

    /// The log of a pod.
    pub(crate) fn log(&self, pod: &str, text: &str) {
        self.state
            .logs
            .lock()
            .unwrap()
            .insert(pod.to_owned(), text.to_owned());
    }

    /// How often a collection has been listed.
    pub(crate) fn listed(&self, collection: &str) -> usize {
        let lists = self.state.lists.lock().unwrap();
        lists
            .iter()
            .filter(|path| path.ends_with(&format!("/{collection}")))
            .count()
    }
}

fn key(object: &Value) -> (String, String) {
    let part = |name: &str| {
        object["metadata"][name]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    (part("namespace"), part("name"))
}

async fn serve(mut stream: TcpStream, state: &State) -> std::io::Result<()> {
    let mut request = Vec::new();
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut part = [0; 4096];
        match stream.read(&mut part).await? {
            0 => return Ok(()),
            count => request.extend_from_slice(&part[..count]),
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let target = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    if !query.contains("watch=") {
        state.lists.lock().unwrap().push(path.to_owned());
    }
    let collection = path.rsplit('/').next().unwrap_or_default().to_owned();
    let namespace = path
        .split("/namespaces/")
        .nth(1)
        .and_then(|rest| rest.split('/').next());
    let forbidden = state.forbidden.lock().unwrap().contains(&collection);
    match collection.as_str() {
        "version" => {
            let info = json!({
                "major": "1", "minor": "35", "gitVersion": "v1.35.4", "gitCommit": "", "gitTreeState": "",
                "buildDate": "", "goVersion": "", "compiler": "", "platform": "",
            });
            answer(&mut stream, 200, &info.to_string()).await
        }
        "selfsubjectaccessreviews" => {
            let review = json!({ "metadata": {}, "spec": {}, "status": { "allowed": false } });
            answer(&mut stream, 201, &review.to_string()).await
        }
        "log" => {
            let pod = path.rsplit('/').nth(1).unwrap_or_default();
            let log = state.logs.lock().unwrap().get(pod).cloned();
            match log {
                Some(log) => answer(&mut stream, 200, &log).await,
                None => answer(&mut stream, 404, &status(404, "NotFound")).await,
            }
        }
        _ if forbidden => answer(&mut stream, 403, &status(403, "Forbidden")).await,
        _ if query.contains("watch=") => follow(stream, state, &collection, namespace, query).await,
        _ => {
            let list = {
                let version = state.history.lock().unwrap().len().to_string();
                let objects = state.objects.lock().unwrap();
                let objects = objects.get(&collection).into_iter().flatten();
                let within = |(place, _): &(&(String, String), &Value)| {
                    namespace.is_none_or(|namespace| place.0 == namespace)
                };
                let items: Vec<&Value> = objects.filter(within).map(|(_, object)| object).collect();
                json!({ "kind": "List", "metadata": { "resourceVersion": version }, "items": items })
            };
            answer(&mut stream, 200, &list.to_string()).await
        }
    }
}

async fn follow(
    mut stream: TcpStream,
    state: &State,
    collection: &str,
    namespace: Option<&str>,
    query: &str,
) -> std::io::Result<()> {
    let from = query
        .split('&')
        .find_map(|part| part.strip_prefix("resourceVersion="));
    let mut seen: usize = from
        .and_then(|version| version.parse().ok())
        .unwrap_or_default();
    let mut changed = state.changed.subscribe();
    stream
        .write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n",
        )
        .await?;
    loop {
        let new = state.history.lock().unwrap()[seen..].to_vec();
        seen += new.len();
        for Change(of, kind, object) in new {
            let within = namespace.is_none_or(|namespace| key(&object).0 == namespace);
            if of == collection && within {
                let line = format!("{}\n", json!({ "type": kind, "object": object }));
                stream.write_all(line.as_bytes()).await?;
            }
        }
        if changed.wait_for(|count| *count > seen).await.is_err() {
            return Ok(());
        }
    }
}

async fn answer(stream: &mut TcpStream, code: u16, body: &str) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {code} -\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await
}

fn status(code: u16, reason: &str) -> String {
    json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "code": code, "reason": reason, "message": reason,
    })
    .to_string()
}
