//! Results as columns and rows.

use serde_json::Value;

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// The key of a record.
    Key,
    /// A bin of a record.
    Bin,
    /// What the server knows about a record.
    Metadata,
    /// A fact of something else.
    Fact,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: ColumnKind,
}

impl Column {
    pub(crate) fn new(name: impl Into<String>, kind: ColumnKind) -> Self {
        let name = name.into();
        Self { name, kind }
    }
}

/// A result, or a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    /// Each a JSON list with a value for each column, ready to be sent.
    pub(crate) rows: Vec<String>,
    /// What to tell beside the rows.
    pub(crate) message: Option<String>,
}

impl Table {
    /// No rows, but something to tell.
    pub(crate) fn message(message: impl Into<String>) -> Self {
        Self {
            message: Some(message.into()),
            ..Self::default()
        }
    }

    /// Rows of facts.
    pub(crate) fn facts(names: &[&str], rows: impl IntoIterator<Item = Vec<Value>>) -> Self {
        let columns = names
            .iter()
            .map(|name| Column::new(*name, ColumnKind::Fact));
        Self {
            columns: columns.collect(),
            rows: rows
                .into_iter()
                .map(|row| Value::Array(row).to_string())
                .collect(),
            message: None,
        }
    }
}
