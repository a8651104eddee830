//! Info commands of the list, asked of nodes, each with an answer of its own.

use std::sync::Arc;

use acm_aerospike::{
    ErrorKind,
    info::{InfoCommand, Refused, VerbClass},
};
use acm_core::{ApiError, ErrorCode};
use acm_graph::Problem;

use super::{
    access::InfoAccess,
    nodes::{Answer, Asked, ask_chosen, ask_every, problem},
};
use crate::error::{Error, Result};

/// Bytes of one node's reply that are shown.
const MAX_REPLY_BYTES: usize = 1024 * 1024;

/// Asks nodes with commands that people write. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Info(Arc<dyn InfoAccess>);

/// What one node answered.
#[derive(Clone, Debug)]
pub(crate) struct NodeReply {
    /// The node.
    pub node: String,
    /// Its reply; `None` when it did not answer, or refused.
    pub text: Option<String>,
    /// Whether the reply is longer.
    pub truncated: bool,
    /// Why there is no reply.
    pub problem: Option<Problem>,
}

/// What the nodes answered to a command.
#[derive(Clone, Debug)]
pub(crate) struct Replies {
    /// The command as it was sent.
    pub command: InfoCommand,
    /// By node id.
    pub nodes: Vec<NodeReply>,
}

impl Info {
    /// Commands over `access`.
    pub(crate) fn new(access: Arc<dyn InfoAccess>) -> Self {
        Self(access)
    }

    /// Asks every node, or one, with a command that only reads.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a command that is not of the list, or writes; then nothing was sent.
    /// `NOT_FOUND` without such a node; when no node answered, the first one's reason.
    pub(crate) async fn read(
        &self,
        connection: &str,
        command: &str,
        node: Option<&str>,
    ) -> Result<Replies> {
        let command = parse("command", command)?;
        if command.verb().class != VerbClass::Read {
            let reason = "the command changes something: use the mutation runInfoCommand";
            return Err(Error::input("command", reason));
        }
        let ask = |node| send(node, &command);
        let answers = match node {
            None => ask_every(&*self.0, connection, ask).await?,
            Some(name) => {
                let mut present = self.0.nodes(connection).await?;
                present.retain(|node| node.id == name);
                if present.is_empty() {
                    let name = name.to_owned();
                    return Err(Error::Missing { kind: "node", name });
                }
                let mut answers =
                    ask_chosen(&*self.0, connection, Some(&[name.to_owned()]), ask).await?;
                if let Some(Err(error)) = answers
                    .pop_if(|one| one.result.is_err())
                    .map(|one| one.result)
                {
                    return Err(error);
                }
                answers
            }
        };
        Ok(Replies::of(command.clone(), answers))
    }

    /// Sends a command that writes to the nodes named, or to every node.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a command that is not of the list or only reads, and for a verb that
    /// was not confirmed; then nothing was sent. The connection's own.
    pub(crate) async fn run(
        &self,
        connection: &str,
        command: &str,
        confirmed: &str,
        nodes: Option<&[String]>,
    ) -> Result<Replies> {
        let command = parse("input.command", command)?;
        let verb = command.verb();
        if verb.class != VerbClass::Write {
            let reason = "the command only reads: use the query infoCommand";
            return Err(Error::input("input.command", reason));
        }
        if confirmed != verb.name {
            let reason = format!("repeat the verb of the command, {}", verb.name);
            return Err(Error::input("input.confirmVerb", reason));
        }
        let answers = ask_chosen(&*self.0, connection, nodes, |node| send(node, &command)).await?;
        Ok(Replies::of(command.clone(), answers))
    }
}

fn parse(field: &str, text: &str) -> Result<InfoCommand> {
    InfoCommand::parse(text).map_err(|refused| match refused {
        Refused::Shape(_) | Refused::Unknown | Refused::Never(_) => {
            Error::input(field, refused.to_string())
        }
    })
}

async fn send(node: Asked<'_>, command: &InfoCommand) -> Result<String> {
    let text = command.as_str().to_owned();
    let replies = node.info(std::slice::from_ref(&text)).await?;
    match replies.get(&text) {
        Ok(reply) => Ok(reply.to_owned()),
        Err(error) if error.kind() == ErrorKind::Unsupported && command.verb().enterprise => {
            let message = "Only the Enterprise Edition of the server answers this command.";
            let api = ApiError::new(ErrorCode::Unsupported, message);
            Err(api.with_source(error).into())
        }
        Err(error) => Err(error.into()),
    }
}

impl Replies {
    fn of(command: InfoCommand, answers: Vec<Answer<String>>) -> Self {
        let nodes = answers
            .into_iter()
            .map(|Answer { node, result }| match result {
                Ok(mut text) => {
                    let truncated = cut(&mut text);
                    NodeReply {
                        node,
                        text: Some(text),
                        truncated,
                        problem: None,
                    }
                }
                Err(error) => NodeReply {
                    problem: Some(problem(&node, &error)),
                    node,
                    text: None,
                    truncated: false,
                },
            });
        Self {
            nodes: nodes.collect(),
            command,
        }
    }
}

/// Shortens a reply to what is shown; whether it was longer.
fn cut(text: &mut String) -> bool {
    let too_long = text.len() > MAX_REPLY_BYTES;
    if too_long {
        text.truncate(text.floor_char_boundary(MAX_REPLY_BYTES));
    }
    too_long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_cut_between_characters() {
        let mut text = format!("a{}", "ä".repeat(MAX_REPLY_BYTES / 2));
        assert!(cut(&mut text));
        assert_eq!(text.len(), MAX_REPLY_BYTES - 1);
        assert!(!cut(&mut text));
    }
}
