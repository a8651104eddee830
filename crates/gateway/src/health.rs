//! Asks a running server whether it is ready, as a container's health check does.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Time the server has to answer.
const DEADLINE: Duration = Duration::from_secs(3);
/// Bytes of an answer that are read; `/readyz` takes far fewer.
const MAX_ANSWER: u64 = 64 * 1024;

/// Why a server does not count as ready.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HealthError {
    /// Nobody listens there.
    #[error("no server answers at {address}")]
    Unreachable {
        /// Where it was looked for.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The server took too long.
    #[error("the server at {address} did not answer within {} seconds", DEADLINE.as_secs())]
    Silent {
        /// Where it was asked.
        address: SocketAddr,
    },
    /// The server says that it is not ready.
    #[error("{answer}")]
    NotReady {
        /// What it answered.
        answer: String,
    },
}

/// What the server at `address` answers to `/readyz`, when it is ready.
///
/// # Errors
/// It cannot be reached within three seconds, or says that it is not ready.
pub(crate) async fn ask(address: SocketAddr) -> Result<String, HealthError> {
    let address = SocketAddr::new(reachable(address.ip()), address.port());
    let answer = timeout(DEADLINE, get(address))
        .await
        .map_err(|_| HealthError::Silent { address })?
        .map_err(|source| HealthError::Unreachable { address, source })?;
    let ready = answer.starts_with("HTTP/1.1 200 ");
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    if ready {
        Ok(body.to_owned())
    } else {
        let answer = if body.is_empty() { &answer } else { body };
        Err(HealthError::NotReady {
            answer: answer.trim().to_owned(),
        })
    }
}

/// Where a server that listens on every address is reached from its own machine.
fn reachable(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    }
}

async fn get(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MAX_ANSWER).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
