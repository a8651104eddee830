//! What a query finds, and the one stream of it that everything reads which reads many records.

mod predicate;

pub use crate::scan::{Batch, QueryStream, StreamLimits};
pub use predicate::{IndexCollection, IndexCondition, IndexPredicate, IndexSource, context_base64};

use std::hash::{DefaultHasher, Hash, Hasher};

use aerospike::expressions::Expression;
use aerospike::{Bins, Statement};

use crate::error::Result;
use crate::expression::Filter;
use crate::names::{check_namespace, check_set};
use crate::records::Projection;

/// Which records, and which of their bins.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordQuery {
    /// The namespace.
    pub namespace: String,
    /// The set; empty for all records of the namespace, of any set or none.
    pub set: String,
    /// What a secondary index narrows them down to; without one every record is looked at.
    pub predicate: Option<IndexPredicate>,
    /// What holds of them, as each record's node finds out.
    pub filter: Option<Filter>,
    /// Which bins.
    pub projection: Projection,
}

impl RecordQuery {
    /// All records of a set.
    #[must_use]
    pub fn all(
        namespace: impl Into<String>,
        set: impl Into<String>,
        projection: Projection,
    ) -> Self {
        Self {
            namespace: namespace.into(),
            set: set.into(),
            predicate: None,
            filter: None,
            projection,
        }
    }

    /// Whether it finds all records of the set.
    #[must_use]
    pub const fn is_everything(&self) -> bool {
        self.predicate.is_none() && self.filter.is_none()
    }

    /// Whether the client can send it, and that it takes it.
    ///
    /// # Errors
    /// What is wrong with it, as running it would tell.
    pub fn check(&self) -> Result<()> {
        self.compile().map(drop)
    }

    /// A number that is another for another query, its bins aside, as long as this program runs.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let Self {
            namespace,
            set,
            predicate,
            filter,
            projection: _,
        } = self;
        (namespace, set).hash(&mut hasher);
        if !self.is_everything() {
            format!("{predicate:?}{filter:?}").hash(&mut hasher);
        }
        hasher.finish()
    }

    /// What the driver sends.
    pub(crate) fn compile(&self) -> Result<Compiled> {
        check_namespace(&self.namespace)?;
        check_set(&self.set)?;
        let bins = self.projection.driver()?;
        let mut statement =
            Statement::new(self.namespace.as_str(), self.set.as_str(), bins.clone());
        if let Some(predicate) = &self.predicate {
            statement.set_filter(predicate.compile()?);
        }
        Ok(Compiled {
            statement,
            bins,
            filter: self.filter.as_ref().map(Filter::compile),
        })
    }
}

/// A query as the driver sends it, whatever part of it is asked for.
pub(crate) struct Compiled {
    pub(crate) statement: Statement,
    pub(crate) bins: Bins,
    pub(crate) filter: Option<Expression>,
}
