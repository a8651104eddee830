//! The Kubernetes clusters this server reaches, each a named context.

use std::{sync::Arc, time::Duration};

use acm_core::{ApiError, Clock, ErrorCode, UnixMillis};
use kube::config::{KubeConfigOptions, Kubeconfig};
use tokio::{sync::Mutex, task::spawn_blocking, time::timeout};
use tracing::warn;

use crate::{
    Client, Error, Result,
    client::Skew,
    settings::{EVERY_CONTEXT, IN_CLUSTER, Settings},
};

/// The contexts of this server. Cheap to clone. Nothing is asked of a cluster, and no plugin for
/// credentials runs, until someone looks at it.
#[derive(Clone)]
pub struct Contexts(Arc<Inner>);

struct Inner {
    contexts: Vec<Context>,
    /// Why there are fewer than the settings name.
    problem: Option<String>,
    settings: Settings,
    clock: Clock,
}

/// A context, and its client once someone has looked.
struct Context {
    name: Arc<str>,
    source: Source,
    client: Mutex<Option<Client>>,
    skew: Skew,
}

enum Source {
    InCluster,
    Kubeconfig(Arc<Kubeconfig>),
    #[cfg(any(test, feature = "testing"))]
    Fake(kube::Client),
}

impl Contexts {
    /// The contexts that the settings name.
    #[must_use]
    pub fn new(settings: Settings, clock: Clock) -> Self {
        let chosen = match settings.enabled {
            true => choose(&settings, &clock),
            false => Err("Kubernetes management is off.".to_owned()),
        };
        let (contexts, problem) = match chosen {
            Ok((contexts, problem)) => (contexts, problem),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        if let Some(problem) = problem.as_ref().filter(|_| settings.enabled) {
            warn!(problem, "Kubernetes");
        }
        Self(Arc::new(Inner {
            contexts,
            problem,
            settings,
            clock,
        }))
    }

    /// One context whose server is made of a test.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn fake(name: &str, client: kube::Client, settings: Settings) -> Self {
        let clock = Clock::fixed(0);
        Self(Arc::new(Inner {
            contexts: vec![Context::new(name, Source::Fake(client), &clock)],
            problem: None,
            settings,
            clock,
        }))
    }

    /// Their names, the default one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.contexts.iter().map(|context| &*context.name)
    }

    /// Where the API server of a context is; `None` where the settings do not tell.
    #[must_use]
    pub fn server(&self, name: &str) -> Option<String> {
        let context = self.0.contexts.iter().find(|one| &*one.name == name)?;
        context.server()
    }

    /// Milliseconds by which the clock of a context's API server is ahead of ours, 0 where that cannot be told from
    /// none; `None` before its first answer.
    #[must_use]
    pub fn ahead(&self, name: &str) -> Option<UnixMillis> {
        let context = self.0.contexts.iter().find(|one| &*one.name == name)?;
        context.skew.ahead()
    }

    /// Why there are none, or fewer than the settings name. Written for operators.
    #[must_use]
    pub fn problem(&self) -> Option<&str> {
        self.0.problem.as_deref()
    }

    /// The name of the context meant: it may be left out when there is one.
    ///
    /// # Errors
    /// `UNAVAILABLE` without contexts, `NOT_FOUND` without that one, `BAD_USER_INPUT` when several
    /// could be meant.
    pub fn resolve(&self, name: Option<&str>) -> Result<Arc<str>, ApiError> {
        self.find(name).map(|context| Arc::clone(&context.name))
    }

    /// The client of a context, made when there is none, or the credentials of the one there is do
    /// not count any more. All who wait share one.
    ///
    /// # Errors
    /// Those of [`Contexts::resolve`]; `UNAVAILABLE` when the context's credentials cannot be used.
    pub async fn client(&self, name: Option<&str>) -> Result<Client> {
        let context = self.find(name).map_err(Error::Context)?;
        let mut held = context.client.lock().await;
        let now = self.0.clock.now();
        if let Some(client) = held.as_ref().filter(|client| !client.is_outdated(now)) {
            return Ok(client.clone());
        }
        let client = context.make(&self.0.settings).await?;
        *held = Some(client.clone());
        Ok(client)
    }

    fn find(&self, name: Option<&str>) -> Result<&Context, ApiError> {
        let contexts = &self.0.contexts;
        match (name, contexts.as_slice()) {
            (_, []) => Err(ApiError::new(
                ErrorCode::Unavailable,
                self.problem().unwrap_or("There is no Kubernetes context."),
            )),
            (None, [only]) => Ok(only),
            (None, _) => Err(
                ApiError::bad_input("context", "name one of several contexts")
                    .with_detail("contexts", self.names().collect::<Vec<_>>()),
            ),
            (Some(name), contexts) => contexts
                .iter()
                .find(|context| &*context.name == name)
                .ok_or_else(|| ApiError::not_found("Kubernetes context", name)),
        }
    }
}

