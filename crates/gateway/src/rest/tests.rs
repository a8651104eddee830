//! The table and its documents.

use acm_core::{Caller, Rights};
use async_graphql::Request;
use futures_util::StreamExt;
use serde_json::json;

use crate::compose::{contract_schema, registry};

use super::*;

fn rest(kubernetes: bool) -> Rest {
    Rest::new(&registry(), kubernetes).unwrap()
}

#[test]
fn a_route_is_found_by_method_and_path_and_not_when_kubernetes_is_off() {
    let path = "/api/k8s/clusters";
    assert!(matches!(
        rest(true).find(&Method::GET, path),
        Found::Route(..)
    ));
    assert!(
        matches!(rest(true).find(&Method::PUT, path), Found::Methods(methods) if methods.contains("GET"))
    );
    assert!(matches!(
        rest(true).find(&Method::GET, "/api/none"),
        Found::Nothing
    ));
    for path in [path, "/api/k8s/none"] {
        assert!(
            matches!(rest(false).find(&Method::GET, path), Found::Off),
            "{path}"
        );
    }
}

/// Every rule of validation holds: the resolvers, which have no state here, are what fails.
#[tokio::test]
async fn each_document_fits_the_schema() {
    let schema = contract_schema();
    let nobody = Caller::new("nobody", Rights::NONE);
    for route in rest(true).routes {
        let document = &route.document;
        let request = Request::new(document.text.as_str()).data(nobody.clone());
        let answer = schema.execute_stream(request).next().await;
        let errors = answer.map(|answer| answer.errors).unwrap_or_default();
        let wrong: Vec<_> = errors
            .iter()
            .filter(|error| error.path.is_empty() && !error.message.contains("is not defined"))
            .map(|error| error.message.as_str())
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", route.line.on);
    }
}

#[test]
fn every_shared_fragment_is_spread_by_a_document() {
    let shared = Fragments::read(&file(FRAGMENTS).unwrap()).unwrap();
    let texts: Vec<String> = rest(true)
        .routes
        .into_iter()
        .map(|route| route.document.text)
        .collect();
    for name in shared.names() {
        let begin = format!("fragment {name} on");
        assert!(texts.iter().any(|text| text.contains(&begin)), "{name}");
    }
}

#[test]
fn a_document_is_given_the_fragments_it_lacks_and_those_these_spread() {
    let shared =
        "fragment A on T {\n  ...B\n}\n\nfragment B on T {\n  b\n}\n\nfragment C on T {\n  c\n}\n";
    let shared = Fragments::read(shared).unwrap();
    let whole = shared.complete("{\n  t { ...A }\n}\n").unwrap();
    let expected =
        "{\n  t { ...A }\n}\n\nfragment A on T {\n  ...B\n}\n\nfragment B on T {\n  b\n}";
    assert_eq!(whole, expected);
    assert!(shared.complete("{ t { ...D } }").is_err());
    let twice = "fragment A on T { a }\nfragment A on T { b }\n";
    assert!(Fragments::read(twice).is_err());
}

fn asked(method: &Method, path: &str, body: serde_json::Value) -> serde_json::Value {
    let rest = rest(true);
    let Found::Route(route, values) = rest.find(method, path) else {
        panic!("no route {path}");
    };
    route.variables(values, "", Some(body)).unwrap().into()
}

#[test]
fn a_namespace_is_given_what_its_storage_engine_needs() {
    let storage = |body: serde_json::Value| {
        let asked = asked(&Method::POST, "/api/k8s/clusters", body);
        asked["spec"]["aerospikeConfig"]["namespaces"].clone()
    };
    let device = json!({ "type": "device" });
    let body = json!({ "name": "db", "size": 2, "namespaces": [
        { "name": "kept", "storageEngine": device },
        { "name": "own", "replicationFactor": 2, "storageEngine": { "type": "device", "file": "/own.dat" } },
        { "name": "ram", "storageEngine": { "type": "memory", "dataSize": 7 } },
        { "name": "plain" },
    ] });
    let expected = json!([
        { "name": "kept", "replication-factor": 1, "storage-engine": {
            "type": "device", "file": "/opt/aerospike/data/kept.dat", "filesize": 4_294_967_296_i64,
        } },
        { "name": "own", "replication-factor": 2, "storage-engine": {
            "type": "device", "file": "/own.dat", "filesize": 4_294_967_296_i64,
        } },
        { "name": "ram", "replication-factor": 1, "storage-engine": { "type": "memory", "data-size": 7 } },
        { "name": "plain", "replication-factor": 1, "storage-engine": {
            "type": "memory", "data-size": 1_073_741_824,
        } },
    ]);
    assert_eq!(storage(body), expected);
    let mounted = json!({ "name": "db", "size": 1, "storage": { "mountPath": "/data" },
        "namespaces": [{ "name": "test", "storageEngine": device }] });
    assert_eq!(
        storage(mounted)[0]["storage-engine"]["file"],
        "/data/test.dat"
    );
    let templated = json!({ "name": "db", "size": 1, "templateRef": "t",
        "namespaces": [{ "name": "test", "storageEngine": device }] });
    assert_eq!(
        storage(templated),
        json!([{ "name": "test", "storage-engine": device }])
    );
}

