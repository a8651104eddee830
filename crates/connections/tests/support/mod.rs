//! The module over a fake dialer and a fake store.

mod front;
mod memory_store;
mod names;
pub(crate) mod pki;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use acm_connections::{
    AerospikeDialer, Cause, Connections, ConnectionsConfig, ConnectionsMutation, ConnectionsQuery,
    ConnectionsSubscription, Dialer, Failure, Gatekeeper, Host, Ids, KeySource, Ports, Report,
    SecretKey, Target, TargetPolicy,
};
use acm_core::{ApiError, BoxFuture, Caller, Clock, DocumentStore, Rights, Tasks};
use async_graphql::{Request, Response, Schema, Variables};
use serde_json::{Value, json};
use tokio::sync::{Semaphore, watch};

pub(crate) use self::front::{Changes, Front};
pub(crate) use self::names::{Names, with_loopback};
use self::{memory_store::MemoryStore, names::gatekeeper};

/// 2026-01-31T08:15:00Z.
pub(crate) const NOW: i64 = 1_769_847_300_000;

/// Clusters by the name of their first host; the others refuse connections.
#[derive(Clone, Default)]
pub(crate) struct FakeDialer(Arc<State>);

#[derive(Default)]
struct State {
    clusters: Mutex<HashMap<String, Result<Report, Cause>>>,
    /// Hosts whose dials wait for a permit.
    gates: Mutex<HashMap<String, Arc<Semaphore>>>,
    dials: watch::Sender<Vec<Target>>,
    alive: Arc<AtomicUsize>,
    closed: AtomicUsize,
}

pub(crate) struct FakeClient {
    pub(crate) target: Target,
    alive: Arc<AtomicUsize>,
}

impl Drop for FakeClient {
    fn drop(&mut self) {
        self.alive.fetch_sub(1, Ordering::SeqCst);
    }
}

impl FakeDialer {
    /// The cluster behind `host` from now on.
    pub(crate) fn set(&self, host: &str, cluster: Result<Report, Cause>) {
        self.0.clusters.lock().unwrap().insert(host.into(), cluster);
    }

    /// Dials of `host` wait until the gate gets a permit.
    pub(crate) fn gate(&self, host: &str) -> Arc<Semaphore> {
        let gate = Arc::new(Semaphore::new(0));
        self.0
            .gates
            .lock()
            .unwrap()
            .insert(host.into(), Arc::clone(&gate));
        gate
    }

    /// Dials begun so far.
    pub(crate) fn dials(&self) -> Vec<Target> {
        self.0.dials.borrow().clone()
    }

    /// Waits until that many dials have begun.
    pub(crate) async fn begun(&self, count: usize) {
        let mut dials = self.0.dials.subscribe();
        dials.wait_for(|dials| dials.len() >= count).await.unwrap();
    }

    /// Clients that were made and still exist.
    pub(crate) fn alive(&self) -> usize {
        self.0.alive.load(Ordering::SeqCst)
    }

    /// Clients closed by hand.
    pub(crate) fn closed(&self) -> usize {
        self.0.closed.load(Ordering::SeqCst)
    }

    fn cluster(&self, hosts: &[Host]) -> Result<Report, Failure> {
        let clusters = self.0.clusters.lock().unwrap();
        match clusters.get(&hosts[0].name()) {
            Some(Ok(report)) => Ok(report.clone()),
            Some(Err(cause)) => Err(failure(cause.clone())),
            None => Err(failure(Cause::Refused)),
        }
    }
}

/// A failure whose source holds what must never be shown.
fn failure(cause: Cause) -> Failure {
    Failure::new(cause).with_source(std::io::Error::other(
        "driver text with 10.1.2.3 and hunter2",
    ))
}

impl Dialer for FakeDialer {
    type Client = FakeClient;

    fn dial<'a>(
        &'a self,
        target: &'a Target,
        _: Duration,
    ) -> BoxFuture<'a, Result<FakeClient, Failure>> {
        Box::pin(async move {
            self.0.dials.send_modify(|dials| dials.push(target.clone()));
            let gate = self
                .0
                .gates
                .lock()
                .unwrap()
                .get(&target.hosts[0].name())
                .cloned();
            if let Some(gate) = gate {
                gate.acquire().await.unwrap().forget();
            }
            self.cluster(&target.hosts)?;
            self.0.alive.fetch_add(1, Ordering::SeqCst);
            Ok(FakeClient {
                target: target.clone(),
                alive: Arc::clone(&self.0.alive),
            })
        })
    }

    fn look<'a>(
        &'a self,
        client: &'a FakeClient,
        _: &'a [Host],
        _: Option<&'a str>,
        _: Duration,
    ) -> BoxFuture<'a, Result<Report, Failure>> {
        Box::pin(std::future::ready(self.cluster(&client.target.hosts)))
    }

    fn close<'a>(&'a self, _: &'a Arc<FakeClient>) -> BoxFuture<'a, ()> {
        self.0.closed.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::ready(()))
    }
}

/// Three nodes, all well.
pub(crate) fn three_nodes() -> Report {
    Report {
        nodes: ["A", "B", "C"].map(str::to_owned).to_vec(),
        silent: Vec::new(),
        builds: vec!["8.1.2.0".into()],
        edition: Some("Aerospike Community Edition".into()),
        cluster_name: Some("demo".into()),
        namespaces: Some(vec!["bar".into(), "test".into()]),
        refused: Vec::new(),
        round_trip: Some(Duration::from_micros(1_500)),
    }
}

pub(crate) type TestSchema = Schema<ConnectionsQuery, ConnectionsMutation, ConnectionsSubscription>;

