//! The table as it is written in `routes.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{shape::Gives, takes::Takes};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) routes: Vec<Line>,
    /// How bodies are read whose shape is not that of the variables, by name.
    #[serde(default)]
    pub(super) takes: BTreeMap<String, Takes>,
    /// How values of answers are written that are not written as the schema does, by name.
    #[serde(default)]
    pub(super) gives: BTreeMap<String, Gives>,
}

/// A route.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    /// Method and path.
    pub(super) on: String,
    /// What it does, for the description.
    pub(super) says: String,
    /// The file that holds its operation, without its ending.
    pub(super) document: String,
    /// The status of success.
    pub(super) status: u16,
    /// A JSON pointer to the part of the shaped data that is the body.
    pub(super) body: String,
    /// A field of the body, not shown, that is true where something was made: then the status is 201.
    pub(super) created: Option<String>,
    /// A pointer into the body to problems of a stream; the first is the answer.
    pub(super) problems: Option<String>,
    /// Whether a part that fails is null, and all else is answered.
    #[serde(default)]
    pub(super) partial: bool,
    /// An entry of `takes`.
    pub(super) takes: Option<String>,
    /// An entry of `gives`.
    pub(super) gives: Option<String>,
}
