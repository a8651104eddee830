//! Records to files and back.

use std::sync::Arc;

use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    Job,
    scalars::{Int64, NamespaceName, SetName},
};
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use crate::{
    error::{Error, Result},
    graphql::{
        DataState,
        filter::At,
        inputs::{TtlInput, lifetime},
        queries::RecordQueryInput,
    },
    service::jobs::transfer::{self, ExportRequest, ImportRequest},
};

/// Mutations that write records to files and back.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::graphql) struct TransferMutation;

#[Object]
impl TransferMutation {
    /// Writes the records a query finds to a file, which is then among the job's `result.files` and is
    /// kept for a day.
    #[graphql(guard = "Right::ReadRecords")]
    async fn start_export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records, and how.")] input: StartExportInput,
    ) -> Result<StartExportPayload, ApiError> {
        let at = At::argument("input");
        let (connection, query) = input.query.read(&at.field("query"))?;
        let request = ExportRequest {
            connection,
            query,
            format: input.format.into(),
            per_second: input.records_per_second,
        };
        let job = ctx.state::<DataState>()?.jobs.start_export(request).await?;
        Ok(StartExportPayload { job })
    }

    /// Writes the records of a file that was sent to `POST /files`, or made by an export. Lines that
    /// cannot be read are refused one by one, and listed; a file that broke off fails the job after what
    /// could be read of it is written.
    #[graphql(guard = "Right::WriteRecords")]
    async fn start_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which file, and where to.")] input: StartImportInput,
    ) -> Result<StartImportPayload, ApiError> {
        let request = input.read()?;
        let job = ctx.state::<DataState>()?.jobs.start_import(request).await?;
        Ok(StartImportPayload { job })
    }
}

/// How records stand in a file.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "transfer::FileFormat")]
pub(super) enum FileFormat {
    /// A line of JSON for each record, every type kept, with a first and a last line about the file.
    Ndjson,
    /// A row for each record and a column for each bin, every type kept: a cell is JSON, or a text that is
    /// not JSON as it is.
    Csv,
    /// The text that asbackup writes and asrestore reads, version 3.1.
    Backup,
}

/// What becomes of a record that is there already.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "transfer::ImportConflict")]
pub(super) enum ImportConflict {
    /// It is left alone, and counted as skipped.
    Skip,
    /// It is replaced.
    Replace,
    /// The bins of the file are set, its other bins kept.
    Merge,
}

/// Which records to export, and how.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartExportInput {
    /// Which records, and which of their bins.
    pub query: RecordQueryInput,
    /// How they stand in the file.
    #[graphql(default_with = "FileFormat::Ndjson")]
    pub format: FileFormat,
    /// At most so many records a second, 1 to 1,000,000; as fast as the cluster sends them when absent.
    pub records_per_second: Option<i32>,
}

/// Which file to import, and where to.
#[derive(Clone, Debug, InputObject)]
pub(super) struct StartImportInput {
    /// The connection.
    pub connection_id: ID,
    /// The file: the `id` that `POST /files` answered with, or that of a job's file.
    pub file_id: ID,
    /// How records stand in it.
    #[graphql(default_with = "FileFormat::Ndjson")]
    pub format: FileFormat,
    /// The namespace the records go to, whatever the file says.
    pub namespace: NamespaceName,
    /// The set they go to; the one the file says when absent.
    pub set: Option<SetName>,
    /// What becomes of records that are there already.
    #[graphql(default_with = "ImportConflict::Skip")]
    pub on_existing: ImportConflict,
    /// How long they live; absent for as long as the file says. Those past their time are skipped.
    pub ttl: Option<TtlInput>,
    /// Reads the whole file, and tells what would be refused, without writing.
    #[graphql(default = false)]
    pub dry_run: bool,
    /// The line to begin with, from 1: `result.resumeFromLine` of an import that was stopped.
    #[graphql(default_with = "Int64(1)")]
    pub from_line: Int64,
    /// At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent.
    pub records_per_second: Option<i32>,
}

impl StartImportInput {
    fn read(self) -> Result<ImportRequest> {
        let from_line = u64::try_from(self.from_line.0)
            .ok()
            .filter(|line| *line > 0);
        let wrong = || Error::input("input.fromLine", "lines are counted from 1");
        Ok(ImportRequest {
            connection: self.connection_id.0,
            file: self.file_id.0,
            format: self.format.into(),
            namespace: self.namespace.as_str().to_owned(),
            set: self.set.map(|set| set.as_str().to_owned()),
            conflict: self.on_existing.into(),
            ttl: lifetime(self.ttl.as_ref(), "input")?,
            dry_run: self.dry_run,
            from_line: from_line.ok_or_else(wrong)?,
            per_second: self.records_per_second,
        })
    }
}

/// An export that was taken in.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartExportPayload {
    /// The job that does it.
    pub job: Arc<Job>,
}

/// An import that was taken in.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct StartImportPayload {
    /// The job that does it.
    pub job: Arc<Job>,
}
