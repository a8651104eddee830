//! The way to the collector: one request for each batch, on the exporter's own thread, so that
//! nothing of it can be in the way of what this server does.

use std::{
    fs,
    future::{Ready, ready},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use acm_core::authorities;
use axum::http::{Request, Response};
use bytes::Bytes;
use opentelemetry_http::{HttpClient, HttpError};
use ureq::{
    Agent,
    tls::{Certificate, ClientCert, PemItem, RootCerts, TlsConfig, parse_pem},
};

use super::wanted::{Signal, variable};

/// Time a request takes at most, unless the environment says otherwise.
const DEADLINE: Duration = Duration::from_secs(10);

/// A collector of telemetry.
#[derive(Debug)]
pub(super) struct Collector(Agent);

impl Collector {
    /// The one to which a signal goes, as the variables say: deadline, whom to trust, what to show.
    ///
    /// # Errors
    /// A file of certificates that is named cannot be used.
    pub(super) fn from_environment(signal: Signal) -> Result<Self, String> {
        let millis = signal.own_or_shared("TIMEOUT", &variable);
        let millis = millis.and_then(|text| text.trim().parse().ok());
        let config = Agent::config_builder()
            .timeout_global(Some(millis.map_or(DEADLINE, Duration::from_millis)))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            // Batches are seconds apart: a connection kept so long may have gone meanwhile.
            .max_idle_connections(0);
        let config = if signal.is_encrypted(&variable) {
            config.tls_config(tls(signal)?)
        } else {
            config
        };
        Ok(Self(config.build().new_agent()))
    }

    fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let answer = self.0.run(Request::from_parts(head, &body[..]))?;
        Ok(Response::builder()
            .status(answer.status())
            .body(Bytes::new())?)
    }
}

type Sent<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'a>>;

impl HttpClient for Collector {
    fn send_bytes<'this, 'sent>(&'this self, request: Request<Bytes>) -> Sent<'sent>
    where
        'this: 'sent,
        Self: 'sent,
    {
        let sent: Ready<_> = ready(self.send(request));
        Box::pin(sent)
    }
}

/// Trusts the authorities that are named, else the system's, and shows a certificate if one is named.
fn tls(signal: Signal) -> Result<TlsConfig, String> {
    let named = |end| signal.own_or_shared(end, &variable);
    let roots = match named("CERTIFICATE") {
        Some(path) => certificates(&path)?,
        None => system()?,
    };
    let client = match named("CLIENT_CERTIFICATE").zip(named("CLIENT_KEY")) {
        Some((chain, key)) => Some(identity(&chain, &key)?),
        None => None,
    };
    let config = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::new_with_certs(&roots))
        .client_cert(client);
    Ok(config.build())
}

/// The bundle of the system; what in it is no certificate is passed over.
fn system() -> Result<Vec<Certificate<'static>>, String> {
    let bundles = authorities::bundles();
    let found = bundles.iter().find_map(|path| certificates(path).ok());
    found.ok_or_else(|| format!("there are no authorities in {}", bundles.join(", ")))
}

fn certificates(path: &str) -> Result<Vec<Certificate<'static>>, String> {
    let found: Vec<_> = items(path)?
        .into_iter()
        .filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        })
        .collect();
    if found.is_empty() {
        return Err(format!("{path} holds no certificate in PEM form"));
    }
    Ok(found)
}

fn identity(chain: &str, key: &str) -> Result<ClientCert, String> {
    let chain = certificates(chain)?;
    let found = items(key)?.into_iter().find_map(|item| match item {
        PemItem::PrivateKey(key) => Some(key),
        _ => None,
    });
    let key = found.ok_or_else(|| format!("{key} holds no private key in PEM form"))?;
    Ok(ClientCert::new_with_certs(&chain, key))
}

fn items(path: &str) -> Result<Vec<PemItem<'static>>, String> {
    let text = fs::read(path).map_err(|error| format!("{path} cannot be read: {error}"))?;
    Ok(parse_pem(&text).filter_map(Result::ok).collect())
}
