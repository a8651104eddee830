//! Names and sockets, behind the gate.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    ops::Deref,
    os::fd::{AsFd, BorrowedFd},
    pin::Pin,
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
pub use tokio::net::TcpListener;

use crate::gate;

/// The addresses of a name that may be dialled.
///
/// # Errors
/// What the resolver says; `PermissionDenied` when none may be dialled.
pub async fn lookup_host(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    let gate = gate::current();
    let found = match (host.parse::<IpAddr>(), &gate) {
        (Ok(address), _) => vec![address],
        (Err(_), Some(gate)) => gate.resolve(host).await?,
        (Err(_), None) => resolve(host).await?,
    };
    let any = !found.is_empty();
    let admits = |address| gate.as_ref().is_none_or(|gate| gate.admits(host, address));
    let admitted: Vec<SocketAddr> = found
        .into_iter()
        .filter(|address| admits(*address))
        .map(|address| SocketAddr::new(address, port))
        .collect();
    if any && admitted.is_empty() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "this address may not be dialled",
        ));
    }
    Ok(admitted)
}

/// Every address the system knows of a name.
pub(crate) async fn resolve(host: &str) -> io::Result<Vec<IpAddr>> {
    let found = tokio::net::lookup_host((host, 0)).await?;
    Ok(found.map(|found| found.ip()).collect())
}

/// A connection that was let through.
#[derive(Debug)]
pub struct TcpStream(tokio::net::TcpStream);

impl TcpStream {
    /// Dials `address:port`, brackets or not around an IPv6 address.
    ///
    /// # Errors
    /// `PermissionDenied` when it may not be dialled; what the system says.
    pub async fn connect(address: impl AsRef<str>) -> io::Result<Self> {
        let text = address.as_ref();
        let (host, port) = text.rsplit_once(':').ok_or(io::ErrorKind::InvalidInput)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = port.parse().map_err(|_| io::ErrorKind::InvalidInput)?;
        let admitted = lookup_host(host, port).await?;
        let stream = tokio::net::TcpStream::connect(admitted.as_slice()).await?;
        Ok(Self(stream))
    }
}

impl Deref for TcpStream {
    type Target = tokio::net::TcpStream;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl AsFd for TcpStream {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl AsyncRead for TcpStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for TcpStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }
}
