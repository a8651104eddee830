//! The feed of templates, and its items, which are feed items like all others.

use std::{borrow::Cow, pin::Pin, sync::Arc};

use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    FeedItemKind, Problem, implement_feed_item,
    scalars::{DateTime, Int64},
};
use async_graphql::{
    Context, ID, Response, SimpleObject, Subscription, SubscriptionType, registry::Registry,
};
use futures_util::{Stream, StreamExt};

use super::{K8sTemplatesState, inputs::K8sTemplateFilter, template::K8sTemplate};
use crate::service::{Filter, Look};

/// Feeds of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct K8sTemplatesSubscription(K8sTemplateFeeds);

impl SubscriptionType for K8sTemplatesSubscription {
    fn type_name() -> Cow<'static, str> {
        <K8sTemplateFeeds as SubscriptionType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let name = <K8sTemplateFeeds as SubscriptionType>::create_type_info(registry);
        implement_feed_item::<K8sTemplatesChanged>(registry);
        name
    }

    fn create_field_stream<'a>(
        &'a self,
        ctx: &'a Context<'_>,
    ) -> Option<Pin<Box<dyn Stream<Item = Response> + Send + 'a>>> {
        self.0.create_field_stream(ctx)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct K8sTemplateFeeds;

#[Subscription]
impl K8sTemplateFeeds {
    /// The templates of a context: now, then each that changes, or whose clusters do: so a badge that tells whether
    /// clusters are in sync stays true.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_templates_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which templates. Its context may be left out when there is one.")]
        filter: Option<K8sTemplateFilter>,
    ) -> Result<impl Stream<Item = K8sTemplatesChanged> + use<>, ApiError> {
        let templates = ctx.state::<K8sTemplatesState>()?.templates.clone();
        let filter: Filter = filter.unwrap_or_default().into();
        let context = templates.context(filter.context.as_deref())?;
        let items = templates.follow(Arc::clone(&context), &filter)?;
        Ok(items.map(move |item| {
            let look = Look::new(templates.clone());
            let shown = item.templates.into_iter().map(|view| K8sTemplate {
                view,
                look: Arc::clone(&look),
            });
            let removed = item
                .removed
                .iter()
                .map(|name| ID(format!("{context}/{name}")));
            K8sTemplatesChanged {
                at: DateTime(item.at),
                kind: match item.whole {
                    true => FeedItemKind::Snapshot,
                    false => FeedItemKind::Change,
                },
                lagged: item.lagged,
                problem: item.problem.as_ref().map(Problem::from),
                version: Int64(item.version),
                templates: shown.collect(),
                removed_ids: removed.collect(),
            }
        }))
    }
}

/// An item of the feed of the templates of a context.
#[derive(SimpleObject)]
pub(super) struct K8sTemplatesChanged {
    /// When the state was observed.
    at: DateTime,
    /// The whole state, or what changed.
    kind: FeedItemKind,
    /// True when this reader was too slow and was given the newest state in place of the items between.
    lagged: bool,
    /// Why the state is incomplete or old, when it is; the feed goes on.
    problem: Option<Problem>,
    /// Rises with each item of this feed.
    version: Int64,
    /// SNAPSHOT: every template that passes, by name. CHANGE: those that are new or changed, or whose clusters are.
    templates: Vec<K8sTemplate>,
    /// Templates that are gone or pass no more since the item before, by id; some may never have passed.
    removed_ids: Vec<ID>,
}
