//! Who holds which partition: the maps clients route by, and the table operators read.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::info::error::InfoError;
use crate::info::request::Command;
use crate::info::view::{InfoView, PartitionState, PartitionView, ReplicasView};

use super::Answer;

/// Partitions of a namespace; the same number in every cluster.
const PARTITIONS: u32 = 4096;

const PARTITION_INFO_HEADER: &str = "namespace:partition:state:n_replicas:replica:succession:\
n_dupl:working_master:proxy_dst:emigrates:lead_emigrates:immigrates:records:tombstones:regime:\
tree_id:version:final_version";

pub(super) fn count() -> Answer {
    Ok(PARTITIONS.to_string())
}

/// `replicas[:max=N]`: `ns:regime,count,bitmap,..;ns:..`, bitmaps in base64, master first.
pub(super) fn replicas(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let max = match command.argument("max") {
        None => usize::MAX,
        Some(text) => match text.parse() {
            Ok(0) | Err(_) => return Err(InfoError::bad("max")),
            Ok(max) => max,
        },
    };
    Ok(each_namespace(view, |replicas| {
        let shown = replicas.bitmaps.len().min(max);
        let mut text = format!("{},{}", replicas.regime, shown);
        push_bitmaps(&mut text, &replicas.bitmaps[..shown]);
        text
    }))
}

/// The form without a regime, for old clients: `ns:count,bitmap,..;ns:..`.
pub(super) fn replicas_all(view: &dyn InfoView) -> Answer {
    Ok(each_namespace(view, |replicas| {
        let mut text = replicas.bitmaps.len().to_string();
        push_bitmaps(&mut text, &replicas.bitmaps);
        text
    }))
}

/// The form with the masters only, for very old clients: `ns:bitmap;ns:..`.
pub(super) fn replicas_master(view: &dyn InfoView) -> Answer {
    Ok(each_namespace(view, |replicas| {
        replicas
            .bitmaps
            .first()
            .map(|bitmap| BASE64.encode(bitmap))
            .unwrap_or_default()
    }))
}

fn each_namespace(view: &dyn InfoView, text: impl Fn(&ReplicasView) -> String) -> String {
    let namespaces = view.namespaces();
    let lines = namespaces.iter().filter_map(|namespace| {
        let replicas = view.replicas(namespace)?;
        Some(format!("{namespace}:{}", text(&replicas)))
    });
    lines.collect::<Vec<_>>().join(";")
}

fn push_bitmaps(text: &mut String, bitmaps: &[Vec<u8>]) {
    for bitmap in bitmaps {
        text.push(',');
        BASE64.encode_string(bitmap, text);
    }
}

/// One line per namespace and partition, after a line of column names.
pub(super) fn info(view: &dyn InfoView) -> Answer {
    let node = view.node();
    let key = format!("{:012x}", node.cluster.key & 0xFFFF_FFFF_FFFF);
    let mut text = PARTITION_INFO_HEADER.to_owned();
    for namespace in view.namespaces() {
        let regime = view
            .replicas(&namespace)
            .map_or(0, |replicas| replicas.regime);
        for (id, partition) in view.partitions(&namespace).iter().enumerate() {
            let row = Row {
                node: &node.id,
                key: &key,
                regime,
                partition,
            };
            // Writing to a String cannot fail.
            let _ = write!(text, ";{namespace}:{id}:");
            row.push(&mut text);
        }
    }
    Ok(text)
}

/// What a row of `partition-info` is made of.
struct Row<'a> {
    node: &'a str,
    key: &'a str,
    regime: u32,
    partition: &'a PartitionView,
}

impl Row<'_> {
    fn push(&self, text: &mut String) {
        let partition = self.partition;
        let replica = partition.replica.map_or(-1, i64::from);
        let is_master = partition.working_master == self.node;
        let master_here = if is_master { self.node } else { "0" };
        let is_absent = partition.state == PartitionState::Absent;
        let final_flags = if is_master { "mp-" } else { "-p-" };
        let (version_key, flags) = if is_absent {
            ("000000000000", "-p-")
        } else {
            (self.key, final_flags)
        };
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "{}:{}:{}:{}:0:{}:{}:{}:{}:{}:{}:{}:{}:{}:{}.0.{}:{}.0.{}",
            state_letter(partition.state),
            partition.replicas,
            replica,
            partition.succession,
            master_here,
            partition.working_master,
            partition.emigrations,
            partition.lead_emigrations,
            partition.immigrations,
            partition.records,
            partition.tombstones,
            self.regime,
            u8::from(!is_absent),
            version_key,
            flags,
            self.key,
            final_flags,
        );
    }
}

const fn state_letter(state: PartitionState) -> char {
    match state {
        PartitionState::Sync => 'S',
        PartitionState::Desync => 'D',
        PartitionState::Zombie => 'Z',
        PartitionState::Absent => 'A',
    }
}
