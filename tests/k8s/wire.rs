//! The way to an API server, which can be cut, slow, silent, or break off.

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
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    time::sleep,
};

/// Bytes that are carried at once.
const PIECE: usize = 16 * 1024;

/// Connections to the API server that go through here.
pub(crate) struct Wire {
    kubeconfig: NamedTempFile,
    state: Arc<State>,
    tasks: Tasks,
}

/// What becomes of what is said on the way. Connections are taken in any case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Way {
    /// It arrives.
    Open,
    /// Each piece of an answer arrives so much later.
    Slow(Duration),
    /// It waits, in both directions, until this changes.
    Silent,
    /// A connection breaks after so many bytes of answers.
    Short(usize),
}

struct State {
    /// The connections that stand; none while the way is cut.
    standing: Mutex<Option<Tasks>>,
    made: AtomicUsize,
    way: watch::Sender<Way>,
}

impl Wire {
    pub(crate) async fn new() -> Self {
        Self::to(KubeServer::shared()).await
    }

    /// A way to some server.
    pub(crate) async fn to(server: &KubeServer) -> Self {
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
            state: Arc::new(State {
                standing: Mutex::default(),
                made: AtomicUsize::default(),
                way: watch::Sender::new(Way::Open),
            }),
            tasks: Tasks::new(),
        };
        wire.mend();
        let state = Arc::clone(&wire.state);
        wire.tasks.spawn("wire", async move {
            while let Ok((near, _)) = listener.accept().await {
                state.made.fetch_add(1, Ordering::Relaxed);
                let Some(standing) = state.standing.lock().unwrap().clone() else {
                    continue;
                };
                let way = state.way.subscribe();
                standing.spawn("wire", async move {
                    if let Ok(far) = TcpStream::connect(target).await {
                        carry(near, far, way).await;
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

    /// What becomes of all that is said from now on.
    pub(crate) fn turn(&self, way: Way) {
        self.state.way.send_replace(way);
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

/// Carries what is said until either end, or the way, breaks the connection.
async fn carry(near: TcpStream, far: TcpStream, way: watch::Receiver<Way>) {
    let ((asking, answered), (answering, asked)) = (near.into_split(), far.into_split());
    tokio::select! {
        () = ask(asking, asked, way.clone()) => {}
        () = answer(answering, answered, way) => {}
    }
}

async fn ask(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut way: watch::Receiver<Way>,
) {
    let mut piece = vec![0; PIECE];
    while let Ok(size @ 1..) = from.read(&mut piece).await {
        let passes = |way: &Way| *way != Way::Silent;
        if way.wait_for(passes).await.is_err() || to.write_all(&piece[..size]).await.is_err() {
            return;
        }
    }
}

async fn answer(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut way: watch::Receiver<Way>,
) {
    let (mut piece, mut carried) = (vec![0; PIECE], 0);
    while let Ok(size @ 1..) = from.read(&mut piece).await {
        let passes = |way: &Way| *way != Way::Silent;
        let Ok(present) = way.wait_for(passes).await.map(|way| *way) else {
            return;
        };
        let kept = match present {
            Way::Short(most) => size.min(most.saturating_sub(carried)),
            _ => size,
        };
        if let Way::Slow(late) = present {
            sleep(late).await;
        }
        if to.write_all(&piece[..kept]).await.is_err() || kept < size {
            return;
        }
        carried += size;
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
