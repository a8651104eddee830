//! Records: read by key, listed page by page, written, touched, deleted and copied; one or many.

mod copy;
mod key;
mod many;
mod page;
mod place;
mod read;
mod shown;
mod write;

use std::sync::Arc;

use acm_core::{Clock, CursorKey};

pub(crate) use copy::{Copied, CopyRequest, rest_of_life};
pub(crate) use key::{Address, KeyIdentity};
pub(crate) use many::{ShownWritten, check_bins};
pub(crate) use page::{PageRequest, ShownPage};
pub(crate) use place::Place;
pub(crate) use read::{TOO_MANY_BINS, Wanted};
pub(crate) use shown::{ShownRecord, ShownTtl};
pub(crate) use write::{PutRequest, TouchRequest};

use super::{access::RecordAccess, cluster::Snapshots};

/// The records of all clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Records {
    access: Arc<dyn RecordAccess>,
    snapshots: Snapshots,
    cursors: CursorKey,
    clock: Clock,
}

impl Records {
    /// Records behind `access`; `snapshots` tell about how many a set has, `cursors` seal positions.
    #[must_use]
    pub(crate) fn new(
        access: Arc<dyn RecordAccess>,
        snapshots: Snapshots,
        cursors: CursorKey,
        clock: Clock,
    ) -> Self {
        Self {
            access,
            snapshots,
            cursors,
            clock,
        }
    }
}
