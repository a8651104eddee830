//! Why a module did not run, or not to its end.

use crate::limits::End;

/// The chunk of a module in messages; what comes before the number of a line.
pub(crate) const MODULE: &str = "module";
/// The chunk of the API in messages.
pub(crate) const API: &str = "api";
/// Longest message of an error, in bytes.
const MAX_MESSAGE: usize = 4 * 1024;

/// Why a module did not run, or not to its end. Messages are the module's and Lua's own; a place in
/// the module stands before them as `module:LINE: `.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is not Lua.
    #[error("{message}")]
    Syntax { line: Option<u32>, message: String },
    /// The text would take too long to read.
    #[error("the module has more than {0} times \"and\", \"or\" and \"elseif\"")]
    TooComplex(usize),
    /// The module raised an error.
    #[error("{message}")]
    Runtime { line: Option<u32>, message: String },
    /// The module has no function of this name.
    #[error("function not found")]
    NoFunction,
    /// The module took more steps than it may.
    #[error("the module took more than {0} steps")]
    Steps(u64),
    /// The module ran longer than it may.
    #[error("the module ran longer than {0} ms")]
    Time(u128),
    /// The module was told to stop.
    #[error("the module was stopped")]
    Stopped,
    /// The module took more memory than it may.
    #[error("the module took more memory than it may")]
    Memory,
    /// Lua itself could not be set up.
    #[error("Lua could not be started")]
    Setup,
}

impl Error {
    /// The line of the module it happened at.
    #[must_use]
    pub const fn line(&self) -> Option<u32> {
        match self {
            Self::Syntax { line, .. } | Self::Runtime { line, .. } => *line,
            _ => None,
        }
    }

    /// What happened, without the place before it.
    #[must_use]
    pub fn reason(&self) -> String {
        let text = self.to_string();
        match place(&text) {
            Some((MODULE, _, rest)) => rest.to_owned(),
            _ => text,
        }
    }

    /// What Lua reports, in terms of the module alone.
    pub(crate) fn of(error: &mlua::Error) -> Self {
        match error {
            mlua::Error::SyntaxError { message, .. } => {
                let (message, line) = placed(message);
                Self::Syntax { line, message }
            }
            mlua::Error::RuntimeError(message) => {
                let (message, line) = placed(message);
                Self::Runtime { line, message }
            }
            mlua::Error::MemoryError(_) => Self::Memory,
            mlua::Error::CallbackError { cause, .. } => Self::of(cause),
            mlua::Error::WithContext { cause, .. } => Self::of(cause),
            mlua::Error::ExternalError(source) => match source.downcast_ref::<Self>() {
                Some(own) => own.clone(),
                None => Self::internal(),
            },
            _ => Self::internal(),
        }
    }

    /// The end of what a call may take.
    pub(crate) const fn of_end(end: End) -> Self {
        match end {
            End::Steps(most) => Self::Steps(most),
            End::Time(most) => Self::Time(most.as_millis()),
            End::Stopped => Self::Stopped,
        }
    }

    fn internal() -> Self {
        Self::Runtime {
            line: None,
            message: "the module used a value that has no meaning here".to_owned(),
        }
    }
}

/// `CHUNK:LINE: rest` in parts.
fn place(text: &str) -> Option<(&str, u32, &str)> {
    let (chunk, rest) = text.split_once(':')?;
    let (line, rest) = rest.split_once(": ")?;
    Some((chunk, line.parse().ok()?, rest))
}

/// The message of an error and its line. Lua appends where the calls were; one that was raised
/// inside of the API is told of the line in the module that called it.
fn placed(raw: &str) -> (String, Option<u32>) {
    let (message, calls) = raw.split_once("\nstack traceback:").unwrap_or((raw, ""));
    let message = told(message);
    match place(message) {
        Some((MODULE, line, _)) => (message.to_owned(), Some(line)),
        Some((API, _, rest)) => match caller(calls) {
            Some(line) => (format!("{MODULE}:{line}: {rest}"), Some(line)),
            None => (rest.to_owned(), None),
        },
        _ => (without_address(message).to_owned(), caller(calls)),
    }
}

/// As much of a message as is told; a module can raise one of any length.
fn told(message: &str) -> &str {
    &message[..message.floor_char_boundary(MAX_MESSAGE)]
}

/// An error that is no text is shown as `table: 0x…`; the address is the host's.
fn without_address(message: &str) -> &str {
    match message.split_once(": 0x") {
        Some((kind, address)) if address.bytes().all(|byte| byte.is_ascii_hexdigit()) => kind,
        _ => message,
    }
}

/// The innermost line of the module among the calls.
fn caller(calls: &str) -> Option<u32> {
    calls.lines().find_map(|call| {
        let rest = call.trim_start().strip_prefix(MODULE)?.strip_prefix(':')?;
        rest.split(':').next()?.parse().ok()
    })
}

/// A message that a module caught, without the place in the API that raised it.
pub(crate) fn without_api(message: &str) -> Option<&str> {
    match place(message) {
        Some((API, _, rest)) => Some(rest),
        _ => None,
    }
}
