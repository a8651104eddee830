//! The work: what the gateway and the hand-written service are asked for.

use std::{fmt::Write as _, net::SocketAddr, sync::Arc};

use serde_json::{Value, json};

use crate::{
    contest::Contender,
    http::{get, send},
    records::{DENSE, NAMESPACE, Set, bins_json, user_key},
};

/// Keys of one operation.
pub(crate) const KEYS: u64 = 100;
const KEYS_GET: &str = "query($c: ID!, $k: [RecordKeyInput!]!) { recordsByKeys(connectionId: $c, keys: $k) { record { bins generation } } }";

const GET: &str = "query($c: ID!, $k: RecordKeyInput!) { record(connectionId: $c, key: $k) { key { digest } bins generation ttl { seconds } } }";
const PUT: &str =
    "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
const PAGE: &str = "query($c: ID!, $n: NamespaceName!, $s: SetName!) { records(connectionId: $c, namespace: $n, set: $s, first: 50) { records { key { digest } bins generation ttl { seconds } } pageInfo { endCursor } } }";

/// Both sides, and the gateway's profile of the cluster.
pub(crate) struct Sides {
    pub(crate) gateway: (SocketAddr, u32),
    pub(crate) service: (SocketAddr, u32),
    pub(crate) connection: String,
}

