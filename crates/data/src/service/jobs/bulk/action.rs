//! What becomes of each record.

use acm_aerospike::{
    Key, Record, RecordQuery, Value,
    expression::Filter,
    records::{Change, Projection, PutOptions, PutRule, Ttl, Write},
};
use acm_core::{ApiError, ErrorCode};
use acm_graph::JobKind;

use crate::{
    error::{Error, Result},
    service::{
        jobs::write::{FILTERED_OUT, GENERATION_ERROR, KEY_EXISTS, KEY_NOT_FOUND, name},
        records::{check_bins, rest_of_life},
    },
};

/// What becomes of the records.
#[derive(Clone, Debug)]
pub(crate) enum BulkAction {
    /// They are deleted.
    Delete,
    /// Bins are set, those of nil removed.
    Update {
        /// The bins.
        bins: Vec<(String, Value)>,
        /// How long the records live afterwards.
        ttl: Ttl,
    },
    /// They live so long from now on.
    Touch(Ttl),
    /// They are written elsewhere too.
    Copy(Copy),
}

/// Where copies go.
#[derive(Clone, Debug)]
pub(crate) struct Copy {
    /// Namespace.
    pub namespace: String,
    /// Set.
    pub set: String,
    /// Whether records that are there are replaced, or left alone.
    pub replace: bool,
    /// How long copies live; [`Ttl::Keep`] for as long as the record still does.
    pub ttl: Ttl,
}

/// What to do with one record.
pub(super) enum Planned {
    Write(Write),
    LeaveAlone,
    Refuse(String, ApiError),
}

impl BulkAction {
    /// # Errors
    /// `BAD_USER_INPUT` when it would do nothing, or copy a set to itself.
    pub(super) fn check(&self, query: &RecordQuery) -> Result<()> {
        match self {
            Self::Update { bins, .. } => check_bins("input.bins", bins, PutRule::UpdateOnly),
            Self::Copy(copy) if copy.namespace == query.namespace && copy.set == query.set => {
                let reason = "this is the set the records are in; name another";
                Err(Error::input("input.targetSet", reason))
            }
            _ => Ok(()),
        }
    }

    /// The kind of job, and its verb.
    pub(super) fn kind(&self) -> (JobKind, &'static str) {
        match self {
            Self::Delete => (JobKind::BulkDelete, "Delete"),
            Self::Update { .. } => (JobKind::BulkUpdate, "Update"),
            Self::Touch(_) => (JobKind::BulkTouch, "Touch"),
            Self::Copy(_) => (JobKind::BulkCopy, "Copy"),
        }
    }

    /// What must be read of the records.
    pub(super) fn projection(&self, query: &RecordQuery) -> Projection {
        match self {
            Self::Copy(_) => query.projection.clone(),
            _ => Projection::Header,
        }
    }

    /// What must still hold of a record when it is written. A copy is of what was read.
    pub(super) fn filter(&self, query: &RecordQuery) -> Option<Filter> {
        match self {
            Self::Copy(_) => None,
            _ => query.filter.clone(),
        }
    }

    /// The server's codes for records that are left alone: gone, or no longer what was looked for.
    pub(super) fn skips(&self) -> &'static [u8] {
        match self {
            Self::Copy(copy) if copy.replace => &[],
            Self::Copy(_) => &[KEY_EXISTS],
            _ => &[KEY_NOT_FOUND, GENERATION_ERROR, FILTERED_OUT],
        }
    }

    /// What to do with a record. One an index found is only written while it is as it was found: no
    /// filter tells what an index holds.
    pub(super) fn plan(&self, record: Record, by_index: bool) -> Planned {
        let expected_generation = by_index.then_some(record.meta.generation);
        let change = match self {
            Self::Delete => Change::Delete {
                expected_generation,
            },
            Self::Touch(ttl) => Change::Touch {
                ttl: *ttl,
                expected_generation,
            },
            Self::Update { bins, ttl } => Change::Put {
                bins: bins.clone(),
                options: PutOptions {
                    rule: PutRule::UpdateOnly,
                    expected_generation,
                    ttl: *ttl,
                    send_key: false,
                },
            },
            Self::Copy(copy) => return copy.plan(record),
        };
        Planned::Write(Write {
            key: record.key,
            change,
        })
    }
}

impl Copy {
    fn plan(&self, record: Record) -> Planned {
        let Record { key, bins, meta } = record;
        if key.namespace() == self.namespace && key.set() == self.set {
            return Planned::LeaveAlone;
        }
        let target = match key.user_key() {
            Some(user_key) => Key::new(&self.namespace, &self.set, user_key),
            // The digest holds the set: it stays the same in the same set alone.
            None if key.set() == self.set => {
                Key::by_digest(&self.namespace, &self.set, key.digest())
            }
            None => {
                let message = "The record's key is not stored with it, and its digest is good in its own set only.";
                let error = ApiError::new(ErrorCode::Unsupported, message);
                return Planned::Refuse(name(&key), error);
            }
        };
        let target = match target {
            Ok(target) => target,
            Err(error) => return Planned::Refuse(name(&key), Error::from(error).into()),
        };
        let options = PutOptions {
            rule: if self.replace {
                PutRule::Replace
            } else {
                PutRule::CreateOnly
            },
            expected_generation: None,
            ttl: match self.ttl {
                Ttl::Keep => rest_of_life(meta.ttl),
                ttl => ttl,
            },
            send_key: target.user_key().is_some(),
        };
        Planned::Write(Write {
            key: target,
            change: Change::Put { bins, options },
        })
    }
}
