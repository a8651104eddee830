use std::{
    env,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use acm_embedded::{EmbeddedCluster, SecuritySpec};
use acm_gateway::{Config, Gateway, Limits, config::MetricsAddress};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::{Socket, eventually, info};

/// The variable that names a real cluster.
const REAL_CLUSTER: &str = "ACM_TEST_AEROSPIKE";

/// What a server is started with.
pub struct Setup {
    /// Bounds of the edge.
    pub limits: Limits,
    /// Nodes of the embedded cluster.
    pub nodes: usize,
    /// Security of the embedded cluster: the profile logs in as `admin`. A real cluster of these suites
    /// has none, so that a test that asks for it does not apply to one.
    pub security: Option<SecuritySpec>,
    /// Anything else of the configuration.
    pub config: Config,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            nodes: 3,
            security: None,
            config: Config::default(),
        }
    }
}

impl Setup {
    /// Other bounds, and a cluster of one node.
    #[must_use]
    pub fn bounded(limits: Limits) -> Self {
        Self {
            limits,
            nodes: 1,
            ..Self::default()
        }
    }

    /// A cluster whose clients log in; the profile's user may do everything.
    #[must_use]
    pub fn secured() -> Self {
        let roles = ["user-admin", "sys-admin", "read-write-udf"];
        Self {
            security: Some(SecuritySpec::new().admin_roles(roles)),
            ..Self::default()
        }
    }

    /// The same behind a proxy on this machine that tells for whom it speaks.
    #[must_use]
    pub fn behind_a_proxy(limits: Limits) -> Self {
        let mut setup = Self::bounded(limits);
        setup.config.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
        setup
    }

    /// A server that other machines reach, which shows its metrics where it is told to.
    #[must_use]
    pub fn reached_by_others(metrics_address: Option<MetricsAddress>) -> Self {
        let mut setup = Self::default();
        setup.config.host = [0, 0, 0, 0].into();
        setup.config.metrics_address = metrics_address;
        setup.config.modules.connections.allow_loopback_targets = Some(true);
        setup
    }
}

/// A gateway with a cluster behind it and a profile for that.
pub struct TestServer {
    gateway: Gateway,
    cluster: Option<EmbeddedCluster>,
    hosts: Vec<String>,
    http: Client,
    uncoded: Arc<Mutex<Vec<String>>>,
    connection: String,
}

/// Runs a test against a server with the usual setup.
pub async fn with_server(test: impl AsyncFnOnce(&TestServer)) {
    with_setup(Setup::default(), test).await;
}

/// Runs a test against a server, then stops it and checks that nothing is left.
pub async fn with_setup(setup: Setup, test: impl AsyncFnOnce(&TestServer)) {
    if setup.security.is_some() && env::var_os(REAL_CLUSTER).is_some() {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("a test");
        eprintln!("not applicable to a real cluster (security): {test}");
        return;
    }
    let server = TestServer::start(setup).await;
    test(&server).await;
    server.finish().await;
}

impl TestServer {
    async fn start(setup: Setup) -> Self {
        let named = env::var(REAL_CLUSTER).ok();
        let cluster = match named {
            Some(_) => None,
            None => {
                let mut builder = EmbeddedCluster::builder()
                    .nodes(setup.nodes)
                    .cluster_name("test");
                if let Some(security) = setup.security.clone() {
                    builder = builder.security(security);
                }
                Some(builder.start().await.unwrap())
            }
        };
        let hosts = match (&named, &cluster) {
            (Some(hosts), _) => hosts.split(',').map(str::to_owned).collect(),
            (None, Some(cluster)) => addresses(cluster),
            (None, None) => Vec::new(),
        };
        let config = Config {
            port: 0,
            limits: setup.limits,
            ..setup.config
        };
        let gateway = Gateway::start(config).await.unwrap();
        let http = Client::builder().no_proxy().build().unwrap();
        let mut server = Self {
            gateway,
            cluster,
            hosts,
            http,
            uncoded: Arc::default(),
            connection: String::new(),
        };
        let login = setup.security.map(|_| ("admin", "admin"));
        server.connection = server.make_profile("test", &server.hosts, login).await;
        server
    }

