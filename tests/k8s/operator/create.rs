use std::net::SocketAddr;

use serde_json::json;

use super::{
    samples::{in_memory, with},
    scene::Scene,
};

#[tokio::test]
async fn a_cluster_is_made_and_completed() {
    let scene = Scene::new("create", "aerospike-basic").await;
    scene.create_cluster(in_memory(1, 1)).await;
    scene.check("01-create").await;
    let set = scene.get("StatefulSet", "aerospike-basic-0").await.unwrap();
    assert_eq!(set["spec"]["updateStrategy"]["type"], "OnDelete");
    assert_eq!(set["spec"]["serviceName"], "aerospike-basic");
    let map = scene
        .get("ConfigMap", "aerospike-basic-0-config")
        .await
        .unwrap();
    assert_eq!(
        map["data"]["aerospike.conf"],
        "logging {\n\tfile /var/log/aerospike/aerospike.log {\n\t\tcontext any info\n\t}\n}\nnamespace test \
         {\n\treplication-factor 1\n\tstorage-engine memory {\n\t\tdata-size 1073741824\n\t}\n}\nnetwork \
         {\n\tfabric {\n\t\taddress any\n\t\tport 3001\n\t}\n\theartbeat {\n\t\tmode mesh\n\t\tport \
         3002\n\t\tmesh-seed-address-port aerospike-basic-0-0.aerospike-basic.create.svc.cluster.local \
         3002\n\t}\n\tservice {\n\t\taddress any\n\t\tport 3000\n\t}\n}\nservice {\n\tcluster-name \
         aerospike-basic\n\tproto-fd-max 15000\n}\n"
    );
    let service = scene.get("Service", "aerospike-basic").await.unwrap();
    assert_eq!(service["spec"]["clusterIP"], "None");
    let budget = scene
        .get("PodDisruptionBudget", "aerospike-basic-pdb")
        .await
        .unwrap();
    assert_eq!(budget["spec"]["maxUnavailable"], 1);
}

#[tokio::test]
async fn the_servers_of_a_cluster_answer_and_know_each_other() {
    let scene = Scene::new("servers", "trio").await;
    scene.create_cluster(in_memory(3, 2)).await;
    scene.settled("3/3").await;
    let state = scene.state();
    let pods = state["status"]["pods"].as_object().unwrap();
    for pod in pods.values() {
        let address: SocketAddr = pod["accessEndpoints"][0].as_str().unwrap().parse().unwrap();
        let said = acm_tests::ask(address, "cluster-name").await;
        assert!(said.contains("trio"), "{said}");
        let said = acm_tests::ask(address, "statistics").await;
        assert!(said.contains("cluster_size=3"), "{said}");
        let said = acm_tests::ask(address, "node").await;
        assert!(said.contains(pod["nodeID"].as_str().unwrap()), "{said}");
    }
}

#[tokio::test]
async fn a_deleted_cluster_takes_its_volumes_along_where_it_was_told_to() {
    let scene = Scene::new("deletion", "demo-14").await;
    let volume = |name: &str, cascade: bool| {
        json!({
            "name": name,
            "source": { "persistentVolume": { "storageClass": "standard", "size": "1Gi" } },
            "aerospike": { "path": format!("/opt/aerospike/{name}") },
            "cascadeDelete": cascade,
        })
    };
    let storage = json!({ "volumes": [volume("data", true), volume("keep", false)] });
    scene
        .create_cluster(with(in_memory(2, 2), "storage", storage))
        .await;
    scene.settled("2/2").await;
    scene.begin();
    scene.delete("AerospikeCluster", "demo-14").await;
    scene.check("14-delete").await;
    scene.left("StatefulSet", &[]).await;
    scene.left("Pod", &[]).await;
    let kept = ["keep-demo-14-0-0", "keep-demo-14-0-1"];
    scene.left("PersistentVolumeClaim", &kept).await;
}
