//! Names, amounts, addresses and numbers of pods that are none: each is refused by its field.

use serde_json::{Value, json};

use crate::operator::samples::in_memory;
use crate::place::{Place, in_place, refused};

/// The fields that an answer refuses.
fn fields(answer: &Value) -> Vec<String> {
    let told = refused(answer);
    assert_eq!(told["code"], "BAD_USER_INPUT", "{answer:#}");
    let details = &told["details"];
    let causes = details["causes"].as_array().into_iter().flatten();
    let all = causes
        .map(|cause| &cause["field"])
        .chain([&details["field"]]);
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn create(place: &Place<'_>, input: Value) -> Value {
    place.ask("createK8sCluster", input, "applied").await
}

#[tokio::test]
async fn a_name_that_is_none_is_refused_by_its_field() {
    in_place(async |place| {
        let long = "a".repeat(64);
        for name in [
            "",
            "Db",
            "db_1",
            "-db",
            "db-",
            "d b",
            "db/status",
            "..",
            "db?dryRun=All",
            "%2e",
            "dб",
            "db\n",
            &long,
        ] {
            let input = json!({ "name": name, "spec": in_memory(1, 1) });
            let told = fields(&create(place, input).await);
            assert!(
                told.iter().any(|field| field.ends_with("name")),
                "{name:?}: {told:?}"
            );
        }
        for namespace in ["", "a/b", "..", &"n".repeat(64)] {
            let input = json!({ "name": "db", "namespace": namespace, "spec": in_memory(1, 1) });
            let told = fields(&create(place, input).await);
            assert!(
                told.iter().any(|field| field.ends_with("namespace")),
                "{namespace:?}: {told:?}"
            );
        }
        let nowhere = create(
            place,
            json!({ "name": "db", "namespace": "nowhere", "spec": in_memory(1, 1) }),
        )
        .await;
        assert_eq!(refused(&nowhere)["code"], "NOT_FOUND", "{nowhere:#}");
        let other = create(
            place,
            json!({ "name": "db", "context": "nowhere", "spec": in_memory(1, 1) }),
        )
        .await;
        assert_eq!(refused(&other)["code"], "NOT_FOUND", "{other:#}");
    })
    .await;
}

#[tokio::test]
async fn an_amount_address_or_number_of_pods_that_is_none_is_refused_by_its_field() {
    in_place(async |place| {
        let volume = |size: &str| {
            json!([{ "name": "data", "source": { "persistentVolume": { "storageClass": "standard", "size": size } },
                     "aerospike": { "path": "/data" } }])
        };
        let acl = |addresses: Value| {
            json!({ "roles": [{ "name": "r", "privileges": ["read"], "whitelist": addresses }],
                    "users": [{ "name": "admin", "secretName": "s", "roles": ["sys-admin", "user-admin"] }] })
        };
        let cases = [
            ("size", json!({ "size": 9 }), "size"),
            ("size", json!({ "size": 0 }), "size"),
            ("size", json!({ "size": -1 }), "size"),
            ("quantity", json!({ "storage": { "volumes": volume("ten") } }), "Quantity"),
            ("quantity", json!({ "storage": { "volumes": volume("10 Gi") } }), "Quantity"),
            ("quantity", json!({ "storage": { "volumes": volume("-1Gi") } }), "size"),
            ("resources", json!({ "podSpec": { "aerospikeContainer": { "resources": { "requests": { "cpu": "one" } } } } }), "resources"),
            ("address", json!({ "aerospikeAccessControl": acl(json!(["10.0.0.0/33"])) }), "whitelist"),
            ("address", json!({ "aerospikeAccessControl": acl(json!(["anywhere"])) }), "whitelist"),
            ("range", json!({ "seedsFinderServices": { "loadBalancer": { "loadBalancerSourceRanges": ["10.0.0.0/99"] } } }), "loadBalancerSourceRanges"),
            ("port", json!({ "seedsFinderServices": { "loadBalancer": { "port": 70000 } } }), "port"),
            ("port", json!({ "monitoring": { "enabled": true, "port": 0 } }), "port"),
        ];
        let mut passed = Vec::new();
        for (what, change, wanted) in cases {
            let mut spec = in_memory(1, 1);
            acm_k8s_api::merge::apply(&mut spec, &change);
            let answer = create(place, json!({ "name": "db", "spec": spec, "dryRun": false })).await;
            if answer["errors"].is_null() {
                passed.push(format!("{what}: {change}"));
                place.remove("db").await;
                continue;
            }
            let text = answer.to_string();
            let code = &refused(&answer)["code"];
            let coded = ["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"].contains(&code.as_str().unwrap());
            if !coded || !text.contains(wanted) {
                passed.push(format!("{what}: {change}: {answer}"));
            }
        }
        assert!(passed.is_empty(), "{}", passed.join("\n"));
        for pods in [json!("101%"), json!("-1"), json!("many"), json!(-1), json!(1.5), json!("99999999999")] {
            let mut spec = in_memory(1, 1);
            spec["maxUnavailable"] = pods.clone();
            let answer = create(place, json!({ "name": "db", "spec": spec })).await;
            assert_eq!(refused(&answer)["code"], "BAD_USER_INPUT", "{pods}: {answer:#}");
            assert!(answer.to_string().contains("IntOrString"), "{pods}: {answer:#}");
        }
        assert!(place.clusters().list(&Default::default()).await.unwrap().items.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_for_in_lists_and_logs_is_checked_by_its_field() {
    in_place(async |place| {
        place.make("db", in_memory(1, 1)).await;
        let lists = [
            ("first: 0", "first"),
            ("first: 501", "first"),
            ("after: \"no cursor\"", "after"),
            ("filter: { labelSelector: \"a in (\" }", "filter.labelSelector"),
            ("filter: { context: \"nowhere\" }", "context"),
        ];
        for (arguments, field) in lists {
            let answer = place.server.answer(&format!("{{ k8sClusters({arguments}) {{ totalCount }} }}"), json!({})).await;
            let told = refused(&answer);
            let code = told["code"].as_str().unwrap();
            assert!(["BAD_USER_INPUT", "NOT_FOUND"].contains(&code), "{arguments}: {answer:#}");
            assert!(code == "NOT_FOUND" || told["details"]["field"] == field, "{arguments}: {answer:#}");
        }
        let logs = [
            ("tail: -1", "tail"),
            ("tail: 10001", "tail"),
            ("sinceSeconds: 0", "sinceSeconds"),
            ("sinceSeconds: -5", "sinceSeconds"),
            ("sinceSeconds: 86401", "sinceSeconds"),
            ("grep: \"(\"", "grep"),
        ];
        for (arguments, field) in logs {
            let text = format!(
                "subscription {{ podLogs(namespace: \"{}\", name: \"db\", {arguments}) {{ lines {{ text }} }} }}",
                place.namespace()
            );
            let mut feed = crate::clusters::stage::Feed::open(place.server, "podLogs", &text).await;
            let told = feed.refused().await;
            assert_eq!(told["extensions"]["code"], "BAD_USER_INPUT", "{arguments}: {told:#}");
            assert_eq!(told["extensions"]["details"]["field"], field, "{arguments}: {told:#}");
        }
    })
    .await;
}
