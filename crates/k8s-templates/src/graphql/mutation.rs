use std::sync::Arc;

use acm_core::{ApiError, ContextExt, Right};
use acm_graph::Problem;
use acm_k8s_api::graphql::{K8sFieldChange, K8sKept, K8sRefusal, K8sWarning};
use async_graphql::{Context, Object, SimpleObject};

use super::{
    K8sTemplatesState,
    inputs::{
        CreateK8sTemplateInput, DeleteK8sTemplateInput, EditK8sTemplateInput,
        ImportK8sTemplateInput, ResyncK8sTemplateInput, UpdateK8sTemplateInput,
    },
    template::K8sTemplate,
};
use crate::service::{
    Look, Templates, View,
    write::{Outcome, Resynced},
};

/// Mutations of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct K8sTemplatesMutation;

#[Object]
impl K8sTemplatesMutation {
    /// Makes a template of Aerospike clusters.
    #[graphql(guard = "Right::WriteK8s")]
    async fn create_k8s_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The template.")] input: CreateK8sTemplateInput,
    ) -> Result<CreateK8sTemplatePayload, ApiError> {
        let templates = &ctx.state::<K8sTemplatesState>()?.templates;
        let context = templates.context(input.template.context.as_deref())?;
        let draft = input.content.draft()?;
        let made = templates
            .create(&context, &input.template.name, &draft, input.dry_run)
            .await?;
        let written = written(templates, &context, made);
        Ok(CreateK8sTemplatePayload { written })
    }

    /// Changes a template. Clusters made from it keep their copy until a resync; of a dry run too,
    /// `template.usedBy.clusters` tells in `impact` and `plan` what that would bring.
    #[graphql(guard = "Right::WriteK8s")]
    async fn update_k8s_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateK8sTemplateInput,
    ) -> Result<UpdateK8sTemplatePayload, ApiError> {
        let templates = &ctx.state::<K8sTemplatesState>()?.templates;
        let context = templates.context(input.template.context.as_deref())?;
        let (name, seen) = (&input.template.name, input.seen.into());
        let change = input.content.draft()?;
        let changed = templates.update(&context, name, &change, &seen, input.dry_run);
        let written = written(templates, &context, changed.await?);
        Ok(UpdateK8sTemplatePayload { written })
    }

    /// Makes a template what its text says, with the same checks. What the text leaves out is removed.
    #[graphql(guard = "Right::WriteK8s")]
    async fn edit_k8s_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The template as text.")] input: EditK8sTemplateInput,
    ) -> Result<EditK8sTemplatePayload, ApiError> {
        let templates = &ctx.state::<K8sTemplatesState>()?.templates;
        let context = templates.context(input.template.context.as_deref())?;
        let (name, seen) = (&input.template.name, input.seen.into());
        let edited = templates.edit(&context, name, &input.yaml, &seen, input.dry_run);
        let written = written(templates, &context, edited.await?);
        Ok(EditK8sTemplatePayload { written })
    }

    /// Makes a template from its text, with the same checks.
    #[graphql(guard = "Right::WriteK8s")]
    async fn import_k8s_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The template as text.")] input: ImportK8sTemplateInput,
    ) -> Result<ImportK8sTemplatePayload, ApiError> {
        let templates = &ctx.state::<K8sTemplatesState>()?.templates;
        let context = templates.context(input.context.as_deref())?;
        let name = input.name.as_deref();
        let made = templates.import(&context, name, &input.yaml, input.dry_run);
        let written = written(templates, &context, made.await?);
        Ok(ImportK8sTemplatePayload { written })
    }

    /// Deletes a template. `CONFLICT` with cause `TEMPLATE_IN_USE` and the clusters in `details` while any is made from it.
    #[graphql(guard = "Right::WriteK8s")]
    async fn delete_k8s_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which template.")] input: DeleteK8sTemplateInput,
    ) -> Result<DeleteK8sTemplatePayload, ApiError> {
        let templates = &ctx.state::<K8sTemplatesState>()?.templates;
        let context = templates.context(input.template.context.as_deref())?;
        let name = &input.template.name;
        let removed = templates
            .delete(&context, name, &input.confirm_name, input.dry_run)
            .await?;
        Ok(DeleteK8sTemplatePayload {
            applied: !input.dry_run,
            used_by: removed.used_by,
            warnings: removed.warnings,
        })
    }

    /// Asks the operator to give clusters their template's present state. Each cluster tells for itself when it was not
    /// asked for; `usedBy.resync` and the feed `k8sTemplatesChanged` tell how far it is.
    #[graphql(guard = "Right::WriteK8s")]
    async fn resync_k8s_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The template and its clusters.")] input: ResyncK8sTemplateInput,
    ) -> Result<ResyncK8sTemplatePayload, ApiError> {
        let templates = &ctx.state::<K8sTemplatesState>()?.templates;
        let context = templates.context(input.template.context.as_deref())?;
        let named = input
            .clusters
            .map(|named| named.into_iter().map(Into::into).collect());
        let name = &input.template.name;
        let resynced = templates
            .resync(&context, name, named, input.dry_run)
            .await?;
        let clusters = resynced
            .into_iter()
            .map(|one| K8sTemplateResync::new(one, input.dry_run));
        Ok(ResyncK8sTemplatePayload {
            clusters: clusters.collect(),
        })
    }
}

