//! `TRUNCATE` and indexes.

use acm_aql::ast::{CreateIndex, DropIndex, IndexSource, IndexType, Truncate};
use acm_graph::scalars::DateTime;
use serde_json::{Value, json};

use super::{
    Context, Step, Way,
    documents::{CREATE_INDEX, DROP_INDEX, TRUNCATE},
    set,
};
use crate::service::shape::Shape;

pub(super) fn truncate(truncate: &Truncate, context: &Context<'_>) -> Step {
    let before = match &truncate.before {
        Some(before) => json!(time(before.node)),
        None => Value::Null,
    };
    let input = json!({
        "connectionId": context.connection,
        "namespace": truncate.target.namespace.node,
        "set": set(&truncate.target),
        "before": before,
    });
    let shape = Shape::Job("startTruncate");
    Step::once(TRUNCATE, json!({ "input": input }), shape).with_way(Way::Job)
}

/// A point in time as the schema takes it: the millisecond it lies in, so nothing younger goes.
fn time(nanoseconds: u64) -> String {
    let millis = i64::try_from(nanoseconds / 1_000_000).unwrap_or(i64::MAX);
    DateTime(millis).to_string()
}

pub(super) fn create_index(index: &CreateIndex, context: &Context<'_>) -> Step {
    let mut input = json!({
        "connectionId": context.connection,
        "namespace": index.on.namespace.node,
        "set": set(&index.on),
        "name": index.name.node,
    });
    match &index.source {
        IndexSource::Set => input["isSetIndex"] = true.into(),
        IndexSource::Bin {
            bin,
            collection,
            of,
        } => {
            input["bin"] = bin.node.as_str().into();
            input["type"] = match of {
                IndexType::Numeric => "INTEGER",
                IndexType::String | IndexType::Geo2dSphere | IndexType::Blob => of.text(),
            }
            .into();
            if let Some(collection) = collection {
                input["collection"] = collection.text().into();
            }
        }
    }
    Step::once(CREATE_INDEX, json!({ "input": input }), Shape::IndexMade)
}

pub(super) fn drop_index(index: &DropIndex, context: &Context<'_>) -> Step {
    let input = json!({
        "connectionId": context.connection,
        "namespace": index.on.namespace.node,
        "name": index.name.node,
    });
    let shape = Shape::Flag {
        at: "/dropIndex/dropped",
        yes: "The index is dropped.",
        no: "There was no such index.",
    };
    Step::once(DROP_INDEX, json!({ "input": input }), shape)
}
