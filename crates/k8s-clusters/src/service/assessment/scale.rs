//! The number of nodes.

use acm_k8s_api::{ResourceExt, types::K8sPhase};

use super::{Code, Facts, Finding, State};

/// The operator takes no node away while data moves, or while it cannot learn whether it does; the
/// phase then flickers.
pub(super) fn deferred(facts: &Facts<'_>) -> Option<Finding> {
    let phase = facts.view.status()?.phase.value()?.word()?;
    let wanted = facts.view.wanted_size()?;
    let sets = facts.sets.iter();
    let replicas: i32 = sets.filter_map(|set| set.spec.replicas).sum();
    let is_behind = replicas > wanted && wanted > 0;
    let defers = phase == K8sPhase::WaitingForMigration
        || (is_behind && matches!(phase, K8sPhase::ScalingDown | K8sPhase::InProgress));
    defers.then(|| {
        let migration = facts.view.status().and_then(|status| status.migration_status.value());
        let remaining = migration.map(|migration| migration.remaining_partitions);
        let finding = Finding::new(
            Code::ScaleDownDeferred,
            State::Waiting,
            "Nodes are not taken away yet: data still moves, or the nodes do not say whether it does.",
        );
        finding
            .told(facts, "status.phase", facts.view.phase())
            .told(facts, "status.migrationStatus.remainingPartitions", remaining)
            .on("StatefulSets", "spec.replicas", replicas)
            .told(facts, "spec.size", Some(wanted))
            .act("Wait; the operator looks again every 30 s. If nodes do not answer, mend that first.")
    })
}

pub(super) fn autoscaler(facts: &Facts<'_>) -> Option<Finding> {
    let autoscaler = facts.autoscalers.first()?;
    let least = autoscaler.spec.min_replicas.unwrap_or(1);
    let most = autoscaler.spec.max_replicas;
    let object = format!("HorizontalPodAutoscaler {}", autoscaler.name_any());
    let size = facts.view.wanted_size()?;
    let finding = if (least..=most).contains(&size) {
        Finding::new(
            Code::AutoscalerSetsSize,
            None,
            "An autoscaler sets the number of nodes: it undoes a change of it.",
        )
        .act("Change the autoscaler's bounds to change the number of nodes.")
    } else {
        Finding::new(
            Code::AutoscalerWillUndo,
            State::Waiting,
            "The number of nodes is outside of the autoscaler's bounds, which sets it back.",
        )
        .act("Change the autoscaler's bounds, or take it away.")
    };
    Some(
        finding
            .on(object.clone(), "spec.minReplicas", least)
            .on(object, "spec.maxReplicas", most)
            .told(facts, "spec.size", Some(size)),
    )
}

/// The operator compares with `spec.size`, which is 0 where the template says how many.
pub(super) fn by_template(facts: &Facts<'_>) -> Option<Finding> {
    let own = facts.view.spec()?.size.value().copied().unwrap_or_default();
    let health = facts.view.status()?.health.value()?;
    let compares = health.rsplit('/').next() == Some("0");
    let wanted = facts.view.wanted_size().filter(|wanted| *wanted > 0)?;
    (facts.view.has_template() && own == 0 && compares).then(|| {
        Finding::new(
            Code::SizedByTemplate,
            None,
            "The template sets the number of nodes, so the operator's own health and its conditions Ready and \
             ConfigApplied are wrong.",
        )
        .told(facts, "status.health", Some(health))
        .told(facts, "status.templateSnapshot.spec.size", Some(wanted))
        .act("Go by this assessment, or set the size in the cluster.")
    })
}

pub(super) fn to_zero(facts: &Facts<'_>) -> Option<Finding> {
    let wanted = facts.view.wanted_size()?;
    (wanted == 0).then(|| {
        Finding::new(
            Code::ScaledToZero,
            State::Degraded,
            "The cluster is to have no node.",
        )
        .told(facts, "spec.size", Some(wanted))
        .act("Set a size of 1 to 8.")
    })
}
