use acm_core::{ApiError, ContextExt, Right};
use acm_graph::scalars::{DateTime, Int64};
use async_graphql::{
    Context, ID, InputObject, InputType, InputValueError, InputValueResult, MaybeUndefined, Object,
    Scalar, ScalarType, SimpleObject, Value,
};
use serde_json::Value as Json;

use super::RecordQueryInput;
use crate::{
    error::Result,
    graphql::{DataState, filter::At},
    service::queries::{Change, Past, Saved},
};

/// A query as it is kept; the scalar's description is on its impl.
#[derive(Clone, Debug)]
pub(in crate::graphql) struct KeptQuery(Json);

/// A `RecordQueryInput` as JSON: to be sent as the argument `query`.
#[Scalar]
impl ScalarType for KeptQuery {
    fn parse(value: Value) -> InputValueResult<Self> {
        let json = value.into_json();
        json.map(Self)
            .map_err(|_| InputValueError::custom("a query is a JSON object"))
    }

    fn to_value(&self) -> Value {
        Value::from_json(self.0.clone()).unwrap_or_default()
    }
}

/// A query saved under a name.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct SavedQuery {
    /// Stable and opaque.
    pub id: ID,
    /// Its name, unique among those of its connection.
    pub name: String,
    /// What it is for; null when nothing was said.
    pub note: Option<String>,
    /// The query.
    pub query: KeptQuery,
    /// When it was saved first.
    pub created_at: DateTime,
    /// When it was changed last.
    pub updated_at: DateTime,
}

/// A query that was run.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct PastQuery {
    /// The query.
    pub query: KeptQuery,
    /// When it was run last.
    pub at: DateTime,
    /// How often it was run, as long as it is remembered.
    pub times: Int64,
}

impl From<Saved> for SavedQuery {
    fn from(saved: Saved) -> Self {
        Self {
            id: saved.id.into(),
            name: saved.name,
            note: saved.note,
            query: KeptQuery(saved.query),
            created_at: DateTime(saved.created_at),
            updated_at: DateTime(saved.updated_at),
        }
    }
}

impl From<Past> for PastQuery {
    fn from(past: Past) -> Self {
        Self {
            query: KeptQuery(past.query),
            at: DateTime(past.at),
            times: past.times.into(),
        }
    }
}

/// A query to save.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct SaveQueryInput {
    /// Its name, 1 to 100 characters, unique among those of its connection.
    pub name: String,
    /// What it is for, at most 1,000 characters.
    pub note: Option<String>,
    /// The query; it is kept with the connection it names.
    pub query: RecordQueryInput,
}

/// A change of a saved query. Absent fields stay.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct UpdateSavedQueryInput {
    /// The saved query.
    pub id: ID,
    /// Another name.
    pub name: Option<String>,
    /// Another note; null removes it.
    #[graphql(default)]
    pub note: MaybeUndefined<String>,
    /// Another query, of the same connection.
    pub query: Option<RecordQueryInput>,
}

/// A saved query to remove.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct DeleteSavedQueryInput {
    /// The saved query.
    pub id: ID,
}

/// A history to forget.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct ClearQueryHistoryInput {
    /// The connection.
    pub connection_id: ID,
}

/// What saving left.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct SaveQueryPayload {
    /// The saved query.
    pub saved_query: SavedQuery,
}

/// What a change left.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct UpdateSavedQueryPayload {
    /// The saved query as it is now.
    pub saved_query: SavedQuery,
}

/// What a removal left.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct DeleteSavedQueryPayload {
    /// The one that is gone.
    pub id: ID,
}

/// What forgetting left.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct ClearQueryHistoryPayload {
    /// The connection whose history is empty now.
    pub connection_id: ID,
}

/// What is kept of queries.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BookQuery;

#[Object]
impl BookQuery {
    /// The queries saved for a connection, by name; at most 100.
    #[graphql(guard = "Right::ReadRecords")]
    async fn saved_queries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<Vec<SavedQuery>, ApiError>> {
        let saved = async { ctx.state::<DataState>()?.book.saved(&connection_id).await };
        let saved = saved.await.map_err(ApiError::from);
        Some(saved.map(|saved| saved.into_iter().map(SavedQuery::from).collect()))
    }

