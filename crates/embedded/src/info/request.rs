//! The text of one info command: `name`, `name/path` or `name:key=value;key=value`.

use super::error::InfoError;

/// Most `key=value` pairs of a command; further ones are ignored.
const MAX_ARGUMENTS: usize = 64;

/// A command taken apart. Borrowed from the request; nothing is validated but its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command<'a> {
    /// What is asked for.
    pub(super) name: &'a str,
    /// What follows the first `/`, up to the first `:`.
    pub(super) path: Option<&'a str>,
    /// What follows the first `:`.
    arguments: Vec<(&'a str, &'a str)>,
}

impl<'a> Command<'a> {
    /// Takes the text of a command apart.
    pub(super) fn parse(text: &'a str) -> Self {
        let (head, arguments) = match text.split_once(':') {
            Some((head, arguments)) => (head, arguments),
            None => (text, ""),
        };
        let (name, path) = match head.split_once('/') {
            Some((name, path)) => (name, Some(path)),
            None => (head, None),
        };
        let arguments = arguments
            .split(';')
            .filter(|pair| !pair.is_empty())
            .take(MAX_ARGUMENTS)
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .collect();
        Self {
            name,
            path,
            arguments,
        }
    }

    /// The value of an argument; the first one when it was given twice.
    pub(super) fn argument(&self, key: &str) -> Option<&'a str> {
        self.arguments
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| *value)
    }

    /// The value of an argument the command cannot do without.
    pub(super) fn required(&self, key: &'static str) -> Result<&'a str, InfoError> {
        self.argument(key)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| InfoError::missing(key))
    }

    /// The namespace, under its present name or one of its former names.
    pub(super) fn namespace(&self) -> Option<&'a str> {
        ["namespace", "ns", "id"]
            .into_iter()
            .find_map(|key| self.argument(key))
    }

    /// The namespace of a command that cannot do without.
    pub(super) fn required_namespace(&self) -> Result<&'a str, InfoError> {
        self.namespace()
            .filter(|name| !name.is_empty())
            .ok_or_else(|| InfoError::missing("namespace"))
    }

    /// All arguments, in the order given.
    pub(super) fn arguments(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.arguments.iter().copied()
    }
}
