//! A Kubernetes of the tests' own: the program of `tests/kube-testserver`, which ends with the test that started it.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{LazyLock, Mutex, mpsc},
    time::{Duration, Instant},
};

use kube::{
    Client, Config,
    config::{KubeConfigOptions, Kubeconfig},
};
use serde::{Deserialize, de::DeserializeOwned};
use tempfile::NamedTempFile;

/// Time the server has to be ready, at first and after a command.
const START: Duration = Duration::from_secs(150);

/// Time it has to remove what it wrote.
const STOP: Duration = Duration::from_secs(10);

/// What a server is started with.
#[derive(Default)]
pub struct KubeSetup {
    arguments: Vec<String>,
}

impl KubeSetup {
    /// Installs the definitions of our custom resources.
    #[must_use]
    pub fn with_definitions(self) -> Self {
        let folder = sources().join("definitions");
        self.with(["-definitions", folder.to_str().unwrap()])
    }

    /// Adds a user in groups, who has no rights until a role is bound.
    #[must_use]
    pub fn with_user(self, name: &str, groups: &[&str]) -> Self {
        self.with(["-user", &format!("{name}={}", groups.join(","))])
    }

    /// Adds any options of the program.
    #[must_use]
    pub fn with<'a>(mut self, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        self.arguments
            .extend(arguments.into_iter().map(str::to_owned));
        self
    }
}

/// A running server.
pub struct KubeServer {
    ready: Ready,
    child: Child,
    control: Mutex<Control>,
    _log: NamedTempFile,
}

/// The two ends of a conversation with the program.
struct Control {
    /// The program ends when this closes: when the server is dropped, or this process ends in whatever way.
    stdin: Option<ChildStdin>,
    answers: mpsc::Receiver<io::Result<String>>,
}

/// What the program answers to a command.
#[derive(Deserialize)]
struct Outcome {
    error: Option<String>,
}

/// The line the program prints when it is ready.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ready {
    url: String,
    kubeconfig: PathBuf,
    users: BTreeMap<String, PathBuf>,
    nodes: Vec<KubeNode>,
}

/// A node of the cluster.
#[derive(Clone, Debug, Deserialize)]
pub struct KubeNode {
    pub name: String,
    pub zone: String,
    pub region: String,
    pub address: String,
}

impl KubeServer {
    /// The server that tests share which work in namespaces of their own; it has the definitions and a user
    /// `reader` in the group `readers`.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<KubeServer> = LazyLock::new(|| {
            let setup = KubeSetup::default().with_definitions();
            KubeServer::start(&setup.with_user("reader", &["readers"]))
        });
        &SHARED
    }

    /// Starts a server and waits until it is ready.
    #[must_use]
    pub fn start(setup: &KubeSetup) -> Self {
        let log = NamedTempFile::new().unwrap();
        let mut child = Command::new(binary())
            .arg("-exit-on-stdin-eof")
            .args(&setup.arguments)
            // A Ctrl+C is for this process, which then ends the server in order.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(log.path()).unwrap())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (send, answers) = mpsc::channel();
        std::thread::spawn(move || stdout.lines().try_for_each(|line| send.send(line)));
        let mut control = Control {
            stdin: child.stdin.take(),
            answers,
        };
        let Some(ready) = control.answer() else {
            // It goes by itself, so that it removes what it wrote.
            control.stdin.take();
            stop(&mut child);
            panic!(
                "the Kubernetes of the tests did not start:\n{}",
                tail(log.path())
            )
        };
        Self {
            ready,
            child,
            control: Mutex::new(control),
            _log: log,
        }
    }

    /// Ends the API server as a crash does, while all else goes on; not for the shared server.
    pub fn stop_api_server(&self) {
        self.command("stop-api-server");
    }

    /// Starts it again, with all that was, and waits until it is ready.
    pub fn start_api_server(&self) {
        self.command("start-api-server");
    }

    /// Makes it hang: connections are taken and nothing is answered; not for the shared server.
    pub fn pause_api_server(&self) {
        self.command("pause-api-server");
    }

    /// Lets it go on.
    pub fn resume_api_server(&self) {
        self.command("resume-api-server");
    }

    fn command(&self, command: &str) {
        let mut control = self.control.lock().unwrap();
        writeln!(control.stdin.as_mut().unwrap(), "{command}").unwrap();
        let outcome: Outcome = control.answer().unwrap();
        assert_eq!(outcome.error, None, "{command}");
    }

    /// Where the API server is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.ready.url
    }

    /// The file that leads an administrator to it.
    #[must_use]
    pub fn kubeconfig(&self) -> &Path {
        &self.ready.kubeconfig
    }

    /// The file that leads a user of the setup to it.
    #[must_use]
    pub fn kubeconfig_of(&self, user: &str) -> &Path {
        &self.ready.users[user]
    }

    /// The nodes of the cluster.
    #[must_use]
    pub fn nodes(&self) -> &[KubeNode] {
        &self.ready.nodes
    }

    /// A client of the administrator.
    pub async fn client(&self) -> Client {
        client(self.kubeconfig()).await
    }

    /// A client of a user of the setup.
    pub async fn client_of(&self, user: &str) -> Client {
        client(self.kubeconfig_of(user)).await
    }
}

impl Drop for KubeServer {
    fn drop(&mut self) {
        if let Ok(control) = self.control.get_mut() {
            control.stdin.take();
        }
        stop(&mut self.child);
    }
}

impl Control {
    /// The next line of the program, in time; nothing when it ended or is late.
    fn answer<T: DeserializeOwned>(&mut self) -> Option<T> {
        let line = self.answers.recv_timeout(START).ok()?.ok()?;
        Some(serde_json::from_str(&line).unwrap())
    }
}

async fn client(kubeconfig: &Path) -> Client {
    let file = Kubeconfig::read_from(kubeconfig).unwrap();
    let config = Config::from_custom_kubeconfig(file, &KubeConfigOptions::default()).await;
    Client::try_from(config.unwrap()).unwrap()
}

/// Waits for a program that has been told to end; one that does not is killed.
fn stop(child: &mut Child) {
    let deadline = Instant::now() + STOP;
    while matches!(child.try_wait(), Ok(None)) && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("kube-testserver")
}

/// The program, which `make kube-testserver` builds for the present sources.
fn binary() -> PathBuf {
    let told = Command::new(sources().join("build.sh"))
        .arg("--path")
        .output()
        .unwrap();
    let path = PathBuf::from(String::from_utf8(told.stdout).unwrap().trim());
    assert!(
        told.status.success() && path.is_file(),
        "the Kubernetes of the tests is not built for its present sources: install Go 1.26 and run `make kube-testserver`"
    );
    path
}

/// The end of a log.
fn tail(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
