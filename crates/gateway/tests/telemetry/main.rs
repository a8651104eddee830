//! What the binary sends to a collector of telemetry, and what it writes to its log.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod binary;
mod collector;
mod pki;

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use binary::Acm;
use collector::Collector;
use pki::Authority;

const PUT: &str = r#"{"operationName":"TracedPut","query":"mutation TracedPut($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }","variables":{"input":{"connectionId":"ID","key":{"namespace":"test","set":"traced","userKey":{"string":"secret-key"}},"bins":{"a":"secret-value"}}}}"#;
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

#[test]
fn each_operation_and_each_call_is_a_span_of_the_callers_trace() {
    let collector = Collector::start();
    let acm = Acm::start(&[
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &collector.endpoint()),
        ("ACM_LOG_FORMAT", "json"),
    ]);
    let body = PUT.replace("ID", &acm.connection());
    let header = format!("traceparent: 00-{TRACE}-00f067aa0ba902b7-01\r\n");
    assert!(acm.post(&body, &header).contains("generation"));
    let log = acm.stop();
    let spans = collector.spans();
    let of = |name: &str| spans.iter().find(|span| span.name == name).unwrap();
    let operation = of("mutation TracedPut");
    assert_eq!(collector::hex(&operation.trace_id), TRACE);
    assert_eq!(
        collector::hex(&operation.parent_span_id),
        "00f067aa0ba902b7"
    );
    let put = spans
        .iter()
        .find(|span| span.name == "put test.traced" && span.trace_id == operation.trace_id)
        .unwrap();
    assert_eq!(
        put.parent_span_id, operation.span_id,
        "the call is within it"
    );
    let attribute = |key: &str| collector::attribute(put, key);
    assert_eq!(attribute("db.system.name").as_deref(), Some("aerospike"));
    assert_eq!(attribute("db.operation.name").as_deref(), Some("put"));
    assert_eq!(attribute("db.namespace").as_deref(), Some("test"));
    assert_eq!(attribute("db.collection.name").as_deref(), Some("traced"));
    assert!(
        !format!("{spans:?}").contains("secret-"),
        "no values in spans"
    );
    let line = log
        .lines()
        .find(|line| line.contains("\"mutation\""))
        .unwrap();
    assert!(
        line.contains(TRACE) && line.contains("request_id"),
        "{line}"
    );
    let metrics = collector.metrics();
    assert!(metrics.contains("acm.operations"), "{metrics:?}");
    assert!(metrics.contains("db.client.operation.duration"));
}

#[test]
fn nothing_is_sent_when_the_sdk_is_disabled_or_its_exporters_are_none() {
    let collector = Collector::start();
    let endpoint = collector.endpoint();
    let off: [&[(&str, &str)]; 2] = [
        &[("OTEL_SDK_DISABLED", "true")],
        &[
            ("OTEL_TRACES_EXPORTER", "none"),
            ("OTEL_METRICS_EXPORTER", "none"),
        ],
    ];
    for variables in off {
        let mut all = vec![("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str())];
        all.extend_from_slice(variables);
        let acm = Acm::start(&all);
        acm.connection();
        acm.stop();
    }
    assert_eq!(collector.requests(), 0);
}

#[test]
fn a_collector_that_does_not_answer_delays_neither_requests_nor_the_end() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let acm = Acm::start(&[
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &endpoint),
        ("OTEL_BSP_SCHEDULE_DELAY", "10"),
    ]);
    // The first batch is stuck by now, or will be soon; the queue has room for these.
    for _ in 0..50 {
        let asked = Instant::now();
        acm.connection();
        assert!(asked.elapsed() < Duration::from_secs(5));
    }
    let stopping = Instant::now();
    acm.stop();
    assert!(stopping.elapsed() < Duration::from_secs(15));
}

#[test]
fn a_collector_is_reached_over_tls_by_the_authorities_and_the_certificate_that_are_named() {
    let authority = Authority::new();
    let collector = Collector::encrypted(authority.server());
    let own = authority.sign();
    let roots = pki::file("otlp-roots.pem", &authority.pem());
    let shown = pki::file("otlp-client.pem", &own.certificate);
    let key = pki::file("otlp-client.key", &own.key);
    let endpoint = collector.endpoint();
    let identity = [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.as_str()),
        ("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", &shown),
        ("OTEL_EXPORTER_OTLP_CLIENT_KEY", &key),
        ("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=ours"),
    ];
    let nothing = pki::file("otlp-nothing.pem", "");
    let cases: [&[(&str, &str)]; 3] = [
        &[("OTEL_EXPORTER_OTLP_CERTIFICATE", &roots)],
        // The system's authorities.
        &[("SSL_CERT_FILE", &roots)],
        // What is said of one signal goes before what is said of all.
        &[
            ("OTEL_EXPORTER_OTLP_CERTIFICATE", &nothing),
            ("OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE", &roots),
            ("OTEL_EXPORTER_OTLP_METRICS_CERTIFICATE", &roots),
        ],
    ];
    for trusted in cases {
        let before = collector.heads().len();
        let acm = Acm::start(&[&identity, trusted].concat());
        acm.connection();
        acm.stop();
        let heads = collector.heads();
        for path in ["/v1/traces", "/v1/metrics"] {
            let request = heads[before..].iter().find(|head| head.contains(path));
            assert!(request.is_some(), "nothing at {path}: {trusted:?}");
            let head = request.unwrap();
            assert!(head.contains("x-tenant: ours"), "{head}");
        }
    }
}

