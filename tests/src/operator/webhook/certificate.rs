//! A certificate for the webhooks, and a listener that speaks TLS with it.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use rcgen::{CertificateParams, KeyPair};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer},
    },
    server::TlsStream,
};

/// Time in which a caller has to shake hands.
const HANDSHAKE_DEADLINE: Duration = Duration::from_secs(5);
/// Pause after no connection could be taken.
const ACCEPT_RETRY: Duration = Duration::from_millis(50);

/// A throw-away certificate for the loopback address, which vouches for itself.
pub(super) struct Certificate {
    pem: String,
    der: CertificateDer<'static>,
    key: KeyPair,
}

impl Certificate {
    pub(super) fn new() -> Result<Self, String> {
        let failed = |error: rcgen::Error| format!("making a certificate: {error}");
        let key = KeyPair::generate().map_err(failed)?;
        let certificate = CertificateParams::new(["127.0.0.1".to_owned()])
            .and_then(|params| params.self_signed(&key))
            .map_err(failed)?;
        Ok(Self {
            pem: certificate.pem(),
            der: certificate.der().clone(),
            key,
        })
    }

    pub(super) fn pem(&self) -> &str {
        &self.pem
    }
}

/// Takes connections that shake hands.
pub(super) struct TlsListener {
    tcp: TcpListener,
    tls: TlsAcceptor,
}

impl TlsListener {
    pub(super) fn new(tcp: TcpListener, certificate: &Certificate) -> Result<Self, String> {
        let key = PrivateKeyDer::try_from(certificate.key.serialize_der())?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map(|builder| builder.with_no_client_auth())
            .and_then(|builder| builder.with_single_cert(vec![certificate.der.clone()], key))
            .map_err(|error| format!("serving TLS: {error}"))?;
        Ok(Self {
            tcp,
            tls: TlsAcceptor::from(Arc::new(config)),
        })
    }
}

impl axum::serve::Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let Ok((stream, address)) = self.tcp.accept().await else {
                tokio::time::sleep(ACCEPT_RETRY).await;
                continue;
            };
            let shaken = tokio::time::timeout(HANDSHAKE_DEADLINE, self.tls.accept(stream)).await;
            if let Ok(Ok(stream)) = shaken {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.tcp.local_addr()
    }
}
