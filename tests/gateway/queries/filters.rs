//! Every operator of filters, against records of every type.

use std::collections::BTreeSet;

use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use super::{at, bin, fill, found};

/// Six records, one without any of the bins.
fn records() -> Vec<Value> {
    let point =
        |x: i32| json!({ "$geoJson": format!("{{\"type\":\"Point\",\"coordinates\":[{x},0.5]}}") });
    let texts = ["alpha", "Beta", "gamma.x", "delta", "new\nline"];
    let bytes = ["", "AA==", "AQ==", "AQI=", "/w=="];
    let names = ["a", "b", "c", "d", "e"];
    let mut records: Vec<Value> = (0..5)
        .map(|n| {
            json!({
                "int": n * 10,
                "float": { "$float": format!("{n}.5") },
                "text": texts[n],
                "bytes": { "$bytes": bytes[n] },
                "flag": n % 2 == 0,
                "geo": point(n as i32),
                "list": (0..n).collect::<Vec<_>>(),
                "map": { "size": n, "tags": { "name": names[n] } },
                "mixed": if n == 3 { json!("three") } else { json!(n) },
            })
        })
        .collect();
    records.push(json!({ "other": true }));
    records
}

async fn check(server: &TestServer, filter: Value, expected: &[i64]) {
    let expected: BTreeSet<i64> = expected.iter().copied().collect();
    assert_eq!(
        found(server, "filters", filter.clone()).await,
        expected,
        "{filter:#}"
    );
}

#[tokio::test]
async fn numbers_texts_and_bytes_are_compared_by_every_operator() {
    with_server(async |server| {
        fill(server, "filters", &records()).await;
        for (condition, expected) in [
            (json!({ "eq": "20" }), vec![2]),
            (json!({ "ne": "20" }), vec![0, 1, 3, 4]),
            (json!({ "lt": "20" }), vec![0, 1]),
            (json!({ "le": "20" }), vec![0, 1, 2]),
            (json!({ "gt": "20" }), vec![3, 4]),
            (json!({ "ge": "20" }), vec![2, 3, 4]),
            (
                json!({ "between": { "from": "10", "to": "30" } }),
                vec![1, 2, 3],
            ),
            (json!({ "in": ["0", "40", "41"] }), vec![0, 4]),
        ] {
            check(server, bin("int", json!({ "int": condition })), &expected).await;
        }
        for (condition, expected) in [
            (json!({ "eq": 1.5 }), vec![1]),
            (json!({ "ne": 1.5 }), vec![0, 2, 3, 4]),
            (json!({ "lt": 1.5 }), vec![0]),
            (json!({ "le": 1.5 }), vec![0, 1]),
            (json!({ "gt": 3.4 }), vec![3, 4]),
            (json!({ "ge": 3.5 }), vec![3, 4]),
            (json!({ "between": { "from": 1, "to": 3 } }), vec![1, 2]),
            (json!({ "in": [0.5, 4.5] }), vec![0, 4]),
        ] {
            check(
                server,
                bin("float", json!({ "float": condition })),
                &expected,
            )
            .await;
        }
        for (condition, expected) in [
            (json!({ "eq": "alpha" }), vec![0]),
            (json!({ "ne": "alpha" }), vec![1, 2, 3, 4]),
            (json!({ "lt": "alpha" }), vec![1]),
            (json!({ "le": "alpha" }), vec![0, 1]),
            (json!({ "gt": "gamma" }), vec![2, 4]),
            (json!({ "ge": "delta" }), vec![2, 3, 4]),
            (json!({ "between": { "from": "a", "to": "e" } }), vec![0, 3]),
            (json!({ "in": ["Beta", "delta"] }), vec![1, 3]),
            (json!({ "contains": "a.x" }), vec![2]),
            (json!({ "contains": "a*x" }), vec![]),
            (json!({ "startsWith": "al" }), vec![0]),
            (json!({ "startsWith": "line" }), vec![]),
            (json!({ "endsWith": "ta" }), vec![1, 3]),
            (json!({ "endsWith": "line" }), vec![4]),
            (json!({ "regex": { "pattern": "^[a-d]l" } }), vec![0]),
            (json!({ "regex": { "pattern": "^b" } }), vec![]),
            (
                json!({ "regex": { "pattern": "^b", "flags": ["IGNORE_CASE"] } }),
                vec![1],
            ),
            (json!({ "regex": { "pattern": "^line" } }), vec![]),
            (
                json!({ "regex": { "pattern": "^line", "flags": ["NEWLINE"] } }),
                vec![4],
            ),
            (
                json!({ "regex": { "pattern": "(al|el)(pha|ta)$" } }),
                vec![0, 3],
            ),
        ] {
            check(
                server,
                bin("text", json!({ "string": condition })),
                &expected,
            )
            .await;
        }
        for (condition, expected) in [
            (json!({ "eq": "AQ==" }), vec![2]),
            (json!({ "ne": "AQ==" }), vec![0, 1, 3, 4]),
            (json!({ "lt": "AQ==" }), vec![0, 1]),
            (json!({ "ge": "AQ==" }), vec![2, 3, 4]),
            (
                json!({ "between": { "from": "AA==", "to": "AQ==" } }),
                vec![1, 2],
            ),
            (json!({ "in": ["", "/w=="] }), vec![0, 4]),
        ] {
            check(
                server,
                bin("bytes", json!({ "bytes": condition })),
                &expected,
            )
            .await;
        }
    })
    .await;
}

