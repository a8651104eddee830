//! What cannot become of a cluster that is there.

use std::collections::BTreeSet;

use acm_k8s_api::{
    AerospikeCluster,
    operator::operation_runs,
    types::{AerospikeClusterSpec, K8sOperation},
};

use super::Faults;

pub(super) fn check(
    current: &AerospikeCluster,
    proposed: &AerospikeClusterSpec,
    faults: &mut Faults,
) {
    let Ok(before) = current.spec() else {
        return;
    };
    let (had, has) = (rack_ids(before), rack_ids(proposed));
    if has.difference(&had).next().is_some() && had.difference(&has).next().is_some() {
        faults.refuse(
            "spec.rackConfig.racks",
            "racks cannot come and go in one change: first the one, then the other",
        );
    }
    if operation_runs(current) && !same_operations(before, proposed) {
        faults.refuse(
            "spec.operations",
            "an operation runs: until it ends only its podList can be changed",
        );
    }
    let names = [before, proposed].map(cluster_name);
    if names[0].is_some() && names[0] != names[1] {
        faults.warn(
            "spec.aerospikeConfig.service.cluster-name",
            "nodes of another name are not let in: while they restart one by one there are two clusters",
        );
    }
}

/// As the operator compares them: the pods of an operation may change.
fn same_operations(before: &AerospikeClusterSpec, after: &AerospikeClusterSpec) -> bool {
    fn essence(spec: &AerospikeClusterSpec) -> impl Iterator<Item = (&str, &str)> {
        let operations = spec.operations.value().map_or(&[][..], Vec::as_slice);
        operations
            .iter()
            .map(|K8sOperation { id, kind, .. }| (id.as_str(), kind.text()))
    }
    essence(before).eq(essence(after))
}

fn rack_ids(spec: &AerospikeClusterSpec) -> BTreeSet<i32> {
    let racks = spec
        .rack_config
        .value()
        .and_then(|config| config.racks.value());
    racks.into_iter().flatten().map(|rack| rack.id).collect()
}

fn cluster_name(spec: &AerospikeClusterSpec) -> Option<String> {
    let config = spec.aerospike_config.value()?.json();
    config
        .pointer("/service/cluster-name")?
        .as_str()
        .map(str::to_owned)
}
