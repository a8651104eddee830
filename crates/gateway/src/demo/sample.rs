//! The sample data: people, orders, events, and one record of every type a bin can have.

use std::time::Duration;

use acm_aerospike::{
    Cluster, Deadline, Error, Key, UserKey,
    records::{PutOptions, PutRule, Ttl},
    value::{MapOrder, Value},
};
use futures_util::{StreamExt, TryStreamExt, stream};

/// People in `test.users`.
pub(super) const USERS: i64 = 10_000;
/// Orders in `test.orders`; each lives for a while.
pub(super) const ORDERS: i64 = 2_000;
/// Events in `bar.events`.
pub(super) const EVENTS: i64 = 3_000;
/// Seconds an order lives.
pub(super) const ORDER_TTL: u32 = 86_400;

/// Writes at once.
const CONCURRENCY: usize = 32;
const WRITE_DEADLINE: Duration = Duration::from_secs(5);

/// A record to write.
pub(super) struct Sample {
    key: Result<Key, Error>,
    bins: Vec<(String, Value)>,
    ttl: Ttl,
}

/// Writes all sample data.
pub(super) async fn write(cluster: &Cluster) -> Result<(), Error> {
    let all = (1..=USERS)
        .map(user)
        .chain((1..=ORDERS).map(order))
        .chain((1..=EVENTS).map(event))
        .chain(types());
    stream::iter(all)
        .map(|sample| put(cluster, sample))
        .buffer_unordered(CONCURRENCY)
        .try_collect::<()>()
        .await
}

/// Writes one record, whatever was there.
pub(super) async fn put(cluster: &Cluster, sample: Sample) -> Result<(), Error> {
    let options = PutOptions {
        rule: PutRule::Upsert,
        ttl: sample.ttl,
        send_key: true,
        ..PutOptions::default()
    };
    let deadline = Deadline::after(WRITE_DEADLINE);
    cluster
        .put(&sample.key?, sample.bins, &options, deadline)
        .await
        .map(|_| ())
}

const NAMES: [&str; 12] = [
    "Ada", "Björn", "Chidi", "Dolores", "Emre", "Fatima", "Grace", "Hedy", "Ikaika", "Jürgen",
    "Kateryna", "Lin",
];
const CITIES: [(&str, f64, f64); 6] = [
    ("Lisbon", -9.14, 38.72),
    ("Nairobi", 36.82, -1.29),
    ("Osaka", 135.5, 34.69),
    ("Quito", -78.47, -0.18),
    ("Tromsø", 18.96, 69.65),
    ("Wellington", 174.78, -41.29),
];
const TAGS: [&str; 5] = ["new", "vip", "trial", "churn-risk", "beta"];
const STATES: [&str; 4] = ["PLACED", "PAID", "SHIPPED", "DELIVERED"];

fn pick<T: Copy, const N: usize>(list: [T; N], seed: i64) -> T {
    list[usize::try_from(scramble(seed).rem_euclid(N as i64)).unwrap_or(0)]
}

/// Spreads neighbouring numbers, the same way each time: the data looks lively and is repeatable.
fn scramble(seed: i64) -> i64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as i64);
    x ^= (x as u64 >> 29) as i64;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9_u64 as i64);
    x ^ (x as u64 >> 32) as i64
}

