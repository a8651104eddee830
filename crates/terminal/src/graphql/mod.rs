//! The module's part of the schema: thin, over the services.

mod enums;
mod inputs;
mod mutation;
mod parsed;
mod query;
mod runs;
mod scalars;
mod subscription;

use acm_core::{ApiError, Caller, ContextExt};
use async_graphql::Context;

use crate::service::{complete::Remembered, operations::Operations, runs::Runs};

pub use mutation::TerminalMutation;
pub use query::TerminalQuery;
pub use subscription::TerminalSubscription;

/// What the resolvers read.
#[derive(Clone)]
pub struct TerminalState {
    pub(crate) runs: Runs,
    pub(crate) remembered: Remembered,
}

/// The state and who asks.
fn asked<'a>(ctx: &'a Context<'_>) -> Result<(&'a TerminalState, &'a Caller), ApiError> {
    Ok((ctx.state::<TerminalState>()?, ctx.state::<Caller>()?))
}

/// Operations for whoever asks, outside of runs.
fn operations(ctx: &Context<'_>) -> Result<Operations, ApiError> {
    let (state, caller) = asked(ctx)?;
    Ok(state.runs.operations(caller, "aql"))
}
