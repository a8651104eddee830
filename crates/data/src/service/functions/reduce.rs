//! The client's side of an aggregation, in the sandbox.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use acm_aerospike::{
    Value,
    udf::{UdfCall, UdfFailure},
};
use acm_lua::{Item, Limits, Sandbox, Side};
use tokio::sync::Semaphore;

use super::{
    convert::{enter, leave},
    failed,
};
use crate::error::Result;

/// Modules that run on this server at the same time.
const AT_ONCE: usize = 4;
/// What one may take.
const STEPS: u64 = 200_000_000;
const TIME: Duration = Duration::from_secs(5);
const MEMORY: usize = 64 * 1024 * 1024;

static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);

/// Ends the module when nobody waits for it any more.
struct StopOnDrop(Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Reduces what the nodes sent.
///
/// # Errors
/// What the module raised, or was ended with.
pub(super) async fn reduce(
    source: Vec<u8>,
    call: UdfCall,
    parts: Vec<Value>,
) -> Result<Vec<Value>> {
    // Nobody closes the places.
    let place = PLACES.acquire().await.ok();
    let stop = StopOnDrop(Arc::default());
    let limits = Limits {
        steps: STEPS,
        time: TIME,
        memory: MEMORY,
        stop: Arc::clone(&stop.0),
    };
    let (module, function) = (call.module.clone(), call.function.clone());
    let running = tokio::task::spawn_blocking(move || {
        let arguments: Vec<_> = call.arguments.into_iter().map(enter).collect();
        let sandbox = Sandbox::load(&source, limits)?;
        let mut parts = parts.into_iter();
        let mut values = Vec::new();
        sandbox.run_stream(
            &call.function,
            &arguments,
            Side::Client,
            &mut || parts.next().map(|part| Item::Value(enter(part))),
            &mut |value| {
                values.push(leave(value));
                true
            },
        )?;
        Ok(values)
    });
    let ended = running.await.unwrap_or(Err(acm_lua::Error::Setup));
    drop(place);
    ended.map_err(|error| {
        let call = UdfCall {
            module,
            function,
            arguments: Vec::new(),
        };
        let failure = UdfFailure {
            line: error.line(),
            reason: error.reason(),
        };
        failed(&call, failure)
    })
}