    /// The queries of a connection that `queryRecords` and `queryStream` ran lately from their
    /// beginning, the last one first, each once; at most 50.
    #[graphql(guard = "Right::ReadRecords")]
    async fn query_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<Vec<PastQuery>, ApiError>> {
        let past = async { ctx.state::<DataState>()?.book.history(&connection_id).await };
        let past = past.await.map_err(ApiError::from);
        Some(past.map(|past| past.into_iter().map(PastQuery::from).collect()))
    }
}

/// Changes of what is kept of queries.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BookMutation;

#[Object]
impl BookMutation {
    /// Saves a query under a name. It is checked as if it were run.
    #[graphql(guard = "Right::WriteConnections")]
    async fn save_query(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The query and its name.")] input: SaveQueryInput,
    ) -> Result<SaveQueryPayload, ApiError> {
        let (connection, query) = checked(input.query)?;
        let book = &ctx.state::<DataState>()?.book;
        let saved = book
            .save(&connection, input.name, input.note, query)
            .await?;
        let saved_query = saved.into();
        Ok(SaveQueryPayload { saved_query })
    }

    /// Changes a saved query.
    #[graphql(guard = "Right::WriteConnections")]
    async fn update_saved_query(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The saved query and what changes.")] input: UpdateSavedQueryInput,
    ) -> Result<UpdateSavedQueryPayload, ApiError> {
        let query = match input.query {
            Some(query) => {
                let (connection, query) = checked(query)?;
                if !input.id.0.starts_with(&format!("{connection}.")) {
                    let reason = "a saved query stays with its connection";
                    return Err(ApiError::bad_input("input.query.connectionId", reason));
                }
                Some(query)
            }
            None => None,
        };
        let change = Change {
            name: input.name,
            note: match input.note {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(None),
                MaybeUndefined::Value(note) => Some(Some(note)),
            },
            query,
        };
        let book = &ctx.state::<DataState>()?.book;
        let saved_query = book.update(&input.id, change).await?.into();
        Ok(UpdateSavedQueryPayload { saved_query })
    }

    /// Removes a saved query.
    #[graphql(guard = "Right::WriteConnections")]
    async fn delete_saved_query(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The saved query.")] input: DeleteSavedQueryInput,
    ) -> Result<DeleteSavedQueryPayload, ApiError> {
        ctx.state::<DataState>()?.book.delete(&input.id).await?;
        Ok(DeleteSavedQueryPayload { id: input.id })
    }

    /// Forgets which queries of a connection were run.
    #[graphql(guard = "Right::WriteConnections")]
    async fn clear_query_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] input: ClearQueryHistoryInput,
    ) -> Result<ClearQueryHistoryPayload, ApiError> {
        let connection_id = input.connection_id;
        ctx.state::<DataState>()?.book.clear(&connection_id).await?;
        Ok(ClearQueryHistoryPayload { connection_id })
    }
}

/// The connection of a query, and the query as it is kept.
fn checked(query: RecordQueryInput) -> Result<(String, Json)> {
    let kept = kept(&query);
    let (connection, query) = query.read(&At::argument("input").field("query"))?;
    query.check()?;
    Ok((connection, kept))
}

/// A query as it is kept: what was said, and nothing that was left out.
pub(super) fn kept(query: &RecordQueryInput) -> Json {
    let mut json = query.to_value().into_json().unwrap_or_default();
    drop_nulls(&mut json);
    json
}

/// Of the inputs of a query, where null says the same as nothing; values of bins stay as they are.
fn drop_nulls(json: &mut Json) {
    match json {
        Json::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            for (name, value) in fields {
                if !OF_BINS.contains(&name.as_str()) {
                    drop_nulls(value);
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

/// Fields that hold values as they stand in bins.
const OF_BINS: [&str; 8] = [
    "listValue",
    "mapKey",
    "mapValue",
    "eq",
    "ne",
    "contains",
    "containsKey",
    "containsValue",
];
