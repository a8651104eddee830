//! The configuration of a node: which command reads and which changes a part of it.

use super::{Pairs, set::entries};
use crate::{
    error::{Error, Result},
    names::{check_namespace, check_set},
};

/// The longest name of a parameter, in bytes.
const MAX_NAME_BYTES: usize = 63;
/// The longest value of a parameter, in bytes.
const MAX_VALUE_BYTES: usize = 255;
/// Arguments of `set-config` that say which part of the configuration is meant.
const SELECTORS: [&str; 5] = ["context", "namespace", "ns", "id", "set"];
/// What `get-config` lists parameters of the storage engine with, and `set-config` does without.
const STORAGE_PREFIX: &str = "storage-engine.";

/// A part of a node's configuration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfigContext {
    /// The node.
    Service,
    /// Its ports and its connections to other nodes.
    Network,
    /// Users and roles; empty without security.
    Security,
    /// Replication to other clusters.
    Xdr,
    /// A namespace.
    Namespace(String),
    /// A set of a namespace, by the names of both.
    Set(String, String),
}

impl ConfigContext {
    /// The command that reads it. The settings of sets are told with the sets of their namespace.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when a name in it holds what
    /// separates parts of a command.
    pub fn read_command(&self) -> Result<String> {
        self.check()?;
        Ok(match self {
            Self::Set(namespace, _) => format!("sets/{namespace}"),
            _ => format!("get-config:{}", self.selector()),
        })
    }

    /// The parameters in the reply to [`Self::read_command`], in its order. A name may come more
    /// than once. A set that the node does not know has none.
    #[must_use]
    pub fn read<'a>(&self, reply: &'a str) -> Vec<(&'a str, &'a str)> {
        match self {
            Self::Set(_, set) => set_parameters(reply)
                .find(|(name, _)| name == set)
                .map_or_else(Vec::new, |(_, parameters)| parameters),
            _ => Pairs::parse(reply, ';').iter().collect(),
        }
    }

    /// The command that changes one parameter.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a name or a value that could
    /// end early, select something else, or carry a second change.
    pub fn change_command(&self, name: &str, value: &str) -> Result<String> {
        self.check()?;
        check_parameter(name)?;
        check_value(value)?;
        let name = name.strip_prefix(STORAGE_PREFIX).unwrap_or(name);
        Ok(format!("set-config:{};{name}={value}", self.selector()))
    }

    fn check(&self) -> Result<()> {
        match self {
            Self::Namespace(namespace) => check_namespace(namespace),
            Self::Set(_, set) if set.is_empty() => Err(Error::invalid("The set name is empty.")),
            Self::Set(namespace, set) => check_namespace(namespace).and_then(|()| check_set(set)),
            Self::Service | Self::Network | Self::Security | Self::Xdr => Ok(()),
        }
    }

    fn selector(&self) -> String {
        match self {
            Self::Service => "context=service".to_owned(),
            Self::Network => "context=network".to_owned(),
            Self::Security => "context=security".to_owned(),
            Self::Xdr => "context=xdr".to_owned(),
            Self::Namespace(namespace) => format!("context=namespace;namespace={namespace}"),
            Self::Set(namespace, set) => {
                format!("context=namespace;namespace={namespace};set={set}")
            }
        }
    }
}

/// The settings of each set in a reply to `sets/<namespace>`: of what is listed of a set, statistics
/// have no hyphen in their names, and every setting has one.
pub fn set_parameters(reply: &str) -> impl Iterator<Item = (&str, Vec<(&str, &str)>)> {
    entries(reply).filter_map(|pairs| {
        let set = pairs.get("set")?;
        let settings = pairs.iter().filter(|(name, _)| name.contains('-'));
        Some((set, settings.collect()))
    })
}

/// Checks the name of a parameter.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a name no parameter can have.
pub fn check_parameter(name: &str) -> Result<()> {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'[' | b']');
    if (1..=MAX_NAME_BYTES).contains(&name.len())
        && name.bytes().all(allowed)
        && !SELECTORS.contains(&name)
    {
        return Ok(());
    }
    Err(Error::invalid(
        "The name of a parameter has 1 to 63 letters, digits, \"-\", \"_\", \".\", \"[\" or \"]\".",
    ))
}

