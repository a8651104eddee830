//! One parameter changed, node by node, and the value each node runs afterwards.

use acm_aerospike::{
    ErrorKind,
    info::{ConfigContext, check_parameter, check_value},
};
use acm_core::{ApiError, ErrorCode};
use acm_graph::Problem;

use super::{
    Configs, Part,
    catalog::{self, Known},
    read::is_enterprise,
    value::is_same,
};
use crate::{
    error::{Error, Result},
    service::nodes::{Answer, Asked, Outcome, ask_chosen, problem},
};

/// A change of one parameter.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// Which part of the configuration.
    pub part: Part,
    /// Its namespace, of namespaces and sets.
    pub namespace: Option<String>,
    /// Its set, of sets.
    pub set: Option<String>,
    /// The parameter.
    pub name: String,
    /// Its new value.
    pub value: String,
    /// On which nodes; all when absent.
    pub nodes: Option<Vec<String>>,
}

/// What became of a change on one node.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    /// The node.
    pub node: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What the node ran before.
    pub before: Option<String>,
    /// What the node runs now.
    pub running: Option<String>,
    /// Why it was not applied, or could not be read back.
    pub problem: Option<Problem>,
}

impl Change {
    fn context(&self) -> Result<ConfigContext> {
        let only = |given: bool, field: &str, of: &str| match given {
            true => Err(Error::input(field, format!("only {of} have one"))),
            false => Ok(()),
        };
        let is_of_namespace = matches!(self.part, Part::Namespace | Part::Set);
        only(
            self.namespace.is_some() && !is_of_namespace,
            "input.namespace",
            "the contexts NAMESPACE and SET",
        )?;
        only(
            self.set.is_some() && self.part != Part::Set,
            "input.set",
            "changes of the context SET",
        )?;
        let namespace = || {
            let missing = || Error::input("input.namespace", "say which namespace");
            self.namespace.clone().ok_or_else(missing)
        };
        Ok(match self.part {
            Part::Service => ConfigContext::Service,
            Part::Network => ConfigContext::Network,
            Part::Security => ConfigContext::Security,
            Part::Xdr => ConfigContext::Xdr,
            Part::Namespace => ConfigContext::Namespace(namespace()?),
            Part::Set => {
                let missing = || Error::input("input.set", "say which set");
                ConfigContext::Set(namespace()?, self.set.clone().ok_or_else(missing)?)
            }
        })
    }

    fn check(&self, known: Option<&Known>) -> Result<()> {
        let refused = |field, error: acm_aerospike::Error| Error::input(field, error.to_string());
        check_parameter(&self.name).map_err(|error| refused("input.name", error))?;
        check_value(&self.value).map_err(|error| refused("input.value", error))?;
        let Some(known) = known else {
            return Ok(());
        };
        if !known.is_dynamic() {
            let reason = "the server reads it from its configuration file when it starts";
            return Err(Error::input("input.name", reason));
        }
        let refused = |reason| Error::input("input.value", reason);
        known.check(&self.value).map_err(refused)
    }
}

impl Configs {
    /// Changes one parameter on the nodes, all at once, and reads back what each runs.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for what no node would take; then nothing was sent. The connection's own.
    pub(crate) async fn change(&self, connection: &str, change: &Change) -> Result<Vec<Changed>> {
        let known = catalog::known(change.part, &change.name);
        let context = change.context()?;
        change.check(known)?;
        let commands = Commands {
            read: context.read_command()?,
            change: context.change_command(&change.name, &change.value)?,
            context,
        };
        let nodes = change.nodes.as_deref();
        let answers = ask_chosen(&*self.access, connection, nodes, |node| {
            apply(node, &commands, change, known)
        });
        let told = answers.await?.into_iter().map(|Answer { node, result }| {
            result.unwrap_or_else(|error| Changed {
                problem: Some(problem(&node, &error)),
                outcome: Outcome::NotSent,
                before: None,
                running: None,
                node,
            })
        });
        Ok(told.collect())
    }
}

struct Commands {
    context: ConfigContext,
    read: String,
    change: String,
}

impl Commands {
    /// The present value of the parameter.
    async fn running(&self, node: &Asked<'_>, name: &str) -> Result<Option<String>> {
        let reply = node.info(std::slice::from_ref(&self.read)).await?;
        let pairs = self.context.read(reply.get(&self.read)?);
        let found: Vec<&str> = pairs
            .into_iter()
            .filter(|(listed, _)| catalog::is_name(listed, name))
            .map(|(_, value)| value)
            .collect();
        Ok((!found.is_empty()).then(|| found.join(", ")))
    }
}

/// Changes the parameter on one node. An error means that nothing was sent.
async fn apply(
    node: Asked<'_>,
    commands: &Commands,
    change: &Change,
    known: Option<&'static Known>,
) -> Result<Changed> {
    if known.is_some_and(|known| known.enterprise) {
        require_enterprise(&node).await?;
    }
    let before = commands.running(&node, &change.name).await?;
    let said = send(&node, &commands.change).await;
    let running = commands.running(&node, &change.name).await;
    let runs = match &running {
        Ok(Some(value)) => Some(is_same(known, &change.value, value)),
        _ => None,
    };
    let outcome = Outcome::of(&said, runs);
    let failure = match (said.err(), &running) {
        (Some(error), _) if outcome != Outcome::Applied => Some(error),
        (None, Err(error)) => Some(error.clone()),
        _ => None,
    };
    Ok(Changed {
        outcome,
        before,
        running: running.ok().flatten(),
        problem: failure.map(|error| problem(&node.node, &error)),
        node: node.node,
    })
}

async fn send(node: &Asked<'_>, command: &str) -> Result<()> {
    let reply = node.info(&[command.to_owned()]).await?;
    match reply.get(command) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::InvalidInput => {
            let message = "The node does not take this value for this parameter at present.";
            let api = ApiError::new(ErrorCode::BadUserInput, message);
            Err(api.with_source(error).into())
        }
        Err(error) => Err(error.into()),
    }
}

async fn require_enterprise(node: &Asked<'_>) -> Result<()> {
    let edition = "edition".to_owned();
    let reply = node.info(std::slice::from_ref(&edition)).await?;
    if is_enterprise(reply.get(&edition)?) {
        return Ok(());
    }
    let message =
        "The parameter needs the Enterprise Edition; this node is of the Community Edition.";
    Err(ApiError::new(ErrorCode::Unsupported, message).into())
}
