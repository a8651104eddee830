use std::sync::Arc;

use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    PageInfo,
    scalars::{Cursor, DateTime},
};
use acm_k8s_api::graphql::K8sListedContext;
use async_graphql::{Context, Object, SimpleObject};

use super::{K8sTemplatesState, inputs::K8sTemplateFilter, template::K8sTemplate};
use crate::service::{Look, Page};

/// Queries of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct K8sTemplatesQuery;

#[Object]
impl K8sTemplatesQuery {
    /// Templates of Aerospike clusters, by name, from a watch that all who look share. A context that cannot be looked
    /// at says so in `contexts` and does not hide the others.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_templates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many: 1 to 500.", default = 50)] first: i32,
        #[graphql(desc = "Where the page begins: `endCursor` of the page before.")] after: Option<
            Cursor,
        >,
        #[graphql(desc = "Which templates; all when left out.")] filter: Option<K8sTemplateFilter>,
    ) -> Option<Result<K8sTemplateConnection, ApiError>> {
        let list = async || {
            let templates = &ctx.state::<K8sTemplatesState>()?.templates;
            let page = Page {
                first,
                after: after.map(|cursor| cursor.0),
            };
            let listed = templates
                .list(&filter.unwrap_or_default().into(), &page)
                .await?;
            let look = Look::new(templates.clone());
            let contexts: Vec<K8sListedContext> =
                listed.contexts.into_iter().map(Into::into).collect();
            let stale = contexts.iter().filter(|context| !context.live);
            Ok(K8sTemplateConnection {
                nodes: listed
                    .templates
                    .into_iter()
                    .map(|view| K8sTemplate {
                        view,
                        look: Arc::clone(&look),
                    })
                    .collect(),
                page_info: PageInfo {
                    next: listed.next.map(Cursor),
                },
                total_count: i32::try_from(listed.total).unwrap_or(i32::MAX),
                live: contexts.iter().all(|context| context.live),
                stale_since: stale.filter_map(|context| context.known_at).min(),
                contexts,
            })
        };
        Some(list().await)
    }

    /// One template; null when there is none of that name.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The name.")] name: String,
    ) -> Result<Option<K8sTemplate>, ApiError> {
        let templates = &ctx.state::<K8sTemplatesState>()?.templates;
        let context = templates.context(context.as_deref())?;
        let view = templates.find(&context, &name).await?;
        let look = Look::new(templates.clone());
        Ok(view.map(|view| K8sTemplate { view, look }))
    }
}

/// A page of templates.
#[derive(SimpleObject)]
pub(super) struct K8sTemplateConnection {
    /// The templates of this page.
    nodes: Vec<K8sTemplate>,
    /// Where the page ends.
    page_info: PageInfo,
    /// Templates on all pages.
    total_count: i32,
    /// Whether changes are followed in every context that is listed: what is shown is what is so.
    live: bool,
    /// Since when the oldest part of the list is not known to be true; null when it is live, or never was known.
    stale_since: Option<DateTime>,
    /// Each context that is listed, with what is wrong with it.
    contexts: Vec<K8sListedContext>,
}