/// What became of a change of a template, or would.
#[derive(SimpleObject)]
pub(super) struct K8sTemplateWritten {
    /// The template as it is now or, of a dry run, would be; null when it would be refused.
    template: Option<K8sTemplate>,
    /// Whether something was kept: not of a dry run, and not when nothing changes.
    applied: bool,
    /// What differs, at most 1,000 fields. Of a new template: what was filled in.
    changes: Vec<K8sFieldChange>,
    /// What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`.
    refusals: Vec<K8sRefusal>,
    /// What is accepted and warned of.
    warnings: Vec<K8sWarning>,
    /// Tools that keep the template and may set fields back.
    keepers: Vec<K8sKept>,
}

/// The template that was made, or would be.
#[derive(SimpleObject)]
pub(super) struct CreateK8sTemplatePayload {
    #[graphql(flatten)]
    written: K8sTemplateWritten,
}

/// The template that was changed, or would be.
#[derive(SimpleObject)]
pub(super) struct UpdateK8sTemplatePayload {
    #[graphql(flatten)]
    written: K8sTemplateWritten,
}

/// The template that was edited, or would be.
#[derive(SimpleObject)]
pub(super) struct EditK8sTemplatePayload {
    #[graphql(flatten)]
    written: K8sTemplateWritten,
}

/// The template that was made from a text, or would be.
#[derive(SimpleObject)]
pub(super) struct ImportK8sTemplatePayload {
    #[graphql(flatten)]
    written: K8sTemplateWritten,
}

/// What became of a template that was to be deleted.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct DeleteK8sTemplatePayload {
    /// Whether it is deleted: not of a dry run.
    applied: bool,
    /// The clusters made from it, as `namespace/name`, for which a deletion would be refused. Only of a dry run.
    used_by: Vec<String>,
    /// What Kubernetes warned of.
    warnings: Vec<String>,
}

/// What became of a resync.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct ResyncK8sTemplatePayload {
    /// Each cluster it was asked for.
    clusters: Vec<K8sTemplateResync>,
}

/// What became of the resync of a cluster.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sTemplateResync {
    /// The Kubernetes namespace.
    namespace: String,
    /// The name.
    name: String,
    /// Whether the operator is asked for it: not of a dry run, and not when there is a problem.
    applied: bool,
    /// Why it is not asked for: `CONFLICT` when the cluster is paused, given up on, or not made from this template.
    problem: Option<Problem>,
}

impl K8sTemplateResync {
    fn new(of: Resynced, dry_run: bool) -> Self {
        Self {
            namespace: of.cluster.namespace,
            name: of.cluster.name,
            applied: of.problem.is_none() && !dry_run,
            problem: of.problem.as_ref().map(Problem::from),
        }
    }
}

fn written(templates: &Templates, context: &Arc<str>, outcome: Outcome) -> K8sTemplateWritten {
    K8sTemplateWritten {
        template: outcome.template.map(|object| K8sTemplate {
            view: View::new(Arc::clone(context), object),
            look: Look::new(templates.clone()),
        }),
        applied: outcome.applied,
        changes: outcome.changes.into_iter().map(Into::into).collect(),
        refusals: outcome.refusals.into_iter().map(Into::into).collect(),
        warnings: outcome.warnings.into_iter().map(Into::into).collect(),
        keepers: outcome.keepers.into_iter().map(Into::into).collect(),
    }
}