impl Sides {
    /// Nothing but a request and an answer.
    pub(crate) fn floor(&self) -> [Contender; 2] {
        [
            self.by_hand(|_| get("/"), "null", Value::is_null),
            self.gateway(
                |_| body(r#"{"query":"{ __typename }"}"#),
                r#"{"data":{"__typename":"#,
                |answer| answer["data"]["__typename"] == "Query",
            ),
        ]
    }

    /// One record by its key.
    pub(crate) fn get(&self) -> [Contender; 2] {
        let connection = self.connection.clone();
        [
            self.by_hand(
                |number| get(&format!("/record/{}", user_key(number))),
                r#"{"digest":""#,
                |answer| whole(&answer["bins"]),
            ),
            self.gateway(
                move |number| {
                    let key = key(number);
                    body(&format!(
                        r#"{{"query":"{GET}","variables":{{"c":"{connection}","k":{key}}}}}"#
                    ))
                },
                r#"{"data":{"record":{"#,
                |answer| whole(&answer["data"]["record"]["bins"]),
            ),
        ]
    }

    /// One record written, its generation answered.
    pub(crate) fn put(&self) -> [Contender; 2] {
        let connection = self.connection.clone();
        [
            self.by_hand(
                |number| {
                    let path = format!("/record/{}", user_key(number));
                    send("PUT", &path, &bins_json(number))
                },
                r#"{"generation":"#,
                |answer| answer["generation"].is_u64(),
            ),
            self.gateway(
                move |number| {
                    let (key, bins) = (key(number), bins_json(number));
                    body(&format!(
                        r#"{{"query":"{PUT}","variables":{{"input":{{"connectionId":"{connection}","key":{key},"bins":{bins}}}}}}}"#
                    ))
                },
                r#"{"data":{"putRecord":{"record":{"generation":"#,
                |answer| answer["data"]["putRecord"]["record"]["generation"].is_u64(),
            ),
        ]
    }

    /// The first 50 records of a set: by hand over all partitions, by hand over the first eight
    /// where that fills the page, and the gateway, which has to find out.
    pub(crate) fn page(&self, set: Set) -> Vec<Contender> {
        let connection = self.connection.clone();
        let path = format!("/records/{}", set.0);
        let few = format!("{path}?partitions=8");
        let all = if set.1 < 50 {
            format!("{path}?records=150")
        } else {
            path
        };
        let mut contenders = vec![Contender {
            name: "by hand, all partitions",
            ..self.by_hand(move |_| get(&all), "[", whole_list(set))
        }];
        if set.1 == DENSE.1 {
            contenders.push(Contender {
                name: "by hand, 8 partitions",
                ..self.by_hand(move |_| get(&few), "[", |page| length(page) == 50)
            });
        }
        contenders.push(self.gateway(
            move |_| {
                let variables = json!({ "c": connection, "n": NAMESPACE, "s": set.0 });
                body(&format!(r#"{{"query":"{PAGE}","variables":{variables}}}"#))
            },
            r#"{"data":{"records":{"records":["#,
            match set.1 {
                0 => |answer| length(&answer["data"]["records"]["records"]) == 0,
                40 => |answer| length(&answer["data"]["records"]["records"]) == 40,
                _ => |answer| length(&answer["data"]["records"]["records"]) == 50,
            },
        ));
        contenders
    }

    /// A hundred records by their keys in one request: by hand, as the list of keys that one field
    /// takes, and as a hundred fields of a document that nobody sent before.
    pub(crate) fn batch(&self) -> [Contender; 3] {
        let (connection, other) = (self.connection.clone(), self.connection.clone());
        [
            self.by_hand(
                |number| {
                    let keys: Vec<_> = (0..KEYS).map(|next| user_key(number + next)).collect();
                    send("POST", "/batch", &json!(keys).to_string())
                },
                r#"[{"digest":"#,
                |answer| length(answer) == 100 && whole(&answer[99]["bins"]),
            ),
            self.gateway(
                move |number| {
                    let keys: Vec<_> = (0..KEYS).map(|next| key(number + next)).collect();
                    let keys = keys.join(",");
                    body(&format!(
                        r#"{{"query":"{KEYS_GET}","variables":{{"c":"{connection}","k":[{keys}]}}}}"#
                    ))
                },
                r#"{"data":{"recordsByKeys":[{"record":{"#,
                |answer| whole(&answer["data"]["recordsByKeys"][99]["record"]["bins"]),
            ),
            Contender {
                name: "gateway, a field a key",
                ..self.gateway(
                    move |number| body(&aliases(&other, number)),
                    r#"{"data":{"r0":{"#,
                    |answer| whole(&answer["data"]["r99"]["bins"]),
                )
            },
        ]
    }

    fn gateway(
        &self,
        request: impl Fn(u64) -> Vec<u8> + Send + Sync + 'static,
        begins: &'static str,
        right: fn(&Value) -> bool,
    ) -> Contender {
        contender("gateway", self.gateway, request, begins, right)
    }

    fn by_hand(
        &self,
        request: impl Fn(u64) -> Vec<u8> + Send + Sync + 'static,
        begins: &'static str,
        right: fn(&Value) -> bool,
    ) -> Contender {
        contender("by hand", self.service, request, begins, right)
    }
}

fn contender(
    name: &'static str,
    (address, process): (SocketAddr, u32),
    request: impl Fn(u64) -> Vec<u8> + Send + Sync + 'static,
    begins: &'static str,
    right: fn(&Value) -> bool,
) -> Contender {
    Contender {
        name,
        address,
        process,
        request: Arc::new(request),
        begins,
        right,
    }
}

/// A GraphQL request.
fn body(text: &str) -> Vec<u8> {
    send("POST", "/graphql", text)
}

fn key(number: u64) -> String {
    let (set, key) = (DENSE.0, user_key(number));
    format!(r#"{{"namespace":"{NAMESPACE}","set":"{set}","userKey":{{"string":"{key}"}}}}"#)
}

fn aliases(connection: &str, number: u64) -> String {
    let mut query = String::from("query($c: ID!) {");
    for next in 0..KEYS {
        let (set, key) = (DENSE.0, user_key(number + next));
        let _ = write!(
            query,
            r#" r{next}: record(connectionId: $c, key: {{ namespace: \"{NAMESPACE}\", set: \"{set}\", userKey: {{ string: \"{key}\" }} }}) {{ bins generation }}"#
        );
    }
    format!(r#"{{"query":"{query} }}","variables":{{"c":"{connection}"}}}}"#)
}

/// Whether a list is the first page of a set.
fn whole_list(set: Set) -> fn(&Value) -> bool {
    match set.1 {
        0 => |list| length(list) == 0,
        40 => |list| length(list) == 40,
        _ => |list| length(list) == 50,
    }
}

/// Whether these are all bins of a record.
fn whole(bins: &Value) -> bool {
    bins.as_object().is_some_and(|bins| bins.len() == 7)
}

fn length(list: &Value) -> usize {
    list.as_array().map_or(usize::MAX, Vec::len)
}