/// A person in `test.users`.
pub(super) fn user(id: i64) -> Sample {
    let (city, longitude, latitude) = pick(CITIES, id);
    let point = format!(r#"{{"type":"Point","coordinates":[{longitude},{latitude}]}}"#);
    let tags = TAGS
        .iter()
        .enumerate()
        .filter(|(i, _)| scramble(id) >> i & 1 == 1);
    let mut bins = vec![
        bin("id", Value::Int(id)),
        bin("name", text(pick(NAMES, id >> 1))),
        bin("age", Value::Int(18 + scramble(id).rem_euclid(70))),
        bin(
            "score",
            Value::Float(scramble(id).rem_euclid(400) as f64 / 4.0 + 0.125),
        ),
        bin("active", Value::Bool(id % 3 != 0)),
        bin(
            "tags",
            Value::List(tags.map(|(_, tag)| text(tag)).collect()),
        ),
        bin(
            "addr",
            map([
                ("city", text(city)),
                ("zip", Value::Int(10_000 + id % 90_000)),
            ]),
        ),
        bin("loc", Value::GeoJson(point)),
    ];
    if id % 5 == 0 {
        bins.push(bin("avatar", Value::Bytes(id.to_be_bytes().repeat(4))));
    }
    sample(
        "test",
        "users",
        UserKey::String(format!("user-{id:05}")),
        bins,
        Ttl::NamespaceDefault,
    )
}

/// An order in `test.orders`.
pub(super) fn order(id: i64) -> Sample {
    let items = 1 + scramble(id).rem_euclid(4);
    let item = |n: i64| {
        map([
            (
                "sku",
                text(&format!("SKU-{:04}", scramble(id + n).rem_euclid(9_999))),
            ),
            ("qty", Value::Int(n)),
        ])
    };
    let bins = vec![
        bin(
            "user",
            text(&format!("user-{:05}", 1 + scramble(id).rem_euclid(USERS))),
        ),
        bin("state", text(pick(STATES, id))),
        bin("cents", Value::Int(500 + scramble(id).rem_euclid(250_000))),
        bin("items", Value::List((1..=items).map(item).collect())),
    ];
    sample(
        "test",
        "orders",
        UserKey::Int(id),
        bins,
        Ttl::Seconds(ORDER_TTL),
    )
}

/// An event in `bar.events`.
pub(super) fn event(id: i64) -> Sample {
    let bins = vec![
        bin(
            "kind",
            text(pick(["login", "click", "purchase", "error"], id)),
        ),
        bin("at", Value::Int(1_760_000_000_000 + id * 1_337)),
        bin("ms", Value::Int(scramble(id).rem_euclid(900))),
    ];
    sample(
        "bar",
        "events",
        UserKey::Int(id),
        bins,
        Ttl::NamespaceDefault,
    )
}

/// One record for each kind of value, so that every editor can be seen at work.
fn types() -> Vec<Sample> {
    let nested = map([
        (
            "list",
            Value::List(vec![
                Value::Int(1),
                text("two"),
                Value::Float(3.5),
                Value::Nil,
            ]),
        ),
        ("map", map([("deep", map([("er", Value::Bool(true))]))])),
    ]);
    let by_number = Value::Map {
        entries: vec![(Value::Int(1), text("one")), (Value::Int(2), text("two"))],
        order: MapOrder::KeyOrdered,
    };
    let square = r#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0],[0,0]]]}"#;
    [
        (
            "integers",
            vec![
                bin("zero", Value::Int(0)),
                bin("safe", Value::Int((1 << 53) - 1)),
                bin("beyond", Value::Int((1 << 53) + 1)),
                bin("max", Value::Int(i64::MAX)),
                bin("min", Value::Int(i64::MIN)),
            ],
        ),
        (
            "floats",
            vec![
                bin("half", Value::Float(0.5)),
                bin("integral", Value::Float(1.0)),
                bin("minus-zero", Value::Float(-0.0)),
                bin("huge", Value::Float(1e300)),
                bin("nan", Value::Float(f64::NAN)),
                bin("infinity", Value::Float(f64::INFINITY)),
            ],
        ),
        (
            "texts",
            vec![
                bin("empty", text("")),
                bin("looks-like-42", text("42")),
                bin("unicode", text("Grüße, 世界 🌍")),
                bin("long", text(&"All work and no play. ".repeat(400))),
            ],
        ),
        (
            "bytes",
            vec![
                bin("all", Value::Bytes((0..=255).collect())),
                bin("none", Value::Bytes(vec![])),
            ],
        ),
        (
            "collections",
            vec![bin("nested", nested), bin("by-number", by_number)],
        ),
        (
            "places",
            vec![bin("square", Value::GeoJson(square.to_owned()))],
        ),
        (
            "key with / % ? & and spaces",
            vec![bin("found", Value::Bool(true))],
        ),
    ]
    .into_iter()
    .map(|(key, bins)| {
        sample(
            "test",
            "types",
            UserKey::String(key.to_owned()),
            bins,
            Ttl::Never,
        )
    })
    .chain([
        sample(
            "test",
            "types",
            UserKey::Int(42),
            vec![bin("key", text("a number"))],
            Ttl::Never,
        ),
        sample(
            "test",
            "types",
            UserKey::String("42".into()),
            vec![bin("key", text("a text"))],
            Ttl::Never,
        ),
        sample(
            "test",
            "types",
            UserKey::Bytes(vec![0, 1, 254, 255]),
            vec![bin("key", text("bytes"))],
            Ttl::Never,
        ),
    ])
    .collect()
}

fn sample(
    namespace: &str,
    set: &str,
    key: UserKey,
    bins: Vec<(String, Value)>,
    ttl: Ttl,
) -> Sample {
    Sample {
        key: Key::new(namespace, set, key),
        bins,
        ttl,
    }
}

fn bin(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (text(key), value))
        .collect();
    Value::Map {
        entries,
        order: MapOrder::Unordered,
    }
}
