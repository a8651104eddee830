//! The stand-in for the operator, beside any API server.
//!
//! Prints one JSON line when it is ready, and ends on SIGINT, on SIGTERM, or when standard input closes and
//! it was asked to.

mod admin;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use acm_tests::operator::{Operator, Settings};
use clap::Parser;
use kube::{
    Client, Config,
    config::{KubeConfigOptions, Kubeconfig},
};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::oneshot,
};

/// A stand-in for the operator.
#[derive(Debug, Parser)]
#[command(name = "operator-sim")]
struct Args {
    /// The kubeconfig file; the usual places when not given.
    #[arg(long)]
    kubeconfig: Option<PathBuf>,
    /// The context in it; its current one when not given.
    #[arg(long)]
    context: Option<String>,
    /// How many times faster than the real operator it waits.
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// Serve no webhooks.
    #[arg(long)]
    no_webhooks: bool,
    /// Where faults are asked for over HTTP; 0 for any port.
    #[arg(long, default_value = "127.0.0.1:0")]
    admin: SocketAddr,
    /// End when standard input closes.
    #[arg(long)]
    exit_on_stdin_eof: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error, "operator-sim");
            #[expect(
                clippy::print_stderr,
                reason = "tells who started it, whatever the log's level"
            )]
            {
                eprintln!("operator-sim: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), String> {
    let client = client(&args).await?;
    let settings = Settings {
        speed: args.speed,
        webhooks: !args.no_webhooks,
    };
    let operator = Arc::new(Operator::start(client, settings).await?);
    let admin = admin::serve(args.admin, Arc::clone(&operator)).await?;
    #[expect(clippy::print_stdout, reason = "the line that says it is ready")]
    {
        println!(
            "{}",
            serde_json::json!({ "ready": true, "admin": admin.url() })
        );
    }
    until_told(args.exit_on_stdin_eof).await?;
    admin.stop().await;
    if let Some(operator) = Arc::into_inner(operator) {
        operator.stop().await;
    }
    Ok(())
}

async fn client(args: &Args) -> Result<Client, String> {
    let chosen = KubeConfigOptions {
        context: args.context.clone(),
        ..KubeConfigOptions::default()
    };
    let config = match &args.kubeconfig {
        Some(path) => {
            let file = Kubeconfig::read_from(path).map_err(|error| error.to_string())?;
            Config::from_custom_kubeconfig(file, &chosen).await
        }
        None => Config::from_kubeconfig(&chosen).await,
    };
    let config = config.map_err(|error| error.to_string())?;
    Client::try_from(config).map_err(|error| error.to_string())
}

async fn until_told(watch_stdin: bool) -> Result<(), String> {
    let mut terminated = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    let (told, closed) = oneshot::channel::<()>();
    let mut told = Some(told);
    if let Some(told) = told.take_if(|_| watch_stdin) {
        // A thread of its own: a read that blocks would keep the runtime from ending.
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
            drop(told);
        });
    }
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
        _ = closed => {}
    }
    Ok(())
}
