//! The command line.

use std::{fmt::Display, io::Write, net::SocketAddr, process::ExitCode, time::Duration};

use acm_core::Tasks;
use acm_embedded::{EmbeddedCluster, SecuritySpec};
use clap::{Arg, Args, CommandFactory, FromArgMatches, Parser, Subcommand, builder::Resettable};

use crate::{
    config::{Config, Settings},
    demo::{self, Demo, DemoOptions},
    gateway::Gateway,
    health, schema_sdl,
    telemetry::{self, Telemetry},
};

/// Time the demonstration's own tasks have to end.
const DEMO_SHUTDOWN: Duration = Duration::from_secs(5);

/// Manager for Aerospike Community Edition clusters: one GraphQL API and a web UI.
#[derive(Debug, Parser)]
#[command(name = "acm", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve API and UI
    Serve(Box<Settings>),
    /// Serve API and UI with an embedded three-node cluster, sample data and steady traffic
    Demo(Box<DemoArgs>),
    /// Run only an embedded cluster: a development server for any Aerospike client
    Embedded(EmbeddedArgs),
    /// Print the GraphQL schema (SDL)
    Schema,
    /// Check the settings, print what they come to, and exit
    CheckConfig(Box<Settings>),
    /// Ask the server of these settings whether it is ready; exit code 0 when it is
    Health(Box<Settings>),
}

#[derive(Args, Debug)]
struct DemoArgs {
    #[command(flatten)]
    settings: Settings,
    /// Port of the first embedded node, the others take the next ones; 0 takes free ones
    #[arg(long, default_value_t = 0)]
    embedded_port: u16,
    /// The embedded cluster has users and roles, as the Enterprise edition has them; its profile logs in
    #[arg(long)]
    security: bool,
}

#[derive(Args, Debug)]
struct EmbeddedArgs {
    /// Number of nodes, 1 to 8
    #[arg(long, default_value_t = 1)]
    nodes: usize,
    /// Port of the first node, the others take the next ones; 0 takes free ones
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Name of the cluster
    #[arg(long, default_value = "embedded")]
    cluster_name: String,
    /// With users and roles, as the Enterprise edition has them; the first user is admin / admin
    #[arg(long)]
    security: bool,
}

/// The command line. An empty variable of the environment counts as not set, as in an `.env` file
/// or a compose file that lists all there are.
fn command() -> clap::Command {
    let set = |argument: Arg| {
        let empty = argument
            .get_env()
            .and_then(std::env::var_os)
            .is_some_and(|value| value.is_empty());
        if empty {
            argument.env(Resettable::Reset)
        } else {
            argument
        }
    };
    Cli::command().mut_subcommands(|subcommand| subcommand.mut_args(set))
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::from_arg_matches(&command().get_matches()) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let code = runtime.block_on(run(cli.command));
    // All that has something to give back has ended. A name lookup may be under way in a thread that
    // cannot be interrupted; it must not hold the process.
    runtime.shutdown_background();
    code
}

async fn run(command: Command) -> ExitCode {
    match command {
        Command::Schema => print(schema_sdl().trim_end()),
        Command::CheckConfig(settings) => match settings.with_environment().resolve() {
            Ok(config) => check(&config),
            Err(error) => failed(&error),
        },
        Command::Health(settings) => match settings.resolve() {
            Ok(config) => match health::ask(config.address()).await {
                Ok(answer) => print(answer.trim_end()),
                Err(error) => failed_with_chain(&error),
            },
            Err(error) => failed(&error),
        },
        Command::Embedded(args) => embedded(args).await,
        Command::Serve(settings) => match settings.with_environment().resolve() {
            Ok(config) => serve(config, None).await,
            Err(error) => failed(&error),
        },
        Command::Demo(args) => {
            let in_memory = args.settings.data_dir.is_none();
            match args.settings.with_environment().resolve() {
                Ok(config) => {
                    // A demonstration leaves nothing behind unless a folder is named.
                    let data_dir = config.data_dir.filter(|_| !in_memory);
                    let options = DemoOptions {
                        port: args.embedded_port,
                        security: args.security,
                    };
                    serve(Config { data_dir, ..config }, Some(options)).await
                }
                Err(error) => failed(&error),
            }
        }
    }
}

