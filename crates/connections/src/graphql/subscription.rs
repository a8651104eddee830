use std::{pin::Pin, sync::Arc};

use acm_core::{ApiError, ContextExt, Right, feed::Item};
use acm_graph::{
    ConnectionHealth, ConnectionHealthChanged, ConnectionsChanged, FeedItemKind,
    scalars::{DateTime, Int64},
};
use async_graphql::{Context, ID, Subscription};
use futures_util::{Stream, StreamExt, stream};

use super::{ConnectionsState, types};
use crate::{
    Error,
    service::{Changes, Profiles},
};

/// Feeds of connection profiles and their health.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConnectionsSubscription;

type Feed<T> = Pin<Box<dyn Stream<Item = Result<T, ApiError>> + Send>>;

#[Subscription]
impl ConnectionsSubscription {
    /// Connection profiles: first all of them, in order, then what changes.
    #[graphql(guard = "Right::ReadConnections")]
    async fn connections_changed(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Feed<ConnectionsChanged>, ApiError> {
        let state = ctx.state::<ConnectionsState>()?.clone();
        let items = state.profiles.directory().subscribe().into_stream();
        let changes = items.scan(Arc::<Profiles>::default(), move |seen, item| {
            let before = std::mem::replace(seen, Arc::clone(&item.value));
            let at = DateTime(state.clock.now());
            std::future::ready(Some(Ok(profiles_item(&before, &item, at))))
        });
        Ok(Box::pin(changes))
    }

    /// One connection's health: first what is known, then after each look, every few seconds.
    /// Ends with an error when the connection is removed.
    #[graphql(guard = "Right::ReadConnections")]
    async fn connection_health(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Result<Feed<ConnectionHealthChanged>, ApiError> {
        let state = ctx.state::<ConnectionsState>()?.clone();
        let reader = state.health.subscribe(&connection_id)?;
        let items = reader.into_stream().map(|item| Ok(health_item(&item)));
        let end = stream::once(async move {
            let gone = !state.profiles.directory().exists(&connection_id);
            gone.then(|| Err(Error::NotFound(connection_id.to_string()).into()))
        });
        Ok(Box::pin(items.chain(end.filter_map(std::future::ready))))
    }
}

fn profiles_item(before: &Profiles, item: &Item<Profiles>, at: DateTime) -> ConnectionsChanged {
    let Changes { changed, removed } = Changes::between(before, &item.value);
    ConnectionsChanged {
        at,
        kind: kind(item.first),
        lagged: item.lagged,
        problem: None,
        version: Int64(item.version),
        connections: changed.iter().map(types::connection).collect(),
        removed_ids: removed.into_iter().map(Into::into).collect(),
        order: item
            .value
            .iter()
            .map(|profile| profile.id.clone().into())
            .collect(),
    }
}

fn health_item(item: &Item<ConnectionHealth>) -> ConnectionHealthChanged {
    let health = (*item.value).clone();
    ConnectionHealthChanged {
        at: health.checked_at.unwrap_or(health.since),
        kind: kind(item.first),
        lagged: item.lagged,
        problem: health.problem.clone(),
        version: Int64(item.version),
        health,
    }
}

fn kind(first: bool) -> FeedItemKind {
    if first {
        FeedItemKind::Snapshot
    } else {
        FeedItemKind::Change
    }
}
