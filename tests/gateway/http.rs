//! GraphQL over HTTP.

use acm_tests::with_server;
use serde_json::{Value, json};

const FEATURES: &str = "{ features { version } }";
const GRAPHQL: &str = "application/graphql-response+json";

#[tokio::test]
async fn a_query_is_answered_by_post_and_by_get() {
    with_server(async |server| {
        let posted = server.data(FEATURES, json!({})).await;
        assert_eq!(posted["features"]["version"], env!("CARGO_PKG_VERSION"));
        let response = server
            .get("/graphql")
            .query(&[("query", FEATURES)])
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        let got: Value = response.json().await.unwrap();
        assert_eq!(got["data"], posted);
    })
    .await;
}

#[tokio::test]
async fn get_takes_operation_name_and_variables() {
    with_server(async |server| {
        let query = "query a { __typename } query b($id: ID!) { connection(id: $id) { name } }";
        let variables = json!({ "id": server.connection() }).to_string();
        let parameters = [
            ("query", query),
            ("operationName", "b"),
            ("variables", variables.as_str()),
        ];
        let response = server
            .get("/graphql")
            .query(&parameters)
            .send()
            .await
            .unwrap();
        let answer: Value = response.json().await.unwrap();
        assert_eq!(
            answer,
            json!({ "data": { "connection": { "name": "test" } } })
        );
    })
    .await;
}

#[tokio::test]
async fn a_mutation_by_get_is_refused_and_does_nothing() {
    with_server(async |server| {
        let id = server.connection();
        let query = format!("mutation {{ deleteConnection(input: {{ id: \"{id}\" }}) {{ id }} }}");
        let response = server
            .get("/graphql")
            .query(&[("query", query)])
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 405);
        assert_eq!(response.headers()["allow"], "POST");
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        let still = server.data("{ connections { id } }", json!({})).await;
        assert_eq!(still["connections"].as_array().unwrap().len(), 1);
    })
    .await;
}

/// Status for (`application/json`, `application/graphql-response+json`).
#[tokio::test]
async fn the_status_tells_how_far_an_operation_came() {
    with_server(async |server| {
        let cases = [
            ("{ features { version } }", 200, 200, None),
            ("{ features {", 200, 400, Some("GRAPHQL_PARSE_FAILED")),
            ("{ nothing }", 200, 400, Some("GRAPHQL_VALIDATION_FAILED")),
            (
                "query($x: ID!) { connection(id: $x) { id } }",
                200,
                400,
                Some("GRAPHQL_VALIDATION_FAILED"),
            ),
            (
                "subscription { connectionsChanged { version } }",
                406,
                406,
                Some("BAD_USER_INPUT"),
            ),
        ];
        for (query, json_status, graphql_status, code) in cases {
            for (accept, status) in [("application/json", json_status), (GRAPHQL, graphql_status)] {
                let request = server
                    .post()
                    .header("accept", accept)
                    .json(&json!({ "query": query }));
                let response = request.send().await.unwrap();
                assert_eq!(response.status(), status, "{query} as {accept}");
                let kind = response.headers()["content-type"]
                    .to_str()
                    .unwrap()
                    .to_owned();
                assert!(kind.starts_with(accept), "{kind}");
                let answer: Value = response.json().await.unwrap();
                let found = answer["errors"][0]["extensions"]["code"].as_str();
                assert_eq!(found, code, "{query}: {answer}");
                assert_eq!(
                    answer.get("data").is_some(),
                    code.is_none(),
                    "{query}: {answer}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_graphql_request_is_refused_with_a_code() {
    with_server(async |server| {
        let json = "application/json";
        let cases = [
            (json, "", 400),
            (json, "{", 400),
            (json, "[]", 400),
            (json, "[{\"query\":\"{ __typename }\"}]", 400),
            (json, "{}", 400),
            (json, "{\"query\":1}", 400),
            (json, "{\"query\":\"{ __typename }\",\"variables\":[]}", 400),
            ("text/plain", "{\"query\":\"{ __typename }\"}", 415),
            (
                "application/x-www-form-urlencoded",
                "query=%7B__typename%7D",
                415,
            ),
        ];
        for (kind, body, status) in cases {
            let request = server.post().header("content-type", kind).body(body);
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), status, "{kind} {body}");
            let answer: Value = response.json().await.unwrap();
            assert_eq!(
                answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT",
                "{body}"
            );
        }
        let html = server
            .post()
            .header("accept", "text/html")
            .json(&json!({ "query": FEATURES }));
        assert_eq!(html.send().await.unwrap().status(), 406);
    })
    .await;
}

#[tokio::test]
async fn a_person_with_a_browser_is_shown_graphiql() {
    with_server(async |server| {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let page = server
            .get("/graphql")
            .header("accept", browser)
            .send()
            .await
            .unwrap();
        assert_eq!(page.url().path(), "/graphiql");
        let script = server
            .get("/graphql")
            .header("accept", "*/*")
            .send()
            .await
            .unwrap();
        assert_eq!(
            (script.url().path(), script.status().as_u16()),
            ("/graphql", 400)
        );
    })
    .await;
}

#[tokio::test]
async fn a_request_id_comes_back_and_stands_in_errors() {
    with_server(async |server| {
        let query = json!({ "query": "{ nothing }" });
        let named = server
            .post()
            .header("x-request-id", "my-trace-0001")
            .json(&query);
        let response = named.send().await.unwrap();
        assert_eq!(response.headers()["x-request-id"], "my-trace-0001");
        let answer: Value = response.json().await.unwrap();
        assert_eq!(
            answer["errors"][0]["extensions"]["requestId"],
            "my-trace-0001"
        );

        let hostile = server
            .post()
            .header("x-request-id", "a b c d e f")
            .json(&query);
        let made = hostile.send().await.unwrap().headers()["x-request-id"]
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(made.len(), 32);
    })
    .await;
}

#[tokio::test]
async fn a_large_answer_is_compressed_for_who_asks_for_it() {
    with_server(async |server| {
        let query = json!({ "query": "{ __schema { types { name description fields { name description } } } }" });
        let plain = server.post().json(&query).send().await.unwrap();
        assert!(plain.headers().get("content-encoding").is_none());
        let packed = server.post().header("accept-encoding", "gzip").json(&query).send().await.unwrap();
        assert_eq!(packed.headers()["content-encoding"], "gzip");
        assert!(packed.bytes().await.unwrap().len() * 2 < plain.bytes().await.unwrap().len());
    })
    .await;
}
