//! What callers ask of records: inputs, and their way into the tree the cluster's client takes.

mod at;
mod collections;
mod compare;
mod conditions;
mod metadata;
mod place;
mod terms;
mod text;

pub(super) use at::At;
pub(super) use compare::Int64RangeInput;
pub(super) use place::{BinValue, PathStepInput, context};

use acm_aerospike::{Filter, expression::Place};
use acm_graph::scalars::BinName;
use async_graphql::{InputObject, OneofObject};

use self::{
    conditions::ValueConditionInput,
    metadata::{KeyFilterInput, MetadataFilterInput},
    terms::CompareFilterInput,
};
use crate::error::Result;

/// How deep a filter may nest.
const MAX_DEPTH: usize = 16;
/// How many conditions and terms a filter may have.
const MAX_CONDITIONS: usize = 100;

/// A condition on a record, evaluated by the server. Exactly one of the fields.
///
/// Reading a bin of another type, or an element that is not there, is neither true nor false, and so
/// is what depends on it: a record is found when its filter is true. `not` of a condition on a bin
/// therefore does not find records without the bin; `{bin: {bin: "b", is: {exists: false}}}` does.
/// At most 16 levels and 100 conditions.
#[derive(Clone, Debug, OneofObject)]
pub(super) enum FilterInput {
    /// All of them; at least one.
    And(Vec<Self>),
    /// At least one of them; at least one.
    Or(Vec<Self>),
    /// Not that one.
    Not(Box<Self>),
    /// On a bin, or on what lies in it.
    Bin(BinFilterInput),
    /// On the key its user gave it. Only a key that was stored with its record is known.
    Key(KeyFilterInput),
    /// On what the server knows about the record.
    Metadata(MetadataFilterInput),
    /// Between numbers: of bins, constants, and what is made of them.
    Compare(CompareFilterInput),
}

/// A condition on a bin, or on what lies in it.
#[derive(Clone, Debug, InputObject)]
pub(super) struct BinFilterInput {
    /// The bin.
    pub bin: BinName,
    /// The way into the lists and maps it holds; absent for the bin itself. At most 16 steps.
    pub path: Option<Vec<PathStepInput>>,
    /// What is asked of it.
    pub is: ValueConditionInput,
}

/// What a filter may still hold.
pub(super) struct Budget {
    conditions: usize,
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self {
            conditions: MAX_CONDITIONS,
        }
    }

    /// Takes one condition.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when there are too many.
    fn take(&mut self, at: &At<'_>) -> Result<()> {
        let left = self.conditions.checked_sub(1);
        self.conditions = left.ok_or_else(|| {
            at.refuse(format!("a filter has at most {MAX_CONDITIONS} conditions"))
        })?;
        Ok(())
    }
}

impl FilterInput {
    /// The filter, checked.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>, budget: &mut Budget) -> Result<Filter> {
        self.within(at, budget, MAX_DEPTH)
    }

    fn within(self, at: &At<'_>, budget: &mut Budget, depth: usize) -> Result<Filter> {
        let too_deep = || at.refuse(format!("a filter has at most {MAX_DEPTH} levels"));
        let depth = depth.checked_sub(1).ok_or_else(too_deep)?;
        let mut several = |filters: Vec<Self>, at: At<'_>| {
            if filters.is_empty() {
                return Err(at.refuse("at least one condition is needed"));
            }
            let filters = filters.into_iter().enumerate();
            filters
                .map(|(index, filter)| filter.within(&at.index(index), budget, depth))
                .collect::<Result<Vec<_>>>()
        };
        match self {
            Self::And(filters) => several(filters, at.field("and")).map(Filter::And),
            Self::Or(filters) => several(filters, at.field("or")).map(Filter::Or),
            Self::Not(filter) => {
                let filter = filter.within(&at.field("not"), budget, depth)?;
                Ok(Filter::Not(Box::new(filter)))
            }
            Self::Bin(bin) => bin.read(&at.field("bin"), budget),
            Self::Key(key) => {
                budget.take(at)?;
                key.read(&at.field("key")).map(Filter::Key)
            }
            Self::Metadata(metadata) => {
                budget.take(at)?;
                metadata.read(&at.field("metadata")).map(Filter::Metadata)
            }
            Self::Compare(compare) => {
                budget.take(at)?;
                compare.read(&at.field("compare"), budget)
            }
        }
    }
}

impl BinFilterInput {
    fn read(self, at: &At<'_>, budget: &mut Budget) -> Result<Filter> {
        budget.take(at)?;
        let place = Place {
            bin: self.bin.as_str().to_owned(),
            path: context(self.path, &at.field("path"))?,
        };
        let condition = self.is.read(&place, &at.field("is"))?;
        Ok(Filter::Bin(place, condition))
    }
}
