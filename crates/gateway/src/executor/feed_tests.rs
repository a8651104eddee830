//! Readers of one feed share its execution, and each of them gets the state, then every change.

use std::{
    net::Ipv4Addr,
    sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use acm_core::{Clock, Rights, Tasks};
use acm_store::SqliteStore;
use async_graphql::{
    PathSegment, ServerError, Value as GraphqlValue, Variables,
    async_trait::async_trait,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::*;
use crate::{compose::Modules, config::Config, system::Roster, wiring};

const FEED: &str = "connectionsChanged";
const PROFILES: &str = "subscription { connectionsChanged { kind version late: lagged order } }";

/// Every module, wired, and what they run in.
async fn modules() -> (Modules, Tasks) {
    let store = Arc::new(SqliteStore::in_memory().await.unwrap());
    let (tasks, clock) = (Tasks::new(), Clock::default());
    let (config, roster) = (Config::default(), Roster::default());
    let operations = Arc::default();
    let modules = wiring::wire(&config, &store, &roster, &operations, &tasks, &clock).await;
    (modules.unwrap(), tasks)
}

fn executor(schemas: Schemas, modules: &Modules, tasks: &Tasks) -> Executor {
    let limits = Arc::new(Limits::default());
    let guard = Guard::new(Arc::clone(&limits), true, &schemas);
    Executor::new(schemas, modules.hooks(), guard, limits, tasks.clone())
}

/// An executor over every module, and what it runs in.
async fn running() -> (Executor, Tasks) {
    let (modules, tasks) = modules().await;
    let schemas = modules.schemas(&Limits::default());
    (executor(schemas, &modules, &tasks), tasks)
}

fn origin(id: &str, rights: Rights) -> Origin {
    Origin {
        caller: Caller::new(id, rights),
        address: Ipv4Addr::LOCALHOST.into(),
        request_id: id.into(),
        parent: None,
    }
}

/// One who follows.
struct Reader(BoxStream<'static, Reply>);

impl Reader {
    fn of(executor: &Executor, query: &str, origin: Origin) -> Self {
        Self(executor.execute_stream(Request::new(query), origin))
    }

    fn profiles(executor: &Executor, id: &str) -> Self {
        Self::of(executor, PROFILES, origin(id, Rights::all()))
    }

    /// The next answer, and where its text lies in memory.
    async fn next(&mut self) -> (Value, *const u8) {
        let next = timeout(Duration::from_secs(20), self.0.next()).await;
        let object = next.unwrap().unwrap().into_object();
        let answer = serde_json::from_slice(&object).unwrap();
        (answer, object.as_ptr())
    }

    async fn item(&mut self) -> (Value, *const u8) {
        let (mut answer, text) = self.next().await;
        assert_eq!(answer["errors"], Value::Null, "{answer}");
        (answer["data"]["connectionsChanged"].take(), text)
    }
}

/// Changes what `connectionsChanged` follows.
async fn make_profile(executor: &Executor, name: &str) {
    let query = "mutation($input: CreateConnectionInput!) {
        createConnection(input: $input) { connection { id } } }";
    let variables = json!({ "input": { "name": name, "hosts": ["192.0.2.1:3000"] } });
    let request = Request::new(query).variables(Variables::from_json(variables));
    let mut answers = executor.execute_stream(request, origin("maker", Rights::all()));
    let object = answers.next().await.unwrap().into_object();
    let answer: Value = serde_json::from_slice(&object).unwrap();
    assert_eq!(answer["errors"], Value::Null, "{answer}");
}

fn version(item: &Value) -> i64 {
    item["version"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn readers_of_the_same_share_one_execution_and_the_text_of_each_item() {
    let (executor, tasks) = running().await;
    let before = tasks.alive();
    let mut one = Reader::profiles(&executor, "one");
    let mut two = Reader::profiles(&executor, "two");
    assert_eq!(tasks.alive(), before + 1);
    let (first, text) = one.item().await;
    assert_eq!(
        (&first["kind"], &first["late"]),
        (&json!("SNAPSHOT"), &json!(false))
    );
    let names: Vec<_> = first.as_object().unwrap().keys().collect();
    assert_eq!(names, ["kind", "late", "order", "version"]);
    assert_eq!(two.item().await, (first, text));
    make_profile(&executor, "a").await;
    let (change, text) = one.item().await;
    assert_eq!(change["kind"], "CHANGE");
    assert_eq!(two.item().await, (change, text));
    drop((one, two));
    let ended = async {
        while !executor.feeds.is_empty() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(20), ended).await.unwrap();
}

#[tokio::test]
async fn who_comes_late_begins_with_the_state_and_misses_nothing_after_it() {
    let (executor, _tasks) = running().await;
    let mut early = Reader::profiles(&executor, "early");
    early.item().await;
    make_profile(&executor, "a").await;
    let (seen, _) = early.item().await;
    let mut late = Reader::profiles(&executor, "late");
    let (first, _) = late.item().await;
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(
        (&first["version"], &first["order"]),
        (&seen["version"], &seen["order"])
    );
    let mut third = Reader::profiles(&executor, "third");
    assert_eq!(
        third.item().await.0,
        first,
        "asked for by another reader already"
    );
    for name in ["b", "c", "d"] {
        make_profile(&executor, name).await;
        let (change, text) = early.item().await;
        assert_eq!(change["kind"], "CHANGE");
        assert_eq!(late.item().await, (change.clone(), text));
        assert_eq!(third.item().await, (change, text));
    }
}

#[tokio::test]
async fn a_slow_reader_gets_the_newest_state_and_holds_nobody_up() {
    let (executor, _tasks) = running().await;
    let mut slow = Reader::profiles(&executor, "slow");
    let mut quick = Reader::profiles(&executor, "quick");
    slow.item().await;
    let mut newest = quick.item().await.0;
    for number in 0..feeds::MAX_BEHIND + 5 {
        make_profile(&executor, &number.to_string()).await;
        let item = quick.item().await.0;
        assert_eq!(version(&item), version(&newest) + 1);
        assert_eq!(item["late"], false);
        newest = item;
    }
    let (state, _) = slow.item().await;
    assert_eq!(
        (&state["kind"], &state["late"]),
        (&json!("SNAPSHOT"), &json!(true))
    );
    assert_eq!(
        (&state["version"], &state["order"]),
        (&newest["version"], &newest["order"])
    );
    make_profile(&executor, "later").await;
    let (change, _) = slow.item().await;
    assert_eq!(
        (&change["kind"], &change["late"]),
        (&json!("CHANGE"), &json!(false))
    );
    assert_eq!(version(&change), version(&state) + 1);
}

#[tokio::test]
async fn each_reader_is_authorised_and_answered_by_itself() {
    let (executor, _tasks) = running().await;
    let mut allowed = Reader::profiles(&executor, "allowed");
    allowed.item().await;
    let mut refused = Reader::of(&executor, PROFILES, origin("refused", Rights::NONE));
    let (answer, _) = refused.next().await;
    let extensions = &answer["errors"][0]["extensions"];
    assert_eq!(extensions["code"], "FORBIDDEN");
    assert_eq!(extensions["requestId"], "refused");
    let unknown = "subscription { connectionHealth(connectionId: \"none\") { version } }";
    for id in ["first", "second"] {
        let mut reader = Reader::of(&executor, unknown, origin(id, Rights::all()));
        let (answer, _) = reader.next().await;
        let extensions = &answer["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "NOT_FOUND", "{answer}");
        assert_eq!(extensions["requestId"], id);
    }
}

#[tokio::test]
async fn variables_that_are_not_declared_are_neither_kept_nor_looked_at() {
    let (executor, tasks) = running().await;
    let before = tasks.alive();
    let readers: Vec<_> = (0..3)
        .map(|number| {
            let variables = Variables::from_json(json!({ "unused": number }));
            let request = Request::new(PROFILES).variables(variables);
            executor.execute_stream(request, origin("reader", Rights::all()))
        })
        .collect();
    assert_eq!(tasks.alive(), before + 1, "they follow the same");
    drop(readers);
}

#[tokio::test]
async fn a_subscription_does_nothing_before_it_is_started() {
    let (executor, tasks) = running().await;
    let before = tasks.alive();
    let request = Request::new(PROFILES);
    let outcome = executor.execute(request, origin("reader", Rights::all()), Accepts::ALL);
    let Outcome::Many(feed) = outcome.await else {
        panic!("not a subscription");
    };
    assert!(executor.feeds.is_empty());
    assert_eq!(tasks.alive(), before);
    let mut reader = Reader(feed.start());
    assert_eq!(reader.item().await.0["kind"], "SNAPSHOT");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_come_first_at_once_one_leads() {
    let (executor, tasks) = running().await;
    let before = tasks.alive();
    let (runtime, gate) = (tokio::runtime::Handle::current(), Barrier::new(8));
    let mut readers: Vec<Reader> = thread::scope(|scope| {
        let join = || {
            let _entered = runtime.enter();
            gate.wait();
            Reader::profiles(&executor, "one")
        };
        let joined: Vec<_> = (0..8).map(|_| scope.spawn(join)).collect();
        joined.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(tasks.alive(), before + 1);
    for reader in &mut readers {
        assert_eq!(reader.item().await.0["kind"], "SNAPSHOT");
    }
}

/// Fails the items of feeds as often as it is told.
#[derive(Clone, Default)]
struct Failing(Arc<AtomicUsize>);

impl ExtensionFactory for Failing {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(self.clone())
    }
}

#[async_trait]
impl Extension for Failing {
    async fn execute(
        &self,
        context: &ExtensionContext<'_>,
        name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let answer = next.run(context, name).await;
        let is_item = matches!(&answer.data, GraphqlValue::Object(data) if data.contains_key(FEED));
        let take = |left: usize| left.checked_sub(1);
        if !is_item || self.0.fetch_update(Relaxed, Relaxed, take).is_err() {
            return answer;
        }
        let field = PathSegment::Field(FEED.to_owned());
        let error = ServerError::new("It failed.", None).with_path(vec![field]);
        Response::from_errors(vec![error])
    }
}

#[tokio::test]
async fn an_item_that_fails_ends_neither_who_was_there_nor_who_came_late() {
    let failing = Failing::default();
    let (modules, tasks) = modules().await;
    let schemas = Schemas::new(&Limits::default(), |schema| {
        modules
            .connections
            .provide(schema)
            .extension(failing.clone())
    });
    let executor = executor(schemas, &modules, &tasks);
    let mut early = Reader::profiles(&executor, "early");
    early.item().await;
    // Since this change nobody has asked for the whole state.
    make_profile(&executor, "z").await;
    early.item().await;

    failing.0.store(1, Relaxed);
    let mut late = Reader::profiles(&executor, "late");
    let (failed, _) = late.next().await;
    assert_eq!(failed["errors"][0]["extensions"]["requestId"], "late");
    make_profile(&executor, "a").await;
    let (seen, _) = early.item().await;
    let (state, _) = late.item().await;
    assert_eq!(
        (&state["kind"], &state["late"], &state["version"]),
        (&json!("SNAPSHOT"), &json!(false), &seen["version"])
    );

    failing.0.store(1, Relaxed);
    make_profile(&executor, "b").await;
    for reader in [&mut early, &mut late] {
        let (failed, _) = reader.next().await;
        assert!(failed["errors"].is_array(), "{failed}");
    }
    make_profile(&executor, "c").await;
    for reader in [&mut early, &mut late] {
        let (state, _) = reader.item().await;
        assert_eq!(
            state["kind"], "SNAPSHOT",
            "a change was lost to the failure"
        );
        assert_eq!(state["order"].as_array().unwrap().len(), 4);
    }
}

#[tokio::test]
async fn what_cannot_be_shared_is_followed_alone() {
    let (executor, tasks) = running().await;
    let two_fields = "subscription {
        connectionsChanged { kind } again: connectionsChanged { kind } }";
    let ours = "subscription { connectionsChanged { kind __acmKind: version } }";
    for query in [two_fields, ours] {
        let before = tasks.alive();
        let mut reader = Reader::of(&executor, query, origin("reader", Rights::all()));
        let (answer, _) = reader.next().await;
        assert_eq!(answer["errors"], Value::Null, "{answer}");
        assert_eq!(tasks.alive(), before);
    }
}
