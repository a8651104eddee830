//! Every bound of the edge, met from outside.

use acm_gateway::{Config, Limits};
use acm_tests::{Setup, Socket, TestServer, eventually, with_setup};
use serde_json::{Value, json};

use crate::hostile::schema::{Schema, list, text, written};

async fn code(server: &TestServer, query: &str) -> String {
    let error = server.error(query, json!({})).await;
    error["extensions"]["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    with_setup(
        Setup::bounded(Limits {
            max_body_bytes: 1_000,
            ..Limits::default()
        }),
        async |server| {
            let query = format!("{{ __typename }} #{}", "x".repeat(2_000));
            let response = server
                .post()
                .json(&json!({ "query": query }))
                .send()
                .await
                .unwrap();
            assert_eq!(response.status(), 413);
            let answer: Value = response.json().await.unwrap();
            assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
            assert_eq!(
                answer["errors"][0]["extensions"]["details"]["maxBytes"],
                1_000
            );
        },
    )
    .await;
}

#[tokio::test]
async fn a_document_that_is_too_deep_is_refused() {
    with_setup(
        Setup::bounded(Limits {
            max_depth: 3,
            ..Limits::default()
        }),
        async |server| {
            let deep = "{ connections { cluster { nodes { status { build } } } } }";
            assert_eq!(code(server, deep).await, "GRAPHQL_VALIDATION_FAILED");
        },
    )
    .await;
    with_setup(Setup::bounded(Limits::default()), async |server| {
        let braces = format!("{}{}", "{ a".repeat(5_000), "}".repeat(5_000));
        assert_eq!(code(server, &braces).await, "LIMIT_EXCEEDED");
    })
    .await;
}

#[tokio::test]
async fn a_document_that_costs_too_much_is_refused() {
    with_setup(Setup::bounded(Limits { max_complexity: 200, ..Limits::default() }), async |server| {
        let page = |first| {
            format!(
                "{{ records(connectionId: \"x\", namespace: \"test\", first: {first}) {{ records {{ id bins generation }} }} }}"
            )
        };
        let dear = server.error(&page(1_000), json!({})).await;
        assert_eq!(dear["extensions"]["code"], "LIMIT_EXCEEDED");
        assert_eq!(dear["extensions"]["details"], json!({ "cost": 4_001, "maxComplexity": 200 }));
        assert_eq!(code(server, &page(10)).await, "NOT_FOUND");
    })
    .await;
}

/// Every place of an argument that takes a list, within inputs too: how to write it, the list as `@`.
fn lists(schema: &Schema, name: &str, kind: &Value, depth: usize) -> Vec<String> {
    if written(kind).starts_with('[') {
        return vec![format!("{name}: @")];
    }
    let fields = list(schema.named(kind), "inputFields");
    let fields = fields.iter().filter(|_| depth > 0);
    fields
        .flat_map(|field| lists(schema, text(field, "name"), &field["type"], depth - 1))
        .map(|inner| format!("{name}: {{{inner}}}"))
        .collect()
}

