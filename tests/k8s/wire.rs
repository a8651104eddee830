//! The way to the API server, which can be cut and mended.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use acm_core::{Clock, Tasks};
use acm_k8s_api::{Kubernetes, Settings};
use acm_tests::KubeServer;
use tempfile::NamedTempFile;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};

/// Connections to the API server that go through here.
pub(crate) struct Wire {
    kubeconfig: NamedTempFile,
    state: Arc<State>,
    tasks: Tasks,
}

#[derive(Default)]
struct State {
    /// The connections that stand; none while the way is cut.
    standing: Mutex<Option<Tasks>>,
    made: AtomicUsize,
}

impl Wire {
    pub(crate) async fn new() -> Self {
        let server = KubeServer::shared();
        let target: SocketAddr = server.url().rsplit('/').next().unwrap().parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        // The certificate is for this name, whatever the address.
        let port = listener.local_addr().unwrap().port();
        let here = format!("https://localhost:{port}");
        let text = std::fs::read_to_string(server.kubeconfig()).unwrap();
        assert!(text.contains(server.url()));
        let kubeconfig = NamedTempFile::new().unwrap();
        std::fs::write(kubeconfig.path(), text.replace(server.url(), &here)).unwrap();
        let wire = Self {
            kubeconfig,
            state: Arc::default(),
            tasks: Tasks::new(),
        };
        wire.mend();
        let state = Arc::clone(&wire.state);
        wire.tasks.spawn("wire", async move {
            while let Ok((mut near, _)) = listener.accept().await {
                state.made.fetch_add(1, Ordering::Relaxed);
                let Some(standing) = state.standing.lock().unwrap().clone() else {
                    continue;
                };
                standing.spawn("wire", async move {
                    if let Ok(mut far) = TcpStream::connect(target).await {
                        let _ = copy_bidirectional(&mut near, &mut far).await;
                    }
                });
            }
        });
        wire
    }

    pub(crate) fn kubeconfig(&self) -> &Path {
        self.kubeconfig.path()
    }

    /// Connections that were made so far.
    pub(crate) fn made(&self) -> usize {
        self.state.made.load(Ordering::Relaxed)
    }

    /// Breaks what stands and refuses what comes.
    pub(crate) fn cut(&self) {
        if let Some(standing) = self.state.standing.lock().unwrap().take() {
            standing.cancel();
        }
    }

    /// Lets connections through again.
    pub(crate) fn mend(&self) {
        *self.state.standing.lock().unwrap() = Some(self.tasks.child());
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.tasks.cancel();
    }
}

/// The clusters of a kubeconfig; at the end nothing may be left of what was started.
pub(crate) struct Reached {
    pub(crate) kubernetes: Kubernetes,
    tasks: Tasks,
}

impl Reached {
    pub(crate) fn by(kubeconfig: &Path, namespaces: &[&str]) -> Self {
        let settings = Settings {
            enabled: true,
            kubeconfig: Some(kubeconfig.to_owned()),
            namespaces: namespaces.iter().map(|name| (*name).to_owned()).collect(),
            ..Settings::default()
        };
        let tasks = Tasks::new();
        let kubernetes = Kubernetes::new(settings, tasks.clone(), Clock::default());
        Self { kubernetes, tasks }
    }

    pub(crate) fn administrator() -> Self {
        Self::by(KubeServer::shared().kubeconfig(), &[])
    }

    pub(crate) async fn end(self) {
        assert!(self.tasks.shutdown(Duration::from_secs(5)).await);
        assert_eq!(self.tasks.panics(), 0);
    }
}
