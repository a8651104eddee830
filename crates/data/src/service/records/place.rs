//! Cursors: where the records of a query go on, sealed for that query.

use acm_aerospike::{Digest, RecordQuery, ScanPosition};
use acm_core::CursorKey;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The list a cursor belongs to: what a query finds, whichever bins are shown. Pages and streams of
/// it take each other's cursors.
pub(crate) struct Place {
    connection: String,
    namespace: String,
    set: String,
    asked: String,
}

/// What a cursor holds.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Position {
    #[serde(rename = "p")]
    partition: u16,
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    digest: Option<[u8; 20]>,
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
    /// What the first page knew of the size, to ask for partitions in the right numbers.
    #[serde(rename = "e", skip_serializing_if = "Option::is_none")]
    pub(super) expected: Option<u64>,
}

impl Place {
    /// The list of a query.
    pub(crate) fn new(connection: &str, query: &RecordQuery) -> Self {
        let asked = match (&query.predicate, &query.filter) {
            (None, None) => String::new(),
            asked => format!("{asked:?}"),
        };
        Self {
            connection: connection.to_owned(),
            namespace: query.namespace.clone(),
            set: query.set.clone(),
            asked,
        }
    }

    /// The position of a cursor.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a cursor of another list.
    pub(crate) fn open(&self, cursors: &CursorKey, cursor: &str) -> Result<ScanPosition> {
        Ok(self.open_page(cursors, cursor)?.scan())
    }

    /// The cursor of a position.
    pub(crate) fn seal(&self, cursors: &CursorKey, next: ScanPosition) -> String {
        self.seal_page(cursors, next, None)
    }

    pub(super) fn open_page(&self, cursors: &CursorKey, cursor: &str) -> Result<Position> {
        Ok(cursors.open(&self.scope(), cursor)?)
    }

    pub(super) fn seal_page(
        &self,
        cursors: &CursorKey,
        next: ScanPosition,
        expected: Option<u64>,
    ) -> String {
        let position = Position {
            partition: next.partition,
            digest: next.digest.map(|digest| digest.0),
            entry: next.entry,
            expected,
        };
        cursors.seal(&self.scope(), &position)
    }

    /// The empty set stands for the whole namespace: no set is so named.
    fn scope(&self) -> [&str; 5] {
        let Self {
            connection,
            namespace,
            set,
            asked,
        } = self;
        ["records", connection, namespace, set, asked]
    }
}

impl Position {
    pub(super) fn scan(&self) -> ScanPosition {
        ScanPosition {
            partition: self.partition,
            digest: self.digest.map(Digest),
            entry: self.entry,
        }
    }
}
