//! `SHOW`, `STAT` and `KILL_QUERY`.

use acm_aql::{
    WRITING_INFO_VERBS,
    ast::{Show, Stat, Target},
    info_verb,
};
use acm_core::ApiError;
use serde_json::{Value, json};

use super::{
    Context, Step, admin,
    documents::{
        ABORT_JOB, BINS, INDEX, INDEXES, INFO, JOBS, NAMESPACES, NODES, QUERIES, RUN_INFO, SETS,
        SETS_OF, STATISTICS,
    },
    modules, set,
};
use crate::service::shape::{Fact, List, Shape, cut_off, silent_nodes};

/// Records that are looked at for their bins.
const BINS_SAMPLE: u64 = 500;

pub(super) fn show(show: &Show, context: &Context<'_>) -> Result<Step, ApiError> {
    let connection = json!({ "connectionId": context.connection });
    let list = |document, list| Ok(Step::once(document, connection.clone(), Shape::List(list)));
    match show {
        Show::Namespaces => list(NAMESPACES, &NAMESPACE_FACTS),
        Show::Nodes => list(NODES, &NODE_FACTS),
        Show::Queries | Show::Scans => {
            let shape = Shape::Told(&QUERY_FACTS, silent_nodes);
            Ok(Step::once(QUERIES, connection, shape))
        }
        Show::Jobs => list(JOBS, &JOB_FACTS),
        Show::Sets(None) => list(SETS, &SETS_FACTS),
        Show::Sets(Some(namespace)) => {
            let variables =
                json!({ "connectionId": context.connection, "namespace": namespace.node });
            Ok(Step::once(SETS_OF, variables, Shape::List(&SETS_OF_FACTS)))
        }
        Show::Bins(target) => {
            let mut variables = about(target, context);
            variables["first"] = BINS_SAMPLE.into();
            Ok(Step::once(BINS, variables, Shape::Bins))
        }
        Show::Indexes(target) => {
            let variables = match target {
                Some(target) => about(target, context),
                None => connection,
            };
            let set = target.as_ref().and_then(|target| target.set.as_ref());
            let shape = Shape::Indexes(set.map(|set| set.node.clone()));
            Ok(Step::once(INDEXES, variables, shape))
        }
        Show::Users => Ok(admin::users(context)),
        Show::User(name) => admin::user(name.as_ref(), context),
        Show::Roles => Ok(admin::all_roles(context)),
        Show::Role(name) => Ok(admin::role(name, context)),
        Show::Modules => Ok(modules::list(context)),
    }
}

pub(super) fn stat(stat: &Stat, context: &Context<'_>) -> Step {
    let connection = context.connection;
    match stat {
        Stat::System => Step::once(
            STATISTICS,
            json!({ "connectionId": connection }),
            Shape::Statistics,
        ),
        Stat::Namespace(name) => {
            let variables = json!({ "connectionId": connection, "namespace": name.node });
            Step::once(STATISTICS, variables, Shape::Statistics)
        }
        Stat::Index { namespace, name } => {
            let variables = json!({ "connectionId": connection, "namespace": namespace.node });
            Step::once(INDEX, variables, Shape::Index(name.node.clone()))
        }
    }
}

pub(super) fn kill(id: u64, context: &Context<'_>) -> Step {
    let input = json!({ "connectionId": context.connection, "id": id.to_string() });
    Step::once(ABORT_JOB, json!({ "input": input }), Shape::Aborted)
}

/// A command of the list that reads is a query; one that writes repeats its verb, which was confirmed.
pub(super) fn info(command: &str, context: &Context<'_>) -> Step {
    let verb = info_verb(command);
    let connection = context.connection;
    if WRITING_INFO_VERBS.contains(&verb) {
        let input = json!({ "connectionId": connection, "command": command, "confirmVerb": verb });
        return Step::once(
            RUN_INFO,
            json!({ "input": input }),
            Shape::Told(&WRITTEN_FACTS, cut_off),
        );
    }
    let variables = json!({ "connectionId": connection, "command": command });
    Step::once(INFO, variables, Shape::Told(&REPLY_FACTS, cut_off))
}

fn about(target: &Target, context: &Context<'_>) -> Value {
    let namespace = &target.namespace.node;
    json!({ "connectionId": context.connection, "namespace": namespace, "set": set(target) })
}

static NAMESPACE_FACTS: List = List {
    at: &["cluster", "namespaces"],
    facts: &[
        Fact::text("namespace", "/name"),
        Fact::int("objects", "/objects"),
        Fact::text("replication factor", "/replicationFactor"),
        Fact::text("storage", "/storageEngine"),
        Fact::int("data bytes", "/dataUsedBytes"),
        Fact::text("stop writes", "/stopWrites"),
    ],
};

static NODE_FACTS: List = List {
    at: &["cluster", "nodes"],
    facts: &[
        Fact::text("node", "/id"),
        Fact::text("address", "/address"),
        Fact::text("active", "/active"),
        Fact::text("build", "/status/build"),
        Fact::text("edition", "/status/edition"),
        Fact::text("uptime seconds", "/status/uptimeSeconds"),
        Fact::int("connections", "/status/clientConnections"),
    ],
};

const SET_FACTS: &[Fact] = &[
    Fact::text("namespace", "/namespace"),
    Fact::text("set", "/name"),
    Fact::int("objects", "/objects"),
    Fact::int("tombstones", "/tombstones"),
    Fact::int("data bytes", "/dataUsedBytes"),
    Fact::text("indexes", "/secondaryIndexes"),
    Fact::text("truncating", "/truncating"),
];

static SETS_FACTS: List = List {
    at: &["cluster", "namespaces", "sets"],
    facts: SET_FACTS,
};

static SETS_OF_FACTS: List = List {
    at: &["namespace", "sets"],
    facts: SET_FACTS,
};

static QUERY_FACTS: List = List {
    at: &["serverJobs", "jobs"],
    facts: &[
        Fact::text("id", "/id"),
        Fact::text("node", "/node"),
        Fact::text("kind", "/kind"),
        Fact::text("namespace", "/namespace"),
        Fact::text("set", "/set"),
        Fact::text("status", "/status"),
        Fact::text("progress", "/progress"),
        Fact::int("succeeded", "/recordsSucceeded"),
        Fact::int("failed", "/recordsFailed"),
        Fact::text("run seconds", "/runSeconds"),
        Fact::text("from", "/from"),
    ],
};

static JOB_FACTS: List = List {
    at: &["jobs"],
    facts: &[
        Fact::text("id", "/id"),
        Fact::text("kind", "/kind"),
        Fact::text("title", "/title"),
        Fact::text("phase", "/phase"),
        Fact::int("done", "/done"),
        Fact::int("total", "/total"),
        Fact::text("created", "/createdAt"),
        Fact::text("ended", "/endedAt"),
    ],
};

const INFO_FACTS: &[Fact] = &[
    Fact::text("node", "/node"),
    Fact::text("reply", "/reply"),
    Fact::text("problem", "/problem/message"),
];

static REPLY_FACTS: List = List {
    at: &["infoCommand", "replies"],
    facts: INFO_FACTS,
};

static WRITTEN_FACTS: List = List {
    at: &["runInfoCommand", "replies"],
    facts: INFO_FACTS,
};
