//! Subscriptions over HTTP: server-sent events and Apollo's multipart form.

use acm_gateway::Limits;
use acm_tests::{Setup, TestServer, eventually, with_server, with_setup};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

const EVENTS: &str = "text/event-stream";
const MULTIPART: &str = "multipart/mixed;subscriptionSpec=1.0";
const FEED: &str = "subscription { connectionsChanged { kind version connections { name } } }";

/// What a response has brought so far, taken apart where the protocol says.
struct Reader {
    response: reqwest::Response,
    text: String,
}

impl Reader {
    async fn open(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        Self {
            response,
            text: String::new(),
        }
    }

    async fn post(server: &TestServer, accept: &str, query: &str, variables: Value) -> Self {
        let body = json!({ "query": query, "variables": variables });
        Self::open(server.post().header("accept", accept).json(&body)).await
    }

    fn header(&self, name: &str) -> &str {
        self.response.headers()[name].to_str().unwrap()
    }

    /// Everything up to a mark and without it; `None` at the end of the response.
    async fn until(&mut self, mark: &str) -> Option<String> {
        loop {
            if let Some((before, rest)) = self.text.split_once(mark) {
                let (before, rest) = (before.to_owned(), rest.to_owned());
                self.text = rest;
                return Some(before);
            }
            let chunk = self.response.chunk().await.unwrap()?;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next event: its name and its data. Comments are passed over.
    async fn event(&mut self) -> (String, Value) {
        loop {
            let event = self.until("\n\n").await.unwrap();
            if event != ":" {
                let (name, data) = event.split_once('\n').unwrap();
                let data = data.strip_prefix("data: ").unwrap();
                let data = serde_json::from_str(data).unwrap_or(Value::Null);
                return (name.strip_prefix("event: ").unwrap().to_owned(), data);
            }
        }
    }

    /// The next part that is no sign of life.
    async fn part(&mut self) -> Value {
        loop {
            let part = self.until("\r\n--graphql").await.unwrap();
            let Some(body) = part.strip_prefix("\r\ncontent-type: application/json\r\n\r\n") else {
                assert_eq!(part, "", "before the first boundary");
                continue;
            };
            let body: Value = serde_json::from_str(body).unwrap();
            if body != json!({}) {
                return body;
            }
        }
    }

    /// What comes until the response ends.
    async fn rest(mut self) -> String {
        while let Some(chunk) = self.response.chunk().await.unwrap() {
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
        self.text
    }
}

fn limited(limits: Limits) -> Setup {
    Setup {
        limits,
        nodes: 1,
        ..Setup::default()
    }
}

#[tokio::test]
async fn a_feed_is_followed_as_server_sent_events() {
    with_server(async |server| {
        let mut feed = Reader::post(server, EVENTS, FEED, json!({})).await;
        assert_eq!(
            feed.header("content-type"),
            "text/event-stream; charset=utf-8"
        );
        assert_eq!(feed.header("cache-control"), "no-store");
        let (name, first) = feed.event().await;
        assert_eq!(
            (
                name.as_str(),
                first["data"]["connectionsChanged"]["kind"].as_str()
            ),
            ("next", Some("SNAPSHOT"))
        );
        server.connect("other", &["127.0.0.1:1".to_owned()]).await;
        let (_, change) = feed.event().await;
        assert_eq!(
            change["data"]["connectionsChanged"]["connections"],
            json!([{ "name": "other" }])
        );
    })
    .await;
}

#[tokio::test]
async fn a_feed_is_followed_as_parts() {
    with_server(async |server| {
        let mut feed = Reader::post(server, MULTIPART, FEED, json!({})).await;
        let content_type = feed.header("content-type");
        assert_eq!(
            content_type,
            "multipart/mixed;boundary=\"graphql\";subscriptionSpec=1.0"
        );
        let first = feed.part().await;
        assert_eq!(
            first["payload"]["data"]["connectionsChanged"]["kind"],
            "SNAPSHOT"
        );
        server.connect("other", &["127.0.0.1:1".to_owned()]).await;
        let change = feed.part().await;
        let shown = &change["payload"]["data"]["connectionsChanged"];
        assert_eq!(shown["connections"], json!([{ "name": "other" }]));
    })
    .await;
}

#[tokio::test]
async fn a_browsers_event_source_may_follow_by_get_but_not_change_anything() {
    with_server(async |server| {
        let get = |query: &str| {
            server
                .get("/graphql")
                .query(&[("query", query)])
                .header("accept", EVENTS)
        };
        let mut feed = Reader::open(get(FEED)).await;
        assert_eq!(
            feed.event().await.1["data"]["connectionsChanged"]["kind"],
            "SNAPSHOT"
        );

        let id = server.connection();
        let mutation =
            format!("mutation {{ deleteConnection(input: {{ id: \"{id}\" }}) {{ id }} }}");
        for accept in [EVENTS, MULTIPART] {
            let refused = server.get("/graphql").query(&[("query", &mutation)]);
            let refused = refused.header("accept", accept).send().await.unwrap();
            assert_eq!(refused.status(), 405, "{accept}");
            assert_eq!(refused.headers()["allow"], "POST");
            let answer: Value = refused.json().await.unwrap();
            assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        }
        let still = server.data("{ connections { id } }", json!({})).await;
        assert_eq!(still["connections"].as_array().unwrap().len(), 1);

        // An EventSource asks no permission first: the origin alone tells whose page it is.
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "cross-site"),
        ] {
            assert_eq!(
                get(FEED).header(name, value).send().await.unwrap().status(),
                403
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_has_one_answer_comes_as_a_stream_to_who_takes_nothing_else() {
    with_server(async |server| {
        let cases = [
            (
                "{ connections { name } }",
                r#"{"data":{"connections":[{"name":"test"}]}}"#,
            ),
            ("{", "GRAPHQL_PARSE_FAILED"),
            ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ];
        for (query, answer) in cases {
            let events = Reader::post(server, EVENTS, query, json!({}))
                .await
                .rest()
                .await;
            assert!(events.starts_with(":\n\nevent: next\ndata: {"), "{events}");
            assert!(events.contains(answer), "{events}");
            assert!(
                events.ends_with("\n\nevent: complete\ndata: \n\n"),
                "{events}"
            );
            let parts = Reader::post(server, MULTIPART, query, json!({}))
                .await
                .rest()
                .await;
            assert!(
                parts.contains("{\"payload\":{") && parts.contains(answer),
                "{parts}"
            );
            assert!(parts.ends_with("\r\n--graphql--\r\n"), "{parts}");
        }
        let both = server.post().header(
            "accept",
            "multipart/mixed;subscriptionSpec=1.0,application/json",
        );
        let whole: Value = both
            .json(&json!({ "query": "{ __typename }" }))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(whole, json!({ "data": { "__typename": "Query" } }));
    })
    .await;
}

#[tokio::test]
async fn a_feed_that_fails_says_so_and_ends() {
    with_server(async |server| {
        let query = "subscription { clusterChanged(connectionId: \"nope\") { version } }";
        let events = Reader::post(server, EVENTS, query, json!({}))
            .await
            .rest()
            .await;
        assert!(
            events.contains("\"NOT_FOUND\"") && events.ends_with("event: complete\ndata: \n\n"),
            "{events}"
        );
        let parts = Reader::post(server, MULTIPART, query, json!({}))
            .await
            .rest()
            .await;
        assert!(
            parts.contains("\"NOT_FOUND\"") && parts.ends_with("--graphql--\r\n"),
            "{parts}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_quiet_feed_gives_signs_of_life() {
    let limits = Limits {
        ping_interval_ms: 50,
        ..Limits::default()
    };
    with_setup(limited(limits), async |server| {
        let mut events = Reader::post(server, EVENTS, FEED, json!({})).await;
        events.event().await;
        for _ in 0..3 {
            assert_eq!(events.until("\n\n").await.unwrap(), ":");
        }
        let mut parts = Reader::post(server, MULTIPART, FEED, json!({})).await;
        parts.part().await;
        for _ in 0..3 {
            let part = parts.until("\r\n--graphql").await.unwrap();
            assert!(part.ends_with("\r\n\r\n{}"), "{part}");
        }
        // The feed goes on after them.
        server.connect("other", &["127.0.0.1:1".to_owned()]).await;
        events.event().await;
        parts.part().await;
    })
    .await;
}

#[tokio::test]
async fn a_feed_is_never_held_back_to_be_compressed() {
    with_server(async |server| {
        for accept in [EVENTS, MULTIPART] {
            let body = json!({ "query": FEED });
            let request = server
                .post()
                .header("accept", accept)
                .header("accept-encoding", "gzip, br")
                .json(&body);
            let mut feed = Reader::open(request).await;
            assert!(
                feed.response.headers().get("content-encoding").is_none(),
                "{accept}"
            );
            feed.until("SNAPSHOT").await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_that_has_gone_ends_the_work_behind_its_feed() {
    with_server(async |server| {
        let before = server.tasks();
        let query = "subscription($id: ID!) { clusterChanged(connectionId: $id) { kind } }";
        for accept in [EVENTS, MULTIPART] {
            let mut feed =
                Reader::post(server, accept, query, json!({ "id": server.connection() })).await;
            feed.until("SNAPSHOT").await.unwrap();
            assert!(server.tasks() > before, "{accept}");
            drop(feed);
            eventually("connection and poller have ended", async || {
                (server.tasks() <= before).then_some(())
            })
            .await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_has_a_bounded_number_of_feeds_and_sockets_together() {
    let limits = Limits {
        max_connections_per_client: 2,
        ..Limits::default()
    };
    with_setup(limited(limits), async |server| {
        let _socket = server.socket().await;
        let feed = Reader::post(server, EVENTS, FEED, json!({})).await;
        let ask = async || {
            let body = json!({ "query": FEED });
            server
                .post()
                .header("accept", MULTIPART)
                .json(&body)
                .send()
                .await
                .unwrap()
        };
        let refused = ask().await;
        assert_eq!(refused.status(), 429);
        let answer: Value = refused.json().await.unwrap();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
        // Queries need no place.
        server.data("{ __typename }", json!({})).await;
        drop(feed);
        eventually("the place is given back", async || {
            (ask().await.status() == 200).then_some(())
        })
        .await;
    })
    .await;
}

/// Subscribes to much at a time: a hundred times the note of each profile that changed.
fn wide_feed() -> String {
    let notes: String = (0..100).map(|i| format!("n{i}: note ")).collect();
    format!("subscription {{ connectionsChanged {{ version lagged connections {{ {notes} }} }} }}")
}

/// Gives the profile a note of 8 KB, so that an item of the wide feed has 800 KB.
async fn change(server: &TestServer, round: i64) {
    let update = "mutation($input: UpdateConnectionInput!) { updateConnection(input: $input) { connection { id } } }";
    let note = format!("{round:08}").repeat(1_000);
    let input = json!({ "input": { "id": server.connection(), "note": note } });
    server.data(update, input).await;
}

fn wide(limits: Limits) -> Setup {
    limited(Limits {
        max_complexity: 10_000_000,
        ..limits
    })
}

/// Items after the first, until the one of `last`; asserts that gaps between versions are told and
/// that there was one.
async fn told_of_gaps(mut next: impl AsyncFnMut() -> Value, first: i64, last: i64) {
    let (mut seen, mut gaps) = (first, 0);
    while seen < last {
        let item = next().await;
        let version = version(&item);
        assert_eq!(
            item["lagged"],
            json!(version > seen + 1),
            "{seen} to {version}"
        );
        gaps += i64::from(version > seen + 1);
        seen = version;
    }
    assert!(gaps > 0, "nothing was passed over: the reader was not slow");
}

fn version(item: &Value) -> i64 {
    item["version"].as_str().unwrap().parse().unwrap()
}

const ROUNDS: i64 = 40;

#[tokio::test]
async fn a_slow_reader_of_events_gets_the_newest_state_and_is_told() {
    with_setup(wide(Limits::default()), async |server| {
        let mut feed = Reader::post(server, EVENTS, &wide_feed(), json!({})).await;
        let first = version(&feed.event().await.1["data"]["connectionsChanged"]);
        for round in 0..ROUNDS {
            change(server, round).await;
        }
        let next = async || feed.event().await.1["data"]["connectionsChanged"].take();
        told_of_gaps(next, first, first + ROUNDS).await;
    })
    .await;
}

#[tokio::test]
async fn a_slow_reader_on_a_socket_gets_the_newest_state_and_is_told() {
    with_setup(wide(Limits::default()), async |server| {
        let mut socket = server.socket().await;
        socket.subscribe("s", &wide_feed(), json!({})).await;
        let first = version(&socket.data("s").await["connectionsChanged"]);
        for round in 0..ROUNDS {
            change(server, round).await;
        }
        let next = async || socket.data("s").await["connectionsChanged"].take();
        told_of_gaps(next, first, first + ROUNDS).await;
    })
    .await;
}

/// Whoever takes nothing makes nothing grow, and is cut off after a while.
#[tokio::test]
async fn a_reader_that_takes_nothing_is_cut_off() {
    let limits = Limits {
        write_timeout_ms: 300,
        ..Limits::default()
    };
    with_setup(wide(limits), async |server| {
        let before = server.tasks();
        for accept in [EVENTS, MULTIPART] {
            let feed = Reader::post(server, accept, &wide_feed(), json!({})).await;
            let mut round = 0;
            eventually("the connection has ended", async || {
                round += 1;
                change(server, round).await;
                (server.tasks() <= before).then_some(())
            })
            .await;
            drop(feed);
        }
    })
    .await;
}
