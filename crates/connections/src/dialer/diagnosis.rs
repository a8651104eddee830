//! Why a cluster could not be reached, found out by looking rather than by reading error texts.
//!
//! Every host is tried by itself, all at once: its name is resolved, a connection opened, encrypted
//! where the target says so, and one info request sent. The host that got farthest gives the cause.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use acm_aerospike::client::{TlsFailure, TlsOptions, handshake, tls_failure};
use futures_util::future::join_all;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::service::{Ambiguous, Cause, Gatekeeper, Host, Refusal, Target};

/// Version and type of an info message, the first two bytes in both directions.
const INFO: [u8; 2] = [2, 1];
/// What is asked: one name in, `name<TAB>value` out.
const REQUEST: &[u8] = b"cluster-name\n";
/// How the answer begins of a node that wants a login first.
const NOT_AUTHENTICATED: &str = "ERROR:80:";
/// Bytes an honest answer to it may have.
const MAX_ANSWER: u64 = 1_024;

/// How far a host let us get; the later, the farther.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Reached {
    Nothing,
    Contexts(Vec<String>),
    Gate(Refusal),
    Address,
    Machine,
    Port,
    Stranger,
    Tls(TlsFailure),
    Node(Introduced),
}

/// What a node says of itself to whoever asks.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Introduced {
    cluster_name: Option<String>,
    /// It says nothing to who does not log in.
    wants_login: bool,
}

/// What is tried with a host once a connection stands.
#[derive(Clone, Copy)]
enum Ask<'a> {
    Nothing,
    Plain,
    Encrypted {
        tls: &'a TlsOptions,
        server_name: Option<&'a str>,
    },
}

/// Why the target cannot be used, within `deadline`.
pub(super) async fn of_target(
    gatekeeper: &Gatekeeper,
    target: &Target,
    tls: Option<&TlsOptions>,
    deadline: Duration,
) -> Cause {
    let server_name = target
        .tls
        .as_ref()
        .and_then(|tls| tls.server_name.as_deref());
    let ask = match tls {
        Some(tls) => Ask::Encrypted { tls, server_name },
        None => Ask::Plain,
    };
    match farthest(gatekeeper, &target.hosts, ask, deadline).await {
        Reached::Port | Reached::Stranger if target.tls.is_some() => Cause::Tls,
        Reached::Node(node) if differs(&target.cluster_name, &node.cluster_name) => {
            Cause::ClusterNameMismatch
        }
        Reached::Node(node) if node.wants_login || target.credentials.is_some() => {
            Cause::AuthenticationRefused
        }
        reached => cause(reached),
    }
}

/// Why none of the hosts answers, within `deadline`.
pub(super) async fn of_hosts(gatekeeper: &Gatekeeper, hosts: &[Host], deadline: Duration) -> Cause {
    cause(farthest(gatekeeper, hosts, Ask::Nothing, deadline).await)
}

fn differs(wanted: &Option<String>, found: &Option<String>) -> bool {
    matches!((wanted, found), (Some(wanted), Some(found)) if wanted != found)
}

fn cause(reached: Reached) -> Cause {
    match reached {
        Reached::Nothing => Cause::Dns,
        Reached::Contexts(contexts) => Cause::ContextAmbiguous(contexts.into()),
        Reached::Gate(refusal) => Cause::TargetRefused(refusal),
        Reached::Address | Reached::Port => Cause::Timeout,
        Reached::Machine => Cause::Refused,
        Reached::Stranger => Cause::NotAerospike,
        Reached::Tls(TlsFailure::Untrusted) => Cause::TlsUntrusted,
        Reached::Tls(TlsFailure::Expired) => Cause::TlsExpired,
        Reached::Tls(TlsFailure::WrongName) => Cause::TlsWrongName,
        Reached::Tls(TlsFailure::ClientCertificate) => Cause::TlsClientCertificate,
        Reached::Tls(TlsFailure::Other) => Cause::Tls,
        Reached::Node(_) => Cause::Unusable,
    }
}

