//! How records are distributed by time to live and size, as the node counted them last.

use std::fmt::Write as _;

use crate::info::census::{Counts, Steps};
use crate::info::error::InfoError;
use crate::info::request::Command;
use crate::info::view::InfoView;

use super::Answer;

/// What a node answers for a set it knows and has not counted.
const UNAVAILABLE: &str = "hist-unavailable";

/// `histogram:namespace=NS;[set=SET;]type=ttl|object-size|object-size-linear`. A node counts once in
/// `nsup-hist-period`; before, it answers nothing.
pub(super) fn histogram(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let namespace = command.required_namespace()?;
    let kind = command.required("type")?;
    if !view.namespaces().iter().any(|name| name == namespace) {
        return Err(InfoError::unknown_namespace());
    }
    let shown: fn(&Counts) -> String = match kind {
        "ttl" => |counts| steps("seconds", &counts.ttl),
        "object-size" => |counts| powers(&counts.size_by_power),
        "object-size-linear" => |counts| steps("bytes", &counts.size),
        _ => return Err(InfoError::bad("type")),
    };
    let set = command.argument("set").filter(|set| !set.is_empty());
    if let Some(set) = set
        && !view.sets(namespace).iter().any(|known| known.name == set)
    {
        return Err(InfoError::parameter("unknown set"));
    }
    let census = view.census(namespace);
    let counts = census.as_deref().and_then(|census| census.counts(set));
    Ok(match (counts, set) {
        (Some(counts), _) => shown(counts),
        (None, Some(_)) => UNAVAILABLE.to_owned(),
        (None, None) => String::new(),
    })
}

fn steps(unit: &str, steps: &Steps) -> String {
    let width = u64::from(steps.width);
    let range = width * steps.counts.len() as u64;
    let counts: Vec<String> = steps.counts.iter().map(ToString::to_string).collect();
    let counts = counts.join(",");
    format!("units={unit}:hist-width={range}:bucket-width={width}:buckets={counts}")
}

/// `units=bytes:[64-128)=16000:[1K-2K)=17`, without what nothing was counted in.
fn powers(counts: &[u64]) -> String {
    let mut text = "units=bytes".to_owned();
    for (power, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // Writing to a String cannot fail.
        let _ = write!(text, ":[{}-{})={count}", bound(power), bound(power + 1));
    }
    text
}

/// The least that has so many binary digits.
fn bound(digits: usize) -> String {
    const UNITS: [&str; 7] = ["", "K", "M", "G", "T", "P", "E"];
    let Some(power) = digits.checked_sub(1) else {
        return "0".to_owned();
    };
    UNITS.get(power / 10).filter(|_| power < 64).map_or_else(
        || "inf".to_owned(),
        |unit| format!("{}{unit}", 1_u64 << (power % 10)),
    )
}
