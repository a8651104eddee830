//! Latency histograms in the schema.

use acm_core::{ApiError, ContextExt};
use acm_graph::LatencyFrame;
use async_graphql::Context;

use crate::{graphql::DataState, service::metrics::HeatSelection};

pub(super) async fn frame(
    ctx: &Context<'_>,
    connection: &str,
    selection: &HeatSelection,
) -> Result<LatencyFrame, ApiError> {
    let metrics = &ctx.state::<DataState>()?.metrics;
    Ok(metrics.frame(connection, selection).await?)
}
