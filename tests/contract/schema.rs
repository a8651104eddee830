//! The schema as a product: complete, described, and the sum of its modules.

use std::{collections::BTreeMap, fs, path::Path};

use acm_gateway::{contract_schema, module_schemas, schema_sdl};
use async_graphql::parser::{
    parse_schema,
    types::{TypeKind, TypeSystemDefinition},
};

use crate::introspect::{find, items, name, types};

#[test]
fn the_file_is_what_the_binary_exports() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/schema.graphql");
    let file = fs::read_to_string(path).unwrap();
    assert!(
        file == schema_sdl(),
        "schema/schema.graphql is out of date: run make schema"
    );
}

/// Two modules with one root field: the engine would take the last without a word.
#[test]
fn the_merged_roots_are_the_sum_of_the_modules() {
    let mut sum: BTreeMap<String, String> = BTreeMap::new();
    for (module, sdl) in module_schemas() {
        for field in root_fields(&sdl) {
            if let Some(other) = sum.insert(field.clone(), module.to_owned()) {
                panic!("{field} comes from {other} and from {module}");
            }
        }
    }
    let merged: Vec<_> = root_fields(&schema_sdl());
    let mut expected: Vec<_> = sum.into_keys().collect();
    expected.sort();
    let mut merged = merged;
    merged.sort();
    assert_eq!(merged, expected);
    assert!(merged.len() > 15);
}

/// A client spreads a fragment on an interface into every type that has it.
#[tokio::test]
async fn an_interface_knows_every_type_that_has_it() {
    let types = types(&contract_schema()).await;
    let names = |of: &serde_json::Value| -> Vec<String> {
        items(of).iter().map(|one| name(one).to_owned()).collect()
    };
    let mut found = 0;
    for each in &types {
        for interface in names(&each["interfaces"]) {
            let possible = names(&find(&types, &interface)["possibleTypes"]);
            assert!(
                possible.iter().any(|one| one == name(each)),
                "{interface}: {}",
                name(each)
            );
            found += 1;
        }
    }
    assert!(found > 15, "{found}");
}

#[tokio::test]
async fn everything_is_described() {
    let types = types(&contract_schema()).await;
    let mut bare = Vec::new();
    for each in &types {
        let built_in = ["Boolean", "Float", "ID", "Int", "String"].contains(&name(each));
        if built_in {
            continue;
        }
        let mut check = |what: &serde_json::Value, path: String| {
            if what["description"]
                .as_str()
                .is_none_or(|text| text.trim().is_empty())
            {
                bare.push(path);
            }
        };
        check(each, name(each).to_owned());
        for part in ["fields", "inputFields", "enumValues"] {
            for field in items(&each[part]) {
                check(field, format!("{}.{}", name(each), name(field)));
                for argument in items(&field["args"]) {
                    check(
                        argument,
                        format!("{}.{}({}:)", name(each), name(field), name(argument)),
                    );
                }
            }
        }
    }
    assert!(
        bare.is_empty(),
        "without a description:\n{}",
        bare.join("\n")
    );
}

#[tokio::test]
async fn mutations_take_one_input_and_return_a_payload_of_their_own() {
    let types = types(&contract_schema()).await;
    let mutation = types.iter().find(|each| name(each) == "Mutation").unwrap();
    for field in items(&mutation["fields"]) {
        let verb = name(field);
        let title = format!("{}{}", verb[..1].to_uppercase(), &verb[1..]);
        let arguments: Vec<_> = items(&field["args"]).iter().map(name).collect();
        assert_eq!(arguments, ["input"], "{verb}");
        assert_eq!(
            name(&field["args"][0]["type"]["ofType"]),
            format!("{title}Input")
        );
        assert_eq!(
            name(&field["type"]["ofType"]),
            format!("{title}Payload"),
            "{verb}"
        );
    }
}

/// `Root.field` of every root field in an SDL text.
fn root_fields(sdl: &str) -> Vec<String> {
    // A root without fields is printed with empty braces, which the grammar does not know.
    let sdl = sdl.replace("NoQueries {\n}", "NoQueries {\n\t_: Int\n}");
    let sdl = sdl.replace("NoQueries {\n\n}", "NoQueries {\n\t_: Int\n}");
    let document = parse_schema(&sdl).unwrap_or_else(|error| panic!("{error}\n{sdl}"));
    let mut roots = BTreeMap::new();
    for definition in &document.definitions {
        if let TypeSystemDefinition::Schema(schema) = definition {
            for (root, named) in [
                ("Query", &schema.node.query),
                ("Mutation", &schema.node.mutation),
                ("Subscription", &schema.node.subscription),
            ] {
                if let Some(named) = named {
                    roots.insert(named.node.to_string(), root);
                }
            }
        }
    }
    let mut found = Vec::new();
    for definition in document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else {
            continue;
        };
        let named = definition.node.name.node.to_string();
        let (Some(root), TypeKind::Object(object)) = (roots.get(&named), definition.node.kind)
        else {
            continue;
        };
        let fields = object
            .fields
            .iter()
            .map(|field| field.node.name.node.to_string());
        found.extend(
            fields
                .filter(|field| field != "_")
                .map(|field| format!("{root}.{field}")),
        );
    }
    found
}
