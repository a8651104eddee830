//! Modules in the sandbox: what they can do, and what they cannot.
#![allow(clippy::unwrap_used, clippy::panic)]

mod bytes;
mod collections;
mod costs;
mod errors;
mod hostile;
mod language;
mod patterns;
mod records;
mod streams;

use acm_lua::{Error, Limits, Sandbox, Value};

/// What an expression is.
#[track_caller]
fn check(expression: &str, expected: impl Into<Value>) {
    let value = evaluate(expression);
    assert_eq!(value, Ok(expected.into()), "{expression}");
}

/// That statements fail, and with which message.
#[track_caller]
fn fails(body: &str, message: &str) {
    let error = run(body).unwrap_err();
    assert_eq!(error.reason(), message, "{body}");
}

fn evaluate(expression: &str) -> Result<Value, Error> {
    run(&format!("return {expression}"))
}

/// Statements as the body of a function.
fn run(body: &str) -> Result<Value, Error> {
    load(&format!("function f()\n{body}\nend"))?.call("f", &[])
}

fn load(source: &str) -> Result<Sandbox, Error> {
    Sandbox::load(source.as_bytes(), Limits::default())
}

fn list(values: &[i64]) -> Value {
    Value::List(values.iter().map(|&value| value.into()).collect())
}