/// The module and everything around it.
pub(crate) struct World<D: Dialer = FakeDialer> {
    pub(crate) dialer: D,
    pub(crate) store: Arc<dyn DocumentStore>,
    pub(crate) clock: Clock,
    pub(crate) tasks: Tasks,
    pub(crate) module: Connections<D>,
    pub(crate) schema: TestSchema,
}

pub(crate) fn key(byte: u8) -> KeySource {
    KeySource::Key(SecretKey::from_bytes([byte; 32]))
}

/// The module over a store of one's own.
pub(crate) async fn open(
    store: Arc<dyn DocumentStore>,
    secret_key: KeySource,
) -> Result<World, ApiError> {
    let gatekeeper = gatekeeper(with_loopback(), Names::default());
    open_with(store, secret_key, gatekeeper, FakeDialer::default()).await
}

/// The module under a policy of one's own, with names of one's own.
pub(crate) async fn guarded(policy: TargetPolicy, names: &Names) -> World {
    let store = Arc::new(MemoryStore::default());
    let gatekeeper = gatekeeper(policy, names.clone());
    open_with(store, key(1), gatekeeper, FakeDialer::default())
        .await
        .unwrap()
}

/// The module with settings of one's own.
pub(crate) async fn configured(change: impl FnOnce(&mut ConnectionsConfig)) -> World {
    let mut config = ConnectionsConfig::default();
    change(&mut config);
    let gatekeeper = gatekeeper(with_loopback(), Names::default());
    let store = Arc::new(MemoryStore::default());
    assemble(config, store, key(1), gatekeeper, FakeDialer::default())
        .await
        .unwrap()
}

/// The module over real clusters, under a policy of one's own.
pub(crate) async fn guarded_real(policy: TargetPolicy) -> World<AerospikeDialer> {
    let store = Arc::new(MemoryStore::default());
    let gatekeeper = gatekeeper(policy, Names::default());
    let dialer = AerospikeDialer::new(gatekeeper.clone());
    open_with(store, key(1), gatekeeper, dialer).await.unwrap()
}

/// The module over real clusters.
pub(crate) async fn real_world() -> World<AerospikeDialer> {
    let store = Arc::new(MemoryStore::default());
    let gatekeeper = gatekeeper(with_loopback(), Names::default());
    let dialer = AerospikeDialer::new(gatekeeper.clone());
    open_with(store, key(1), gatekeeper, dialer).await.unwrap()
}

async fn open_with<D: Dialer + Clone>(
    store: Arc<dyn DocumentStore>,
    secret_key: KeySource,
    gatekeeper: Gatekeeper,
    dialer: D,
) -> Result<World<D>, ApiError> {
    let config = ConnectionsConfig::default();
    assemble(config, store, secret_key, gatekeeper, dialer).await
}

async fn assemble<D: Dialer + Clone>(
    config: ConnectionsConfig,
    store: Arc<dyn DocumentStore>,
    secret_key: KeySource,
    gatekeeper: Gatekeeper,
    dialer: D,
) -> Result<World<D>, ApiError> {
    let (clock, tasks) = (Clock::fixed(NOW), Tasks::new());
    let ports = Ports {
        documents: Arc::clone(&store),
        secret_key,
        gatekeeper,
        tasks: tasks.clone(),
        clock: clock.clone(),
    };
    let module = Connections::assemble(config, ports, dialer.clone(), Ids::counted()).await?;
    module.hooks().start(&tasks);
    let builder = Schema::build(
        ConnectionsQuery,
        ConnectionsMutation,
        ConnectionsSubscription,
    );
    let schema = module.provide(builder).finish();
    Ok(World {
        dialer,
        store,
        clock,
        tasks,
        module,
        schema,
    })
}

pub(crate) async fn world() -> World {
    open(Arc::new(MemoryStore::default()), key(1))
        .await
        .unwrap()
}

impl<D: Dialer> World<D> {
    /// Runs an operation with every right.
    pub(crate) async fn run(&self, document: &str, variables: Value) -> Value {
        answer(&self.schema.execute(request(document, variables)).await)
    }

    /// Makes a connection with these hosts and yields its id.
    pub(crate) async fn create(&self, name: &str, hosts: &[&str]) -> String {
        let document = "mutation($input: CreateConnectionInput!) { createConnection(input: $input) { connection { id } } }";
        let input = json!({ "input": { "name": name, "hosts": hosts } });
        let answer = self.run(document, input).await;
        let id = &answer["data"]["createConnection"]["connection"]["id"];
        id.as_str().unwrap().to_owned()
    }

    /// Changes a connection; `fields` are those of the input besides the id.
    pub(crate) async fn update(&self, id: &str, mut fields: Value) -> Value {
        fields["id"] = json!(id);
        let document = "mutation($input: UpdateConnectionInput!) {
            updateConnection(input: $input) {
                connection { name hosts clusterName username hasPassword tls { enabled serverName }
                    color labels { key value } env note keepsHistory revision }
            }
        }";
        self.run(document, json!({ "input": fields })).await
    }
}

pub(crate) fn request(document: &str, variables: Value) -> Request {
    Request::new(document)
        .variables(Variables::from_json(variables))
        .data(Caller::new("test", Rights::all()))
}

/// `{data, errors}` as a client sees it, codes and details as the gateway puts them there.
pub(crate) fn answer(response: &Response) -> Value {
    let errors: Vec<Value> = response
        .errors
        .iter()
        .map(|error| match error.source::<ApiError>() {
            Some(source) => json!({
                "message": source.message(),
                "code": source.code().as_str(),
                "details": source.details(),
            }),
            None => json!({ "message": error.message }),
        })
        .collect();
    let data = serde_json::to_value(&response.data).unwrap();
    if errors.is_empty() {
        json!({ "data": data })
    } else {
        json!({ "data": data, "errors": errors })
    }
}