async fn farthest(
    gatekeeper: &Gatekeeper,
    hosts: &[Host],
    ask: Ask<'_>,
    deadline: Duration,
) -> Reached {
    let tries = hosts
        .iter()
        .map(|host| reach(gatekeeper, host, ask, deadline));
    let reached = join_all(tries).await;
    reached.into_iter().max().unwrap_or(Reached::Nothing)
}

async fn reach(gatekeeper: &Gatekeeper, host: &Host, ask: Ask<'_>, deadline: Duration) -> Reached {
    let mut reached = Reached::Nothing;
    // When time runs out, what was reached until then stands.
    let _ = timeout(deadline, advance(gatekeeper, host, ask, &mut reached)).await;
    reached
}

async fn advance(
    gatekeeper: &Gatekeeper,
    host: &Host,
    ask: Ask<'_>,
    reached: &mut Reached,
) -> io::Result<()> {
    let mut addresses = Vec::new();
    let looked_up = addresses_of(gatekeeper, host).await;
    if let Some(ambiguous) = looked_up.as_ref().err().and_then(ambiguous) {
        *reached = Reached::Contexts(ambiguous.contexts.clone());
    }
    for found in looked_up? {
        match gatekeeper.judge(found) {
            Ok(()) => addresses.push(SocketAddr::new(found, host.port())),
            Err(refusal) => *reached = Reached::Gate(refusal),
        }
    }
    if addresses.is_empty() {
        return Ok(());
    }
    *reached = Reached::Address;
    let mut stream = match TcpStream::connect(addresses.as_slice()).await {
        Ok(stream) => stream,
        Err(error) => {
            if error.kind() == io::ErrorKind::ConnectionRefused {
                *reached = Reached::Machine;
            }
            return Err(error);
        }
    };
    *reached = Reached::Port;
    *reached = match ask {
        Ask::Nothing => Reached::Port,
        Ask::Plain => introduce(&mut stream).await.unwrap_or(Reached::Stranger),
        Ask::Encrypted { tls, server_name } => {
            let host = host.name();
            encrypted(tls, server_name.unwrap_or(&host), stream)
                .await
                .unwrap_or_else(|error| Reached::Tls(tls_failure(&error)))
        }
    };
    Ok(())
}

async fn addresses_of(gatekeeper: &Gatekeeper, host: &Host) -> io::Result<Vec<IpAddr>> {
    match host.address() {
        Some(address) => Ok(vec![address]),
        None => gatekeeper.addresses(&host.name()).await,
    }
}

fn ambiguous(error: &io::Error) -> Option<&Ambiguous> {
    error.get_ref()?.downcast_ref()
}

/// A server that wants another client certificate may say so only when it is spoken to.
async fn encrypted(tls: &TlsOptions, name: &str, stream: TcpStream) -> io::Result<Reached> {
    let mut stream = handshake(tls, name, stream).await?;
    introduce(&mut stream).await
}

