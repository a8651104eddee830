//! One node's replies to info commands, and the failures it writes into them.

use crate::error::{Error, ErrorKind, Result};

/// The longest info command sent, in bytes.
const MAX_COMMAND_BYTES: usize = 4096;

/// Checks that a command cannot end early or carry a second one.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`] for an empty command, one with a control character, or one longer
/// than 4,096 bytes.
pub fn check_command(command: &str) -> Result<()> {
    if command.is_empty()
        || command.len() > MAX_COMMAND_BYTES
        || command.chars().any(char::is_control)
    {
        return Err(Error::invalid(
            "The info command is empty, too long or holds a control character.",
        ));
    }
    Ok(())
}

/// A failure written as a reply: `ERROR:<code>:<text>`, `FAIL…`, or `error=<text>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoFailure<'a> {
    /// The server's result code, when it names one.
    pub code: Option<u8>,
    /// The server's text, for logs.
    pub text: &'a str,
}

impl<'a> InfoFailure<'a> {
    /// The failure a reply stands for; `None` when it is not one.
    #[must_use]
    pub fn of(reply: &'a str) -> Option<Self> {
        if let Some(text) = reply.strip_prefix("error=") {
            return Some(Self { code: None, text });
        }
        let (head, _) = reply.split_at_checked(5).unwrap_or((reply, ""));
        let rest = if head.eq_ignore_ascii_case("error") {
            &reply[5..]
        } else if head
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("fail"))
        {
            &reply[4..]
        } else {
            return None;
        };
        if rest.is_empty() {
            return Some(Self {
                code: None,
                text: "",
            });
        }
        let rest = rest.strip_prefix([':', '='])?;
        let (code, text) = rest.split_once(':').unwrap_or((rest, ""));
        Some(match code.parse() {
            Ok(code) => Self {
                code: Some(code),
                text,
            },
            Err(_) => Self {
                code: None,
                text: rest.trim_start_matches(':'),
            },
        })
    }

    fn into_error(self) -> Error {
        tracing::debug!(code = self.code, text = self.text, "info command failed");
        match self.code {
            // An info command the server does not know is a parameter error on the wire.
            Some(4) if self.text.starts_with("unrecognized command") => Error::new(
                ErrorKind::Unsupported,
                "The server does not know the info command.",
            ),
            Some(code) => Error::from_server_code(code),
            None if self.text == "not_found" => Error::new(
                ErrorKind::NotFound,
                "The server does not have what the info command names.",
            ),
            None => Error::new(
                ErrorKind::Internal,
                "The info command failed on the server.",
            ),
        }
    }
}

/// One node's replies to the commands of one request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InfoReply(Vec<(String, String)>);

impl InfoReply {
    /// Replies as pairs of the exact command and what was answered.
    #[must_use]
    pub fn new(replies: Vec<(String, String)>) -> Self {
        Self(replies)
    }

    /// These replies and then others of the same node.
    #[must_use]
    pub fn followed_by(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The reply to a command.
    ///
    /// # Errors
    ///
    /// What the server answered as a failure, by its code; [`ErrorKind::NotFound`] for an unknown
    /// namespace; [`ErrorKind::Internal`] when the node left the command out.
    pub fn get(&self, command: &str) -> Result<&str> {
        let reply = self.raw(command).ok_or_else(|| {
            Error::new(
                ErrorKind::Internal,
                "The node did not answer an info command.",
            )
        })?;
        if matches!(reply, "type=unknown" | "ns_type=unknown") {
            return Err(Error::from_server_code(20));
        }
        match InfoFailure::of(reply) {
            Some(failure) => Err(failure.into_error()),
            None => Ok(reply),
        }
    }

    /// The text of a reply, failures included; `None` when the node left the command out.
    #[must_use]
    pub fn raw(&self, command: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == command)
            .map(|(_, reply)| reply.as_str())
    }

    /// All replies, in the order of the commands.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(command, reply)| (command.as_str(), reply.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::{InfoFailure, InfoReply, check_command};
    use crate::error::ErrorKind;

    #[track_caller]
    fn check_failure(reply: &str, expected: Option<(Option<u8>, &str)>) {
        let failure = InfoFailure::of(reply).map(|failure| (failure.code, failure.text));
        assert_eq!(failure, expected, "{reply}");
    }

    #[test]
    fn failures_are_told_from_replies() {
        check_failure(
            "ERROR:25:enterprise only",
            Some((Some(25), "enterprise only")),
        );
        check_failure(
            "ERROR:4:unknown context",
            Some((Some(4), "unknown context")),
        );
        check_failure("ERROR::unstable-cluster", Some((None, "unstable-cluster")));
        check_failure("FAIL:201:no index", Some((Some(201), "no index")));
        check_failure("ERROR", Some((None, "")));
        check_failure("error=not_found", Some((None, "not_found")));
        check_failure("ok", None);
        check_failure("failed_best_practices=none", None);
        check_failure("errors_total=4", None);
        check_failure("", None);
    }

    #[test]
    fn failures_have_the_kind_of_their_code() {
        let reply = InfoReply::new(
            [
                ("racks:", "ERROR:25:enterprise only"),
                ("bogus", "ERROR:4:unrecognized command"),
                ("namespace/nope", "type=unknown"),
                ("sets/nope", "ns_type=unknown"),
                ("udf-get:filename=x", "error=not_found"),
                ("build", "8.1.2.0"),
            ]
            .map(|(command, reply)| (command.to_owned(), reply.to_owned()))
            .to_vec(),
        );
        let kind = |command| reply.get(command).unwrap_err().kind();
        assert_eq!(kind("racks:"), ErrorKind::Unsupported);
        assert_eq!(kind("bogus"), ErrorKind::Unsupported);
        assert_eq!(kind("namespace/nope"), ErrorKind::NotFound);
        assert_eq!(kind("sets/nope"), ErrorKind::NotFound);
        assert_eq!(kind("udf-get:filename=x"), ErrorKind::NotFound);
        assert_eq!(kind("left out"), ErrorKind::Internal);
        assert_eq!(reply.get("build").unwrap(), "8.1.2.0");
    }

    #[test]
    fn a_command_cannot_carry_a_second_one() {
        assert!(check_command("get-config:context=namespace;namespace=test").is_ok());
        for command in ["", "sets\ntruncate-namespace:namespace=test", "a\tb", "a\0"] {
            assert!(check_command(command).is_err(), "{command:?}");
        }
    }
}
