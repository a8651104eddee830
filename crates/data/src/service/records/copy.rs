//! A record under a second key.

use std::sync::Arc;

use acm_aerospike::{
    Error as ClusterError, ErrorKind, Key, RecordTtl,
    records::{MAX_TTL_SECONDS, PutOptions, PutRule, ReadOptions, Ttl},
};

use super::{Records, ShownRecord, Wanted};
use crate::error::{Error, Result};

/// A copy that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct CopyRequest {
    /// Connection.
    pub connection: String,
    /// The record to copy.
    pub source: Key,
    /// The key of the copy.
    pub target: Key,
    /// Whether a record that has the key already is replaced.
    pub replace: bool,
    /// How long the copy lives; [`Ttl::Keep`] for as long as the source still does.
    pub ttl: Ttl,
    /// The generation the source must be in.
    pub expected_generation: Option<u32>,
    /// Whether to store the user key with the copy.
    pub send_key: bool,
    /// Which parts of the copy to read back.
    pub wanted: Wanted,
}

/// A copy that was made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Copied {
    /// The copy; `None` when it is gone already.
    pub record: Option<ShownRecord>,
    /// Bins whose copy has the same value, but perhaps not every property the server keeps.
    pub unsure_bins: Vec<String>,
}

impl Records {
    /// Copies every bin of a record to another key, in one write, and reads the copy back.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when both keys are one record; `NOT_FOUND` without the source; `CONFLICT`
    /// with the source when it is in another generation; `UNSUPPORTED` for a value that the client
    /// reads but cannot write; `ALREADY_EXISTS` unless the copy may replace; the cluster's own.
    pub(crate) async fn copy(&self, request: CopyRequest) -> Result<Copied> {
        let CopyRequest {
            connection,
            source,
            target,
            ..
        } = &request;
        if (source.namespace(), source.digest()) == (target.namespace(), target.digest()) {
            let reason = "this is the key of the record itself; give the copy another";
            return Err(Error::input("input.newKey", reason));
        }
        let options = ReadOptions {
            last_update: request.expected_generation.is_some(),
            ..ReadOptions::default()
        };
        let found = self.access.get(connection, source, &options).await?;
        let found = found.ok_or_else(|| Error::Missing {
            kind: "record",
            name: source.digest().to_string(),
        })?;
        let generation = found.meta.generation;
        if request
            .expected_generation
            .is_some_and(|it| it != generation)
        {
            let current = ShownRecord::new(connection.as_str().into(), found, self.clock.now());
            return Err(Error::Conflict {
                current: Some(Some(Arc::new(current))),
                source: ClusterError::from_server_code(GENERATION_ERROR),
            });
        }
        let unsure = found.bins.iter().filter(|(_, bin)| !bin.is_surely_exact());
        let unsure_bins = unsure.map(|(name, _)| name.clone()).collect();
        let options = PutOptions {
            rule: if request.replace {
                PutRule::Replace
            } else {
                PutRule::CreateOnly
            },
            expected_generation: None,
            ttl: match request.ttl {
                Ttl::Keep => rest_of_life(found.meta.ttl),
                ttl => ttl,
            },
            send_key: request.send_key,
        };
        let put = self.access.put(connection, target, found.bins, options);
        let left = put.await.map_err(|error| match error {
            Error::Cluster(cause) if is_refused_by_the_client(&cause) => Error::Uncopyable(cause),
            error => error,
        })?;
        let wanted = &request.wanted;
        let record = self.read_back(connection, target, Some(left), wanted);
        Ok(Copied {
            record: record.await?,
            unsure_bins,
        })
    }
}

/// The server's code for a record in another generation than expected.
const GENERATION_ERROR: u8 = 3;

/// As long as the source still lives. One beyond what a write may ask for came from elsewhere.
pub(crate) fn rest_of_life(ttl: RecordTtl) -> Ttl {
    match ttl {
        RecordTtl::Never => Ttl::Never,
        RecordTtl::Seconds(seconds) => {
            let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
            Ttl::Seconds(seconds.clamp(1, MAX_TTL_SECONDS))
        }
    }
}

/// Bins that were read are refused for one reason only: the client cannot write such a value.
fn is_refused_by_the_client(error: &ClusterError) -> bool {
    error.kind() == ErrorKind::InvalidInput && error.server_code().is_none()
}