#[tokio::test]
async fn existence_types_logic_and_shapes_are_asked() {
    with_server(async |server| {
        fill(server, "filters", &records()).await;
        check(server, bin("int", json!({ "exists": false })), &[5]).await;
        check(server, bin("int", json!({ "exists": true })), &[0, 1, 2, 3, 4]).await;
        check(server, bin("flag", json!({ "bool": true })), &[0, 2, 4]).await;
        check(server, bin("mixed", json!({ "type": "STRING" })), &[3]).await;
        check(server, bin("mixed", json!({ "type": "INT" })), &[0, 1, 2, 4]).await;
        for (kind, name) in [
            ("BOOL", "flag"),
            ("FLOAT", "float"),
            ("BYTES", "bytes"),
            ("GEOJSON", "geo"),
            ("LIST", "list"),
            ("MAP", "map"),
        ] {
            check(server, bin(name, json!({ "type": kind })), &[0, 1, 2, 3, 4]).await;
        }
        let less = bin("int", json!({ "int": { "lt": "20" } }));
        let even = bin("flag", json!({ "bool": true }));
        check(server, json!({ "and": [less, even] }), &[0]).await;
        check(server, json!({ "or": [less, even] }), &[0, 1, 2, 4]).await;
        check(server, json!({ "not": less }), &[2, 3, 4]).await;
        check(server, json!({ "and": [less] }), &[0, 1]).await;
        // What is of another type, or missing, is neither true nor false.
        check(server, bin("mixed", json!({ "int": { "ge": "0" } })), &[0, 1, 2, 4]).await;
        check(server, json!({ "not": bin("mixed", json!({ "int": { "lt": "0" } })) }), &[0, 1, 2, 4]).await;
        let missing = bin("int", json!({ "exists": false }));
        check(server, json!({ "or": [missing, less] }), &[0, 1, 5]).await;
        let square = json!({ "type": "Polygon", "coordinates": [[[0.5, 0], [2.5, 0], [2.5, 1], [0.5, 1], [0.5, 0]]] });
        check(server, bin("geo", json!({ "geo": { "within": square } })), &[1, 2]).await;
        let circle = "{\"type\":\"AeroCircle\",\"coordinates\":[[3,0.5],1000]}";
        check(server, bin("geo", json!({ "geo": { "within": circle } })), &[3]).await;
    })
    .await;
}

