//! Functions of Lua modules: called on a record, on each record a query finds, and on the stream of them.

use std::sync::Arc;

use acm_aerospike::{Value, udf::UdfCall};
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    Job,
    scalars::{Int64, ModuleName},
};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{
    DataState,
    filter::{At, BinValue},
    inputs::RecordKeyInput,
    queries::RecordQueryInput,
};
use crate::{
    error::{Error, Result},
    service::{jobs::udf::UdfRequest, records::Address},
};

/// Queries that call functions.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FunctionQuery;

/// Mutations that call functions.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FunctionMutation;

#[Object]
impl FunctionQuery {
    /// Calls a function of a Lua module on the stream of records a query finds. Each node filters, maps,
    /// aggregates and reduces its own records; this server reduces what the nodes send, and does what the
    /// function says after that, in a sandbox with limits. Nothing is changed. Null with an error when the
    /// module is not there, the function fails, or the nodes send too much.
    #[graphql(guard = "Right::ExecuteModules")]
    async fn aggregate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records; its bins are not looked at, for the function gets all.")]
        query: RecordQueryInput,
        #[graphql(desc = "What to call.")] call: FunctionCallInput,
    ) -> Option<Result<Aggregation, ApiError>> {
        Some(aggregate(ctx, query, call).await.map_err(ApiError::from))
    }
}

#[Object]
impl FunctionMutation {
    /// Calls a function of a Lua module on a record, which need not be there; its key is stored with a
    /// record the function creates. `BAD_USER_INPUT` when the function fails, with the line and the reason
    /// in `details`; what it had written before stays. `TIMEOUT` with `details.inDoubt` when nobody knows.
    #[graphql(guard = "Right::ExecuteModules")]
    async fn execute_udf(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to call, on which record.")] input: ExecuteUdfInput,
    ) -> Result<ExecuteUdfPayload, ApiError> {
        let call = input.call.read(&INPUT.field("call"))?;
        let key = Address::from(input.key).key("input.key")?;
        let functions = &ctx.state::<DataState>()?.functions;
        let value = functions.execute(&input.connection_id, &key, &call).await?;
        Ok(ExecuteUdfPayload {
            value: BinValue::of(&value),
        })
    }

    /// Calls a function of a Lua module on each record a query finds: counts them, then the nodes work by
    /// themselves, and the job tells how far they are. What the function returns is lost. It can be
    /// cancelled but not paused.
    #[graphql(guard = "Right::ExecuteModules")]
    async fn start_udf_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to call, on which records.")] input: StartUdfJobInput,
    ) -> Result<StartUdfJobPayload, ApiError> {
        let (connection, query) = input.query.read(&INPUT.field("query"))?;
        let at_most = input
            .at_most
            .map(|most| u64::try_from(most.0))
            .transpose()
            .map_err(|_| Error::input("input.atMost", "a number of records is not negative"))?;
        let request = UdfRequest {
            connection,
            query,
            call: input.call.read(&INPUT.field("call"))?,
            at_most,
            per_second: input.records_per_second,
        };
        let job = ctx.state::<DataState>()?.jobs.start_udf(request).await?;
        Ok(StartUdfJobPayload { job })
    }
}

const INPUT: At<'static> = At::argument("input");

/// A function, and what it is called with.
#[derive(Clone, Debug, InputObject)]
pub(super) struct FunctionCallInput {
    /// The file of the module, such as `counters.lua`.
    pub module: ModuleName,
    /// The function, 1 to 127 bytes.
    pub function: String,
    /// What it gets beside the record or the stream, at most 64 values; null for nil.
    #[graphql(default)]
    pub arguments: Vec<Option<BinValue>>,
}

impl FunctionCallInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field below `at`.
    fn read(self, at: &At<'_>) -> Result<UdfCall> {
        let arguments = at.field("arguments");
        let values = self.arguments.into_iter().enumerate();
        let call = UdfCall {
            module: self.module.as_str().to_owned(),
            function: self.function,
            arguments: values
                .map(|(index, value)| match value {
                    Some(value) => value.read_any(&arguments.index(index)),
                    None => Ok(Value::Nil),
                })
                .collect::<Result<_>>()?,
        };
        call.check().map_err(|error| at.refuse(error.to_string()))?;
        Ok(call)
    }
}

/// A function to call on a record.
#[derive(Clone, Debug, InputObject)]
pub(super) struct ExecuteUdfInput {
    /// The connection.
    pub connection_id: ID,
    /// Which record.
    pub key: RecordKeyInput,
    /// What to call.
    pub call: FunctionCallInput,
}

/// A function to call on each record of a query.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartUdfJobInput {
    /// Which records; its bins are not looked at, for the function gets all.
    pub query: RecordQueryInput,
    /// What to call.
    pub call: FunctionCallInput,
    /// Does nothing, and fails with `CONFLICT`, when the query finds more than this.
    pub at_most: Option<Int64>,
    /// At most so many records a second on each node, 1 to 1,000,000; as the namespace is configured when
    /// absent.
    pub records_per_second: Option<i32>,
}

/// What a function made of the records of a query.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct Aggregation {
    /// What the function's last step yields: one value after a reduce, each value without one; none when
    /// the query finds nothing.
    pub values: Vec<Option<BinValue>>,
    /// How many values the nodes sent.
    pub parts: i32,
}

/// What a function returned.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct ExecuteUdfPayload {
    /// The value; null for nil.
    pub value: Option<BinValue>,
}

/// A function that will be called on the records of a query.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartUdfJobPayload {
    /// The job that watches over it.
    pub job: Arc<Job>,
}

async fn aggregate(
    ctx: &Context<'_>,
    query: RecordQueryInput,
    call: FunctionCallInput,
) -> Result<Aggregation> {
    let (connection, query) = query.read(&At::argument("query"))?;
    let call = call.read(&At::argument("call"))?;
    let functions = &ctx.state::<DataState>()?.functions;
    let made = functions.aggregate(&connection, &query, call).await?;
    Ok(Aggregation {
        values: made.values.iter().map(BinValue::of).collect(),
        parts: i32::try_from(made.parts).unwrap_or(i32::MAX),
    })
}
