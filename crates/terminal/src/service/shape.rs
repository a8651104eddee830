//! Answers as tables.

mod facts;
mod records;
mod values;

use acm_core::ApiError;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::table::Table;

pub(crate) use facts::{Fact, List, cut_off, job_end, silent_nodes};
pub(crate) use records::RecordColumns;

/// What an answer becomes.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// `record`: one row or none.
    Record(RecordColumns),
    /// `recordsByKeys`: a row for each record that is there.
    Records(RecordColumns),
    /// An item of `queryStream`.
    Batch(RecordColumns),
    /// `explainQuery`.
    Plan,
    /// `putRecord`.
    Written,
    /// A sentence.
    Done(&'static str),
    /// Whether there was something to do.
    Flag {
        /// Where it is told.
        at: &'static str,
        /// What to tell when there was.
        yes: &'static str,
        /// What to tell when there was not.
        no: &'static str,
    },
    /// `changePassword`.
    PasswordChanged,
    /// A mutation that starts a job, by its name.
    Job(&'static str),
    /// `createIndex`.
    IndexMade,
    /// `executeUdf`: the value.
    Returned,
    /// `aggregate`: a row for each value.
    Aggregated,
    /// A list of objects, a row for each.
    List(&'static List),
    /// The same, with what to tell beside the rows.
    Told(&'static List, fn(&Value) -> Option<String>),
    /// `putUdfModule` and `removeUdfModule`: a sentence, and the nodes that are behind.
    OnNodes {
        /// The mutation.
        root: &'static str,
        /// What to tell.
        done: &'static str,
        /// What to tell when there was nothing to do.
        none: &'static str,
    },
    /// `records`: the bins they have, and of which types.
    Bins,
    /// `indexes`, those of one set when one is named.
    Indexes(Option<String>),
    /// `indexes`: one of them, node by node.
    Index(String),
    /// `nodeStatistics`: a row for each name, a column for each node.
    Statistics,
    /// `abortServerJob`.
    Aborted,
}

impl Shape {
    /// The table of an answer.
    ///
    /// # Errors
    /// What the answer itself tells in its data; `INTERNAL` when it is not of this shape.
    pub(crate) fn table(&self, data: &RawValue) -> Result<Table, ApiError> {
        match self {
            Self::Record(columns) => {
                let data: OneRecord = read(data)?;
                Ok(columns.table(data.record))
            }
            Self::Records(columns) => records::by_keys(columns, read(data)?),
            Self::Batch(columns) => {
                let data: Batches = read(data)?;
                Ok(columns.table(data.query_stream.records))
            }
            Self::Returned => Ok(read::<values::Executed>(data)?.table()),
            Self::Aggregated => Ok(read::<values::Aggregated>(data)?.table()),
            Self::Bins => {
                let data: Page = read(data)?;
                Ok(records::bins(
                    data.records.map(|page| page.records).unwrap_or_default(),
                ))
            }
            Self::Plan => Ok(facts::plan(&value(data)?)),
            Self::List(list) => Ok(list.table(&value(data)?)),
            Self::Told(list, told) => {
                let data = value(data)?;
                let message = told(&data);
                Ok(Table {
                    message,
                    ..list.table(&data)
                })
            }
            Self::OnNodes { root, done, none } => {
                Ok(facts::on_nodes(&value(data)?[root], done, none))
            }
            Self::Indexes(set) => Ok(facts::indexes(&value(data)?, set.as_deref())),
            Self::Index(name) => facts::index(&value(data)?, name),
            Self::Statistics => Ok(facts::statistics(&value(data)?)),
            Self::Written => Ok(facts::written(&value(data)?)),
            Self::Done(message) => Ok(Table::message(*message)),
            Self::Flag { at, yes, no } => {
                let done = value(data)?.pointer(at) == Some(&Value::Bool(true));
                Ok(Table::message(if done { *yes } else { *no }))
            }
            Self::PasswordChanged => Ok(facts::password_changed(&value(data)?)),
            Self::IndexMade => Ok(facts::index_made(&value(data)?)),
            Self::Aborted => Ok(facts::aborted(&value(data)?)),
            Self::Job(_) => Ok(Table::default()),
        }
    }

    /// Whether the stream ends with this item.
    pub(crate) fn is_last(data: &RawValue) -> bool {
        read::<Batches>(data).is_ok_and(|data| data.query_stream.is_last)
    }

    /// Whether there are more records behind the last item.
    pub(crate) fn has_more(data: &RawValue) -> bool {
        read::<Batches>(data).is_ok_and(|data| data.query_stream.end_cursor.is_some())
    }
}

#[derive(Deserialize)]
struct OneRecord {
    record: Option<records::Record>,
}

#[derive(Deserialize)]
struct Page {
    records: Option<Records>,
}

#[derive(Deserialize)]
struct Records {
    records: Vec<records::Record>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batches {
    query_stream: Batch,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch {
    is_last: bool,
    end_cursor: Option<String>,
    records: Vec<records::Record>,
}

fn read<'de, T: Deserialize<'de>>(data: &'de RawValue) -> Result<T, ApiError> {
    serde_json::from_str(data.get()).map_err(ApiError::internal)
}

fn value(data: &RawValue) -> Result<Value, ApiError> {
    read(data)
}
