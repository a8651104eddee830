//! The table and its documents.

use acm_core::{Caller, Rights};
use async_graphql::Request;
use futures_util::StreamExt;

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
fn every_reference_of_the_description_leads_somewhere() {
    let described: serde_json::Value = serde_json::from_slice(&rest(true).openapi()).unwrap();
    let schemas = &described["components"]["schemas"];
    let text = described.to_string();
    for reference in text.split("#/components/schemas/").skip(1) {
        let (name, _) = reference.split_once('"').unwrap();
        assert!(!schemas[name].is_null(), "{name}");
    }
}