#[test]
fn a_collector_that_cannot_be_trusted_is_told_nothing_and_delays_nothing() {
    let authority = Authority::new();
    let collector = Collector::encrypted(authority.server());
    let endpoint = collector.endpoint();
    let other = pki::file("otlp-other.pem", &Authority::new().pem());
    for (roots, complaint) in [
        (other.as_str(), ""),
        ("/no/such/file.pem", "/no/such/file.pem cannot be read"),
    ] {
        let acm = Acm::start(&[
            ("OTEL_EXPORTER_OTLP_ENDPOINT", &endpoint),
            ("OTEL_EXPORTER_OTLP_CERTIFICATE", roots),
            ("OTEL_BSP_SCHEDULE_DELAY", "10"),
        ]);
        for _ in 0..50 {
            let asked = Instant::now();
            acm.connection();
            assert!(asked.elapsed() < Duration::from_secs(5));
        }
        let stopping = Instant::now();
        let log = acm.stop();
        assert!(stopping.elapsed() < Duration::from_secs(15));
        assert!(log.contains(complaint), "{log}");
    }
    assert_eq!(collector.requests(), 0);
}

#[test]
fn secrets_are_in_no_line_of_the_log_however_much_is_logged() {
    const KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    let collector = Collector::start();
    let endpoint = collector.endpoint();
    let acm = Acm::start(&[
        ("ACM_LOG", "trace,aerospike_core=trace"),
        ("ACM_LOG_FORMAT", "json"),
        ("ACM_SECRET_KEY", KEY),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &endpoint),
        (
            "OTEL_EXPORTER_OTLP_HEADERS",
            "authorization=header-of-the-test",
        ),
    ]);
    let run = |kind: &str, field: &str, input: Value| {
        let answer = acm.post(&mutation(kind, field, input).to_string(), "");
        assert!(answer.contains(&format!("\"{field}\":{{")), "{answer}");
        answer
    };
    let hosts = [acm.hosts()];
    let pair = Authority::new().sign();
    let tls = json!({
        "enabled": true,
        "clientCertificatePem": pair.certificate,
        "clientKeyPem": pair.key,
    });
    let login = json!({
        "name": "s", "hosts": hosts, "username": "admin", "password": "password-of-the-test",
    });
    let with_tls = json!({ "name": "t", "hosts": hosts, "tls": tls });
    let created = run("CreateConnectionInput", "createConnection", login.clone());
    let secured = run(
        "CreateConnectionInput",
        "createConnection",
        with_tls.clone(),
    );
    for answer in [&created, &secured] {
        let id = binary::id(answer);
        let query = "query($id: ID!) { cluster(connectionId: $id) { name } }";
        let body = json!({ "query": query, "variables": { "id": id } });
        acm.post(&body.to_string(), "");
    }
    for mut trial in [login, with_tls] {
        trial.as_object_mut().unwrap().remove("name");
        run("TestConnectionInput", "testConnection", trial);
    }
    let everything = json!({ "includeSecrets": true });
    let exported = run("ExportConnectionsInput", "exportConnections", everything);
    let (_, body) = exported.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    let document = body["data"]["exportConnections"]["document"].as_str();
    let document = document.unwrap();
    assert!(document.contains("password-of-the-test"));
    let changed = document.replace("password-of-the-test", "imported-of-the-test");
    let copies = json!({ "document": changed, "onConflict": "COPY" });
    run(
        "PreviewConnectionsImportInput",
        "previewConnectionsImport",
        json!({ "document": changed }),
    );
    run("ImportConnectionsInput", "importConnections", copies);
    // Documents and operations that are wrong, with secrets where they are wrong.
    for body in [
        mutation(
            "ImportConnectionsInput",
            "importConnections",
            json!({ "document": &changed[1..] }),
        ),
        mutation(
            "CreateConnectionInput",
            "createConnection",
            json!({ "password": ["password-of-the-test"] }),
        ),
        json!({ "query": "mutation { createConnection(input: {name: \"password-of-the-test\" oops" }),
        json!({ "query": "{ __typename }", "variables": { "unknown": "variable-of-the-test" } }),
    ] {
        acm.post(&body.to_string(), "");
    }
    let put = PUT.replace("ID", &acm.connection());
    assert!(acm.post(&put, "").contains("generation"));
    acm.subscribe(&mutation(
        "TestConnectionInput",
        "testConnection",
        json!({ "hosts": hosts, "username": "admin", "password": "password-of-the-test" }),
    ));
    let log = acm.stop();
    assert!(log.contains("\"TRACE\""), "much is logged");
    assert!(collector.heads()[0].contains("header-of-the-test"));
    let line_of_key = |pem: &str| pem.lines().nth(1).unwrap().to_owned();
    for secret in [
        "-of-the-test",
        &collector::hex(b"-of-the-test"),
        &KEY[..20],
        &line_of_key(&pair.key),
        "PRIVATE KEY",
        "secret-value",
        "secret-key",
    ] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}

fn mutation(kind: &str, field: &str, input: Value) -> Value {
    let selection = match field {
        "createConnection" => "connection { id }",
        "testConnection" => "ok",
        "exportConnections" => "document",
        _ => "__typename",
    };
    let query = format!("mutation($input: {kind}!) {{ {field}(input: $input) {{ {selection} }} }}");
    json!({ "query": query, "variables": { "input": input } })
}