impl Context {
    fn new(name: impl Into<Arc<str>>, source: Source, clock: &Clock) -> Self {
        Self {
            name: name.into(),
            source,
            client: Mutex::default(),
            skew: Skew::new(clock.clone()),
        }
    }

    fn server(&self) -> Option<String> {
        let Source::Kubeconfig(kubeconfig) = &self.source else {
            return None;
        };
        let named = kubeconfig
            .contexts
            .iter()
            .find(|one| one.name == *self.name)?;
        let cluster = &named.context.as_ref()?.cluster;
        let found = kubeconfig
            .clusters
            .iter()
            .find(|one| one.name == *cluster)?;
        found.cluster.as_ref()?.server.clone()
    }

    async fn make(&self, settings: &Settings) -> Result<Client> {
        let made = match timeout(settings.api_deadline(), self.connect(settings)).await {
            Ok(made) => made.map_err(|problem| self.unusable(problem)),
            Err(_) => Err(self.unusable("it took too long to get credentials".into())),
        };
        let client = made.map_err(Error::Context)?;
        Ok(Client::new(
            Arc::clone(&self.name),
            client,
            settings,
            self.skew.clone(),
        ))
    }

    async fn connect(&self, settings: &Settings) -> Result<kube::Client, Problem> {
        let mut config = match &self.source {
            Source::InCluster => kube::Config::incluster()?,
            Source::Kubeconfig(kubeconfig) => {
                let options = KubeConfigOptions {
                    context: Some(self.name.to_string()),
                    ..KubeConfigOptions::default()
                };
                let kubeconfig = (**kubeconfig).clone();
                kube::Config::from_custom_kubeconfig(kubeconfig, &options).await?
            }
            #[cfg(any(test, feature = "testing"))]
            Source::Fake(client) => return Ok(client.clone()),
        };
        if let Some(file) = &settings.ca_file {
            config.root_cert_file = Some(file.clone());
        }
        config.connect_timeout = Some(settings.api_deadline());
        config.write_timeout = Some(settings.api_deadline().max(Duration::from_secs(30)));
        // A write must not be sent twice, and a reader decides by itself how long it waits.
        config.default_retry = false;
        // A plugin for credentials is a process that is waited for.
        Ok(spawn_blocking(move || kube::Client::try_from(config)).await??)
    }

    fn unusable(&self, problem: Problem) -> ApiError {
        let message = format!("The Kubernetes context \"{}\" cannot be used.", self.name);
        ApiError::new(ErrorCode::Unavailable, message)
            .with_detail("context", &*self.name)
            .with_source(Unusable(problem))
    }
}

type Problem = Box<dyn std::error::Error + Send + Sync>;

#[derive(Debug, thiserror::Error)]
#[error("no client can be made: {0}")]
struct Unusable(Problem);

/// The contexts the settings name, and what is wrong with those left out.
fn choose(settings: &Settings, clock: &Clock) -> Result<(Vec<Context>, Option<String>), String> {
    let in_pod = crate::inside_cluster();
    if settings.contexts.is_empty() && settings.kubeconfig.is_none() && in_pod {
        return Ok((
            vec![Context::new(IN_CLUSTER, Source::InCluster, clock)],
            None,
        ));
    }
    let named = |name: &str| settings.contexts.iter().any(|wanted| wanted == name);
    let only_in_cluster =
        !settings.contexts.is_empty() && settings.contexts.iter().all(|name| name == IN_CLUSTER);
    let kubeconfig = if only_in_cluster {
        Kubeconfig::default()
    } else {
        read(settings)?
    };
    let known: Vec<&str> = kubeconfig
        .contexts
        .iter()
        .map(|context| context.name.as_str())
        .collect();
    let mut wanted: Vec<&str> =
        match settings.contexts.as_slice() {
            [] => vec![kubeconfig.current_context.as_deref().ok_or(
                "The kubeconfig names no current context; name contexts in K8S_CONTEXTS.",
            )?],
            _ if named(EVERY_CONTEXT) => known.clone(),
            names => names.iter().map(String::as_str).collect(),
        };
    let mut seen = std::collections::HashSet::new();
    wanted.retain(|name| seen.insert(*name));
    let shared = Arc::new(kubeconfig.clone());
    let (mut contexts, mut missing) = (Vec::new(), Vec::new());
    for name in wanted {
        if known.contains(&name) {
            contexts.push(Context::new(
                name,
                Source::Kubeconfig(Arc::clone(&shared)),
                clock,
            ));
        } else if name == IN_CLUSTER && in_pod {
            contexts.push(Context::new(name, Source::InCluster, clock));
        } else {
            missing.push(name);
        }
    }
    let problem = (!missing.is_empty()).then(|| {
        format!(
            "There is no Kubernetes context \"{}\".",
            missing.join("\", \"")
        )
    });
    Ok((contexts, problem))
}

