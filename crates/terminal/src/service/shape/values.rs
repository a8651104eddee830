//! What functions return. Values pass as the text they came in.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::service::table::{Column, ColumnKind, Table};

/// The answer of `executeUdf`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Executed {
    execute_udf: Returned,
}

#[derive(Deserialize)]
struct Returned {
    value: Option<Box<RawValue>>,
}

/// The answer of `aggregate`.
#[derive(Deserialize)]
pub(super) struct Aggregated {
    aggregate: Option<Values>,
}

#[derive(Deserialize)]
struct Values {
    values: Vec<Option<Box<RawValue>>>,
}

impl Executed {
    pub(super) fn table(self) -> Table {
        column("result", [self.execute_udf.value])
    }
}

impl Aggregated {
    pub(super) fn table(self) -> Table {
        column(
            "result",
            self.aggregate.map(|made| made.values).unwrap_or_default(),
        )
    }
}

fn column(name: &str, values: impl IntoIterator<Item = Option<Box<RawValue>>>) -> Table {
    let row = |value: Option<Box<RawValue>>| match value {
        Some(value) => format!("[{value}]"),
        None => "[null]".to_owned(),
    };
    Table {
        columns: vec![Column::new(name, ColumnKind::Fact)],
        rows: values.into_iter().map(row).collect(),
        message: None,
    }
}
