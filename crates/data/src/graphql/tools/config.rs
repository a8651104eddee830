//! The configuration in the schema.

use acm_core::{ApiError, ContextExt};
use acm_graph::{
    Problem, Written, ready_object,
    scalars::{DateTime, Int64, NamespaceName, SetName},
};
use async_graphql::{Context, Enum, ID, InputObject, SimpleObject};

use super::{ChangeOutcome, ready_enum};
use crate::{
    graphql::DataState,
    service::config::{
        Change, Changed, ClusterConfig, Kind, Known, Parameter, Part, Section, Unit, Wanted,
    },
};

/// A part of a node's configuration, as the server calls it.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Part")]
pub enum ConfigContext {
    /// The node.
    Service,
    /// Its ports and its connections to other nodes.
    Network,
    /// A namespace, its storage engine included.
    Namespace,
    /// A set of a namespace: settings that stand in for the namespace's.
    Set,
    /// Users and roles. Listed only by servers that have them.
    Security,
    /// Replication to other clusters. Listed only by servers that have it.
    Xdr,
}

/// What a parameter accepts.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum ConfigType {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// One of `options`.
    Enum,
    /// Text.
    String,
}

/// What a parameter's number counts.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Unit")]
pub enum ConfigUnit {
    /// Seconds; a value may end in s, m, h or d.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
    /// Bytes; a value may end in K, M, G or T.
    Bytes,
    /// Per cent.
    Percent,
    /// Tenths of a per cent.
    TenthsOfPercent,
    /// Meters.
    Meters,
}

ready_enum!(ConfigContext, ConfigType, ConfigUnit);

ready_object! {
    /// The configuration of a cluster: every parameter of every node, side by side.
    ClusterConfig as "ClusterConfig", this {
        /// When it was read.
        read_at as "readAt": DateTime = DateTime(this.read_at);
        /// The nodes that answered, by node id, in the order of every parameter's `values`.
        nodes as "nodes": &[String] = &this.nodes;
        /// Its parts: SERVICE, NETWORK, each namespace followed by its sets, then SECURITY and XDR.
        sections as "sections": &[Section] = &this.sections;
        /// Nodes that did not answer, and why.
        problems as "problems": &[Problem] = &this.problems;
    }
}

ready_object! {
    /// One part of a configuration.
    Section as "ConfigSection", this {
        /// Which part.
        context as "context": ConfigContext = this.part.into();
        /// Its namespace; null unless the context is NAMESPACE or SET.
        namespace as "namespace": Option<NamespaceName> =
            this.namespace.as_deref().map(NamespaceName::reported);
        /// Its set; null unless the context is SET.
        set as "set": Option<SetName> = this.set.as_deref().map(SetName::reported);
        /// Its parameters, in the server's order.
        parameters as "parameters": &[Parameter] = &this.parameters;
        /// How many parameters differ between the nodes that have this part, those that are meant to
        /// not counted.
        differing_count as "differingCount": i32 =
            i32::try_from(this.differing()).unwrap_or(i32::MAX);
        /// Nodes that could not tell this part, and why.
        problems as "problems": &[Problem] = &this.problems;
    }
}

ready_object! {
    /// One parameter on all nodes.
    Parameter as "ConfigParameter", this {
        /// Its name, as the server lists it.
        name as "name": &str = &this.name;
        /// The value each node runs, in the order of the configuration's `nodes`; null where a node
        /// lists none. Several values of one node are separated by ", ".
        values as "values": &[Option<String>] = &this.values;
        /// Whether the nodes that have this part run different values.
        differs as "differs": bool = this.differs;
        /// Whether the nodes take a change while they run (`setConfig`); null when this server does
        /// not know the parameter.
        editable as "editable": Option<bool> = this.editable;
        /// What is known of the parameter; null when it is not documented here.
        documentation as "documentation": Option<ConfigDocumentation> =
            this.known.map(ConfigDocumentation);
    }
}