#[tokio::test]
async fn lists_and_maps_are_asked_as_a_whole_and_inside() {
    with_server(async |server| {
        fill(server, "filters", &records()).await;
        let list = |condition| bin("list", json!({ "list": condition }));
        check(server, list(json!({ "size": { "ge": "3" } })), &[3, 4]).await;
        check(server, list(json!({ "contains": 2 })), &[3, 4]).await;
        check(server, list(json!({ "contains": "2" })), &[]).await;
        check(server, list(json!({ "eq": [0, 1] })), &[2]).await;
        check(server, list(json!({ "ne": [0, 1] })), &[0, 1, 3, 4]).await;
        let map = |condition| bin("map", json!({ "map": condition }));
        check(
            server,
            map(json!({ "size": { "eq": "2" } })),
            &[0, 1, 2, 3, 4],
        )
        .await;
        check(
            server,
            map(json!({ "containsKey": "tags" })),
            &[0, 1, 2, 3, 4],
        )
        .await;
        check(server, map(json!({ "containsKey": "none" })), &[]).await;
        check(server, map(json!({ "containsValue": 3 })), &[3]).await;
        check(
            server,
            map(json!({ "eq": { "size": 1, "tags": { "name": "b" } } })),
            &[1],
        )
        .await;
        let last = json!([{ "listIndex": -1 }]);
        check(
            server,
            at("list", last.clone(), json!({ "int": { "eq": "2" } })),
            &[3],
        )
        .await;
        check(
            server,
            at("list", last.clone(), json!({ "exists": true })),
            &[1, 2, 3, 4],
        )
        .await;
        check(server, at("list", last, json!({ "exists": false })), &[0]).await;
        let greatest = json!([{ "listRank": -1 }]);
        check(
            server,
            at("list", greatest, json!({ "int": { "ge": "2" } })),
            &[3, 4],
        )
        .await;
        check(
            server,
            at(
                "list",
                json!([{ "listValue": 1 }]),
                json!({ "exists": true }),
            ),
            &[2, 3, 4],
        )
        .await;
        let size = json!([{ "mapKey": "size" }]);
        check(
            server,
            at("map", size.clone(), json!({ "int": { "gt": "2" } })),
            &[3, 4],
        )
        .await;
        check(
            server,
            at("map", size, json!({ "exists": true })),
            &[0, 1, 2, 3, 4],
        )
        .await;
        let name = json!([{ "mapKey": "tags" }, { "mapKey": "name" }]);
        check(
            server,
            at(
                "map",
                name.clone(),
                json!({ "string": { "in": ["a", "e"] } }),
            ),
            &[0, 4],
        )
        .await;
        check(
            server,
            at(
                "map",
                name,
                json!({ "string": { "regex": { "pattern": "[b-c]" } } }),
            ),
            &[1, 2],
        )
        .await;
        let tags = json!([{ "mapKey": "tags" }]);
        check(
            server,
            at(
                "map",
                tags.clone(),
                json!({ "map": { "size": { "eq": "1" } } }),
            ),
            &[0, 1, 2, 3, 4],
        )
        .await;
        check(
            server,
            at("map", tags, json!({ "map": { "containsValue": "c" } })),
            &[2],
        )
        .await;
        check(
            server,
            at(
                "map",
                json!([{ "mapIndex": 0 }]),
                json!({ "int": { "le": "1" } }),
            ),
            &[0, 1],
        )
        .await;
        check(
            server,
            at(
                "map",
                json!([{ "mapRank": 0 }]),
                json!({ "int": { "le": "1" } }),
            ),
            &[0, 1],
        )
        .await;
        check(
            server,
            at("map", json!([{ "mapValue": 4 }]), json!({ "exists": true })),
            &[4],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn keys_metadata_and_arithmetic_are_asked() {
    with_server(async |server| {
        fill(server, "filters", &records()).await;
        let key = |condition| json!({ "key": condition });
        check(server, key(json!({ "int": { "ge": "4" } })), &[4, 5]).await;
        check(server, key(json!({ "stored": true })), &[0, 1, 2, 3, 4, 5]).await;
        check(server, key(json!({ "string": { "eq": "4" } })), &[]).await;
        let metadata = |condition| json!({ "metadata": condition });
        let all = [0, 1, 2, 3, 4, 5];
        check(server, metadata(json!({ "setName": { "eq": "filters" } })), &all).await;
        check(server, metadata(json!({ "isTombstone": true })), &[]).await;
        check(server, metadata(json!({ "recordSize": { "gt": "1000000" } })), &[]).await;
        check(server, metadata(json!({ "lastUpdate": { "after": "2020-01-01T00:00:00Z" } })), &all).await;
        check(server, metadata(json!({ "lastUpdate": { "before": "2020-01-01T00:00:00Z" } })), &[]).await;
        check(server, metadata(json!({ "millisecondsSinceUpdate": { "lt": "3600000" } })), &all).await;
        check(server, metadata(json!({ "neverExpires": false })), &[]).await;
        check(server, metadata(json!({ "ttl": { "eq": "-1" } })), &all).await;
        let mut parts = 0;
        for part in 0..3 {
            let modulo = json!({ "digestModulo": { "modulus": 3, "equals": part } });
            parts += found(server, "filters", metadata(modulo)).await.len();
        }
        assert_eq!(parts, all.len());
        let int = |left, is: &str, right| json!({ "compare": { "int": { "left": left, "is": is, "right": right } } });
        let (ten, n) = (json!({ "value": "10" }), json!({ "bin": "n" }));
        check(server, int(json!({ "bin": "int" }), "EQ", json!({ "mul": [n, ten] })), &[0, 1, 2, 3, 4]).await;
        check(server, int(json!({ "add": [n, { "value": "1" }] }), "GT", json!({ "value": "4" })), &[4, 5]).await;
        check(server, int(json!({ "mod": { "left": n, "right": { "value": "2" } } }), "NE", json!({ "value": "0" })), &[1, 3, 5]).await;
        check(server, int(json!({ "bitAnd": [n, { "value": "4" }] }), "EQ", json!({ "value": "4" })), &[4, 5]).await;
        check(server, int(json!({ "abs": { "sub": [n] } }), "LE", json!({ "value": "1" })), &[0, 1]).await;
        check(server, int(json!({ "max": [n, { "value": "3" }] }), "EQ", json!({ "value": "3" })), &[0, 1, 2, 3]).await;
        check(server, int(json!({ "shiftLeft": { "left": n, "right": { "value": "1" } } }), "GE", json!({ "value": "8" })), &[4, 5]).await;
        check(server, int(json!({ "toInt": { "bin": "float" } }), "EQ", json!({ "value": "3" })), &[3]).await;
        check(server, int(json!({ "at": { "bin": "map", "path": [{ "mapKey": "size" }] } }), "EQ", json!({ "value": "2" })), &[2]).await;
        let float = json!({ "compare": { "float": {
            "left": { "pow": { "left": { "bin": "float" }, "right": { "value": 2.0 } } },
            "is": "LT", "right": { "toFloat": { "value": "7" } } } } });
        check(server, float, &[0, 1, 2]).await;
        let floor = json!({ "compare": { "float": {
            "left": { "floor": { "bin": "float" } }, "is": "EQ", "right": { "toFloat": n } } } });
        check(server, floor, &[0, 1, 2, 3, 4]).await;
    })
    .await;
}
