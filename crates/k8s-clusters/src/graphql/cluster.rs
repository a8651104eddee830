//! How a cluster is shown.

use std::sync::Arc;

use acm_core::{ApiError, ContextExt};
use acm_graph::{
    Connection, ManagedPort,
    scalars::{Cursor, DateTime, Int64},
};
use acm_k8s_api::{
    graphql::{K8sFieldManager, K8sKeeper},
    keepers::{keepers, writers},
    manifest,
    types::{AerospikeClusterSpec, AerospikeClusterStatus, K8sCondition, K8sTemplateSnapshot},
};
use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    assessment::K8sAssessment,
    contexts::{K8sPermission, shown},
    events::{K8sEventCategory, K8sEventConnection},
    live::live,
    migration::K8sMigration,
    operation::K8sClusterOperation,
    owned::K8sOwned,
    pods::{K8sClusterRack, K8sPod},
    reports::{K8sClusterHealth, K8sDrift, K8sReconciliation},
};
use crate::service::{
    Drift, Health, Look, Migration, OperationView, PodView, Reconciliation, View,
    assessment::Nodes, events::EventFilter, join, racks,
};

/// An Aerospike cluster in Kubernetes: what is asked for, what the operator says, and what Kubernetes and the
/// nodes themselves show. Each part that has to be looked up fails alone.
#[derive(Clone)]
pub(super) struct K8sCluster {
    pub(super) view: View,
    pub(super) look: Arc<Look>,
}

type Part<T> = Option<Result<T, ApiError>>;

/// An Aerospike cluster in Kubernetes: what is asked for, what the operator says, and what Kubernetes and the
/// nodes themselves show. Each part that has to be looked up fails alone.
#[Object]
impl K8sCluster {
    /// The same as long as the name is: context, namespace and name with slashes between.
    async fn id(&self) -> ID {
        let view = &self.view;
        ID(format!(
            "{}/{}/{}",
            view.context,
            view.namespace(),
            view.name()
        ))
    }

    /// The context.
    async fn context(&self) -> &str {
        &self.view.context
    }

    /// The Kubernetes namespace.
    async fn namespace(&self) -> &str {
        self.view.namespace()
    }

    /// The name.
    async fn name(&self) -> &str {
        self.view.name()
    }

    /// What Kubernetes keeps beside the spec.
    async fn metadata(&self) -> K8sMetadata {
        let meta = self.view.meta();
        let pairs = |pairs: Option<&std::collections::BTreeMap<String, String>>| {
            let pairs = pairs.into_iter().flatten();
            let pairs = pairs.map(|(key, value)| K8sPair {
                key: key.clone(),
                value: value.clone(),
            });
            pairs.collect()
        };
        K8sMetadata {
            labels: pairs(meta.labels.as_ref()),
            annotations: pairs(meta.annotations.as_ref()),
            created_at: self.view.created().map(DateTime),
            deleting_since: self.view.deleting_since().map(DateTime),
            generation: meta.generation.map(Int64),
            resource_version: meta.resource_version.clone(),
            uid: meta.uid.clone(),
            finalizers: meta.finalizers.clone().unwrap_or_default(),
            keepers: keepers(&self.view.object)
                .into_iter()
                .map(K8sKeeper::from)
                .collect(),
            field_managers: writers(&self.view.object)
                .into_iter()
                .map(K8sFieldManager::from)
                .collect(),
        }
    }

    /// What is asked for. Null with `UNSUPPORTED` when it has a field this version cannot read; `yaml` has it.
    async fn spec(&self) -> Part<&AerospikeClusterSpec> {
        Some(self.view.object.spec().map_err(ApiError::from))
    }

    /// What the operator says, as it says it; null until it has said anything.
    async fn status(&self) -> Option<Result<&AerospikeClusterStatus, ApiError>> {
        self.view
            .object
            .status()
            .map_err(ApiError::from)
            .transpose()
    }

    /// What the operator says it is doing, as it spells it. `Completed` says that it has nothing left to do, not
    /// that the cluster works; `assessment` says that.
    async fn phase(&self) -> Option<&str> {
        self.view.phase()
    }