/// Checks the value of a parameter.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a value that would not arrive as
/// it is.
pub fn check_value(value: &str) -> Result<()> {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b';' | b':' | b'=');
    if (1..=MAX_VALUE_BYTES).contains(&value.len()) && value.bytes().all(allowed) {
        return Ok(());
    }
    Err(Error::invalid(
        "A value has 1 to 255 visible ASCII characters, none of them \";\", \":\" or \"=\".",
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ConfigContext::{self, Namespace, Network, Service, Set};
    use crate::ErrorKind;

    fn namespace() -> ConfigContext {
        Namespace("test".to_owned())
    }

    fn set(name: &str) -> ConfigContext {
        Set("test".to_owned(), name.to_owned())
    }

    #[track_caller]
    fn check(context: &ConfigContext, read: &str, change: &str) {
        assert_eq!(context.read_command().unwrap(), read);
        assert_eq!(context.change_command("a-b", "7").unwrap(), change);
    }

    #[test]
    fn each_part_has_its_commands() {
        check(
            &Service,
            "get-config:context=service",
            "set-config:context=service;a-b=7",
        );
        check(
            &Network,
            "get-config:context=network",
            "set-config:context=network;a-b=7",
        );
        check(
            &namespace(),
            "get-config:context=namespace;namespace=test",
            "set-config:context=namespace;namespace=test;a-b=7",
        );
        check(
            &set("users"),
            "sets/test",
            "set-config:context=namespace;namespace=test;set=users;a-b=7",
        );
    }

    #[test]
    fn parameters_of_the_storage_engine_are_changed_without_their_prefix() {
        let command = namespace().change_command("storage-engine.defrag-sleep", "500");
        assert_eq!(
            command.unwrap(),
            "set-config:context=namespace;namespace=test;defrag-sleep=500"
        );
    }

    #[test]
    fn settings_of_a_set_are_told_from_its_statistics() {
        let reply = "ns=test:set=a:objects=1:truncate_lut=0:default-ttl=5;\
                     ns=test:set=users:objects=3:truncating=false:default-ttl=0:stop-writes-count=9;";
        assert_eq!(
            set("users").read(reply),
            [("default-ttl", "0"), ("stop-writes-count", "9")]
        );
        assert!(set("nope").read(reply).is_empty());
    }

    #[test]
    fn a_name_can_come_more_than_once() {
        assert_eq!(
            Network.read("a=1;b=2;a=3"),
            [("a", "1"), ("b", "2"), ("a", "3")]
        );
        assert!(Network.read("").is_empty());
    }

    #[track_caller]
    fn refused(context: &ConfigContext, name: &str, value: &str) {
        let error = context.change_command(name, value).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{name:?} {value:?}");
    }

    #[test]
    fn what_could_change_something_else_is_refused() {
        for name in [
            "", "context", "set", "id", "a;b", "a=b", "a:b", "a b", "ä", "a\n",
        ] {
            refused(&namespace(), name, "1");
        }
        for value in [
            "",
            "1;b=2",
            "a:b",
            "a=b",
            "1\n",
            "1 ",
            "\u{2028}",
            &"x".repeat(256),
        ] {
            refused(&namespace(), "default-ttl", value);
        }
        refused(&Namespace("a;b".to_owned()), "a", "1");
        refused(&set("a;b"), "a", "1");
        refused(&set(""), "a", "1");
    }

    proptest! {
        #[test]
        fn a_command_holds_one_change_of_one_parameter(name in ".{0,70}", value in ".{0,70}") {
            if let Ok(command) = Service.change_command(&name, &value) {
                prop_assert_eq!(command.matches([';', ':']).count(), 2);
                prop_assert_eq!(command.matches('=').count(), 2);
                prop_assert!(!command.contains(char::is_control));
            }
        }
    }
}