/// What is known of a parameter.
#[derive(Clone, Copy, Debug)]
pub(super) struct ConfigDocumentation(&'static Known);

ready_object! {
    /// What is known of a parameter, of version 8.1 of the server.
    ConfigDocumentation as "ConfigDocumentation", this {
        /// What it is for.
        text as "text": &str = this.0.text;
        /// What it accepts.
        kind as "type": ConfigType = match this.0.kind {
            Kind::Flag => ConfigType::Boolean,
            Kind::Integer { .. } => ConfigType::Integer,
            Kind::Word(_) => ConfigType::Enum,
            Kind::Text => ConfigType::String,
        };
        /// What its number counts; null for a plain number and for what is none.
        unit as "unit": Option<ConfigUnit> = this.0.unit.map(Into::into);
        /// The least it accepts; null for what is no number.
        minimum as "minimum": Option<Int64> = match this.0.kind {
            Kind::Integer { min, .. } => Some(Int64::from(min)),
            _ => None,
        };
        /// The greatest it accepts; null when there is no limit, and for what is no number.
        maximum as "maximum": Option<Int64> = match this.0.kind {
            Kind::Integer { max, .. } => max.map(Int64::from),
            _ => None,
        };
        /// The words it accepts; empty unless the type is ENUM.
        options as "options": &[&'static str] = match this.0.kind {
            Kind::Word(words) => words,
            _ => &[],
        };
        /// Its value unless something else is set; null when that depends on the machine.
        default as "default": Option<&str> = this.0.default;
        /// Whether it can be changed while a node runs. Otherwise it is read from the node's
        /// configuration file when it starts.
        dynamic as "dynamic": bool = this.0.is_dynamic();
        /// Whether only the Enterprise Edition acts on it.
        enterprise_only as "enterpriseOnly": bool = this.0.enterprise;
        /// Whether it belongs to the single node, such as an address, and so is meant to differ.
        per_node as "perNode": bool = this.0.is_of_node();
    }
}

/// A change of one parameter.
#[derive(Clone, Debug, InputObject)]
pub(super) struct SetConfigInput {
    /// The connection.
    pub connection_id: ID,
    /// Which part of the configuration.
    pub context: ConfigContext,
    /// The namespace; for the contexts NAMESPACE and SET, and for them alone.
    pub namespace: Option<NamespaceName>,
    /// The set; for the context SET, and for it alone.
    pub set: Option<SetName>,
    /// The parameter, by the name it is listed under.
    pub name: String,
    /// Its new value: visible ASCII characters without ";", ":" and "=". Values of parameters that
    /// are documented are checked against their type and range.
    pub value: String,
    /// On which nodes, by node id; all when absent.
    pub nodes: Option<Vec<String>>,
}

/// What became of a change of the configuration.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct SetConfigPayload {
    /// What became of it on each node, in order of node ids.
    pub results: Vec<SetConfigResult>,
}

/// What became of a change of the configuration on one node.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct SetConfigResult {
    /// The node, by node id.
    pub node: String,
    /// What became of the change.
    pub outcome: ChangeOutcome,
    /// The value the node ran before; null when it listed none.
    pub before: Option<String>,
    /// The value the node runs now, as it was read back; null when it lists none, or could not be
    /// asked.
    pub running: Option<String>,
    /// Why the change was not applied, or could not be read back.
    pub problem: Option<Problem>,
}

impl From<Changed> for SetConfigResult {
    fn from(changed: Changed) -> Self {
        Self {
            node: changed.node,
            outcome: changed.outcome.into(),
            before: changed.before,
            running: changed.running,
            problem: changed.problem,
        }
    }
}

pub(super) async fn read(
    ctx: &Context<'_>,
    connection: &str,
    wanted: &Wanted,
) -> Result<Written<ClusterConfig>, ApiError> {
    let configs = &ctx.state::<DataState>()?.configs;
    Ok(Written(configs.read(connection, wanted).await?))
}

pub(super) async fn set(
    ctx: &Context<'_>,
    input: SetConfigInput,
) -> Result<SetConfigPayload, ApiError> {
    let configs = &ctx.state::<DataState>()?.configs;
    let change = Change {
        part: input.context.into(),
        namespace: input.namespace.map(|name| name.as_str().to_owned()),
        set: input.set.map(|name| name.as_str().to_owned()),
        name: input.name,
        value: input.value,
        nodes: input.nodes,
    };
    let changed = configs.change(&input.connection_id, &change).await?;
    Ok(SetConfigPayload {
        results: changed.into_iter().map(Into::into).collect(),
    })
}
