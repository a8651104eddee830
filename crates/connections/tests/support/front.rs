//! A front before one node of the embedded cluster: it changes what the node says of its peers, and
//! may want TLS.

use std::{io, net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// Type of an info message.
const INFO: u8 = 1;

/// Serves until dropped.
pub(crate) struct Front {
    pub(crate) address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Drop for Front {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// What the front changes.
#[derive(Clone, Default)]
pub(crate) struct Changes {
    /// Wanted of clients.
    pub(crate) tls: Option<Arc<rustls::ServerConfig>>,
    /// What the node says of its peers.
    pub(crate) peers: Option<String>,
}

impl Front {
    pub(crate) async fn start(node: SocketAddr, changes: Changes) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        #[expect(clippy::disallowed_methods, reason = "ends with the front")]
        let serving = tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                open.spawn(serve(client, node, changes.clone()));
            }
        });
        Self { address, serving }
    }
}

async fn serve(client: TcpStream, node: SocketAddr, changes: Changes) -> io::Result<()> {
    match changes.tls.clone() {
        Some(tls) => {
            let client = TlsAcceptor::from(tls).accept(client).await?;
            relay(client, node, changes).await
        }
        None => relay(client, node, changes).await,
    }
}

async fn relay<S>(client: S, node: SocketAddr, changes: Changes) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite,
{
    let (mut from_client, mut to_client) = split(client);
    let (mut from_node, mut to_node) = split(TcpStream::connect(node).await?);
    let tls = changes.tls.is_some();
    let asked = async {
        loop {
            let (kind, body) = frame(&mut from_client).await?;
            let body = match kind {
                INFO => rename(&body, "-tls-", "-clear-"),
                _ => body,
            };
            send(&mut to_node, kind, &body).await?;
        }
    };
    let answered = async {
        loop {
            let (kind, body) = frame(&mut from_node).await?;
            let body = match kind {
                INFO => {
                    let body = with_peers(&body, changes.peers.as_deref());
                    if tls {
                        rename(&body, "-clear-", "-tls-")
                    } else {
                        body
                    }
                }
                _ => body,
            };
            send(&mut to_client, kind, &body).await?;
        }
    };
    tokio::select! { ended = asked => ended, ended = answered => ended }
}

async fn frame(from: &mut (impl AsyncRead + Unpin)) -> io::Result<(u8, Vec<u8>)> {
    let head = from.read_u64().await?.to_be_bytes();
    let length = u64::from_be_bytes(head) & 0xFFFF_FFFF_FFFF;
    let mut body = vec![0; usize::try_from(length).unwrap()];
    from.read_exact(&mut body).await?;
    Ok((head[1], body))
}

async fn send(to: &mut (impl AsyncWrite + Unpin), kind: u8, body: &[u8]) -> io::Result<()> {
    to.write_u64(2 << 56 | u64::from(kind) << 48 | body.len() as u64)
        .await?;
    to.write_all(body).await?;
    to.flush().await
}

fn rename(body: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(body).replace(from, to).into_bytes()
}

fn with_peers(body: &[u8], peers: Option<&str>) -> Vec<u8> {
    let Some(peers) = peers else {
        return body.to_vec();
    };
    let text = String::from_utf8_lossy(body);
    let lines = text.split_inclusive('\n').map(|line| {
        if line.starts_with("peers-clear-") {
            let name = line.split('\t').next().unwrap();
            format!("{name}\t{peers}\n")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<String>().into_bytes()
}
