use serde_json::{Value, json};

use crate::support::{Api, Bench, cluster};

fn names(list: &Value) -> Vec<&str> {
    let nodes = list["k8sClusters"]["nodes"].as_array().unwrap().iter();
    nodes.map(|node| node["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn contexts_say_where_they_are_and_what_answers_there() {
    let api = Api::new().await;
    let bench = Bench::new(&api).await;
    let answer = bench
        .get("{ k8sContexts { name server isDefault defaultNamespace version permissions { allowed } } }")
        .await;
    let context = &answer["k8sContexts"][0];
    assert_eq!(context["server"], json!(api.url()));
    assert_eq!(context["version"], "v1.35.4");
    assert_eq!(
        (&context["isDefault"], &context["defaultNamespace"]),
        (&json!(true), &json!("prod"))
    );
    assert!(context["permissions"].as_array().unwrap().len() > 10);
    bench.end().await;
}

#[tokio::test]
async fn a_list_is_filtered_sorted_and_paged_without_asking_twice() {
    let api = Api::new().await;
    for (name, failures, tier) in [
        ("a", 0, "gold"),
        ("b", 3, "gold"),
        ("c", 1, "silver"),
        ("d", 2, "gold"),
    ] {
        let mut one = cluster("prod", name);
        one["metadata"]["labels"] = json!({ "tier": tier });
        one["status"]["failedReconcileCount"] = json!(failures);
        api.put("aerospikeclusters", one);
    }
    api.put("aerospikeclusters", cluster("other", "e"));
    let bench = Bench::new(&api).await;
    let list = async |arguments: &str| {
        let text = format!(
            "{{ k8sClusters({arguments}) {{ totalCount live nodes {{ name }} pageInfo {{ endCursor hasNextPage }} }} }}"
        );
        bench.get(&text).await
    };
    assert_eq!(names(&list("first: 10").await), ["a", "b", "c", "d", "e"]);
    let gold = r#"filter: { labelSelector: "tier in (gold)", namespaces: ["prod"] }"#;
    assert_eq!(names(&list(gold).await), ["a", "b", "d"]);
    assert_eq!(names(&list(r#"filter: { text: "OTHER" }"#).await), ["e"]);
    assert_eq!(
        names(&list(r#"filter: { phases: ["Error"] }"#).await),
        Vec::<&str>::new()
    );

    let order = "order: { by: FAILURES, descending: true }";
    let first = list(&format!("first: 2, {order}")).await;
    assert_eq!(names(&first), ["b", "d"]);
    assert_eq!(first["k8sClusters"]["totalCount"], 5);
    let cursor = first["k8sClusters"]["pageInfo"]["endCursor"]
        .as_str()
        .unwrap();
    let second = list(&format!(r#"first: 3, {order}, after: "{cursor}""#)).await;
    assert_eq!(names(&second), ["c", "a", "e"]);
    assert_eq!(second["k8sClusters"]["pageInfo"]["hasNextPage"], false);
    assert_eq!(api.listed("aerospikeclusters"), 1, "asked once for all");

    let foreign = bench
        .run(&format!(
            r#"{{ k8sClusters(after: "{cursor}") {{ totalCount }} }}"#
        ))
        .await;
    assert_eq!(foreign["errors"][0]["code"], "BAD_USER_INPUT");
    let broken = bench
        .run(r#"{ k8sClusters(filter: { labelSelector: "a b" }) { totalCount } }"#)
        .await;
    assert_eq!(
        broken["errors"][0]["details"]["field"],
        "filter.labelSelector"
    );
    bench.end().await;
}

#[tokio::test]
async fn each_phase_is_shown_and_found_as_the_operator_writes_it() {
    const PHASES: [&str; 13] = [
        "InProgress",
        "Completed",
        "Error",
        "ScalingUp",
        "ScalingDown",
        "WaitingForMigration",
        "RollingRestart",
        "ACLSync",
        "Paused",
        "Deleting",
        "ConfigDegraded",
        "BackoffActive",
        "NotKnownYet",
    ];
    let api = Api::new().await;
    for phase in PHASES {
        let mut one = cluster("prod", &phase.to_lowercase());
        one["status"]["phase"] = json!(phase);
        api.put("aerospikeclusters", one);
    }
    let bench = Bench::new(&api).await;
    for phase in PHASES {
        let text = format!(
            r#"{{ k8sClusters(filter: {{ phases: ["{phase}"] }}) {{ nodes {{ name phase }} }} }}"#
        );
        let found = bench.get(&text).await;
        let expected = json!([{ "name": phase.to_lowercase(), "phase": phase }]);
        assert_eq!(found["k8sClusters"]["nodes"], expected);
    }
    bench.end().await;
}

#[tokio::test]
async fn a_context_that_refuses_does_not_hide_the_others() {
    let (open, closed) = (Api::new().await, Api::new().await);
    open.put("aerospikeclusters", cluster("prod", "db"));
    closed.forbid("aerospikeclusters");
    let bench = Bench::over(&[("open", &open), ("closed", &closed)]).await;
    let answer = bench
        .get("{ k8sClusters { live nodes { id } contexts { name live problem { code } } } }")
        .await;
    let list = &answer["k8sClusters"];
    assert_eq!(list["nodes"], json!([{ "id": "open/prod/db" }]));
    assert_eq!(list["live"], false);
    assert_eq!(list["contexts"][0]["live"], true);
    assert_eq!(list["contexts"][1]["problem"]["code"], "FORBIDDEN");
    let named = bench
        .run(r#"{ k8sClusters(filter: { context: "closed" }) { totalCount } }"#)
        .await;
    assert_eq!(named["errors"][0]["code"], "FORBIDDEN");
    let unsaid = bench
        .run(r#"{ k8sCluster(namespace: "prod", name: "db") { id } }"#)
        .await;
    assert_eq!(unsaid["errors"][0]["details"]["field"], "context");
    bench.end().await;
}
