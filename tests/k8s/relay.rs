//! Stands before an API server, reads what passes, and lets chosen answers be lost.

use std::{
    convert::Infallible,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
};

use acm_core::Tasks;
use acm_tests::KubeServer;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{Response, StatusCode, header},
};
use futures_util::{TryStreamExt, stream};
use k8s_openapi::jiff::{
    SignedDuration, Timestamp, civil::DateTime, fmt::rfc2822::DateTimePrinter,
};
use serde_json::{Value, json};
use tempfile::NamedTempFile;
use tokio::net::TcpListener;

/// Bytes of a question.
const MAX_QUESTION: usize = 8 * 1024 * 1024;

/// What becomes of a question.
#[derive(Clone, Debug)]
pub(crate) enum Fate {
    /// It is done, and nobody answers.
    Unanswered,
    /// It is done, and the answer breaks off after its head.
    Broken,
    /// It is not done: this is answered.
    Refused(u16, Value),
    /// It is not done: lines of so many bytes are answered without end.
    Endless(usize),
}

/// The relay; what leads to it is the administrator's.
pub(crate) struct Relay {
    kubeconfig: NamedTempFile,
    known: Arc<Known>,
    tasks: Tasks,
}

struct Known {
    client: kube::Client,
    state: Mutex<Passing>,
}

#[derive(Default)]
struct Passing {
    /// Which questions have a fate still to come: the first that begins so, with method and path.
    fates: Vec<(String, Fate)>,
    /// Method and path of each question.
    asked: Vec<String>,
    /// Seconds by which the clock of what answers is ahead.
    ahead: i64,
    /// Lines that were taken of answers without end.
    lines: u64,
}

impl Relay {
    pub(crate) async fn to(server: &KubeServer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let known = Arc::new(Known {
            client: server.client().await,
            state: Mutex::default(),
        });
        let relay = Self {
            kubeconfig: kubeconfig(listener.local_addr().unwrap()),
            known: Arc::clone(&known),
            tasks: Tasks::new(),
        };
        let router = Router::new().fallback(pass).with_state(known);
        relay.tasks.spawn("relay", async move {
            axum::serve(listener, router).await.unwrap();
        });
        relay
    }

    pub(crate) fn kubeconfig(&self) -> &Path {
        self.kubeconfig.path()
    }

    /// Lets this become of the next question that begins so: `PATCH /apis/acko.io`.
    pub(crate) fn next(&self, line: &str, fate: Fate) {
        let mut state = self.known.state.lock().unwrap();
        state.fates.push((line.to_owned(), fate));
    }

    /// Lets each time that is answered be so many seconds ahead: the clock of Kubernetes is.
    pub(crate) fn ahead(&self, seconds: i64) {
        self.known.state.lock().unwrap().ahead = seconds;
    }

    /// How many lines were taken of answers without end.
    pub(crate) fn lines(&self) -> u64 {
        self.known.state.lock().unwrap().lines
    }

    /// How many questions began so.
    pub(crate) fn asked(&self, line: &str) -> usize {
        let state = self.known.state.lock().unwrap();
        let asked = state.asked.iter();
        asked.filter(|asked| asked.starts_with(line)).count()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.tasks.cancel();
    }
}

fn kubeconfig(address: SocketAddr) -> NamedTempFile {
    let text = json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "relay",
        "clusters": [{ "name": "relay", "cluster": { "server": format!("http://{address}") } }],
        "users": [{ "name": "nobody", "user": {} }],
        "contexts": [{ "name": "relay", "context": { "cluster": "relay", "user": "nobody" } }],
    });
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text.to_string()).unwrap();
    file
}

async fn pass(State(known): State<Arc<Known>>, request: Request) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    let line = format!("{} {}", parts.method, parts.uri);
    let (fate, ahead) = {
        let mut state = known.state.lock().unwrap();
        let found = state
            .fates
            .iter()
            .position(|(start, _)| line.starts_with(start));
        let fate = found.map(|at| state.fates.remove(at).1);
        state.asked.push(line);
        (fate, state.ahead)
    };
    match fate {
        Some(Fate::Refused(code, status)) => {
            let answer = Response::builder().status(code);
            return answer.body(Body::from(status.to_string())).unwrap();
        }
        Some(Fate::Endless(size)) => return Response::new(endless(known, size)),
        _ => {}
    }
    let body: Bytes = to_bytes(body, MAX_QUESTION).await.unwrap();
    parts.headers.remove(header::HOST);
    let request = Request::from_parts(parts, kube::client::Body::from(body.to_vec()));
    let Ok(answer) = known.client.send(request).await else {
        let nobody = Response::builder().status(StatusCode::BAD_GATEWAY);
        return nobody.body(Body::empty()).unwrap();
    };
    let answer = dated(answer.map(Body::new), ahead);
    match fate {
        Some(Fate::Unanswered) => std::future::pending().await,
        Some(Fate::Broken) => {
            let broken = stream::iter([Err::<Bytes, _>("the answer breaks off")]);
            answer.map(|_| Body::from_stream(broken))
        }
        _ => answer,
    }
}

/// Lines of a log, numbered from 0, made as they are taken.
fn endless(known: Arc<Known>, size: usize) -> Body {
    let lines = stream::repeat_with(move || {
        let mut state = known.state.lock().unwrap();
        let number = state.lines;
        state.lines += 1;
        let line = format!("2026-01-01T00:00:00Z {number} {}\n", "x".repeat(size));
        Ok::<_, Infallible>(Bytes::from(line))
    });
    Body::from_stream(lines)
}

/// The answer of an API server whose clock is so many seconds ahead.
fn dated(mut answer: Response<Body>, ahead: i64) -> Response<Body> {
    let now = acm_core::Clock::default().now() / 1_000;
    let date = Timestamp::from_second(now + ahead).unwrap();
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&date);
    let date = date.unwrap().parse().unwrap();
    answer.headers_mut().insert(header::DATE, date);
    if ahead == 0 {
        return answer;
    }
    let shift = SignedDuration::from_secs(ahead);
    answer.map(|body| {
        let pieces = body
            .into_data_stream()
            .map_ok(move |piece| shifted(&piece, shift));
        Body::from_stream(pieces)
    })
}

/// A piece of an answer with each time in it later.
fn shifted(piece: &[u8], by: SignedDuration) -> Bytes {
    const LENGTH: usize = "1970-01-01T00:00:00".len();
    let mut piece = piece.to_vec();
    for at in 0..piece.len().saturating_sub(LENGTH) {
        let found = &mut piece[at..at + LENGTH];
        if found[10] != b'T' || found[4] != b'-' {
            continue;
        }
        let time = std::str::from_utf8(found).ok();
        if let Some(time) = time.and_then(|time| time.parse::<DateTime>().ok()) {
            found.copy_from_slice((time + by).to_string().as_bytes());
        }
    }
    piece.into()
}