#[tokio::test]
async fn whatever_takes_a_list_costs_more_for_a_longer_one() {
    let limits = Limits {
        max_complexity: 200,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let schema = Schema::of(server).await;
        // What is too dear is refused with its cost, before its values are looked at.
        let cost = async |word: &str, field: &str, arguments: &str, variables: Value| {
            let query = format!("{word} {{ {field}({arguments}) {{ __typename a b }} }}");
            let error = server.error(&query, variables).await;
            let extensions = &error["extensions"];
            assert_eq!(extensions["code"], "LIMIT_EXCEEDED", "{query}: {error}");
            extensions["details"]["cost"].as_u64().unwrap()
        };
        let mut seen = Vec::new();
        for root in schema.roots() {
            let field = text(root.field, "name");
            for argument in list(root.field, "args") {
                for place in lists(&schema, text(argument, "name"), &argument["type"], 4) {
                    let written = async |items: usize| {
                        let items = format!("[{}]", "{} ".repeat(items));
                        cost(root.word, field, &place.replace('@', &items), json!({})).await
                    };
                    let sent = async |items: usize| {
                        let variables = json!({ "v": vec![json!({}); items] });
                        let word = format!("{} Q($v: [Any] = [1])", root.word);
                        cost(&word, field, &place.replace('@', "$v"), variables).await
                    };
                    let (short, long) = (written(200).await, written(300).await);
                    assert!(long >= short + 100, "{field}({place}): {short}, {long}");
                    assert_eq!((sent(200).await, sent(300).await), (short, long), "{field}");
                    seen.push(format!("{field}({place})"));
                }
            }
        }
        for known in [
            "recordsByKeys(keys: @)",
            "metrics(nodes: @)",
            "putRecords(input: {records: @})",
            "createConnection(input: {hosts: @})",
        ] {
            assert!(seen.iter().any(|one| one == known), "{known}: {seen:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_document_with_too_many_aliases_is_refused() {
    with_setup(
        Setup::bounded(Limits {
            max_aliases: 5,
            ..Limits::default()
        }),
        async |server| {
            let fields: String = (0..6).map(|i| format!("a{i}: __typename ")).collect();
            assert_eq!(
                code(server, &format!("{{ {fields} }}")).await,
                "GRAPHQL_VALIDATION_FAILED"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn a_page_has_at_most_a_thousand_records() {
    with_setup(Setup::bounded(Limits::default()), async |server| {
        for first in [0, -1, 1_001] {
            let query = format!(
                "{{ records(connectionId: \"{}\", namespace: \"test\", first: {first}) {{ partitionsDone }} }}",
                server.connection()
            );
            assert_eq!(code(server, &query).await, "BAD_USER_INPUT", "first: {first}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up() {
    with_setup(
        Setup::bounded(Limits {
            request_deadline_ms: 300,
            ..Limits::default()
        }),
        async |server| {
            let Some(cluster) = server.control("a_request_that_takes_too_long_is_given_up") else {
                return;
            };
            let query = format!(
                "{{ records(connectionId: \"{}\", namespace: \"test\") {{ partitionsDone }} }}",
                server.connection()
            );
            server.data(&query, json!({})).await;
            let before = server.tasks();
            cluster.set_fault(0, acm_embedded::Fault::Hang).unwrap();
            assert_eq!(code(server, &query).await, "TIMEOUT");
            eventually("nothing of it runs on", async || {
                (server.tasks() <= before).then_some(())
            })
            .await;
            cluster.set_fault(0, acm_embedded::Fault::None).unwrap();
        },
    )
    .await;
}

#[tokio::test]
async fn a_connection_has_a_bounded_number_of_operations() {
    with_setup(
        Setup::bounded(Limits {
            max_operations_per_connection: 2,
            ..Limits::default()
        }),
        async |server| {
            let mut socket = server.socket().await;
            let feed = "subscription { connectionsChanged { version } }";
            for id in ["a", "b"] {
                socket.subscribe(id, feed, json!({})).await;
                socket.data(id).await;
            }
            socket.subscribe("c", feed, json!({})).await;
            let refused = socket.next().await;
            assert_eq!(
                (refused["type"].as_str(), refused["id"].as_str()),
                (Some("error"), Some("c"))
            );
            assert_eq!(
                refused["payload"][0]["extensions"]["code"],
                "LIMIT_EXCEEDED"
            );
            socket.send(json!({ "type": "complete", "id": "a" })).await;
            socket.subscribe("d", feed, json!({})).await;
            socket.data("d").await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_client_has_a_bounded_number_of_connections() {
    with_setup(
        Setup::bounded(Limits {
            max_connections_per_client: 2,
            ..Limits::default()
        }),
        async |server| {
            let first = server.socket().await;
            let _second = server.socket().await;
            let third = Socket::open_as(server.address(), "graphql-transport-ws", None).await;
            assert_eq!(third.err(), Some(429));
            first.vanish();
            acm_tests::eventually("the place is given back", async || {
                Socket::open_as(server.address(), "graphql-transport-ws", None)
                    .await
                    .ok()
            })
            .await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_client_that_does_not_initialise_is_shown_out() {
    with_setup(
        Setup::bounded(Limits {
            connection_init_timeout_ms: 50,
            ..Limits::default()
        }),
        async |server| {
            let mut socket = Socket::open(server.address()).await;
            assert_eq!(socket.closed().await.0, 4408);
        },
    )
    .await;
}

#[tokio::test]
async fn a_message_over_the_limit_ends_the_connection() {
    with_setup(
        Setup::bounded(Limits {
            max_body_bytes: 1_000,
            ..Limits::default()
        }),
        async |server| {
            let mut socket = server.socket().await;
            socket.subscribe("a", &"x".repeat(2_000), json!({})).await;
            socket.closed().await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_document_with_too_many_tokens_is_refused_before_it_is_read() {
    let limits = Limits {
        max_tokens: 40,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        assert_eq!(
            code(server, &format!("{{ {} }}", "a ".repeat(40))).await,
            "LIMIT_EXCEEDED"
        );
        // Past the bound nothing is read, so that it is no GraphQL does not matter.
        let error = server.error(&"{ a ".repeat(100), json!({})).await;
        assert_eq!(error["extensions"]["details"]["maxTokens"], 40);
        let few = format!("{{ __typename }} # {}", "a ".repeat(100));
        server.data(&few, json!({})).await;
    })
    .await;
}

#[tokio::test]
async fn of_the_faults_of_a_document_the_first_hundred_are_told() {
    with_setup(Setup::bounded(Limits::default()), async |server| {
        let query = format!("{{ features {{ {} }} }}", "nothing ".repeat(5_000));
        let answer = server.answer(&query, json!({})).await;
        assert_eq!(answer["errors"].as_array().unwrap().len(), 100);
    })
    .await;
}

#[tokio::test]
async fn brackets_nested_too_deep_are_refused() {
    with_setup(Setup::bounded(Limits::default()), async |server| {
        let text = format!("{{ a(b: {}1{}) }}", "[".repeat(200), "]".repeat(200));
        let error = server.error(&text, json!({})).await;
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED");
        assert_eq!(error["extensions"]["details"]["maxNesting"], 128);
    })
    .await;
}

#[tokio::test]
async fn an_operation_has_a_bounded_number_of_root_fields_fragments_included() {
    let limits = Limits {
        max_root_fields: 3,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let fragment = "fragment F on Query { c: __typename d: __typename }";
        let query = |roots: &str| format!("{{ {roots} ...F }} {fragment}");
        server.data(&query("a: __typename"), json!({})).await;
        let error = server
            .error(&query("a: __typename b: __typename"), json!({}))
            .await;
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED");
        assert_eq!(error["extensions"]["details"]["maxRootFields"], 3);
    })
    .await;
}

#[tokio::test]
async fn variables_have_a_bounded_size() {
    let limits = Limits {
        max_variables_bytes: 1_000,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let ask = async |size: usize| {
            let variables = json!({ "unused": ["x".repeat(size)] });
            server.answer("{ __typename }", variables).await
        };
        assert_eq!(ask(900).await["data"]["__typename"], "Query");
        let refused = ask(1_100).await;
        let extensions = &refused["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "LIMIT_EXCEEDED");
        assert_eq!(extensions["details"]["maxVariablesBytes"], 1_000);
    })
    .await;
}

#[tokio::test]
async fn the_feeds_of_a_caller_hold_a_bounded_amount_of_memory() {
    let limits = Limits {
        max_client_feed_bytes: 20_000,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let mut socket = server.socket().await;
        let feed = |number: usize| {
            let padding = "x".repeat(6_000);
            format!("subscription {{ connectionsChanged {{ kind }} }} # {number} {padding}")
        };
        for number in 0..2 {
            let id = number.to_string();
            socket.subscribe(&id, &feed(number), json!({})).await;
            socket.data(&id).await;
        }
        let variables = json!({ "v": vec![""; 200] });
        let listed = "subscription($v: [String!]) { connectionsChanged { kind @skip(if: false) } }";
        for (query, variables) in [(feed(2), json!({})), (listed.to_owned(), variables)] {
            socket.subscribe("more", &query, variables).await;
            let refused = socket.next().await;
            assert_eq!(refused["type"], "error", "{refused}");
            let extensions = &refused["payload"][0]["extensions"];
            assert_eq!(extensions["code"], "LIMIT_EXCEEDED");
            assert_eq!(extensions["details"]["maxClientFeedBytes"], 20_000);
        }
        // What nobody declared is not kept and takes nothing.
        let undeclared = json!({ "v": "x".repeat(100_000) });
        socket
            .subscribe(
                "same",
                "subscription { connectionsChanged { kind } }",
                undeclared,
            )
            .await;
        socket.data("same").await;
        socket.send(json!({ "type": "complete", "id": "0" })).await;
        eventually("what it held is given back", async || {
            socket.subscribe("more", &feed(3), json!({})).await;
            (socket.next().await["type"] == "next").then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_batch_of_operations_is_refused() {
    with_setup(Setup::bounded(Limits::default()), async |server| {
        let batch = json!([{ "query": "{ __typename }" }, { "query": "{ __typename }" }]);
        let response = server.post().json(&batch).send().await.unwrap();
        assert_eq!(response.status(), 400);
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    })
    .await;
}

#[tokio::test]
async fn introspection_can_be_switched_off() {
    let config = Config {
        introspection: false,
        ..Config::default()
    };
    let setup = Setup {
        config,
        nodes: 1,
        ..Setup::default()
    };
    with_setup(setup, async |server| {
        for query in [
            "{ __schema { queryType { name } } }",
            "{ __type(name: \"Query\") { name } }",
            "{ ...F } fragment F on Query { s: __schema { queryType { name } } }",
            "subscription { __schema { queryType { name } } }",
        ] {
            let mut socket = server.socket().await;
            let payload = json!({ "query": query });
            socket
                .send(json!({ "type": "subscribe", "id": "1", "payload": payload }))
                .await;
            let message = socket.next().await;
            assert_eq!(message["type"], "error", "{query}");
            let code = &message["payload"][0]["extensions"]["code"];
            assert_eq!(*code, "GRAPHQL_VALIDATION_FAILED", "{query}");
        }
        server.data("{ __typename }", json!({})).await;
    })
    .await;
}

#[tokio::test]
async fn a_socket_without_an_operation_is_closed_and_one_with_a_feed_is_not() {
    let limits = Limits {
        idle_timeout_ms: 300,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let mut busy = server.socket().await;
        let payload = json!({ "query": "subscription { connectionsChanged { kind } }" });
        busy.send(json!({ "type": "subscribe", "id": "1", "payload": payload }))
            .await;
        assert_eq!(busy.next().await["type"], "next");
        let mut idle = server.socket().await;
        assert_eq!(idle.closed().await.0, 1000);
        busy.send(json!({ "type": "ping" })).await;
        assert_eq!(busy.next().await["type"], "pong");
    })
    .await;
}
