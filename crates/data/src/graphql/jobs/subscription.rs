use std::{future::ready, sync::Arc};

use acm_core::{ApiError, ContextExt, Right, feed::Item};
use acm_graph::{
    FeedItemKind, Job, JobChanged, JobsChanged,
    scalars::{DateTime, Int64},
};
use async_graphql::{Context, ID, Subscription};
use futures_util::{Stream, StreamExt, stream::BoxStream};

use crate::graphql::DataState;

/// Feeds of jobs.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::graphql) struct JobsSubscription;

type Jobs = Vec<Arc<Job>>;

#[Subscription]
impl JobsSubscription {
    /// The jobs of this server: first all of them, then those that are new or have changed, looked
    /// at four times a second, and the ids of those removed.
    #[graphql(guard = "Right::ReadJobs")]
    async fn jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those of one connection; all when absent.")] connection_id: Option<ID>,
    ) -> Result<BoxStream<'static, JobsChanged>, ApiError> {
        let state = ctx.state::<DataState>()?;
        let clock = state.jobs.clock();
        let items = state.jobs.subscribe().into_stream();
        let changes = items.scan(Jobs::new(), move |before, item| {
            let of = |job: &&Arc<Job>| {
                let connection = connection_id.as_ref();
                connection.is_none_or(|id| id.as_str() == job.connection)
            };
            let now: Jobs = item.value.iter().filter(of).cloned().collect();
            let changed = jobs_changed(before, &now, &item, DateTime(clock.now()));
            *before = now;
            ready(Some(changed))
        });
        Ok(changes.filter_map(ready).boxed())
    }

    /// One job: as it is now, then as it goes on, looked at four times a second. The last item is the
    /// one in which it is over, or null when it was removed.
    #[graphql(guard = "Right::ReadJobs")]
    async fn job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The job.")] id: ID,
    ) -> Result<impl Stream<Item = JobChanged> + use<>, ApiError> {
        let state = ctx.state::<DataState>()?;
        let missing = || ApiError::not_found("job", id.as_str());
        let clock = state.jobs.clock();
        let items = state.jobs.subscribe().into_stream();
        state.jobs.get(&id).ok_or_else(missing)?;
        let start = (None::<Arc<Job>>, false);
        let changes = items.scan(start, move |(before, ended), item| {
            if *ended {
                return ready(None);
            }
            let now = item.value.iter().find(|job| job.id == *id).cloned();
            let first = item.first;
            let same = !first && is_same(before.as_ref(), now.as_ref());
            *ended = now.as_ref().is_none_or(|job| job.phase.is_over());
            *before = now.clone();
            let changed = (!same).then(|| JobChanged {
                at: DateTime(clock.now()),
                kind: kind(first),
                lagged: item.lagged && !first,
                problem: None,
                version: Int64(item.version),
                job: now,
            });
            ready(Some(changed))
        });
        Ok(changes.filter_map(ready))
    }
}

/// What a reader that had `before` must be told; `None` when nothing has changed for it.
fn jobs_changed(before: &Jobs, now: &Jobs, item: &Item<Jobs>, at: DateTime) -> Option<JobsChanged> {
    let known = |job: &&Arc<Job>| !before.iter().any(|old| Arc::ptr_eq(old, job));
    let jobs: Jobs = now.iter().filter(known).cloned().collect();
    let gone = |job: &&Arc<Job>| !now.iter().any(|other| other.id == job.id);
    let removed_ids: Vec<ID> = before
        .iter()
        .filter(gone)
        .map(|job| job.id.as_str().into())
        .collect();
    if !item.first && jobs.is_empty() && removed_ids.is_empty() {
        return None;
    }
    Some(JobsChanged {
        at,
        kind: kind(item.first),
        lagged: item.lagged && !item.first,
        problem: None,
        version: Int64(item.version),
        jobs,
        removed_ids,
    })
}

fn is_same(before: Option<&Arc<Job>>, now: Option<&Arc<Job>>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => Arc::ptr_eq(before, now),
        (before, now) => before.is_none() && now.is_none(),
    }
}

fn kind(first: bool) -> FeedItemKind {
    if first {
        FeedItemKind::Snapshot
    } else {
        FeedItemKind::Change
    }
}
