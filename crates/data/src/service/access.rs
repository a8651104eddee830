//! What this module needs of live clusters: the only door to them, so that everything behind it
//! can be tested with fakes.

use acm_aerospike::{
    Key, Page, Record, RecordMeta, ScanRequest, Value,
    expression::Filter,
    info::InfoReply,
    records::{PutOptions, ReadOptions, Ttl, Write},
};
use acm_core::BoxFuture;
use acm_graph::{ProfilePort, scalars::HexColor};
use futures_util::stream::BoxStream;
use tokio::time::Instant;

use crate::error::Result;

/// A node as the client knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Node {
    /// Node id.
    pub id: String,
    /// Where this server reaches it: `v4:port` or `[v6]:port`.
    pub address: String,
    /// The build it runs, as the client knows it.
    pub build: String,
}

/// Asks nodes with info commands.
pub trait InfoAccess: Send + Sync {
    /// The nodes known at present, by id.
    ///
    /// # Errors
    /// The connection's own (`NOT_FOUND`, `UNAVAILABLE`, …), or `UNAVAILABLE` without any node.
    fn nodes<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Vec<Node>>>;

    /// One node's replies to several commands, in one round trip.
    ///
    /// # Errors
    /// `UNAVAILABLE` or `TIMEOUT` when the node does not answer by `deadline`.
    fn info<'a>(
        &'a self,
        connection: &'a str,
        node: &'a str,
        commands: &'a [String],
        deadline: Instant,
    ) -> BoxFuture<'a, Result<InfoReply>>;
}

/// A profile, as far as this module is interested.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The colour that marks it.
    pub color: HexColor,
    /// The value of its label `env`.
    pub env: String,
    /// Whether it is sampled also while nobody looks.
    pub keeps_history: bool,
}

/// Tells which profiles there are, and follows them.
pub trait Profiles: ProfilePort {
    /// Every profile in the order people gave them, now and after each change of a profile.
    fn profiles(&self) -> BoxStream<'static, Vec<Profile>>;
}

/// Reads and writes records. Every call has an answer within
/// [`RECORD_DEADLINE`](acm_core::limits::RECORD_DEADLINE), a page within
/// [`PAGE_DEADLINE`](acm_core::limits::PAGE_DEADLINE).
pub trait RecordAccess: Send + Sync {
    /// One record; `None` when there is none.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn get<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Option<Record>>>;

    /// Several records, one batch command per node, in the order of the keys. A node's failure is
    /// its own keys' only.
    ///
    /// # Errors
    /// The connection's own, or the batch as a whole.
    fn get_many<'a>(
        &'a self,
        connection: &'a str,
        keys: &'a [Key],
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Vec<Result<Option<Record>>>>>;

    /// Writes bins; nil removes one. Yields what is known of the record afterwards.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn put<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        bins: Vec<(String, Value)>,
        options: PutOptions,
    ) -> BoxFuture<'a, Result<RecordMeta>>;

    /// Sets how long a record lives.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn touch<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        ttl: Ttl,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<RecordMeta>>;

    /// Deletes a record; false when there was none.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn delete<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<bool>>;

    /// Writes several records, one batch command per node, and tells of each, in order, what became
    /// of it: its generation is 0 where none is left. No record is named twice.
    ///
    /// # Errors
    /// The connection's own, or what forbids all of them; then none was written.
    fn write_many<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>>;

    /// The same for records of which the filter holds at the moment of the write; the others are
    /// refused with the server's code 27.
    ///
    /// # Errors
    /// As for [`Self::write_many`].
    fn write_many_if<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
        filter: Option<&'a Filter>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>>;

    /// One page of a scan.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn scan_page<'a>(
        &'a self,
        connection: &'a str,
        request: &'a ScanRequest,
    ) -> BoxFuture<'a, Result<Page>>;
}