async fn serve(mut config: Config, demo_options: Option<DemoOptions>) -> ExitCode {
    let telemetry = Telemetry::start(config.log_format, &config.log);
    let tasks = Tasks::new();
    let mut addresses = None;
    let demo = match demo_options {
        None => None,
        Some(options) => match Demo::start(options, &tasks).await {
            Ok(demo) => {
                addresses = Some(demo.addresses());
                Some(demo)
            }
            Err(error) => return failed_with_chain(&error),
        },
    };
    if demo.is_some() {
        // Its cluster runs on this machine.
        let section = &mut config.modules.connections;
        section.allow_loopback_targets.get_or_insert(true);
    }
    let code = match Gateway::start(config).await {
        Ok(gateway) => {
            if let Some(addresses) = &addresses {
                let hosts = addresses.iter().map(SocketAddr::to_string).collect();
                let login = demo_options.and_then(DemoOptions::login);
                let made = gateway.ensure_profile(demo::NAME, hosts, login).await;
                if let Err(error) = made {
                    tracing::warn!(%error, "the profile of the demonstration could not be made");
                }
            }
            let interrupted = interrupted();
            print(&welcome(gateway.address(), addresses.as_deref()));
            interrupted.await;
            gateway.shutdown().await;
            ExitCode::SUCCESS
        }
        Err(error) => failed_with_chain(&error),
    };
    if let Some(demo) = demo {
        demo.shutdown().await;
    }
    tasks.shutdown(DEMO_SHUTDOWN).await;
    telemetry.flush();
    code
}

async fn embedded(args: EmbeddedArgs) -> ExitCode {
    telemetry::log(crate::config::LogFormat::Text, "info");
    let mut builder = EmbeddedCluster::builder()
        .nodes(args.nodes)
        .base_port(args.port)
        .cluster_name(args.cluster_name);
    if args.security {
        builder = builder.security(SecuritySpec::new());
    }
    let cluster = match builder.start().await {
        Ok(cluster) => cluster,
        Err(error) => return failed_with_chain(&error),
    };
    let nodes: Vec<_> = cluster
        .addresses()
        .iter()
        .map(SocketAddr::to_string)
        .collect();
    let interrupted = interrupted();
    let login = if args.security {
        let (user, password) = demo::ADMIN;
        format!(
            "\n  Login   {user} / {password} (role user-admin: grant it or other users what they are to do)"
        )
    } else {
        String::new()
    };
    print(&format!(
        "An embedded Aerospike cluster is ready (namespaces test and bar, in memory).\n  Nodes   {}{login}\nStop with Ctrl+C.",
        nodes.join("  ")
    ));
    interrupted.await;
    cluster.shutdown().await;
    ExitCode::SUCCESS
}

fn welcome(address: SocketAddr, nodes: Option<&[SocketAddr]>) -> String {
    let at = if address.ip().is_unspecified() {
        format!("localhost:{}", address.port())
    } else {
        address.to_string()
    };
    let mut text = format!(
        "Aerospike Cluster Manager is ready.\n  UI        http://{at}/\n  GraphQL   http://{at}/graphql\n  GraphiQL  http://{at}/graphiql\n"
    );
    if let Some(nodes) = nodes {
        let nodes: Vec<_> = nodes.iter().map(SocketAddr::to_string).collect();
        text.push_str(&format!("  Nodes     {}\n", nodes.join("  ")));
    }
    text + "Stop with Ctrl+C."
}

fn check(config: &Config) -> ExitCode {
    match toml::to_string_pretty(config) {
        Ok(text) => print(text.trim_end()),
        Err(error) => failed(&error),
    }
}

/// Ctrl+C, or the signal by which a service manager ends a process: caught from the call on, so that
/// who was told that the server is ready can end it in order.
fn interrupted() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let caught = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
        let received = caught.map(|caught| async move {
            match caught {
                Ok(mut caught) => caught.recv().await,
                Err(_) => std::future::pending().await,
            }
        });
        async move {
            let [interrupt, terminate] = received;
            tokio::select! {
                _ = interrupt => {}
                _ = terminate => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Prints to standard output; a closed pipe (`acm schema | head`) is not an error.
fn print(text: &str) -> ExitCode {
    let _ = writeln!(std::io::stdout(), "{text}");
    ExitCode::SUCCESS
}

fn failed(error: &dyn Display) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "acm: {error}");
    ExitCode::FAILURE
}

fn failed_with_chain(error: &dyn std::error::Error) -> ExitCode {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    failed(&text)
}
