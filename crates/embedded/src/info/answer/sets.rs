//! The sets of a namespace, with their limits.

use crate::info::config::{Context, NodeConfig};
use crate::info::error::InfoError;
use crate::info::pairs::Pairs;
use crate::info::request::Command;
use crate::info::view::{InfoView, SetView};

use super::Answer;

/// `sets`, `sets/NS`, `sets/NS/SET`, `sets:namespace=NS[;set=SET]`.
///
/// An unknown namespace is answered, not refused; an unknown set is an empty answer.
pub(super) fn list(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let (namespace, set) = match command.path {
        Some(path) => match path.split_once('/') {
            Some((namespace, set)) => (Some(namespace), Some(set)),
            None => (Some(path), None),
        },
        None => (command.namespace(), command.argument("set")),
    };
    let (namespace, set) = (filled(namespace), filled(set));
    let Some(namespace) = namespace else {
        let namespaces = view.namespaces();
        return namespaces
            .iter()
            .map(|namespace| all_of(view, namespace))
            .collect();
    };
    if !view.namespaces().iter().any(|name| name == namespace) {
        return Ok("ns_type=unknown".to_owned());
    }
    match set {
        None => all_of(view, namespace),
        Some(name) => match sets(view, namespace).iter().find(|set| set.name == name) {
            None => Ok(String::new()),
            Some(set) => {
                let mut pairs = Pairs::separated_by(':');
                put_set(&mut pairs, view.config(), namespace, set)?;
                Ok(pairs.into_text() + ";")
            }
        },
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

fn all_of(view: &dyn InfoView, namespace: &str) -> Answer {
    let mut text = String::new();
    for set in sets(view, namespace) {
        let mut pairs = Pairs::separated_by(':');
        pairs.put("ns", namespace).put("set", &set.name);
        put_set(&mut pairs, view.config(), namespace, &set)?;
        text.push_str(&pairs.into_text());
        text.push(';');
    }
    Ok(text)
}

/// The sets that hold or held records, then those that were only configured.
fn sets(view: &dyn InfoView, namespace: &str) -> Vec<SetView> {
    let mut sets = view.sets(namespace);
    let configured = view.config().configured_sets(namespace).into_iter();
    let unseen: Vec<SetView> = configured
        .filter(|name| sets.iter().all(|set| set.name != *name))
        .map(|name| SetView {
            name,
            ..SetView::default()
        })
        .collect();
    sets.extend(unseen);
    sets
}

fn put_set(
    pairs: &mut Pairs,
    config: &NodeConfig,
    namespace: &str,
    set: &SetView,
) -> Result<(), InfoError> {
    pairs
        .put("objects", set.objects)
        .put("tombstones", set.tombstones)
        .put("data_used_bytes", set.data_used_bytes)
        .put("truncate_lut", set.truncate_lut)
        .put("sindexes", set.indexes)
        .put("index_populating", false)
        .put("truncating", set.truncating);
    for (key, value) in config.list(Context::Set(namespace, &set.name))? {
        pairs.put(key, value);
    }
    Ok(())
}