fn read(settings: &Settings) -> Result<Kubeconfig, String> {
    let read = match &settings.kubeconfig {
        Some(path) => Kubeconfig::read_from(path),
        None => Kubeconfig::read(),
    };
    read.map_err(|error| {
        warn!(%error, "the kubeconfig cannot be read");
        "There is no kubeconfig that can be read.".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use tempfile::NamedTempFile;

    use super::*;

    const KUBECONFIG: &str = r#"
apiVersion: v1
kind: Config
current-context: staging
clusters: [{ name: c, cluster: { server: "http://127.0.0.1:1" } }]
users: [{ name: u, user: {} }, { name: broken, user: { client-certificate: /nonexistent } }]
contexts:
- { name: staging, context: { cluster: c, user: u, namespace: team } }
- { name: Prod/eu, context: { cluster: c, user: broken } }
"#;

    fn contexts(names: &[&str]) -> (Contexts, NamedTempFile) {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(KUBECONFIG.as_bytes()).unwrap();
        let settings = Settings {
            enabled: true,
            contexts: names.iter().map(|name| (*name).to_owned()).collect(),
            kubeconfig: Some(file.path().to_owned()),
            ..Settings::default()
        };
        (Contexts::new(settings, Clock::default()), file)
    }

    fn check(wanted: &[&str], expected: &[&str], problem: Option<&str>) {
        let (contexts, _file) = contexts(wanted);
        assert_eq!(contexts.names().collect::<Vec<_>>(), expected);
        assert_eq!(contexts.problem(), problem);
    }

    #[test]
    fn the_settings_say_which_contexts_of_the_kubeconfig_are_reached() {
        check(&[], &["staging"], None);
        check(&["*"], &["staging", "Prod/eu"], None);
        check(
            &["Prod/eu", "staging", "Prod/eu"],
            &["Prod/eu", "staging"],
            None,
        );
        let missing = "There is no Kubernetes context \"nope\", \"in-cluster\".";
        check(
            &["staging", "nope", IN_CLUSTER],
            &["staging"],
            Some(missing),
        );
    }

    #[tokio::test]
    async fn a_context_may_be_left_out_when_there_is_one() {
        let (one, _file) = contexts(&[]);
        let client = one.client(None).await.unwrap();
        assert_eq!(client.context(), "staging");
        assert_eq!(client.default_namespace(), "team");
        let (two, _file) = contexts(&["*"]);
        let error = two.resolve(None).unwrap_err();
        assert_eq!(error.code(), ErrorCode::BadUserInput);
        assert_eq!(error.details().unwrap()["contexts"][1], "Prod/eu");
        assert_eq!(
            two.resolve(Some("x")).unwrap_err().code(),
            ErrorCode::NotFound
        );
        assert_eq!(&*two.resolve(Some("Prod/eu")).unwrap(), "Prod/eu");
    }

    #[tokio::test]
    async fn credentials_that_cannot_be_read_are_told_when_someone_looks() {
        let (contexts, _file) = contexts(&["*"]);
        let error = contexts.client(Some("Prod/eu")).await.err().unwrap();
        let error = ApiError::from(error);
        assert_eq!(error.code(), ErrorCode::Unavailable);
        assert!(!error.message().contains("nonexistent"), "{error}");
        assert!(error.source_chain().unwrap().contains("nonexistent"));
    }

    #[tokio::test]
    async fn what_is_off_or_has_no_kubeconfig_says_so() {
        for enabled in [false, true] {
            let settings = Settings {
                enabled,
                kubeconfig: Some("/nonexistent/kubeconfig".into()),
                ..Settings::default()
            };
            let contexts = Contexts::new(settings, Clock::default());
            let error = contexts.resolve(None).unwrap_err();
            assert_eq!(error.code(), ErrorCode::Unavailable);
            let said = if enabled { "no kubeconfig" } else { "is off" };
            assert!(error.message().contains(said), "{error}");
        }
    }
}
