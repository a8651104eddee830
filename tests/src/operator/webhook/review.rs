//! Reviews, as the API server sends them.

use axum::Json;
use serde_json::{Value, json};

use super::{Verdict, answer, cluster_rules, defaults, template_rules, update_rules};
use crate::operator::json::at;

pub(super) async fn mutate_cluster(Json(review): Json<Value>) -> Json<Value> {
    let object = at(&review, "/request/object");
    match defaults::fill(object) {
        Ok(spec) => {
            let patch = json!([{ "op": "replace", "path": "/spec", "value": spec }]);
            answer(&review, Verdict::default(), Some(&patch))
        }
        Err(verdict) => answer(&review, verdict, None),
    }
}

pub(super) async fn validate_cluster(Json(review): Json<Value>) -> Json<Value> {
    let object = at(&review, "/request/object");
    let old = at(&review, "/request/oldObject");
    let is_ending = !at(object, "/metadata/deletionTimestamp").is_null();
    let verdict = if is_ending {
        Verdict::default()
    } else {
        update_rules::refuse(old, object).unwrap_or_else(|| cluster_rules::judge(object))
    };
    answer(&review, verdict, None)
}

pub(super) async fn validate_template(Json(review): Json<Value>) -> Json<Value> {
    let object = at(&review, "/request/object");
    answer(&review, template_rules::judge(object), None)
}
