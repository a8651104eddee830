//! Where a node logs to, and how much of what.

use crate::error::{Error, Result};

/// The longest name of a logging context, in bytes.
const MAX_CONTEXT_BYTES: usize = 63;

/// How much is logged: this, and all that matters more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// What ends the server.
    Critical,
    /// What went wrong.
    Warning,
    /// What happens at large.
    Info,
    /// What helps to find a fault.
    Debug,
    /// Everything.
    Detail,
}

impl LogLevel {
    /// Every level, least first.
    pub const ALL: [Self; 5] = [
        Self::Critical,
        Self::Warning,
        Self::Info,
        Self::Debug,
        Self::Detail,
    ];

    /// The server's word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Detail => "detail",
        }
    }

    /// The level of that name, in whatever case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|level| level.name().eq_ignore_ascii_case(name))
    }
}

/// A place a node logs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSink<'a> {
    /// Its number on this node.
    pub id: u32,
    /// A file's path, or `stderr`.
    pub name: &'a str,
}

/// The sinks in a reply to `logs`.
#[must_use]
pub fn log_sinks(reply: &str) -> Vec<LogSink<'_>> {
    reply
        .split(';')
        .filter_map(|part| part.split_once(':'))
        .filter_map(|(id, name)| {
            Some(LogSink {
                id: id.parse().ok()?,
                name,
            })
        })
        .collect()
}

/// Contexts and levels in a reply to [`log_command`]; `None` for a level of another name.
#[must_use]
pub fn log_levels(reply: &str) -> Vec<(&str, Option<LogLevel>)> {
    reply
        .split(';')
        .filter_map(|part| part.rsplit_once(':'))
        .filter(|(context, _)| !context.is_empty())
        .map(|(context, level)| (context, LogLevel::named(level)))
        .collect()
}

/// The command that reads the levels of a sink.
#[must_use]
pub fn log_command(sink: u32) -> String {
    format!("log/{sink}")
}

/// The command that changes the level of a context, or of all of them with the name `any`.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a name no context can have.
pub fn log_change_command(sink: u32, context: &str, level: LogLevel) -> Result<String> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if (1..=MAX_CONTEXT_BYTES).contains(&context.len())
        && context.bytes().all(allowed)
        && context != "id"
    {
        return Ok(format!("log-set:id={sink};{context}={}", level.name()));
    }
    Err(Error::invalid(
        "A logging context has 1 to 63 letters, digits, \"-\" or \"_\".",
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sinks_are_numbered_and_their_paths_may_hold_colons() {
        let sinks = log_sinks("0:/var/log/a:b.log;1:stderr;x:y;");
        let shown: Vec<_> = sinks.iter().map(|sink| (sink.id, sink.name)).collect();
        assert_eq!(shown, [(0, "/var/log/a:b.log"), (1, "stderr")]);
    }

    #[test]
    fn levels_are_read_in_any_case_and_unknown_ones_are_unknown() {
        assert_eq!(
            log_levels("misc:INFO;drv_ssd:detail;tls:LOUD;"),
            [
                ("misc", Some(LogLevel::Info)),
                ("drv_ssd", Some(LogLevel::Detail)),
                ("tls", None)
            ]
        );
    }

    #[test]
    fn a_change_names_one_context() {
        let command = log_change_command(0, "drv_ssd", LogLevel::Debug);
        assert_eq!(command.unwrap(), "log-set:id=0;drv_ssd=debug");
        for context in ["", "id", "a;b", "a=b", "a:b", "a b", "a\n", &"a".repeat(64)] {
            assert!(
                log_change_command(0, context, LogLevel::Info).is_err(),
                "{context:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_reply_panics(reply in any::<String>()) {
            let _ = (log_sinks(&reply), log_levels(&reply));
        }
    }
}
