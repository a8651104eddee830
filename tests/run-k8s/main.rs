//! The demonstration in Kubernetes: an API server with all that belongs to it, the stand-in for the
//! operator, the gateway, and a cluster with a few records, asked for as anybody would.
//!
//! Ends on SIGINT and SIGTERM, and everything it started with it.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tells who started it where to look"
)]

mod door;

use std::{net::IpAddr, path::Path, process::ExitCode};

use acm_gateway::{Config, Gateway};
use acm_tests::{
    KubeServer, KubeSetup,
    operator::{Operator, Settings},
    roles,
};
use clap::Parser;
use kube::Client;
use tokio::signal::unix::{SignalKind, signal};

use door::Door;

/// The demonstration in Kubernetes.
#[derive(Debug, Parser)]
#[command(name = "run-k8s")]
struct Args {
    /// Where the gateway listens
    #[arg(long, env = "BACKEND_HOST", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port of the gateway; 0 takes a free one
    #[arg(long, env = "BACKEND_PORT", default_value_t = 8000)]
    port: u16,
    /// How many times faster than the real operator the stand-in waits
    #[arg(long, default_value_t = 5.0)]
    speed: f64,
}

/// Somebody who may look at everything and change nothing.
const VIEWER: &str = "viewer";

fn main() -> ExitCode {
    let args = Args::parse();
    println!("Starting a Kubernetes; the first start takes half a minute …");
    // Starts, and waits for, a program; it ends with this one in whatever way.
    let setup = KubeSetup::default().with_definitions();
    let server = KubeServer::start(&setup.with_user(VIEWER, &[]));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let ran = match runtime {
        Ok(runtime) => {
            let ran = runtime.block_on(run(&args, &server));
            runtime.shutdown_background();
            ran
        }
        Err(error) => Err(error.to_string()),
    };
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("run-k8s: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: &Args, server: &KubeServer) -> Result<(), String> {
    let mut interrupted = signal(SignalKind::interrupt()).map_err(told)?;
    let mut terminated = signal(SignalKind::terminate()).map_err(told)?;
    let client = server.client().await;
    let settings = Settings {
        speed: args.speed,
        ..Settings::default()
    };
    let operator = Operator::start(client.clone(), settings).await?;
    let gateway = Gateway::start(config(args, args.port, server.kubeconfig()))
        .await
        .map_err(told)?;
    roles::grant(client.clone(), VIEWER, &[roles::VIEWER]).await;
    let viewer = Gateway::start(config(args, 0, server.kubeconfig_of(VIEWER)))
        .await
        .map_err(told)?;
    let shown = tokio::select! {
        shown = show(&gateway, &viewer, client, server) => shown,
        _ = interrupted.recv() => Ok(false),
        _ = terminated.recv() => Ok(false),
    };
    if let Ok(true) = shown {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    }
    viewer.shutdown().await;
    gateway.shutdown().await;
    operator.stop().await;
    shown.map(|_| ())
}

fn config(args: &Args, port: u16, kubeconfig: &Path) -> Config {
    let mut config = Config {
        host: args.host,
        port,
        data_dir: None,
        ..Config::default()
    };
    config.kubernetes.enabled = true;
    config.kubernetes.kubeconfig = Some(kubeconfig.to_owned());
    // Its pods run on this machine.
    config.modules.connections.allow_loopback_targets = Some(true);
    config
}

/// Makes the cluster, fills it, and tells where all is.
async fn show(
    gateway: &Gateway,
    viewer: &Gateway,
    client: Client,
    server: &KubeServer,
) -> Result<bool, String> {
    let door = Door::new(gateway.address());
    door::make_namespace(client).await?;
    let connection = door.make_cluster().await?;
    println!("The API server is there, the cluster is being made …");
    door.fill(&connection).await?;
    let (at, cluster) = (gateway.address(), door::CLUSTER);
    let viewer = viewer.address();
    println!(
        "A cluster in Kubernetes is ready: {cluster} in the namespace {namespace}.\n  \
         UI          http://{at}/\n  \
         GraphQL     http://{at}/graphql\n  \
         Connection  {connection}\n  \
         Viewer      http://{viewer}/, the same with the rights to look alone\n  \
         Kubernetes  export KUBECONFIG={kubeconfig}\n\
         Stop with Ctrl+C.",
        namespace = door::NAMESPACE,
        kubeconfig = server.kubeconfig().display(),
    );
    Ok(true)
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
