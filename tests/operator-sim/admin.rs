//! Faults over HTTP: `GET` and `PUT /faults/NAMESPACE/NAME`.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use acm_core::Tasks;
use acm_tests::operator::{Faults, Key, Operator};
use axum::{
    Json, Router,
    extract::{Path, State},
    routing::get,
};
use tokio::net::TcpListener;

const SHUTDOWN_DEADLINE: Duration = Duration::from_secs(5);

/// The running admin endpoint.
pub(crate) struct Admin {
    address: SocketAddr,
    tasks: Tasks,
}

/// Starts to listen.
pub(crate) async fn serve(wanted: SocketAddr, operator: Arc<Operator>) -> Result<Admin, String> {
    let failed = |error: std::io::Error| format!("listening on {wanted}: {error}");
    let listener = TcpListener::bind(wanted).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let routes = Router::new()
        .route("/faults/{namespace}/{name}", get(read).put(write))
        .with_state(operator);
    let tasks = Tasks::new();
    tasks.spawn("operator.admin", async move {
        if let Err(error) = axum::serve(listener, routes).await {
            tracing::warn!(%error, "faults cannot be asked for any more");
        }
    });
    Ok(Admin { address, tasks })
}

impl Admin {
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) async fn stop(self) {
        self.tasks.shutdown(SHUTDOWN_DEADLINE).await;
    }
}

type Place = Path<(String, String)>;

async fn read(
    State(operator): State<Arc<Operator>>,
    Path((namespace, name)): Place,
) -> Json<Faults> {
    Json(operator.faults(&Key::new(namespace, name)))
}

async fn write(
    State(operator): State<Arc<Operator>>,
    Path((namespace, name)): Place,
    Json(wanted): Json<Faults>,
) -> Json<Faults> {
    let key = Key::new(namespace, name);
    operator
        .change_faults(&key, |faults| *faults = wanted)
        .await;
    Json(operator.faults(&key))
}
