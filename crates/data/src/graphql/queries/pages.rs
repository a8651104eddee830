use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{Written, scalars::Cursor};
use async_graphql::{Context, Object};

use super::{RecordQueryInput, book::kept};
use crate::{
    error::Result,
    graphql::{DataState, filter::At, selection::wanted, types::RecordPage},
    service::records::PageRequest,
};

/// Queries of records by what holds of them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct QueryQuery;

#[Object]
impl QueryQuery {
    /// A page of the records a query finds, in an order that stays the same. Records that are there
    /// all the time appear exactly once over all pages, whatever is written or deleted meanwhile; of
    /// a query by an index, as long as what it holds of them does not change. Nothing is kept between
    /// pages: a cursor is good at any time. A page takes 15 seconds at most, and is short, or empty,
    /// when few records were found until then; `pageInfo` says where to go on.
    #[graphql(guard = "Right::ReadRecords")]
    async fn query_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records.")] query: RecordQueryInput,
        #[graphql(desc = "How many records: 1 to 1,000.", default = 50)] first: i32,
        #[graphql(desc = "The `endCursor` of the page before.")] after: Option<Cursor>,
    ) -> Option<Result<Written<RecordPage>, ApiError>> {
        let page = page(ctx, query, first, after).await;
        Some(page.map(Written).map_err(ApiError::from))
    }
}

async fn page(
    ctx: &Context<'_>,
    query: RecordQueryInput,
    first: i32,
    after: Option<Cursor>,
) -> Result<RecordPage> {
    let look = ctx.look_ahead();
    let kept = after.is_none().then(|| kept(&query));
    let (connection, mut query) = query.read(&At::argument("query"))?;
    let wanted = wanted(&look.field("records"), None);
    if wanted.bins.is_some() {
        query.projection = wanted.projection();
    }
    let request = PageRequest {
        connection,
        query,
        last_update: wanted.last_update,
        first,
        after: after.map(|cursor| cursor.0),
        estimate: look.field("estimatedTotal").exists(),
    };
    let state = ctx.state::<DataState>()?;
    let page = state.records.page(&request).await?;
    if let Some(kept) = kept {
        state.book.remember(&request.connection, kept);
    }
    Ok(page.into())
}
