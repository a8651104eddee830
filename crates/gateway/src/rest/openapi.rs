//! The routes described as `OpenAPI`, from the table and the schema's types.

mod schemas;

use acm_core::ErrorCode;
use async_graphql::registry::Registry;
use serde_json::{Map, Value, json};

use super::{Route, ask::is_list};
use schemas::Schemas;

/// Describes the routes.
pub(super) fn describe(routes: &[Route], registry: &Registry) -> Value {
    let mut schemas = Schemas::new(registry);
    let mut paths = Map::new();
    for route in routes {
        let (method, path) = route.line.on.split_once(' ').unwrap_or_default();
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        entry[method.to_ascii_lowercase()] = operation(route, &mut schemas);
    }
    let error = json!({
        "type": "object",
        "required": ["detail"],
        "properties": { "detail": { "type": "string", "description": "What is wrong and what to do." } },
    });
    let mut named = schemas.named();
    named.insert("Error".to_owned(), error);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Aerospike Cluster Manager: REST",
            "description": "Stored operations of the GraphQL API, for clients that speak REST.",
            "version": env!("CARGO_PKG_VERSION"),
        },
        "paths": paths,
        "components": { "schemas": named },
    })
}

fn operation(route: &Route, schemas: &mut Schemas<'_>) -> Value {
    let in_path = route.pattern.names();
    let takes_body = !matches!(route.line.on.split_once(' '), Some(("GET" | "DELETE", _)));
    let mut parameters = Vec::new();
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for variable in &route.document.variables {
        let (name, place) = match in_path.contains(&variable.name.as_str()) {
            true => (&variable.name, "path"),
            false => (&variable.name, "query"),
        };
        let mut schema = match route.gives.words(name) {
            Some(words) => json!({ "type": "string", "enum": words }),
            None => schemas.of(&variable.kind),
        };
        if let (Some(default), Value::Object(schema)) = (&variable.default, &mut schema) {
            schema.insert("default".to_owned(), default.clone());
        }
        if place == "query" && takes_body && name != "context" {
            if variable.required() {
                required.push(name.clone());
            }
            properties.insert(name.clone(), schema);
        } else {
            let needed = place == "path" || variable.required();
            let mut parameter =
                json!({ "name": name, "in": place, "required": needed, "schema": schema });
            if is_list(&variable.kind) {
                parameter["explode"] = true.into();
            }
            parameters.push(parameter);
        }
    }
    let mut described = json!({
        "summary": route.line.says,
        "operationId": route.line.document,
        "parameters": parameters,
        "responses": responses(route, schemas),
    });
    if let Some(mapping) = &route.mapping {
        described["requestBody"] = body(schemas.of_field(&mapping.root));
    } else if !properties.is_empty() {
        described["requestBody"] = body(json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        }));
    }
    described
}

fn responses(route: &Route, schemas: &mut Schemas<'_>) -> Value {
    let mut responses = Map::new();
    let shape = route.document.shape.at(&route.line.body);
    let mut success =
        shape.map_or_else(|| json!({}), |member| schemas.of_body(member, &route.gives));
    if let Some(fields) = success["properties"].as_object_mut() {
        for hidden in [&route.line.problems, &route.line.created] {
            hidden.as_ref().and_then(|key| fields.remove(key));
        }
    }
    let content = json!({ "application/json": { "schema": success } });
    let done = json!({ "description": "Done.", "content": content });
    if route.line.created.is_some() {
        let mut made = done.clone();
        made["description"] = "Made.".into();
        responses.insert("201".to_owned(), made);
    }
    responses.insert(route.line.status.to_string(), done);
    for code in ErrorCode::ALL {
        let status = super::status_of(code);
        let reason = status.canonical_reason().unwrap_or("Failed");
        responses.entry(status.as_str()).or_insert_with(|| {
            let schema = json!({ "$ref": "#/components/schemas/Error" });
            json!({ "description": format!("{reason}."), "content": { "application/json": { "schema": schema } } })
        });
    }
    responses.into()
}

fn body(schema: Value) -> Value {
    json!({ "content": { "application/json": { "schema": schema } } })
}
