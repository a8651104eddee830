//! What the definitions have, GraphQL has, by the same names.

use acm_k8s_api::{
    definitions::Definition,
    types::{
        AerospikeClusterSpec, AerospikeClusterStatus, AerospikeClusterTemplateSpec,
        AerospikeClusterTemplateStatus,
    },
};
use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use serde_json::Value;

#[derive(Default)]
struct Query;

#[Object]
impl Query {
    async fn cluster(&self, spec: AerospikeClusterSpec) -> Option<AerospikeClusterSpec> {
        Some(spec)
    }

    async fn cluster_status(&self) -> Option<AerospikeClusterStatus> {
        None
    }

    async fn template(
        &self,
        spec: AerospikeClusterTemplateSpec,
    ) -> Option<AerospikeClusterTemplateSpec> {
        Some(spec)
    }

    async fn template_status(&self) -> Option<AerospikeClusterTemplateStatus> {
        None
    }
}

/// The one field of a definition that GraphQL shows elsewhere: as pods of the cluster.
const ELSEWHERE: &[&str] = &["status.pods"];

async fn types() -> Vec<Value> {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let of = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
    let document = format!(
        "{{ __schema {{ types {{
            kind name description enumValues {{ name description }}
            fields {{ name description type {{ {of} }} }}
            inputFields {{ name description type {{ {of} }} }}
        }} }} }}"
    );
    let answer = schema.execute(document).await;
    assert_eq!(answer.errors, []);
    let answer = answer.data.into_json().unwrap();
    answer["__schema"]["types"].as_array().unwrap().clone()
}

fn named(mut of: &Value) -> &str {
    while !of["ofType"].is_null() {
        of = &of["ofType"];
    }
    of["name"].as_str().unwrap()
}

/// Every property of a schema is a field of a type, and the other way round; down to scalars.
/// Yields how many fields that were.
fn check(types: &[Value], name: &str, schema: &Value, path: &str) -> usize {
    let of = types.iter().find(|one| one["name"] == name).unwrap();
    let fields = match of["kind"].as_str().unwrap() {
        "OBJECT" => of["fields"].as_array().unwrap(),
        "INPUT_OBJECT" => of["inputFields"].as_array().unwrap(),
        _ => return 0,
    };
    let mut shown: Vec<_> = fields
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    shown.sort_unstable();
    let properties = schema["properties"].as_object().unwrap();
    let elsewhere = |field: &str| ELSEWHERE.contains(&format!("{path}.{field}").as_str());
    let defined: Vec<_> = properties.keys().map(String::as_str).collect();
    let defined: Vec<_> = defined
        .into_iter()
        .filter(|field| !elsewhere(field))
        .collect();
    assert_eq!(shown, defined, "{path} as {name}");

    let below = fields.iter().map(|field| {
        let property = field["name"].as_str().unwrap();
        let mut schema = &properties[property];
        while schema["items"].is_object() {
            schema = &schema["items"];
        }
        check(
            types,
            named(&field["type"]),
            schema,
            &format!("{path}.{property}"),
        )
    });
    shown.len() + below.sum::<usize>()
}

#[tokio::test]
async fn each_field_of_the_definitions_is_input_and_output_by_its_name() {
    let types = types().await;
    let schema = |definition: Definition, part: &str| {
        let schema = "/spec/versions/0/schema/openAPIV3Schema/properties";
        definition.json().pointer(schema).unwrap()[part].clone()
    };
    let cluster = |part| schema(Definition::clusters(), part);
    let template = |part| schema(Definition::templates(), part);

    let fields = check(&types, "AerospikeClusterSpec", &cluster("spec"), "spec");
    assert!(fields > 200, "{fields}");
    let inputs = check(
        &types,
        "AerospikeClusterSpecInput",
        &cluster("spec"),
        "spec",
    );
    assert_eq!(inputs, fields);
    check(
        &types,
        "AerospikeClusterStatus",
        &cluster("status"),
        "status",
    );

    let spec = template("spec");
    check(&types, "AerospikeClusterTemplateSpec", &spec, "spec");
    check(&types, "AerospikeClusterTemplateSpecInput", &spec, "spec");
    let status = template("status");
    check(&types, "AerospikeClusterTemplateStatus", &status, "status");
}

#[tokio::test]
async fn each_type_field_and_word_is_described() {
    let types = types().await;
    let ours = types.iter().filter(|of| {
        let name = of["name"].as_str().unwrap();
        name.starts_with("K8s") || name.starts_with("Aerospike")
    });
    let mut bare = Vec::new();
    let mut seen = 0;
    for of in ours {
        let members = ["enumValues", "fields", "inputFields"];
        let members = members
            .iter()
            .filter_map(|part| of[part].as_array())
            .flatten();
        for each in std::iter::once(of).chain(members) {
            seen += 1;
            if each["description"].as_str().is_none_or(str::is_empty) {
                bare.push(format!("{} {}", of["name"], each["name"]));
            }
        }
    }
    assert!(seen > 400, "{seen}");
    assert!(bare.is_empty(), "{bare:#?}");
}