/// What a description needs to be one: each operation has an id of its own, every parameter of its path, a body
/// where it takes one, an answer with a schema for success and each failure.
#[test]
fn the_description_of_each_route_is_complete() {
    let described: serde_json::Value = serde_json::from_slice(&rest(true).openapi()).unwrap();
    assert_eq!(described["openapi"], "3.1.0");
    let mut ids = std::collections::HashSet::new();
    for route in rest(true).routes {
        let (method, path) = route.line.on.split_once(' ').unwrap();
        let operation = &described["paths"][path][method.to_lowercase()];
        let on = &route.line.on;
        assert!(
            ids.insert(operation["operationId"].as_str().unwrap().to_owned()),
            "{on}"
        );
        assert!(operation["summary"].is_string(), "{on}");
        let parameters = operation["parameters"].as_array().unwrap();
        for name in route.pattern.names() {
            let of_path = parameters.iter().find(|one| one["name"] == name).unwrap();
            assert_eq!(
                (&of_path["in"], &of_path["required"]),
                (&json!("path"), &json!(true)),
                "{on}"
            );
        }
        for parameter in parameters {
            assert!(parameter["schema"].is_object(), "{on}: {parameter}");
        }
        let has_body = operation.get("requestBody").is_some();
        assert!(!has_body || !matches!(method, "GET" | "DELETE"), "{on}");
        let success = &operation["responses"][route.line.status.to_string()];
        let schema = &success["content"]["application/json"]["schema"];
        assert!(
            schema.as_object().is_some_and(|schema| !schema.is_empty()),
            "{on}"
        );
        for status in [
            "401", "403", "404", "409", "422", "429", "500", "503", "504",
        ] {
            let failed = &operation["responses"][status]["content"]["application/json"]["schema"];
            assert_eq!(
                failed["$ref"], "#/components/schemas/Error",
                "{on} {status}"
            );
        }
    }
    assert_eq!(ids.len(), 25);
    every_schema(&described, &mut |schema| {
        let kinds = [
            "array", "boolean", "integer", "null", "number", "object", "string",
        ];
        let known = |kind: &serde_json::Value| kinds.iter().any(|one| kind == one);
        match &schema["type"] {
            serde_json::Value::Array(all) => assert!(all.iter().all(known), "{schema}"),
            serde_json::Value::Null => {}
            kind => assert!(known(kind), "{schema}"),
        }
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required.filter_map(|name| name.as_str()) {
            assert!(!schema["properties"][name].is_null(), "{schema}: {name}");
        }
    });
}

/// Calls for each schema of a description, those within others too.
fn every_schema(value: &serde_json::Value, check: &mut impl FnMut(&serde_json::Value)) {
    let within = |schema: &serde_json::Value, check: &mut dyn FnMut(&serde_json::Value)| {
        let mut open = vec![schema.clone()];
        while let Some(schema) = open.pop() {
            check(&schema);
            open.extend(
                schema["properties"]
                    .as_object()
                    .into_iter()
                    .flat_map(|all| all.values().cloned()),
            );
            open.extend(schema.get("items").cloned());
            open.extend(schema["anyOf"].as_array().into_iter().flatten().cloned());
        }
    };
    match value {
        serde_json::Value::Object(fields) => {
            for (name, field) in fields {
                match name.as_str() {
                    "schema" => within(field, check),
                    "schemas" => field
                        .as_object()
                        .unwrap()
                        .values()
                        .for_each(|one| within(one, check)),
                    _ => every_schema(field, check),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| every_schema(item, check)),
        _ => {}
    }
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let described: serde_json::Value = serde_json::from_slice(&rest(true).openapi()).unwrap();
    let schemas = &described["components"]["schemas"];
    let text = described.to_string();
    for reference in text.split("#/components/schemas/").skip(1) {
        let (name, _) = reference.split_once('"').unwrap();
        assert!(!schemas[name].is_null(), "{name}");
    }
}
