//! Which code answers which info command.

mod cluster;
mod configuration;
mod distribution;
mod features;
mod host;
mod identity;
mod latency;
mod modules;
mod namespace;
mod partitions;
mod queries;
mod sets;
mod sindex;
mod statistics;
mod truncate;

use super::error::InfoError;
use super::permission::{self, Permits};
use super::request::Command;
use super::view::InfoView;

use truncate::Scope;

/// The text after the tab of a reply, or the error that stands there.
pub(super) type Answer = Result<String, InfoError>;

/// The reply of a command that did what it was asked to.
const OK: &str = "ok";

/// What a request without any command asks for, in this order.
pub(super) const DEFAULT_COMMANDS: [&str; 15] = [
    "features",
    "node",
    "compatibility-id",
    "edition",
    "build_ee_sha",
    "build_sha",
    "build_arch",
    "build_time",
    "build_os",
    "build",
    "version",
    "statistics",
    "services-alumni",
    "services",
    "partition-generation",
];

/// Answers one command.
pub(super) fn answer(view: &dyn InfoView, text: &str, permits: Permits<'_>) -> Answer {
    let command = Command::parse(text);
    permission::check(&command, permits)?;
    read(view, &command)
        .or_else(|| change(view, &command))
        .unwrap_or_else(|| Err(refuse(view, command.name)))
}

/// Commands that change nothing; `None` when it is none of them.
fn read(view: &dyn InfoView, command: &Command<'_>) -> Option<Answer> {
    Some(match command.name {
        "node" | "name" => identity::node(view),
        "build" => identity::build(),
        "build_arch" => identity::build_arch(),
        "build_os" => identity::build_os(),
        "build_sha" => identity::build_sha(),
        "build_time" => identity::build_time(),
        "build_ee_sha" => identity::build_ee_sha(view),
        "compatibility-id" => identity::compatibility_id(),
        "edition" => identity::edition(view),
        "version" => identity::version(view),
        "release" => identity::release(view),
        "features" => identity::features(),
        "help" => identity::help(),
        "status" => Ok(OK.to_owned()),
        "digests" => Ok("RIPEMD160".to_owned()),
        "connection" => Ok("admin=false".to_owned()),

        "cluster-name" => cluster::name(view),
        "cluster-stable" => cluster::stable(view, command),
        "partition-generation" => cluster::partition_generation(view),
        "rebalance-generation" => cluster::rebalance_generation(view),
        "peers-generation" => cluster::peers_generation(view),
        "peers-clear-std" => cluster::peers(view),
        "peers-clear-alt" => cluster::peers_alternate(view),
        "service" | "service-clear-std" => cluster::service(view),
        "services" | "services-alumni" => cluster::services(view),
        "service-clear-alt" => cluster::service_alternate(view),
        "services-alternate" => cluster::services_alternate(view),
        "endpoints" => cluster::endpoints(view),
        "get-sl" => cluster::succession(view, command),

        "partitions" => partitions::count(),
        "partition-info" => partitions::info(view),
        "replicas" => partitions::replicas(view, command),
        "replicas-all" => partitions::replicas_all(view),
        "replicas-master" => partitions::replicas_master(view),

        "namespaces" => namespace::names(view),
        "namespace" => namespace::describe(view, command),
        "objects" => namespace::objects(view),
        "index-pressure" => namespace::index_pressure(view),
        "sets" => sets::list(view, command),
        "statistics" => statistics::statistics(view),
        "best-practices" => statistics::best_practices(view),
        "latencies" => latency::latencies(view, command),
        "histogram" => distribution::histogram(view, command),
        "health-outliers" | "health-stats" => empty(),
        "get-config" | "config-get" => configuration::get(view, command),
        "get-stats" => configuration::stats(view, command),
        "logs" => configuration::log_sinks(),
        "log" => configuration::log_levels(view, command),
        "query-show" => queries::show(view, command),

        "sindex-list" | "sindex" => sindex::list(view, command),
        "sindex-stat" => sindex::statistics(view, command),
        "sindex-exists" => sindex::exists(view, command),
        "udf-list" => modules::list(view),
        "udf-get" => modules::get(view, command),
        "physical-devices" => features::physical_devices(command),
        "user-agents" => features::user_agents(view),
        _ => return None,
    })
}

/// Commands that change something; `None` when it is none of them.
fn change(view: &dyn InfoView, command: &Command<'_>) -> Option<Answer> {
    Some(match command.name {
        "user-agent-set" => features::set_user_agent(view, command),
        "set-config" | "config-set" => configuration::set(view, command),
        "log-set" | "set-log" => configuration::set_log_level(view, command),
        "truncate" => truncate::truncate(view, command, Scope::Set),
        "truncate-namespace" => truncate::truncate(view, command, Scope::Namespace),
        "truncate-undo" => truncate::undo(view, command, Scope::Set),
        "truncate-namespace-undo" => truncate::undo(view, command, Scope::Namespace),
        "query-abort" => queries::abort(view, command),
        "query-abort-all" => queries::abort_all(view),
        "recluster" => cluster::recluster(view),
        "eviction-reset" => features::reset_eviction(view, command),
        "sindex-create" => sindex::create(view, command),
        "sindex-delete" => sindex::delete(view, command),
        "udf-put" => modules::put(view, command),
        "udf-remove" => modules::remove(view, command),
        _ => return None,
    })
}

/// Why a command that nothing answers is refused.
fn refuse(view: &dyn InfoView, name: &str) -> InfoError {
    match name {
        "tip" | "tip-clear" | "services-alumni-reset" => InfoError::new(
            InfoError::UNSUPPORTED,
            "an embedded cluster has fixed members",
        ),
        "debug-record" | "debug-record-meta" | "dump-cluster" | "dump-fabric" | "dump-hb"
        | "dump-hlc" | "dump-migrates" | "dump-rw" | "dump-skew" | "dump-wb-summary"
        | "jem-stats" | "log-message" | "mcast" | "mesh" | "smd-info" | "smd-show"
        | "thread-traces" => InfoError::new(
            InfoError::UNSUPPORTED,
            "the embedded server has no internals to show here",
        ),
        "quiesce" | "quiesce-undo" | "racks" | "rack-ids" | "revive" | "roster" | "roster-set"
        | "masking" | "feature-key" | "peers-tls-std" | "peers-tls-alt" | "service-tls-std"
        | "service-tls-alt" => enterprise_refusal(view),
        _ if name.starts_with("xdr-") || name.starts_with("masking-") => enterprise_refusal(view),
        _ => InfoError::unrecognized(),
    }
}

/// Why something is refused that the embedded server has in neither edition.
fn enterprise_refusal(view: &dyn InfoView) -> InfoError {
    match view.security() {
        None => InfoError::enterprise_only(),
        Some(_) => InfoError::new(
            InfoError::UNSUPPORTED,
            "the embedded server does not do this",
        ),
    }
}

fn empty() -> Answer {
    Ok(String::new())
}
