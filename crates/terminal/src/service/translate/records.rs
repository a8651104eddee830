//! `SELECT`, `INSERT`, `DELETE`, and the plan of a `SELECT`.

use acm_aql::{
    Spanned,
    ast::{Bins, Delete, Insert, Key, Matching, Select, Selection, Statement, Target},
};
use acm_core::ApiError;
use serde_json::{Map, Value, json};

use super::{
    Context, Step, Way,
    documents::{DELETE_RECORD, EXPLAIN_QUERY, PUT_RECORD, QUERY_STREAM, RECORD, RECORDS_BY_KEYS},
    matching::{Conditions, conditions},
    set, texts,
};
use crate::service::{
    shape::{RecordColumns, Shape},
    value::{bin_value, user_key},
};

pub(super) fn select(select: &Select, context: &Context<'_>) -> Result<Step, ApiError> {
    let columns = columns(select, context);
    let wanted = wanted(select, context);
    let connection = context.connection;
    let step = match &select.selection {
        Selection::Key(key) => {
            let key = record_key(&select.from, key);
            let variables = json!({ "connectionId": connection, "key": key, "bins": wanted });
            Step::once(RECORD, variables, Shape::Record(columns))
        }
        Selection::Keys(keys) => {
            let keys: Value = keys
                .iter()
                .map(|key| record_key(&select.from, key))
                .collect();
            let variables = json!({ "connectionId": connection, "keys": keys, "bins": wanted });
            Step::once(RECORDS_BY_KEYS, variables, Shape::Records(columns))
        }
        Selection::All => stream(select, None, columns, context)?,
        Selection::Matching(matching) => stream(select, Some(matching), columns, context)?,
    };
    Ok(step)
}

fn stream(
    select: &Select,
    matching: Option<&Matching>,
    columns: RecordColumns,
    context: &Context<'_>,
) -> Result<Step, ApiError> {
    let (query, note) = selected(select, matching, context)?;
    let limit = select
        .limit
        .as_ref()
        .map_or(context.options.limit, |limit| limit.node);
    let variables =
        json!({ "query": query, "limit": limit.min(i64::MAX.unsigned_abs()).to_string() });
    let step = Step::once(QUERY_STREAM, variables, Shape::Batch(columns)).with_way(Way::Batches);
    Ok(Step { note, ..step })
}

/// The plan of a `SELECT` that looks for records; none for what has no plan.
pub(super) fn plan(statement: &Statement, context: &Context<'_>) -> Result<Option<Step>, ApiError> {
    let Statement::Select(select) = statement else {
        return Ok(None);
    };
    let matching = match &select.selection {
        Selection::All => None,
        Selection::Matching(matching) => Some(matching),
        Selection::Key(_) | Selection::Keys(_) => return Ok(None),
    };
    let (query, _) = selected(select, matching, context)?;
    Ok(Some(Step::once(
        EXPLAIN_QUERY,
        json!({ "query": query }),
        Shape::Plan,
    )))
}

/// What a `SELECT` asks, and what to tell about it.
fn selected(
    select: &Select,
    matching: Option<&Matching>,
    context: &Context<'_>,
) -> Result<(Value, Option<String>), ApiError> {
    let (mut query, note) = query(&select.from, matching, context)?;
    let bins = wanted(select, context);
    if !bins.is_null() {
        query["bins"] = bins;
    }
    if context.options.no_bins {
        query["metadataOnly"] = true.into();
    }
    Ok((query, note))
}

/// A query of whole records, and what to tell about it.
pub(super) fn query(
    target: &Target,
    matching: Option<&Matching>,
    context: &Context<'_>,
) -> Result<(Value, Option<String>), ApiError> {
    let found = match matching {
        Some(matching) => conditions(matching, target, context.indexes)?,
        None => Conditions::default(),
    };
    let mut query = json!({
        "connectionId": context.connection,
        "namespace": target.namespace.node,
    });
    let set = target.set.as_ref().map(|set| json!(set.node));
    for (name, value) in [
        ("set", set),
        ("index", found.index),
        ("filter", found.filter),
    ] {
        if let Some(value) = value {
            query[name] = value;
        }
    }
    Ok((query, found.note))
}

pub(super) fn insert(insert: &Insert, context: &Context<'_>) -> Step {
    let bins: Map<String, Value> = (insert.bins.iter())
        .map(|(name, value)| (name.node.clone(), bin_value(&value.node)))
        .collect();
    let ttl = match context.options.record_ttl {
        -2 => json!({ "keep": true }),
        -1 => json!({ "never": true }),
        0 => json!({ "namespaceDefault": true }),
        seconds => json!({ "seconds": seconds }),
    };
    let input = json!({
        "connectionId": context.connection,
        "key": record_key(&insert.into, &insert.key),
        "bins": bins,
        "ttl": ttl,
        "sendKey": context.options.key_send,
    });
    Step::once(PUT_RECORD, json!({ "input": input }), Shape::Written)
}

pub(super) fn delete(delete: &Delete, context: &Context<'_>) -> Step {
    let input = json!({
        "connectionId": context.connection,
        "key": record_key(&delete.from, &delete.key),
    });
    let shape = Shape::Flag {
        at: "/deleteRecord/deleted",
        yes: "1 record deleted.",
        no: "There was no such record.",
    };
    Step::once(DELETE_RECORD, json!({ "input": input }), shape)
}

/// Which record a key is that of.
pub(super) fn record_key(target: &Target, key: &Spanned<Key>) -> Value {
    json!({
        "namespace": target.namespace.node,
        "set": set(target),
        "userKey": user_key(&key.node),
    })
}

/// The bins a statement names; null for all.
fn wanted(select: &Select, context: &Context<'_>) -> Value {
    match &select.bins {
        _ if context.options.no_bins => json!([]),
        Bins::All => Value::Null,
        Bins::Named(names) => texts(names),
    }
}

fn columns(select: &Select, context: &Context<'_>) -> RecordColumns {
    RecordColumns {
        bins: match &select.bins {
            _ if context.options.no_bins => Some(Vec::new()),
            Bins::All => None,
            Bins::Named(names) => Some(names.iter().map(|name| name.node.clone()).collect()),
        },
        metadata: context.options.metadata || context.options.no_bins,
    }
}
