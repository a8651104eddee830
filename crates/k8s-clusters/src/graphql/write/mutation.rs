use acm_core::{ApiError, Caller, ContextExt, Right};
use acm_graph::AutoConnectPort;
use async_graphql::{Context, Object};

use super::{
    inputs::{
        ClearK8sOperationInput, CloneK8sClusterInput, CreateK8sClusterInput,
        DeleteK8sAutoscalerInput, DeleteK8sClaimInput, DeleteK8sClusterInput,
        DropK8sOperationPodsInput, EditK8sClusterInput, ImportK8sClusterInput,
        PauseK8sClusterInput, PutK8sAutoscalerInput, ReconcileK8sClusterInput,
        ResetK8sCircuitBreakerInput, ResumeK8sClusterInput, ScaleK8sClusterInput,
        SetK8sNodeBlockListInput, StartK8sOperationInput, UpdateK8sClusterInput,
    },
    payloads::{
        ClearK8sOperationPayload, CloneK8sClusterPayload, CreateK8sClusterPayload,
        DeleteK8sAutoscalerPayload, DeleteK8sClaimPayload, DeleteK8sClusterPayload,
        DropK8sOperationPodsPayload, EditK8sClusterPayload, ImportK8sClusterPayload,
        K8sClusterWritten, PauseK8sClusterPayload, PutK8sAutoscalerPayload,
        ReconcileK8sClusterPayload, ResetK8sCircuitBreakerPayload, ResumeK8sClusterPayload,
        ScaleK8sClusterPayload, SetK8sNodeBlockListPayload, StartK8sOperationPayload,
        UpdateK8sClusterPayload,
    },
};
use crate::{
    graphql::K8sClustersState,
    service::write::{Outcome, Profiles, Removal, error::Error},
};

/// Mutations of this module.
#[derive(Clone, Copy, Debug, Default)]
pub struct K8sClustersMutation;

