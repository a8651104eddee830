//! Indexes over sample data.

use acm_aerospike::ErrorKind;
use acm_core::{ApiError, limits::INFO_DEADLINE};
use acm_graph::{JobEnd, JobFailure, JobMonitor, Problem};
use tokio::time::Instant;

use super::SampleRequest;
use crate::{error::Result, service::access::InfoAccess};

/// An index over one of the sample bins.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum SampleIndex {
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

impl SampleIndex {
    /// Bin, type and collection, in the server's words.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Integer => ("bin_int", "numeric", "default"),
            Self::String => ("bin_str", "string", "default"),
            Self::Blob => ("bin_bytes", "blob", "default"),
            Self::Geo2dsphere => ("bin_geo", "geo2dsphere", "default"),
            Self::List => ("bin_list", "string", "list"),
            Self::MapKeys => ("bin_map", "string", "mapkeys"),
            Self::MapValues => ("bin_map", "numeric", "mapvalues"),
        }
    }
}

/// Creates the indexes that are asked for. One that cannot be created is a failure of its own.
///
/// # Errors
/// [`JobEnd::Failed`] when no node can be asked; [`JobEnd::Stopped`].
pub(super) async fn create(
    info: &dyn InfoAccess,
    request: &SampleRequest,
    monitor: &JobMonitor,
) -> Result<(), JobEnd> {
    let (mut created, mut there) = (0, 0);
    for index in &request.indexes {
        monitor.proceed().await?;
        let (bin, kind, collection) = index.words();
        let SampleRequest { namespace, set, .. } = request;
        let suffix = if collection == "default" {
            String::new()
        } else {
            format!("_{collection}")
        };
        let name = format!("{set}_{bin}{suffix}");
        let command = format!(
            "sindex-create:namespace={namespace};set={set};indexname={name};indextype={collection};bin={bin};type={kind}"
        );
        match ask(info, &request.connection, command).await {
            Ok(()) => created += 1,
            Err(error) if already_there(&error) => there += 1,
            Err(error) => monitor.fail(JobFailure {
                subject: format!("index {name}"),
                problem: Problem::from(&ApiError::from(error)),
            }),
        }
    }
    let failed = request.indexes.len() - created - there;
    monitor.say(format!(
        "Indexes: {created} created, {there} there already, {failed} failed. The server builds them in the background."
    ));
    Ok(())
}

fn already_there(error: &crate::error::Error) -> bool {
    let cause = error.cluster();
    cause.is_some_and(|cause| cause.kind() == ErrorKind::AlreadyExists)
}

/// Sends a command to the first node; the server tells the others.
async fn ask(info: &dyn InfoAccess, connection: &str, command: String) -> Result<()> {
    let nodes = info.nodes(connection).await?;
    let Some(node) = nodes.first() else {
        return Ok(());
    };
    let deadline = Instant::now() + INFO_DEADLINE;
    let commands = [command];
    let reply = info.info(connection, &node.id, &commands, deadline).await?;
    reply.get(&commands[0])?;
    Ok(())
}
