//! Objects as people write them down.

use acm_core::{ApiError, ErrorCode};
use serde_json::Value as Json;
use serde_saphyr::{MessageFormatter, Options, SerializeError, UserMessageFormatter};

/// Longest text that is read: no API server keeps an object that is larger.
pub const MAX_YAML_BYTES: usize = 1_500_000;
/// Most objects in a text.
pub const MAX_YAML_OBJECTS: usize = 100;
/// Most values in a text, those that its aliases repeat counted each time.
const MAX_NODES: usize = 100_000;
/// Objects of Kubernetes have some twenty levels, and each takes stack.
const MAX_DEPTH: usize = 32;
const MAX_ALIASES: usize = 1_000;

/// Text that is not the YAML of an object.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{reason}")]
pub struct BadYaml {
    /// Where: line and column, from 1.
    pub at: Option<(u64, u64)>,
    /// What is wrong.
    pub reason: String,
}

impl BadYaml {
    fn new(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { at: None, reason }
    }
}

impl From<serde_saphyr::Error> for BadYaml {
    fn from(error: serde_saphyr::Error) -> Self {
        use serde_saphyr::Error as Of;
        let at = error.location().map(|at| (at.line(), at.column()));
        let mut cause = &error;
        while let Of::AliasError { error, .. } | Of::WithSnippet { error, .. } = cause {
            cause = error;
        }
        let reason = match cause {
            Of::Budget { .. }
            | Of::AliasReplayCounterOverflow { .. }
            | Of::AliasReplayLimitExceeded { .. }
            | Of::AliasReplayStackDepthExceeded { .. } => format!(
                "it is too much: {MAX_YAML_OBJECTS} objects, {MAX_NODES} values with what aliases repeat, \
                 and {MAX_DEPTH} levels are the most"
            ),
            other => UserMessageFormatter.format_message(other).into_owned(),
        };
        Self { at, reason }
    }
}

impl From<BadYaml> for ApiError {
    fn from(bad: BadYaml) -> Self {
        let (at, reason) = (bad.at, bad.reason);
        let place = at.map(|(line, column)| format!(" at line {line}, column {column}"));
        let place = place.unwrap_or_default();
        let error = Self::new(
            ErrorCode::BadUserInput,
            format!("The YAML cannot be read{place}: {reason}"),
        );
        let error = error.with_detail("reason", reason);
        match at {
            Some((line, column)) => error
                .with_detail("line", line)
                .with_detail("column", column),
            None => error,
        }
    }
}

/// The one object of a text; JSON is YAML too.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn read(text: &str) -> Result<Json, BadYaml> {
    let mut objects = read_all(text)?;
    match (objects.pop(), objects.len()) {
        (Some(object), 0) => Ok(object),
        (Some(_), more) => Err(BadYaml::new(format!(
            "one object is wanted, here are {}",
            more + 1
        ))),
        (None, _) => Err(BadYaml::new("there is no object in it")),
    }
}

/// Each object of a text, between lines of `---`.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn read_all(text: &str) -> Result<Vec<Json>, BadYaml> {
    if text.len() > MAX_YAML_BYTES {
        let reason = format!("it is longer than {MAX_YAML_BYTES} bytes");
        return Err(BadYaml::new(reason));
    }
    let documents: Vec<Json> =
        serde_saphyr::from_multiple_with_options(text, options()).map_err(BadYaml::from)?;
    let objects: Vec<_> = documents.into_iter().filter(|one| !one.is_null()).collect();
    objects.iter().try_for_each(looks_like_a_resource)?;
    Ok(objects)
}

fn looks_like_a_resource(object: &Json) -> Result<(), BadYaml> {
    if !object.is_object() {
        return Err(BadYaml::new(
            "an object is wanted, with fields such as kind and metadata",
        ));
    }
    match object["metadata"] {
        Json::Null | Json::Object(_) => Ok(()),
        _ => Err(BadYaml::new("metadata is no object")),
    }
}

/// An object as YAML. Text that older readers take for something else is quoted.
///
/// # Errors
/// Never for what was JSON.
pub fn write(object: &Json) -> Result<String, SerializeError> {
    serde_saphyr::to_string(object)
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_documents: MAX_YAML_OBJECTS,
            max_nodes: MAX_NODES,
            max_depth: MAX_DEPTH,
            max_aliases: MAX_ALIASES,
            max_anchors: MAX_ALIASES,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: MAX_NODES,
        },
        with_snippet: false,
    }
}
