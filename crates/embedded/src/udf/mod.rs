//! Lua modules: which there are, on which nodes, and calls of their functions.

mod call;
mod convert;
mod modules;

pub(crate) use call::{Call, Scope};
pub(crate) use convert::{enter, leave};
pub(crate) use modules::{Module, Modules};

use acm_lua::Error;

/// Where a server keeps its modules, as its messages say.
const PLACE: &str = "/opt/aerospike/usr/udf/lua";

/// The text of the failure of a function.
pub(crate) fn failure(module: &str, error: &Error) -> String {
    let text = error.to_string();
    match text.strip_prefix("module:") {
        Some(rest) => format!("{PLACE}/{module}:{rest}"),
        None => text,
    }
}

/// Runs code that keeps a thread busy; on a runtime with several, others take what waits for it.
pub(crate) fn blocking<T>(code: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    let flavor = Handle::try_current().map(|runtime| runtime.runtime_flavor());
    match flavor {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(code),
        _ => code(),
    }
}
