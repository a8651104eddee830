use acm_graph::scalars::{DateTime, Int64, NamespaceName, SetName};
use async_graphql::{Enum, ID, InputObject};

use crate::{graphql::inputs::TtlInput, service::jobs::sample};

/// Which records shall go.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartTruncateInput {
    /// The connection.
    pub connection_id: ID,
    /// The namespace.
    pub namespace: NamespaceName,
    /// The set; every record of the namespace, of any set or none, when absent.
    pub set: Option<SetName>,
    /// Records last written before this time go; all that are there now when absent.
    pub before: Option<DateTime>,
}

/// Which records to make up.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartSampleDataInput {
    /// The connection.
    pub connection_id: ID,
    /// The namespace.
    pub namespace: NamespaceName,
    /// The set.
    pub set: SetName,
    /// How many: 1 to 1,000,000. Their keys are the integers from 1.
    #[graphql(default = 1_000)]
    pub records: i32,
    /// The same seed makes the same records.
    #[graphql(default_with = "Int64(1)")]
    pub seed: Int64,
    /// Replaces records that have such a key already; otherwise they are left alone and counted as skipped.
    #[graphql(default = false)]
    pub replace_existing: bool,
    /// How long the records live. Absent means as the namespace says.
    pub ttl: Option<TtlInput>,
    /// Indexes to create over them when they are written, named after set and bin.
    #[graphql(default)]
    pub indexes: Vec<SampleIndex>,
    /// At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent.
    pub records_per_second: Option<i32>,
}

/// An index over a bin of sample data.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "sample::SampleIndex")]
pub(super) enum SampleIndex {
    /// `bin_int`, by number.
    Integer,
    /// `bin_str`, by text.
    String,
    /// `bin_bytes`, by bytes.
    Blob,
    /// `bin_geo`, by place.
    Geo2dsphere,
    /// The elements of `bin_list`, by text.
    List,
    /// The keys of `bin_map`, by text.
    MapKeys,
    /// The values of `bin_map`, by number.
    MapValues,
}
