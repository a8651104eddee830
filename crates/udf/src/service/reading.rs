//! Texts read as Lua, apart from what else this server does and few at a time.

use acm_core::limits::MAX_MODULE_BYTES;
use acm_lua::{Limits, Sandbox};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// Texts that are read at the same time.
const AT_ONCE: usize = 2;
/// Steps that the outermost lines of a module may take here.
const STEPS: u64 = 1_000_000;

static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);

/// Reads a text as Lua, without running it.
///
/// # Errors
/// The line where it stops to be; a text that is too long.
pub(crate) async fn check(source: &[u8]) -> Result<()> {
    if !(1..=MAX_MODULE_BYTES).contains(&source.len()) {
        let reason = format!("the text of a module has 1 to {MAX_MODULE_BYTES} bytes");
        return Err(Error::input("input.source", reason));
    }
    let source = source.to_vec();
    let read = apart(move || acm_lua::check(&source)).await;
    read.unwrap_or(Err(acm_lua::Error::Setup))
        .map_err(|error| Error::Syntax {
            line: error.line(),
            reason: error.reason(),
        })
}

/// The functions of a module, when it loads.
pub(crate) async fn functions(source: Vec<u8>) -> Option<Vec<String>> {
    let limits = Limits {
        steps: STEPS,
        ..Limits::default()
    };
    let loaded = apart(move || Some(Sandbox::load(&source, limits).ok()?.functions())).await;
    loaded.flatten()
}

/// What comes of work on a thread of its own, which keeps its place until it is done. `None` when it
/// panicked.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    // Nobody closes the places.
    let place = PLACES.acquire().await.ok();
    let running = tokio::task::spawn_blocking(move || {
        let _place = place;
        work()
    });
    running.await.ok()
}
