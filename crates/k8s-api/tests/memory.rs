//! What a cached cluster costs. A test of its own, since it reads what the whole process holds.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use acm_k8s_api::AerospikeCluster;
use serde_json::{Value, json};

/// The promise: so many bytes at most for each cluster in the cache of a watch.
const MOST: usize = 40 * 1024;
const CLUSTERS: usize = 2_000;

/// A cluster as large as they get: eight nodes on four racks, volumes, monitoring, a template, and what
/// two managers of its fields leave behind.
fn cluster() -> Value {
    let name = "orders-000";
    let volume = |volume: &str, mode: &str| {
        json!({
            "name": volume, "cascadeDelete": true, "initMethod": "deleteFiles",
            "source": {"persistentVolume": {"size": "50Gi", "storageClass": "fast", "volumeMode": mode}},
            "aerospike": {"path": format!("/opt/aerospike/{volume}")},
        })
    };
    let resources =
        json!({"requests": {"cpu": "2", "memory": "4Gi"}, "limits": {"cpu": "2", "memory": "4Gi"}});
    let config = json!({
        "service": {"cluster-name": name, "proto-fd-max": 15000},
        "network": {
            "service": {"port": 3000}, "fabric": {"port": 3001},
            "heartbeat": {"mode": "mesh", "port": 3002, "interval": 150, "timeout": 10},
        },
        "namespaces": [
            {"name": "orders", "replication-factor": 2, "storage-engine": {
                "type": "device", "file": "/opt/aerospike/data/orders.dat", "filesize": 4_294_967_296_u64,
            }},
            {"name": "sessions", "replication-factor": 2, "storage-engine": {
                "type": "memory", "data-size": 1_073_741_824,
            }},
        ],
        "logging": [{"name": "/var/log/aerospike/aerospike.log", "context": "any info"}],
    });
    let rack = |id: usize| json!({"id": id, "zone": format!("zone-{id}"), "podSpec": {"nodeSelector": {"tier": "storage"}}});
    let template = json!({
        "description": "For what has to last.", "size": 3, "image": "aerospike:ce-8.1.1.1",
        "resources": resources, "rackConfig": {"maxRacksPerNode": 1},
        "scheduling": {"podAntiAffinityLevel": "required", "tolerations": [{"key": "aerospike", "operator": "Exists"}]},
        "storage": {"storageClassName": "fast", "localPVRequired": true, "resources": {"requests": {"storage": "50Gi"}}},
        "aerospikeConfig": {"service": {"proto-fd-max": 15000}, "namespaceDefaults": {"replication-factor": 2}},
    });
    let spec = json!({
        "size": 8, "image": "aerospike:ce-8.1.1.1", "templateRef": {"name": "lasting"}, "maxUnavailable": "25%",
        "enableDynamicConfigUpdate": true, "overrides": {"resources": resources}, "aerospikeConfig": config,
        "rackConfig": {"namespaces": ["orders"], "racks": [rack(1), rack(2), rack(3), rack(4)]},
        "storage": {
            "cleanupThreads": 2, "localStorageClasses": ["local-path"],
            "filesystemVolumePolicy": {"initMethod": "deleteFiles", "cascadeDelete": true},
            "volumes": [volume("data", "Filesystem"), volume("index", "Block"), volume("work", "Filesystem")],
        },
        "podSpec": {
            "metadata": {"labels": {"team": "orders"}, "annotations": {"scrape": "true"}},
            "aerospikeContainer": {"resources": resources}, "terminationGracePeriodSeconds": 600,
            "sidecars": [{"name": "log", "image": "fluent-bit:3", "resources": resources, "volumeMounts": [
                {"name": "work", "mountPath": "/var/log/aerospike"},
            ]}],
        },
        "monitoring": {
            "enabled": true, "port": 9145, "metricLabels": {"team": "orders"}, "resources": resources,
            "serviceMonitor": {"enabled": true, "interval": "30s", "labels": {"release": "prometheus"}},
        },
    });
    let pods = (0..8).map(|pod| {
        let rack = pod % 4 + 1;
        let status = json!({
            "podIP": format!("10.0.{pod}.7"), "hostIP": format!("192.168.0.{pod}"), "image": "aerospike:ce-8.1.1.1",
            "podPort": 3000, "servicePort": 3000, "rack": rack, "isRunningAndReady": true,
            "nodeID": format!("BB9020012AC420{pod}"), "clusterName": name, "dynamicConfigStatus": "Applied",
            "accessEndpoints": [format!("10.0.{pod}.7:3000")], "initializedVolumes": ["data", "index", "work"],
            "configHash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "podSpecHash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
            "lastRestartReason": "ConfigChanged", "lastRestartTime": "2026-03-01T10:00:00Z", "migratingPartitions": 0,
        });
        (format!("{name}-{rack}-{}", pod / 4), status)
    });
    let condition = |of: &str| {
        json!({
            "type": of, "status": "True", "reason": "ClusterAvailable", "observedGeneration": 7,
            "message": "All the pods of the cluster are ready.", "lastTransitionTime": "2026-03-01T10:00:00Z",
        })
    };
    let managed = |manager: &str| {
        let fields = |of: &Value| -> Value {
            let fields = of.as_object().unwrap().keys();
            fields
                .map(|field| (format!("f:{field}"), json!({".": {}, "f:any": {}})))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        json!({
            "manager": manager, "operation": "Update", "apiVersion": "acko.io/v1alpha1",
            "fieldsType": "FieldsV1", "time": "2026-03-01T10:00:00Z",
            "fieldsV1": {"f:spec": fields(&spec), "f:status": {"f:pods": fields(&pods.clone().collect::<serde_json::Map<_, _>>().into())}},
        })
    };
    json!({
        "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
        "metadata": {
            "name": name, "namespace": "shop", "uid": "5f0c1f8e-0000-4000-8000-000000000000", "generation": 7,
            "resourceVersion": "4711", "creationTimestamp": "2026-03-01T10:00:00Z",
            "labels": {"team": "orders", "stage": "production"}, "finalizers": ["acko.io/storage-finalizer"],
            "annotations": {"kubectl.kubernetes.io/last-applied-configuration": spec.to_string()},
            "managedFields": [managed("kubectl-client-side-apply"), managed("manager")],
        },
        "spec": spec,
        "status": {
            "phase": "Completed", "phaseReason": "Cluster is healthy", "health": "8/8", "size": 8,
            "observedGeneration": 7, "operatorVersion": "1.0.0", "selector": format!("app=aerospike,cluster={name}"),
            "pods": pods.clone().collect::<serde_json::Map<_, _>>(), "appliedSpec": spec, "aerospikeConfig": config,
            "conditions": (["Available", "Ready", "ConfigApplied", "ReconciliationPaused"].map(condition)),
            "templateSnapshot": {
                "name": "lasting", "synced": true, "resourceVersion": "1", "spec": template,
                "snapshotTimestamp": "2026-03-01T10:00:00Z",
            },
        },
    })
}

/// Bytes the process holds in memory.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: usize = line
        .unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap();
    kib * 1024
}

#[test]
fn a_cached_cluster_takes_less_than_40_kb() {
    // As a watch reads them: one event after another, each text gone before the next comes.
    let text = cluster().to_string();
    let read = |number: usize| -> AerospikeCluster {
        let text = text.replace("orders-000", &format!("orders-{number:03}"));
        serde_json::from_str(&text).unwrap()
    };
    let first = read(0);
    assert!(first.spec().is_ok() && first.status().is_ok());
    let before = resident();
    let cached: Vec<_> = (1..=CLUSTERS).map(read).collect();
    let each = (resident() - before) / cached.len();
    let text = text.len();
    eprintln!("a cached cluster takes {each} bytes, its JSON {text}");
    assert!(each > text, "{each} bytes for {text} bytes of JSON");
    assert!(each < MOST, "{each} bytes");
}
