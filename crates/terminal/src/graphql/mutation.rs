use std::time::Duration;

use acm_core::{ApiError, Right};
use async_graphql::{Context, Object, SimpleObject};
use tokio::time::timeout;

use super::{
    asked,
    inputs::{AqlCancelInput, AqlExecuteInput, AqlOptionsInput, files},
    runs::AqlRun,
};
use crate::service::{
    runs::NewRun,
    script::{check_confirmed, plan},
};

/// Changes of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct TerminalMutation;

#[Object]
impl TerminalMutation {
    /// Runs AQL statements, one after the other, each as the operation of this schema that `aqlExplain`
    /// tells, with the caller's rights and limits. Answers when they have ended, or after `waitMs`: then
    /// follow `aqlRun`. Refuses the whole text when one statement is wrong or lacks its confirmation.
    #[graphql(guard = "Right::ReadClusters")]
    async fn aql_execute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The statements.")] input: AqlExecuteInput,
    ) -> Result<AqlExecutePayload, ApiError> {
        let (state, caller) = asked(ctx)?;
        let wait = Duration::from_millis(input.wait_ms()?);
        let options = AqlOptionsInput::read(input.options, "input.options")?;
        let planned = plan(&input.text, &files(input.files))?;
        check_confirmed(&planned, &input.confirmations.unwrap_or_default())?;
        let new = NewRun {
            connection: input.connection_id.0,
            planned,
            options,
            stops: input.stop_on_error,
        };
        let run = state.runs.start(caller, new)?;
        // A run that takes longer goes on: the answer says so.
        let _ = timeout(wait, run.ended()).await;
        let run = AqlRun::look(&run, 0)?;
        Ok(AqlExecutePayload { run })
    }

    /// Cancels a run of one's own: the statement under way is given up, those behind it are left out. What
    /// was written stays written; a job that was started goes on.
    #[graphql(guard = "Right::ReadClusters")]
    async fn aql_cancel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which run.")] input: AqlCancelInput,
    ) -> Result<AqlCancelPayload, ApiError> {
        const PATIENCE: Duration = Duration::from_secs(1);
        let (state, caller) = asked(ctx)?;
        let run = state.runs.cancel(caller, &input.id)?;
        let _ = timeout(PATIENCE, run.ended()).await;
        Ok(AqlCancelPayload {
            run: AqlRun::alone(&run),
        })
    }
}

/// The run that began.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlExecutePayload {
    /// The run, as far as it has come, with its results.
    pub run: AqlRun,
}

/// The run that was cancelled.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlCancelPayload {
    /// The run, without its results.
    pub run: AqlRun,
}
