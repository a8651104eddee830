//! What differs from what is asked for: in the spec that was applied last, and pod by pod.

use std::{collections::BTreeMap, sync::Arc};

use acm_k8s_api::{Unreadable, objects::StatefulSet};
use serde_json::Value;

use super::{
    View,
    pods::{CONFIG_HASH, POD_HASH, PodView},
    racks::rack_of,
};

/// Fields of a spec that are no settings: what is asked for once, and a pause.
const NO_SETTINGS: &[&str] = &["operations", "paused"];
/// Differences that are told.
const MAX_CHANGES: usize = 200;

/// What differs from what is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drift {
    /// Fields the operator has not applied; `None` when it has not said what it applied.
    pub changes: Option<Vec<Change>>,
    /// Each rack with its pods, grouped by what they run with.
    pub racks: Vec<RackDrift>,
    /// Whether the operator is on its way to bring the pods up to date.
    pub in_rollout: bool,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub path: String,
    pub wanted: Option<Value>,
    pub applied: Option<Value>,
}

/// What the pods of a rack run with. Racks are not compared: each has a configuration of its own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RackDrift {
    pub rack: i32,
    /// What new pods of the rack would run with; `None` while that is not known.
    pub wanted: Option<Hashes>,
    pub groups: Vec<Group>,
}

/// Pods that run with the same.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    pub hashes: Hashes,
    pub pods: Vec<String>,
    /// Whether that is what is wanted; `None` while that is not known.
    pub current: Option<bool>,
}

/// What a pod runs with.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Hashes {
    pub config: Option<String>,
    pub pod: Option<String>,
    pub image: Option<String>,
}

impl Drift {
    /// What differs; `sets` is `None` while they cannot be looked at.
    ///
    /// # Errors
    /// What was applied cannot be read.
    pub(crate) fn of(
        view: &View,
        pods: &[PodView],
        sets: Option<&[Arc<StatefulSet>]>,
    ) -> Result<Self, Unreadable> {
        let pending = view
            .status()
            .and_then(|status| status.pending_restart_pods.value());
        let restarting = pending.is_some_and(|pending| !pending.is_empty());
        Ok(Self {
            changes: changes(view),
            racks: by_rack(view, pods, sets),
            in_rollout: restarting || view.phase() == Some("RollingRestart"),
        })
    }

    /// Whether nothing differs, as far as is known.
    pub(crate) fn is_in_sync(&self) -> bool {
        let mut groups = self.racks.iter().flat_map(|rack| &rack.groups);
        self.changes.as_ref().is_none_or(Vec::is_empty)
            && groups.all(|group| group.current != Some(false))
    }
}

/// Fields of the spec that differ from the spec applied last.
fn changes(view: &View) -> Option<Vec<Change>> {
    let applied = view.status()?.applied_spec.value()?;
    let mut applied: Value = serde_json::from_str(applied.text()).ok()?;
    let mut resource = view.object.json();
    let mut wanted = resource.get_mut("spec").map(Value::take)?;
    for spec in [&mut wanted, &mut applied] {
        if let Some(fields) = spec.as_object_mut() {
            NO_SETTINGS.iter().for_each(|key| drop(fields.remove(*key)));
        }
    }
    let mut changes = Vec::new();
    // Where a template fills in, what is applied has more than what is asked for.
    compare(
        "",
        Some(&wanted),
        Some(&applied),
        view.has_template(),
        &mut changes,
    );
    Some(changes)
}

fn compare(
    path: &str,
    wanted: Option<&Value>,
    applied: Option<&Value>,
    filled_in: bool,
    changes: &mut Vec<Change>,
) {
    if changes.len() >= MAX_CHANGES || wanted == applied {
        return;
    }
    match (wanted, applied) {
        (Some(Value::Object(wanted)), Some(Value::Object(applied))) => {
            let below = |key: &str| match path {
                "" => key.to_owned(),
                path => format!("{path}.{key}"),
            };
            for (key, value) in wanted {
                compare(
                    &below(key),
                    Some(value),
                    applied.get(key),
                    filled_in,
                    changes,
                );
            }
            let gone = applied.iter().filter(|(key, _)| !wanted.contains_key(*key));
            for (key, value) in gone {
                compare(&below(key), None, Some(value), filled_in, changes);
            }
        }
        (None, Some(_)) if filled_in => {}
        (wanted, applied) => changes.push(Change {
            path: path.to_owned(),
            wanted: wanted.cloned(),
            applied: applied.cloned(),
        }),
    }
}

fn by_rack(view: &View, pods: &[PodView], sets: Option<&[Arc<StatefulSet>]>) -> Vec<RackDrift> {
    let mut racks: BTreeMap<i32, BTreeMap<Hashes, Vec<String>>> = BTreeMap::new();
    for pod in pods {
        let (config, settings) = pod.hashes();
        let hashes = Hashes {
            config: config.map(str::to_owned),
            pod: settings.map(str::to_owned),
            image: pod.image().map(str::to_owned),
        };
        let groups = racks.entry(pod.rack).or_default();
        groups.entry(hashes).or_default().push(pod.name.clone());
    }
    let wanted = |rack: i32| {
        let mut sets = sets?.iter();
        let set = sets.find(|set| rack_of(view.name(), set) == Some(rack))?;
        wanted(set)
    };
    let drifts = racks.into_iter().map(|(rack, groups)| {
        let wanted = wanted(rack);
        let groups = groups.into_iter().map(|(hashes, pods)| Group {
            current: wanted.as_ref().map(|wanted| wanted.agrees(&hashes)),
            hashes,
            pods,
        });
        RackDrift {
            rack,
            groups: groups.collect(),
            wanted,
        }
    });
    drifts.collect()
}

/// What new pods of a stateful set would run with.
fn wanted(set: &StatefulSet) -> Option<Hashes> {
    let template = &set.spec.template;
    let annotations = template.metadata.as_ref()?.annotations.as_ref()?;
    let containers = template
        .spec
        .as_ref()
        .map(|spec| spec.containers.as_slice());
    let server = containers?
        .iter()
        .find(|one| one.name == super::pods::SERVER);
    Some(Hashes {
        config: annotations.get(CONFIG_HASH).cloned(),
        pod: annotations.get(POD_HASH).cloned(),
        image: server.and_then(|server| server.image.clone()),
    })
}

impl Hashes {
    /// Whether nothing that both know differs.
    fn agrees(&self, other: &Self) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| {
            one.is_none() || other.is_none() || one == other
        };
        same(&self.config, &other.config)
            && same(&self.pod, &other.pod)
            && same(&self.image, &other.image)
    }
}
