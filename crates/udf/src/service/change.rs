//! Putting modules and removing them, and waiting until all nodes have heard of it.

use std::time::Duration;

use acm_aerospike::{
    Deadline,
    info::{fetch_module, query_jobs},
    udf::PutModule,
};
use acm_core::limits::INFO_DEADLINE;
use tokio::time::{Instant, sleep};

use super::{ListedModule, Modules, reading};
use crate::error::{Error, Result};

/// How long all nodes have.
const HEARD_DEADLINE: Duration = Duration::from_secs(10);
/// How long a node has to take a module.
const PUT_DEADLINE: Duration = Duration::from_secs(5);
/// Time between two looks.
const LOOK: Duration = Duration::from_millis(100);
/// The command that lists the jobs of a node.
const JOBS: &str = "query-show";

/// A module to be put.
#[derive(Clone, Debug)]
pub(crate) struct Put {
    pub connection: String,
    pub name: String,
    pub source: Vec<u8>,
    /// What the caller saw: a hash, or, with `Some(None)`, that there is none.
    pub expected: Option<Option<String>>,
}

impl Modules {
    /// Puts a module; the module as the nodes tell of it now, and the nodes that have another text.
    ///
    /// # Errors
    /// What is refused before anything is sent; `CONFLICT` when it is not the one the caller saw; what
    /// the cluster refuses.
    pub(crate) async fn put(&self, put: &Put) -> Result<(ListedModule, Vec<String>)> {
        if put.name.len() <= 4 || !put.name.ends_with(".lua") {
            let reason = "the name of a module ends with .lua";
            return Err(Error::input("input.name", reason));
        }
        reading::check(&put.source).await?;
        if let Some(expected) = &put.expected {
            let found = self.find(&put.connection, &put.name).await?;
            let current = found.and_then(|module| module.hash);
            if current != *expected {
                return Err(Error::Conflict { current });
            }
        }
        let deadline = Deadline::after(PUT_DEADLINE);
        let taken = self
            .access
            .put(&put.connection, &put.name, &put.source, deadline)
            .await?;
        if let PutModule::Refused { line, reason } = taken {
            return Err(Error::Syntax { line, reason });
        }
        let wanted = Some(put.source.as_slice());
        let behind = self.heard(&put.connection, &put.name, wanted).await?;
        let module = self.find(&put.connection, &put.name).await?;
        let module = module.ok_or_else(|| Error::Missing(put.name.clone()))?;
        Ok((module, behind))
    }

    /// Removes a module; whether there was one, and the nodes that still have it.
    ///
    /// # Errors
    /// `CONFLICT` while jobs call it, unless told to go on; what the cluster refuses.
    pub(crate) async fn remove(
        &self,
        connection: &str,
        name: &str,
        even_if_used: bool,
    ) -> Result<(bool, Vec<String>)> {
        if self.find(connection, name).await?.is_none() {
            return Ok((false, Vec::new()));
        }
        let jobs = self.users(connection, name).await?;
        if !jobs.is_empty() && !even_if_used {
            return Err(Error::InUse { jobs });
        }
        let deadline = Deadline::after(PUT_DEADLINE);
        self.access.remove(connection, name, deadline).await?;
        let behind = self.heard(connection, name, None).await?;
        Ok((true, behind))
    }

    /// Running jobs of the cluster that call a module: their ids, with the functions.
    ///
    /// # Errors
    /// The connection's own; a node that does not answer is left out.
    pub(crate) async fn users(&self, connection: &str, name: &str) -> Result<Vec<(u64, String)>> {
        let module = name.strip_suffix(".lua").unwrap_or(name);
        let deadline = Deadline::after(INFO_DEADLINE);
        let replies = self.access.ask_all(connection, &[JOBS], deadline).await?;
        let mut users = Vec::new();
        for (_, reply) in replies {
            let Ok(reply) = reply else { continue };
            let listed = reply.get(JOBS).map(query_jobs).unwrap_or_default();
            let calls = listed
                .into_iter()
                .filter(|job| job.is_active() && job.module.as_deref() == Some(module));
            users.extend(calls.map(|job| (job.id, job.function.unwrap_or_default())));
        }
        users.sort();
        users.dedup();
        Ok(users)
    }

    /// Waits until every node has this text, or none; the nodes that do not, or do not answer, when the
    /// time is over.
    async fn heard(
        &self,
        connection: &str,
        name: &str,
        wanted: Option<&[u8]>,
    ) -> Result<Vec<String>> {
        let command = fetch_module(name);
        let deadline = Instant::now() + HEARD_DEADLINE;
        loop {
            let texts = self.texts(connection, &command).await?;
            let behind = texts.into_iter().filter_map(|(node, text)| {
                let is_there = matches!(text, Ok(text) if text.as_deref() == wanted);
                (!is_there).then_some(node)
            });
            let behind: Vec<String> = behind.collect();
            if behind.is_empty() || Instant::now() >= deadline {
                return Ok(behind);
            }
            sleep(LOOK).await;
        }
    }
}