/// Sends one info request. Waits for the answer as long as it takes: the caller has the deadline.
async fn introduce(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> io::Result<Reached> {
    let introduced = exchange(stream).await?;
    Ok(introduced.map_or(Reached::Stranger, Reached::Node))
}

/// `None` when what answers does not speak the protocol.
async fn exchange(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
) -> io::Result<Option<Introduced>> {
    let mut request = Vec::with_capacity(8 + REQUEST.len());
    request.extend_from_slice(&INFO);
    request.extend_from_slice(&(REQUEST.len() as u64).to_be_bytes()[2..]);
    request.extend_from_slice(REQUEST);
    stream.write_all(&request).await?;
    stream.flush().await?;
    let mut header = [0; 8];
    stream.read_exact(&mut header).await?;
    let [a, b, length @ ..] = header;
    let length = length
        .iter()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    if [a, b] != INFO || length > MAX_ANSWER {
        return Ok(None);
    }
    let mut body = Vec::new();
    stream.take(length).read_to_end(&mut body).await?;
    let body = String::from_utf8_lossy(&body);
    let name = body
        .lines()
        .find_map(|line| line.strip_prefix("cluster-name\t"))
        .filter(|name| !name.is_empty() && *name != "null" && !name.starts_with("ERROR"));
    Ok(Some(Introduced {
        cluster_name: name.map(str::to_owned),
        wants_login: body.starts_with(NOT_AUTHENTICATED),
    }))
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use std::sync::Arc;

    use super::*;
    use crate::service::{SystemResolver, TargetPolicy};

    const DEADLINE: Duration = Duration::from_millis(400);

    fn gatekeeper(loopback: bool) -> Gatekeeper {
        let policy = TargetPolicy {
            loopback,
            ..TargetPolicy::default()
        };
        Gatekeeper::new(policy, Arc::new(SystemResolver))
    }

    #[tokio::test]
    async fn a_host_the_policy_refuses_is_not_touched() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let cause = of_target(&gatekeeper(false), &target(&[host]), None, DEADLINE).await;
        assert_eq!(cause, Cause::TargetRefused(Refusal::Loopback));
        let dialled = timeout(Duration::from_millis(1), listener.accept()).await;
        assert!(dialled.is_err(), "somebody dialled");
    }

    fn target(hosts: &[String]) -> Target {
        Target {
            hosts: hosts.iter().map(|host| host.parse().unwrap()).collect(),
            context: None,
            cluster_name: None,
            credentials: None,
            tls: None,
        }
    }

    /// A port of this machine where `answer` is sent to whoever connects; silence when empty.
    async fn listener(answer: &'static [u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
        tokio::spawn(async move {
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                if !answer.is_empty() {
                    let _ = stream.write_all(answer).await;
                }
                open.push(stream);
            }
        });
        address
    }

    async fn closed_port() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().to_string()
    }

    const NODE: &[u8] = b"\x02\x01\x00\x00\x00\x00\x00\x10cluster-name\tabc";

    #[tokio::test]
    async fn a_node_that_wants_a_login_is_told_apart() {
        let node = listener(b"\x02\x01\x00\x00\x00\x00\x00\x1bERROR:80:not authenticated\n");
        let target = target(&[node.await]);
        let cause = of_target(&gatekeeper(true), &target, None, DEADLINE).await;
        assert_eq!(cause, Cause::AuthenticationRefused);
    }

    #[tokio::test]
    async fn each_kind_of_host_gives_its_cause() {
        let refused = closed_port().await;
        let silent = listener(b"").await;
        let web = listener(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let node = listener(NODE).await;
        let huge = listener(b"\x02\x01\xff\xff\xff\xff\xff\xff").await;
        for (hosts, cause) in [
            (vec![refused.clone()], Cause::Refused),
            (vec![silent.clone()], Cause::Timeout),
            (vec![web.clone()], Cause::NotAerospike),
            (vec![huge], Cause::NotAerospike),
            (vec![node.clone()], Cause::Unusable),
            (vec!["no-such-host.invalid".to_owned()], Cause::Dns),
            (vec![refused, web, silent], Cause::NotAerospike),
        ] {
            assert_eq!(
                of_target(&gatekeeper(true), &target(&hosts), None, DEADLINE).await,
                cause,
                "{hosts:?}"
            );
        }
    }

    #[tokio::test]
    async fn a_node_that_answers_is_told_apart_by_what_the_profile_says() {
        let mut target = target(&[listener(NODE).await]);
        target.cluster_name = Some("abc".into());
        assert_eq!(
            of_target(&gatekeeper(true), &target, None, DEADLINE).await,
            Cause::Unusable
        );
        target.cluster_name = Some("xyz".into());
        assert_eq!(
            of_target(&gatekeeper(true), &target, None, DEADLINE).await,
            Cause::ClusterNameMismatch
        );
        let tls = TlsOptions {
            ca_pem: String::new(),
            client: None,
        };
        target.tls = Some(crate::service::TlsTarget::default());
        assert_eq!(
            of_target(&gatekeeper(true), &target, Some(&tls), DEADLINE).await,
            Cause::Tls
        );
    }
}