    /// The number of nodes that is wanted: that of the spec or, where it leaves it out, of the template. Null
    /// while that is not known.
    async fn wanted_size(&self) -> Option<i32> {
        self.view.wanted_size()
    }

    /// The image that is wanted, found in the same way.
    async fn wanted_image(&self) -> Option<String> {
        self.view.wanted_image()
    }

    /// Whether the operator is asked to leave the cluster alone.
    async fn paused(&self) -> bool {
        self.view.is_paused()
    }

    /// What the operator says holds and what does not. Judge by `status`: reason and message often tell of the
    /// opposite.
    async fn conditions(&self) -> &[K8sCondition] {
        let conditions = self
            .view
            .status()
            .and_then(|status| status.conditions.value());
        conditions.map(Vec::as_slice).unwrap_or_default()
    }

    /// The pods, by rack and number: those the operator tells of, and those there are.
    async fn pods(&self) -> Part<Vec<K8sPod>> {
        Some(self.shown_pods().await)
    }

    /// The racks, by number: those asked for, and those that still have pods. A cluster without racks has one, 0.
    async fn racks(&self) -> Part<Vec<K8sClusterRack>> {
        let racks = async || {
            let (pods, sets) = (self.known_pods().await?, self.look.sets(&self.view).await?);
            let racks = racks(&self.view, &pods, &sets).into_iter();
            Ok(racks.map(K8sClusterRack::from).collect())
        };
        Some(racks().await)
    }

    /// The restart that was asked for last, and how far it is; null when none was.
    async fn operation(&self) -> Option<Result<K8sClusterOperation, ApiError>> {
        self.known_operation().await.transpose()
    }

    /// The copy of the template that the operator works with; null without one.
    async fn template_snapshot(&self) -> Option<&K8sTemplateSnapshot> {
        self.view.status()?.template_snapshot.value()
    }

    /// Data on the move, as the operator and its pods tell of it, and as the nodes do.
    async fn migration(&self) -> Part<K8sMigration> {
        let migration = async || {
            let pods = join(&self.view, &[]).map_err(|error| ApiError::from(&error))?;
            Ok(K8sMigration::new(Migration::of(&self.view, &pods), self))
        };
        Some(migration().await)
    }

    /// How the operator gets on with the cluster, and whether it has given up.
    async fn reconciliation(&self) -> K8sReconciliation {
        K8sReconciliation {
            reconciliation: Reconciliation::of(&self.view),
            reference: self.view.reference(),
            clusters: self.look.clusters.clone(),
        }
    }

    /// The numbers of the cluster at a glance.
    async fn health(&self) -> Part<K8sClusterHealth> {
        let health = async || {
            let (pods, sets) = (self.known_pods().await?, self.look.sets(&self.view).await?);
            Ok(Health::of(&self.view, &pods, &sets).into())
        };
        Some(health().await)
    }

    /// What differs from what is asked for: fields not applied, and pods that run with something else.
    async fn drift(&self) -> Part<K8sDrift> {
        let drift = async || {
            let pods = self.known_pods().await?;
            let sets = self.look.sets(&self.view).await?;
            let drift = Drift::of(&self.view, &pods, Some(&sets));
            drift
                .map(Into::into)
                .map_err(|error| ApiError::from(&error))
        };
        Some(drift().await)
    }

