//! What will happen when a change is applied, told before it is.
//!
//! What the operator does follows from recordings of it. Pods get a new image or pod specification
//! only when something restarts them; only a change of configuration does, and at the pods of one
//! batch after the other, without waiting for the one before to be ready.

mod config;
mod fields;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::{
    AerospikeCluster,
    autoscaler::Autoscaler,
    changes::{Change, changes},
    manifest::clean,
    operator::{BREAKER_THRESHOLD, operation_runs},
    types::AerospikeClusterSpec,
};
use acm_graph::ParameterPort;

/// What follows from a change of some fields.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Effect {
    /// Only what the operator heeds later: no object changes.
    Settings,
    /// Objects beside the pods change: services, budgets, policies.
    Objects,
    /// Users and roles are synchronised.
    AccessControl,
    /// Running nodes take the new configuration; none restarts.
    DynamicConfiguration,
    /// The server restarts within each pod, one batch after the other.
    WarmRestart,
    /// Each pod is replaced, one batch after the other, without waiting for the one before to be ready.
    RollingRestart,
    /// Pods keep what they have until somebody restarts them.
    NotUntilRestart,
    /// Pods are added.
    ScaleUp,
    /// Pods are removed, all at once.
    ScaleDown,
    /// The pods are spread over other racks.
    Racks,
    /// A restart is asked for.
    Operation,
    /// The operator stops, or goes on.
    Pause,
    /// The operator decides; it is not known before.
    Unknown,
}

/// What follows from a change of some fields, and which.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// What follows.
    pub effect: Effect,
    /// The fields, as in `spec.image`.
    pub fields: Vec<String>,
}

/// Why nothing happens for now although it is asked for, or does not last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Obstacle {
    /// The operator leaves the cluster alone.
    Paused,
    /// The operator has given up after too many failures.
    BreakerOpen,
    /// A horizontal pod autoscaler sets the size.
    Autoscaler {
        /// Its name.
        name: String,
        /// The size it will set; `None` when its metrics decide.
        sets: Option<i32>,
    },
    /// Records are on the move: pods are removed once they have arrived.
    Migrating,
    /// An operation runs.
    OperationRuns,
    /// The claims of existing pods keep their size and class.
    ClaimsAreFixed,
    /// Pods of a rack that goes are removed at once, without waiting for their records to be copied.
    RackGoesAtOnce,
}

/// What will happen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What follows from which fields, the gravest last.
    pub steps: Vec<Step>,
    /// What stands in the way, or goes with it.
    pub obstacles: Vec<Obstacle>,
    /// The pods that restart by themselves.
    pub restarts: Vec<String>,
    /// The pods that keep their old image or specification until somebody restarts them.
    pub outdated: Vec<String>,
    /// What differs.
    pub changes: Vec<Change>,
    /// The number of nodes that is asked for, when that changes.
    pub resized: Option<i32>,
}

impl Plan {
    /// What will happen when one cluster becomes the other.
    #[must_use]
    pub fn of(
        current: &AerospikeCluster,
        proposed: &AerospikeCluster,
        autoscaler: Option<&Autoscaler>,
        parameters: &dyn ParameterPort,
    ) -> Self {
        let (before, after) = (clean(current.json()), clean(proposed.json()));
        let changes = changes(&before, &after);
        let mut steps = fields::steps(&changes);
        config::add(&before, &after, parameters, &mut steps);
        let steps = settled(steps);
        let mut plan = Self {
            steps,
            changes,
            ..Self::default()
        };
        plan.tell_pods(current);
        plan.tell_obstacles(current, proposed, autoscaler);
        plan
    }

    /// Whether something follows from the change.
    #[must_use]
    pub fn has(&self, effect: Effect) -> bool {
        self.steps.iter().any(|step| step.effect == effect)
    }

    fn tell_pods(&mut self, current: &AerospikeCluster) {
        let status = current.status().ok().flatten();
        let pods = status.and_then(|status| status.pods.value()?.get("status.pods").ok());
        let pods: Vec<String> = pods.into_iter().flat_map(|pods| pods.into_keys()).collect();
        if self.has(Effect::WarmRestart) || self.has(Effect::RollingRestart) {
            self.restarts.clone_from(&pods);
        }
        if self.has(Effect::NotUntilRestart) {
            self.outdated = pods;
        }
    }

    fn tell_obstacles(
        &mut self,
        current: &AerospikeCluster,
        proposed: &AerospikeCluster,
        autoscaler: Option<&Autoscaler>,
    ) {
        if self.steps.is_empty() {
            return;
        }
        let status = current.status().ok().flatten();
        let spec = |cluster: &AerospikeCluster| cluster.spec().ok().cloned();
        let size = |spec: &AerospikeClusterSpec| spec.size.value().copied();
        let (before, after) = (spec(current), spec(proposed));
        let paused = after.as_ref().and_then(|spec| spec.paused.value().copied());
        if paused == Some(true) && !self.has(Effect::Pause) {
            self.obstacles.push(Obstacle::Paused);
        }
        let failures = status.and_then(|status| status.failed_reconcile_count.value());
        if failures.is_some_and(|failures| *failures >= BREAKER_THRESHOLD) {
            self.obstacles.push(Obstacle::BreakerOpen);
        }
        let (had, has) = (
            before.as_ref().and_then(size),
            after.as_ref().and_then(size),
        );
        self.resized = has.filter(|_| had != has);
        if had != has
            && let Some(autoscaler) = autoscaler
        {
            self.obstacles.push(Obstacle::Autoscaler {
                name: autoscaler.name.clone(),
                sets: has.and_then(|size| autoscaler.sets(size)),
            });
        }
        let moving = status.and_then(|status| status.migration_status.value());
        if self.has(Effect::ScaleDown) && moving.is_some_and(|moving| moving.in_progress) {
            self.obstacles.push(Obstacle::Migrating);
        }
        if operation_runs(current) {
            self.obstacles.push(Obstacle::OperationRuns);
        }
        let named = |part: &str| self.changes.iter().any(|change| change.path.contains(part));
        if named("persistentVolume") || named("spec.storage.volumes[") {
            self.obstacles.push(Obstacle::ClaimsAreFixed);
        }
        if fields::rack_goes(before.as_ref(), after.as_ref()) {
            self.obstacles.push(Obstacle::RackGoesAtOnce);
        }
    }
}

/// A restart that replaces pods brings what would wait for one.
fn settled(steps: Vec<Step>) -> Vec<Step> {
    let has = |effect| steps.iter().any(|step| step.effect == effect);
    let replaces = has(Effect::NotUntilRestart) && has(Effect::WarmRestart);
    let mut settled: Vec<Step> = Vec::new();
    for mut step in steps {
        if replaces && matches!(step.effect, Effect::NotUntilRestart | Effect::WarmRestart) {
            step.effect = Effect::RollingRestart;
        }
        match settled.iter_mut().find(|known| known.effect == step.effect) {
            Some(known) => known.fields.extend(step.fields),
            None => settled.push(step),
        }
    }
    for step in &mut settled {
        let fields: BTreeSet<String> = step.fields.drain(..).collect();
        step.fields = fields.into_iter().collect();
    }
    settled.sort_by_key(|step| step.effect);
    settled
}
