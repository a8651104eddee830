//! Info commands as people write them: one verb of a list, one command, nothing after it.

use super::verbs::VERBS;

/// The longest command, in bytes.
pub const MAX_INFO_COMMAND_BYTES: usize = 1_024;

/// What a verb of the info protocol does to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerbClass {
    /// It only tells.
    Read,
    /// It changes something that can be changed back, or writes to the node's log.
    Write,
    /// It is never sent: it destroys, or another way does the same with more care.
    Never,
}

/// A verb of the info protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InfoVerb {
    /// Its name.
    pub name: &'static str,
    /// What it does to a node.
    pub class: VerbClass,
    /// Whether only the Enterprise Edition answers it.
    pub enterprise: bool,
    /// What it is for, with an example; of one that is never sent: why.
    pub text: &'static str,
    /// How many names may follow it, each after a slash.
    segments: usize,
}

impl InfoVerb {
    pub(super) const fn new(name: &'static str, class: VerbClass, text: &'static str) -> Self {
        Self {
            name,
            class,
            enterprise: false,
            text,
            segments: 0,
        }
    }

    pub(super) const fn with_segments(self, segments: usize) -> Self {
        Self { segments, ..self }
    }

    pub(super) const fn of_enterprise(self) -> Self {
        Self {
            enterprise: true,
            ..self
        }
    }

    /// The verb of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        let place = VERBS.binary_search_by(|verb| verb.name.cmp(name));
        place.ok().map(|place| &VERBS[place])
    }
}

/// Why a command is refused. Says what a command looks like and repeats nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It has not the shape of one command.
    #[error("{0}")]
    Shape(&'static str),
    /// Its verb is not known.
    #[error("this is no verb of the info protocol that may be sent")]
    Unknown,
    /// Its verb is never sent.
    #[error("the verb {} is never sent. {}", .0.name, .0.text)]
    Never(&'static InfoVerb),
}

/// One info command that may be sent, exactly as it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoCommand {
    text: String,
    verb: &'static InfoVerb,
}

impl InfoCommand {
    /// Reads a command. Spaces around it and one `;` at its end are left out.
    ///
    /// # Errors
    /// [`Refused`] for what is not exactly one command of the list.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let text = text.trim_matches(' ');
        let text = text.strip_suffix(';').unwrap_or(text);
        if !(1..=MAX_INFO_COMMAND_BYTES).contains(&text.len()) {
            return Err(Refused::Shape("a command has 1 to 1,024 bytes"));
        }
        if !text.chars().all(is_visible) {
            let rule = "a command is one line without spaces; several are sent one by one";
            return Err(Refused::Shape(rule));
        }
        let (head, arguments) = match text.split_once(':') {
            Some((head, arguments)) => (head, Some(arguments)),
            None => (text, None),
        };
        if head.contains(';') {
            let rule = "\";\" separates arguments, which follow \":\"";
            return Err(Refused::Shape(rule));
        }
        let mut names = head.split('/');
        let verb = names.next().and_then(InfoVerb::find);
        let verb = verb.ok_or(Refused::Unknown)?;
        check_segments(verb, names, arguments.is_some())?;
        check_arguments(arguments.unwrap_or_default())?;
        if verb.class == VerbClass::Never {
            return Err(Refused::Never(verb));
        }
        let text = text.to_owned();
        Ok(Self { text, verb })
    }

    /// The command as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its verb.
    #[must_use]
    pub const fn verb(&self) -> &'static InfoVerb {
        self.verb
    }
}

fn is_visible(character: char) -> bool {
    character.is_ascii_graphic() || character.is_alphanumeric()
}

fn check_segments<'a>(
    verb: &InfoVerb,
    names: impl Iterator<Item = &'a str>,
    has_arguments: bool,
) -> Result<(), Refused> {
    let mut count = 0;
    for name in names {
        count += 1;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.$-".contains(&byte);
        if count > verb.segments || name.is_empty() || !name.bytes().all(plain) {
            let rule = "\"/\" and a name follow only log, namespace, sets and sindex; such a name has letters, digits, \"_\", \".\", \"$\" and \"-\"";
            return Err(Refused::Shape(rule));
        }
    }
    if count > 0 && has_arguments {
        return Err(Refused::Shape(
            "a command has names after \"/\" or arguments after \":\", not both",
        ));
    }
    Ok(())
}