    /// What is so, beside what the operator says, with evidence and what to do.
    async fn assessment(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Whether the Aerospike nodes are asked too, over the connection of the cluster: it takes the time they \
                    take. Without a connection nothing changes.",
            default = false
        )]
        nodes: bool,
    ) -> K8sAssessment {
        let told = match nodes {
            true => live(ctx, &self.view.reference()).await,
            false => None,
        };
        let told = told.map(|cluster| cluster.map(|cluster| Nodes::from(&*cluster)));
        self.look.assess(&self.view, told).await.into()
    }

    /// Events of the cluster, its pods, stateful sets and claims, the newest first. The operator leaves events out
    /// after the first 25: their absence says nothing.
    async fn events(
        &self,
        #[graphql(desc = "How many: 1 to 500.", default = 50)] first: i32,
        #[graphql(desc = "Where the page begins: `endCursor` of the page before.")] after: Option<
            Cursor,
        >,
        #[graphql(desc = "Of these categories; of all when left out.")] categories: Option<
            Vec<K8sEventCategory>,
        >,
        #[graphql(
            desc = "A part of the reason, the message or the object's name, whatever its case."
        )]
        search: Option<String>,
    ) -> Part<K8sEventConnection> {
        let filter = EventFilter {
            categories: categories.into_iter().flatten().map(Into::into).collect(),
            search,
        };
        let after = after.as_ref().map(|cursor| cursor.0.as_str());
        let page = self.look.events(&self.view, &filter, first, after).await;
        Some(page.map(Into::into).map_err(ApiError::from))
    }

    /// The connection profile of the cluster: the one whose labels name it or, failing that, whose hosts are names
    /// of its service. Null when there is none.
    async fn connection(&self, ctx: &Context<'_>) -> Option<Result<Connection, ApiError>> {
        match ctx.port::<dyn ManagedPort>() {
            Ok(port) => port
                .connection(&self.view.context, self.view.namespace(), self.view.name())
                .map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// What belongs to it in Kubernetes.
    async fn owned(&self) -> K8sOwned {
        K8sOwned {
            view: self.view.clone(),
            look: Arc::clone(&self.look),
        }
    }

    /// What this server may do in the cluster's namespace, as the API server says. Answers hold for ten seconds.
    async fn permissions(&self) -> Part<Vec<K8sPermission>> {
        let clusters = &self.look.clusters;
        let asked = clusters.permissions(&self.view.context, Some(self.view.namespace()));
        Some(asked.await.map(shown))
    }

    /// The resource as YAML, as somebody would write it: without status, versions and traces of tools. Fields this
    /// version does not know are in it.
    async fn yaml(
        &self,
        #[graphql(
            desc = "With all that Kubernetes and the operator add.",
            default = false
        )]
        whole: bool,
    ) -> Part<String> {
        Some(manifest::text(self.view.object.json(), whole))
    }
}

impl K8sCluster {
    /// The pods, with what Kubernetes says of each.
    pub(super) async fn known_pods(&self) -> Result<Vec<PodView>, ApiError> {
        let pods = self.look.pods(&self.view).await?;
        join(&self.view, &pods).map_err(|error| ApiError::from(&error))
    }

    pub(super) async fn known_operation(&self) -> Result<Option<K8sClusterOperation>, ApiError> {
        let pods = self.known_pods().await?;
        let names: Vec<String> = pods.into_iter().map(|pod| pod.name).collect();
        Ok(OperationView::of(&self.view, &names).map(Into::into))
    }

    /// The pods; where Kubernetes does not tell of them, those the operator tells of.
    async fn shown_pods(&self) -> Result<Vec<K8sPod>, ApiError> {
        let (pods, problem) = match self.look.pods(&self.view).await {
            Ok(pods) => (pods, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let pods = join(&self.view, &pods).map_err(|error| ApiError::from(&error))?;
        let shown = pods.into_iter().map(|pod| K8sPod {
            pod,
            problem: problem.clone(),
            view: self.view.clone(),
            look: Arc::clone(&self.look),
        });
        Ok(shown.collect())
    }
}

/// What Kubernetes keeps beside the spec of a resource.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sMetadata {
    /// Its labels, by key.
    labels: Vec<K8sPair>,
    /// Its annotations, by key.
    annotations: Vec<K8sPair>,
    /// When it was made.
    created_at: Option<DateTime>,
    /// When its deletion was asked for; null when it was not.
    deleting_since: Option<DateTime>,
    /// Rises with each change of the spec.
    generation: Option<Int64>,
    /// Another one with each change of anything; hand it back to change only what was seen.
    resource_version: Option<String>,
    /// Tells it from one of the same name before or after.
    uid: Option<String>,
    /// Who holds back its deletion.
    finalizers: Vec<String>,
    /// Tools that keep it as a repository or a release has it: they undo changes made elsewhere.
    keepers: Vec<K8sKeeper>,
    /// Who wrote its fields, as Kubernetes keeps it.
    field_managers: Vec<K8sFieldManager>,
}

/// A label or an annotation.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sPair {
    /// Its key.
    key: String,
    /// Its value.
    value: String,
}