    async fn finish(self) {
        let (_, panics) = self.gateway.task_counts();
        assert_eq!(panics, 0, "tasks panicked");
        assert!(
            self.gateway.shutdown().await,
            "tasks were left after the shutdown"
        );
        let uncoded = std::mem::take(&mut *self.uncoded.lock().unwrap());
        assert!(
            uncoded.is_empty(),
            "errors without code or request id: {uncoded:?}"
        );
        if let Some(cluster) = self.cluster {
            for node in 0..cluster.addresses().len() {
                eventually("connections to the cluster are closed", async || {
                    (cluster.connections(node) == 0).then_some(())
                })
                .await;
            }
            cluster.shutdown().await;
        }
    }

    /// The profile of the cluster.
    #[must_use]
    pub fn connection(&self) -> &str {
        &self.connection
    }

    /// Seed hosts of the cluster.
    #[must_use]
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    /// What each node answers to an info command of someone who did not log in.
    pub async fn info(&self, command: &str) -> Vec<String> {
        let mut answers = Vec::new();
        for host in &self.hosts {
            answers.push(info::ask(host.parse().unwrap(), command).await);
        }
        answers
    }

    /// Control over nodes, for the test of that name; `None`, said aloud, with a real cluster.
    #[must_use]
    pub fn control(&self, test: &str) -> Option<&EmbeddedCluster> {
        if self.cluster.is_none() {
            eprintln!("not applicable to a real cluster (node control): {test}");
        }
        self.cluster.as_ref()
    }

    /// Tasks alive in the gateway.
    #[must_use]
    pub fn tasks(&self) -> usize {
        self.gateway.task_counts().0
    }

    /// Where the gateway listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.gateway.address()
    }

    /// Where the gateway shows its metrics, when that has a listener of its own.
    #[must_use]
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.gateway.metrics_address()
    }

    /// A request to a path of the gateway.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("http://{}{path}", self.address()))
    }

    /// A POST of any body to `/graphql`.
    pub fn post(&self) -> RequestBuilder {
        self.http.post(format!("http://{}/graphql", self.address()))
    }

    /// Runs an operation and yields the whole answer.
    pub async fn answer(&self, query: &str, variables: Value) -> Value {
        let body = json!({ "query": query, "variables": variables });
        let response: Response = self.post().json(&body).send().await.unwrap();
        let answer: Value = response.json().await.unwrap();
        self.note(&answer);
        answer
    }

    /// Runs an operation that must not fail and yields its data.
    pub async fn data(&self, query: &str, variables: Value) -> Value {
        let mut answer = self.answer(query, variables).await;
        assert!(answer.get("errors").is_none(), "{query}\n{answer:#}");
        answer["data"].take()
    }

    /// Runs an operation that must fail and yields its first error.
    pub async fn error(&self, query: &str, variables: Value) -> Value {
        let mut answer = self.answer(query, variables).await;
        assert!(answer["errors"].is_array(), "{query}\n{answer:#}");
        answer["errors"][0].take()
    }

    /// Opens a WebSocket and initialises it.
    pub async fn socket(&self) -> Socket {
        let mut socket = Socket::open(self.address()).await;
        socket.send(json!({ "type": "connection_init" })).await;
        assert_eq!(socket.next().await, json!({ "type": "connection_ack" }));
        socket
    }

    /// Makes a profile for these hosts and yields its id.
    pub async fn connect(&self, name: &str, hosts: &[String]) -> String {
        self.make_profile(name, hosts, None).await
    }

    /// Makes a profile with a user and a password for the cluster and yields its id.
    pub async fn connect_as(&self, name: &str, user: &str, password: &str) -> String {
        self.make_profile(name, &self.hosts, Some((user, password)))
            .await
    }

    async fn make_profile(
        &self,
        name: &str,
        hosts: &[String],
        login: Option<(&str, &str)>,
    ) -> String {
        let query = "mutation($input: CreateConnectionInput!) {
            createConnection(input: $input) { connection { id } } }";
        let (user, password) = login.unzip();
        let input = json!({ "name": name, "hosts": hosts, "username": user, "password": password });
        let data = self.data(query, json!({ "input": input })).await;
        data["createConnection"]["connection"]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Remembers errors that break the rule that each has a code and a request id.
    fn note(&self, answer: &Value) {
        for error in answer["errors"].as_array().into_iter().flatten() {
            let extensions = &error["extensions"];
            if !extensions["code"].is_string() || !extensions["requestId"].is_string() {
                self.uncoded.lock().unwrap().push(error.to_string());
            }
        }
    }
}

fn addresses(cluster: &EmbeddedCluster) -> Vec<String> {
    cluster
        .addresses()
        .iter()
        .map(SocketAddr::to_string)
        .collect()
}