fn check_arguments(arguments: &str) -> Result<(), Refused> {
    if arguments.contains(':') {
        return Err(Refused::Shape("a command has one \":\""));
    }
    let is_pair = |argument: &str| {
        let pair = argument.split_once('=');
        pair.is_some_and(|(name, value)| !name.is_empty() && !value.is_empty())
    };
    if arguments.contains(';') && !arguments.split(';').all(is_pair) {
        let rule = "several arguments are name=value each, with \";\" between them";
        return Err(Refused::Shape(rule));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::info::check_command;

    #[test]
    fn one_command_of_the_list_is_taken_as_it_will_be_sent() {
        for (text, sent) in [
            ("build", "build"),
            ("  statistics;", "statistics"),
            ("sets/test/users", "sets/test/users"),
            ("namespace/a.b$c-d_e", "namespace/a.b$c-d_e"),
            ("log/0", "log/0"),
            ("racks:", "racks:"),
            ("latencies:hist={test}-read", "latencies:hist={test}-read"),
            (
                "get-config:context=namespace;namespace=test;",
                "get-config:context=namespace;namespace=test",
            ),
            (
                "set-config:context=service;migrate-threads=2",
                "set-config:context=service;migrate-threads=2",
            ),
        ] {
            let command = InfoCommand::parse(text).unwrap();
            assert_eq!(command.as_str(), sent, "{text:?}");
        }
        assert!(InfoCommand::parse("racks:").unwrap().verb().enterprise);
        let class = |text| InfoCommand::parse(text).unwrap().verb().class;
        assert_eq!(class("recluster:"), VerbClass::Write);
        assert_eq!(class("build"), VerbClass::Read);
    }

    #[test]
    fn what_could_be_two_commands_or_is_none_is_refused_without_being_repeated() {
        for text in [
            "",
            " ",
            ";",
            "build\nstatistics",
            "build statistics",
            "build;statistics",
            "build\t",
            "\nbuild",
            "build;;",
            "build/x",
            "sets//users",
            "sets/a/b/c",
            "namespace/a;b",
            "namespace/a:b=c",
            "sets/a%b",
            "get-config:context=a:b",
            "get-config:a=b;c",
            "get-config:a=b;;c=d",
            "get-config:a=;c=d",
            "a;b:c",
            "build\u{200b}",
            "build\0",
            "BUILD",
            "bins/test",
            "bogus",
        ] {
            let refused = InfoCommand::parse(text).unwrap_err();
            assert!(!matches!(refused, Refused::Never(_)), "{text:?}");
            assert!(
                text.trim().is_empty() || !refused.to_string().contains(text),
                "{text:?}"
            );
        }
        assert!(InfoCommand::parse(&"b".repeat(1_025)).is_err());
    }

    #[test]
    fn what_destroys_is_never_sent() {
        for text in [
            "truncate:namespace=test;set=users",
            "truncate-namespace:namespace=test",
            "sindex-delete:namespace=test;indexname=i",
            "udf-remove:filename=m.lua",
            "quiesce:",
            "roster-set:namespace=test;nodes=A",
            "tip-clear:",
            "smd-show:module=security",
        ] {
            let refused = InfoCommand::parse(text).unwrap_err();
            assert!(matches!(refused, Refused::Never(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_passes_that_could_end_a_command(
            text in prop_oneof![
                any::<String>(),
                "(build|sets|namespace|get-config|set-config|truncate)[a-z/:;= \\n\\t\\r\\x00]{0,24}",
                "get-config:[a-z=;:\\n]{0,30}",
            ],
        ) {
            if let Ok(command) = InfoCommand::parse(&text) {
                let sent = command.as_str();
                prop_assert!(check_command(sent).is_ok());
                prop_assert!(!sent.contains(char::is_whitespace) && !sent.contains(char::is_control));
                prop_assert!(sent.matches(':').count() <= 1);
                prop_assert!(sent.split([':', '/']).next() == Some(command.verb().name));
                prop_assert!(command.verb().class != VerbClass::Never);
                prop_assert!(text.contains(sent));
                prop_assert_eq!(InfoCommand::parse(sent).unwrap(), command);
            }
        }
    }
}