#[Object]
impl K8sClustersMutation {
    /// Makes an Aerospike cluster in Kubernetes. Nothing is written that is not given: what is left out the template
    /// fills in, or the operator. The Kubernetes namespace must be there.
    #[graphql(guard = "Right::WriteK8s")]
    async fn create_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cluster.")] input: CreateK8sClusterInput,
    ) -> Result<CreateK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let draft = input.draft()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        let mut made = state.writer.create(&place, &draft, mode).await?;
        if input.connecting.auto_connect {
            made.connect(profiles(ctx)).await;
        }
        shown(state, Ok(made))
    }

    /// Makes an Aerospike cluster from its YAML.
    #[graphql(guard = "Right::WriteK8s")]
    async fn import_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cluster as text.")] input: ImportK8sClusterInput,
    ) -> Result<ImportK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let mut made = state
            .writer
            .import(&(&input).into(), input.mode.into())
            .await?;
        if input.connecting.auto_connect {
            made.connect(profiles(ctx)).await;
        }
        shown(state, Ok(made))
    }

    /// Makes an Aerospike cluster like another one, with a name of its own in Aerospike too, and without what the other
    /// is asked to do, its pause, the addresses of its nodes and, unless it is wanted, its template.
    #[graphql(guard = "Right::WriteK8s")]
    async fn clone_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The source and the copy.")] input: CloneK8sClusterInput,
    ) -> Result<CloneK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let copy = (&input).into();
        let (source, mode) = (input.cluster.into(), input.mode.into());
        let mut made = state.writer.clone_cluster(&source, &copy, mode).await?;
        if input.connecting.auto_connect {
            made.connect(profiles(ctx)).await;
        }
        shown(state, Ok(made))
    }

    /// Changes an Aerospike cluster. When somebody else was faster the change is computed anew, unless
    /// `expectedResourceVersion` says what the caller saw: then `CONFLICT`, with the present cluster in `details.current`
    /// and each changed field in `details.fields` as it was seen, is, and is wanted.
    #[graphql(guard = "Right::WriteK8s")]
    async fn update_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateK8sClusterInput,
    ) -> Result<UpdateK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let update = input.update()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.update(&place, &update, mode).await)
    }

    /// Makes an Aerospike cluster what a text says, with the checks of any other change.
    #[graphql(guard = "Right::WriteK8s")]
    async fn edit_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cluster as text.")] input: EditK8sClusterInput,
    ) -> Result<EditK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let edit = input.edit()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.edit(&place, &edit, mode).await)
    }

    /// Sets the number of nodes. `CONFLICT` with cause `AUTOSCALED` when an autoscaler sets it.
    #[graphql(guard = "Right::WriteK8s")]
    async fn scale_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The size.")] input: ScaleK8sClusterInput,
    ) -> Result<ScaleK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let scaling = (&input).into();
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.scale(&place, &scaling, mode).await)
    }

    /// Makes the operator leave a cluster alone.
    #[graphql(guard = "Right::WriteK8s")]
    async fn pause_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cluster.")] input: PauseK8sClusterInput,
    ) -> Result<PauseK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.pause(&place, true, mode).await)
    }

    /// Makes the operator go on with a cluster it left alone.
    #[graphql(guard = "Right::WriteK8s")]
    async fn resume_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cluster.")] input: ResumeK8sClusterInput,
    ) -> Result<ResumeK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.pause(&place, false, mode).await)
    }

    /// Deletes an Aerospike cluster, with all that the operator made for it and the connections whose labels name it.
    /// Tells what goes and which volumes stay; a dry run tells it before.
    #[graphql(guard = "Right::WriteK8s")]
    async fn delete_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cluster.")] input: DeleteK8sClusterInput,
    ) -> Result<DeleteK8sClusterPayload, ApiError> {
        let writer = &ctx.state::<K8sClustersState>()?.writer;
        let removal = Removal::from(&input);
        let place = input.cluster.into();
        let mut doomed = writer.delete(&place, &removal).await?;
        let mut connections = Vec::new();
        if !input.keep_connection {
            let dry_run = removal.dry_run;
            let (gone, warning) = writer.disconnect(&place, profiles(ctx), dry_run).await?;
            connections = gone;
            doomed.warnings.extend(warning);
        }
        let applied = !removal.dry_run;
        Ok(DeleteK8sClusterPayload::new(doomed, connections, applied))
    }

    /// Says which Kubernetes nodes run no pod of a cluster. Pods that run there stay until they are restarted.
    #[graphql(guard = "Right::WriteK8s")]
    async fn set_k8s_node_block_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The nodes.")] input: SetK8sNodeBlockListInput,
    ) -> Result<SetK8sNodeBlockListPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(
            state,
            state
                .writer
                .block_nodes(&place, &input.node_names, mode)
                .await,
        )
    }

    /// Makes the operator look at a cluster now. `CONFLICT` when it would not heed it: cause `PAUSED` or `BREAKER_OPEN`.
    #[graphql(guard = "Right::WriteK8s")]
    async fn reconcile_k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cluster.")] input: ReconcileK8sClusterInput,
    ) -> Result<ReconcileK8sClusterPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.force_reconcile(&place, mode).await)
    }

    /// Resets the operator's circuit breaker for a cluster: sets its count of failures back, then makes it look. `FORBIDDEN`
    /// with the missing right in `details`, before anything is changed, when this server may not do both.
    #[graphql(guard = "Right::WriteK8s")]
    async fn reset_k8s_circuit_breaker(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cluster.")] input: ResetK8sCircuitBreakerInput,
    ) -> Result<ResetK8sCircuitBreakerPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.reset_breaker(&place, mode).await)
    }

    /// Restarts pods, one batch after the other. `CONFLICT` with cause `OPERATION_RUNS` while a restart runs, with what it
    /// waits for in `details`; `PAUSED` or `BREAKER_OPEN` when the operator would not heed it.
    #[graphql(guard = "Right::WriteK8s")]
    async fn start_k8s_operation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The restart.")] input: StartK8sOperationInput,
    ) -> Result<StartK8sOperationPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let operation = (&input).into();
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(
            state,
            state.writer.start_operation(&place, &operation, mode).await,
        )
    }

    /// Takes pods out of the restart that runs. This ends one that fails on a pod again and again.
    #[graphql(guard = "Right::WriteK8s")]
    async fn drop_k8s_operation_pods(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The pods.")] input: DropK8sOperationPodsInput,
    ) -> Result<DropK8sOperationPodsPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(
            state,
            state.writer.drop_pods(&place, &input.pods, mode).await,
        )
    }

    /// Removes a finished restart from the specification, where it otherwise stays. `CONFLICT` while it runs: the
    /// operator refuses that.
    #[graphql(guard = "Right::WriteK8s")]
    async fn clear_k8s_operation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cluster.")] input: ClearK8sOperationInput,
    ) -> Result<ClearK8sOperationPayload, ApiError> {
        let state = ctx.state::<K8sClustersState>()?;
        let (place, mode) = (input.cluster.into(), input.mode.into());
        shown(state, state.writer.clear_operation(&place, mode).await)
    }

    /// Makes the autoscaler of a cluster, or changes it.
    #[graphql(guard = "Right::WriteK8s")]
    async fn put_k8s_autoscaler(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The autoscaler.")] input: PutK8sAutoscalerInput,
    ) -> Result<PutK8sAutoscalerPayload, ApiError> {
        let writer = &ctx.state::<K8sClustersState>()?.writer;
        let (draft, dry_run) = ((&input).into(), input.dry_run);
        let place = input.cluster.into();
        let put = writer.put_autoscaler(&place, &draft, dry_run).await?;
        Ok(PutK8sAutoscalerPayload {
            autoscaler: (&put.object).into(),
            created: put.created,
        })
    }

    /// Deletes the autoscaler of a cluster. That there is none is no error.
    #[graphql(guard = "Right::WriteK8s")]
    async fn delete_k8s_autoscaler(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which cluster.")] input: DeleteK8sAutoscalerInput,
    ) -> Result<DeleteK8sAutoscalerPayload, ApiError> {
        let writer = &ctx.state::<K8sClustersState>()?.writer;
        let place = input.cluster.into();
        let removed = writer.delete_autoscaler(&place, input.dry_run).await?;
        Ok(DeleteK8sAutoscalerPayload { removed })
    }

    /// Deletes the claim of a pod that is no more, and with it the data on its volume. `CONFLICT` with cause
    /// `CLAIM_IN_USE` when a pod has it, `CLAIM_AWAITED` when one will have it again.
    #[graphql(guard = "Right::WriteK8s")]
    async fn delete_k8s_claim(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The claim.")] input: DeleteK8sClaimInput,
    ) -> Result<DeleteK8sClaimPayload, ApiError> {
        let writer = &ctx.state::<K8sClustersState>()?.writer;
        let (deletion, dry_run) = ((&input).into(), input.dry_run);
        writer
            .delete_claim(&input.cluster.into(), &deletion)
            .await?;
        Ok(DeleteK8sClaimPayload::new(!dry_run))
    }
}

/// Who makes and removes profiles, when the caller may.
fn profiles<'a>(ctx: &'a Context<'_>) -> Profiles<'a> {
    ctx.state::<Caller>()?.require(Right::WriteConnections)?;
    ctx.port::<dyn AutoConnectPort>()
}

fn shown<P: From<K8sClusterWritten>>(
    state: &K8sClustersState,
    outcome: Result<Outcome, Error>,
) -> Result<P, ApiError> {
    K8sClusterWritten::new(outcome?, &state.clusters).map(P::from)
}
