//! Secondary indexes of a cluster: what all nodes tell of them, and making and dropping them.

mod assemble;
mod change;
mod feed;

use std::sync::Arc;

use acm_aerospike::info::{InfoReply, LIST_INDEXES, index_statistics, indexes};
use acm_core::{ApiError, ErrorCode};
use acm_graph::SecondaryIndex;

use super::{access::InfoAccess, asked::ask_each};
use crate::error::{Error, Result};

pub(crate) use assemble::index_context;
pub(crate) use feed::IndexFeeds;

/// The indexes of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Indexes {
    access: Arc<dyn InfoAccess>,
}

impl Indexes {
    /// Indexes of the clusters behind `access`.
    #[must_use]
    pub(crate) fn new(access: Arc<dyn InfoAccess>) -> Self {
        Self { access }
    }

    /// The indexes of all namespaces, by namespace and name.
    ///
    /// # Errors
    /// The connection's own; why the first node does not answer when none does.
    pub(crate) async fn all(&self, connection: &str) -> Result<Vec<SecondaryIndex>> {
        let access = self.access.as_ref();
        let answers = ask_each(access, connection, &[LIST_INDEXES], |replies| {
            Ok(more(replies))
        })
        .await?;
        let nodes: Vec<_> = answers
            .into_iter()
            .map(|answer| {
                let told = answer.replies.and_then(assemble::Told::read);
                (answer.node.id, told)
            })
            .collect();
        if nodes.iter().any(|(_, told)| told.is_ok()) {
            return Ok(assemble::together(&nodes));
        }
        let first = nodes.into_iter().find_map(|(_, told)| told.err());
        Err(Error::Silent(Box::new(first.unwrap_or_else(|| {
            ApiError::new(ErrorCode::Unavailable, "No node of the cluster answers.").into()
        }))))
    }

    /// The indexes of a namespace, by name.
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub(crate) async fn of_namespace(
        &self,
        connection: &str,
        namespace: &str,
    ) -> Result<Vec<SecondaryIndex>> {
        let mut indexes = self.all(connection).await?;
        indexes.retain(|index| index.namespace.as_str() == namespace);
        Ok(indexes)
    }

    /// An index, if there is one of this name.
    async fn find(
        &self,
        connection: &str,
        namespace: &str,
        name: &str,
    ) -> Result<Option<SecondaryIndex>> {
        let indexes = self.of_namespace(connection, namespace).await?;
        Ok(indexes
            .into_iter()
            .find(|index| index.name.as_str() == name))
    }
}

/// The commands that ask what each listed index holds.
fn more(replies: &InfoReply) -> Vec<String> {
    let listed = indexes(replies.get(LIST_INDEXES).unwrap_or_default());
    listed
        .iter()
        .map(|index| index_statistics(&index.namespace, &index.name))
        .collect()
}
