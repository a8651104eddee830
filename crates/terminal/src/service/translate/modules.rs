//! Lua modules and calls of their functions.

use acm_aql::ast::{Aggregate, Execute, Function, Name, RegisterModule, Selection};
use acm_core::ApiError;
use serde_json::{Value, json};

use super::{
    Context, Step, Way,
    documents::{
        AGGREGATE, EXECUTE, EXECUTE_IN_BACKGROUND, MODULE, MODULES, PUT_MODULE, REMOVE_MODULE,
    },
    records::{query, record_key},
};
use crate::service::{
    shape::{Fact, List, Shape},
    value::bin_value,
};

const EXTENSION: &str = ".lua";

pub(super) fn register(module: &RegisterModule, context: &Context<'_>) -> Step {
    let source = module.source.as_ref().map(|source| source.node.as_str());
    let input = json!({
        "connectionId": context.connection,
        "name": module.module(),
        "source": { "text": source.unwrap_or_default() },
    });
    let shape = Shape::OnNodes {
        root: "putUdfModule",
        done: "The module is stored.",
        none: "",
    };
    Step::once(PUT_MODULE, json!({ "input": input }), shape)
}

pub(super) fn remove(name: &Name, context: &Context<'_>) -> Step {
    let input = json!({ "connectionId": context.connection, "name": name.node });
    let shape = Shape::OnNodes {
        root: "removeUdfModule",
        done: "The module is removed.",
        none: "There was no such module.",
    };
    Step::once(REMOVE_MODULE, json!({ "input": input }), shape)
}

pub(super) fn desc(name: &Name, context: &Context<'_>) -> Step {
    let variables = json!({ "connectionId": context.connection, "name": name.node });
    Step::once(MODULE, variables, Shape::List(&MODULE_FACTS))
}

pub(super) fn list(context: &Context<'_>) -> Step {
    let variables = json!({ "connectionId": context.connection });
    Step::once(MODULES, variables, Shape::List(&MODULES_FACTS))
}

pub(super) fn execute(execute: &Execute, context: &Context<'_>) -> Result<Step, ApiError> {
    let call = call(&execute.function);
    let matching = match &execute.selection {
        Selection::Key(key) => {
            let key = record_key(&execute.on, key);
            let input = json!({ "connectionId": context.connection, "key": key, "call": call });
            return Ok(Step::once(
                EXECUTE,
                json!({ "input": input }),
                Shape::Returned,
            ));
        }
        Selection::Matching(matching) => Some(matching),
        Selection::All | Selection::Keys(_) => None,
    };
    let (query, note) = query(&execute.on, matching, context)?;
    let input = json!({ "query": query, "call": call });
    let shape = Shape::Job("startUdfJob");
    let step = Step::once(EXECUTE_IN_BACKGROUND, json!({ "input": input }), shape);
    Ok(Step { note, ..step }.with_way(Way::Job))
}

pub(super) fn aggregate(aggregate: &Aggregate, context: &Context<'_>) -> Result<Step, ApiError> {
    let (query, note) = query(&aggregate.on, aggregate.matching.as_ref(), context)?;
    let variables = json!({ "query": query, "call": call(&aggregate.function) });
    let step = Step::once(AGGREGATE, variables, Shape::Aggregated);
    Ok(Step { note, ..step })
}

/// What is called. Statements name a module without its extension.
fn call(function: &Function) -> Value {
    let module = &function.module.node;
    let module = match module.ends_with(EXTENSION) {
        true => module.clone(),
        false => format!("{module}{EXTENSION}"),
    };
    let arguments: Vec<Value> = (function.arguments.iter())
        .map(|argument| bin_value(&argument.node))
        .collect();
    json!({ "module": module, "function": function.name.node, "arguments": arguments })
}

static MODULES_FACTS: List = List {
    at: &["udfModules"],
    facts: &[
        Fact::text("module", "/name"),
        Fact::text("hash", "/hash"),
        Fact::text("type", "/type"),
        Fact::text("differs between nodes", "/mismatched"),
    ],
};

static MODULE_FACTS: List = List {
    at: &["udfModule"],
    facts: &[
        Fact::text("module", "/module/name"),
        Fact::text("hash", "/module/hash"),
        Fact::int("bytes", "/size"),
        Fact::text("functions", "/functions"),
        Fact::text("source", "/text"),
    ],
};
