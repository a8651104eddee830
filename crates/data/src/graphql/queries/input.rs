//! What is asked, the same for pages, streams, plans and work on many records.

use acm_aerospike::{
    RecordQuery,
    expression::{GeoShape, check_geo_json},
    query::{IndexCollection, IndexCondition, IndexPredicate, IndexSource},
};
use acm_graph::IndexCollection as IndexCollectionName;
use acm_graph::scalars::{BinName, Bytes, GeoJson, IndexName, Int64, NamespaceName, SetName};
use async_graphql::{ID, InputObject, OneofObject};

use crate::{
    error::Result,
    graphql::filter::{At, Budget, FilterInput, Int64RangeInput, PathStepInput, context},
    service::records::{TOO_MANY_BINS, Wanted},
};

/// Which records, and which of their bins.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct RecordQueryInput {
    /// The connection.
    pub connection_id: ID,
    /// The namespace.
    pub namespace: NamespaceName,
    /// The set; every record of the namespace when absent.
    pub set: Option<SetName>,
    /// What a secondary index narrows them down to; absent to look at every record.
    pub index: Option<IndexPredicateInput>,
    /// What holds of them; absent for all.
    pub filter: Option<FilterInput>,
    /// Which bins, at most 1,000; all when absent, none for an empty list.
    pub bins: Option<Vec<BinName>>,
    /// Leaves the bins out, and reads none.
    #[graphql(default = false)]
    pub metadata_only: bool,
}

/// What a secondary index is asked for. Names the bin or the index.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct IndexPredicateInput {
    /// The bin that is indexed; absent when the index is named.
    pub bin: Option<BinName>,
    /// The index; absent when the bin is named.
    pub index: Option<IndexName>,
    /// What of the bin's list or map the index holds.
    #[graphql(default_with = "IndexCollectionName::None")]
    pub collection: IndexCollectionName,
    /// The way to the list, the map or the value that is indexed; absent for the bin itself.
    pub context: Option<Vec<PathStepInput>>,
    /// Which of its entries.
    pub is: IndexConditionInput,
}

/// Which entries of an index. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum IndexConditionInput {
    /// An integer.
    Int(Int64),
    /// Integers within a range, both ends included.
    IntRange(Int64RangeInput),
    /// A text, at most 2,048 bytes.
    String(String),
    /// Bytes, at most 2,048.
    Bytes(Bytes),
    /// Points within this region: a `Polygon`, `MultiPolygon` or `AeroCircle`.
    Within(GeoJson),
    /// Regions that contain this `Point`.
    Containing(GeoJson),
}

/// The longest text or bytes an index holds whole.
const MAX_ENTRY_BYTES: usize = 2_048;

impl RecordQueryInput {
    /// The connection, and what is asked of it.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the field below `at`.
    pub(in crate::graphql) fn read(self, at: &At<'_>) -> Result<(String, RecordQuery)> {
        let index = self.index;
        let predicate = index
            .map(|index| index.read(&at.field("index")))
            .transpose()?;
        let filter = self.filter;
        let filter = filter
            .map(|filter| filter.read(&at.field("filter"), &mut Budget::new()))
            .transpose()?;
        let bins = if self.metadata_only {
            Some(Vec::new())
        } else {
            let name = |bin: &BinName| bin.as_str().to_owned();
            self.bins.map(|bins| bins.iter().map(name).collect())
        };
        let wanted = Wanted {
            bins,
            last_update: false,
        };
        if !wanted.is_short() {
            return Err(at.field("bins").refuse(TOO_MANY_BINS));
        }
        let query = RecordQuery {
            namespace: self.namespace.as_str().to_owned(),
            set: self
                .set
                .map_or_else(String::new, |set| set.as_str().to_owned()),
            predicate,
            filter,
            projection: wanted.projection(),
        };
        Ok((self.connection_id.0, query))
    }
}

impl IndexPredicateInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(in crate::graphql) fn read(self, at: &At<'_>) -> Result<IndexPredicate> {
        let source = match (self.bin, self.index) {
            (Some(bin), None) => IndexSource::Bin(bin.as_str().to_owned()),
            (None, Some(index)) => IndexSource::Index(index.as_str().to_owned()),
            _ => return Err(at.refuse("name either the bin or the index")),
        };
        let collection = indexed(self.collection);
        let condition = self.is.read(&at.field("is"))?;
        let is_shape = matches!(
            condition,
            IndexCondition::Within(_) | IndexCondition::Containing(_)
        );
        if is_shape && collection != IndexCollection::None {
            let reason = "shapes within lists and maps cannot be asked of an index";
            return Err(at.field("collection").refuse(reason));
        }
        Ok(IndexPredicate {
            source,
            collection,
            context: context(self.context, &at.field("context"))?,
            condition,
        })
    }
}

impl IndexConditionInput {
    fn read(self, at: &At<'_>) -> Result<IndexCondition> {
        let short = |bytes: usize, field| {
            if bytes <= MAX_ENTRY_BYTES {
                return Ok(());
            }
            let reason = format!("an index holds values of at most {MAX_ENTRY_BYTES} bytes");
            Err(at.field(field).refuse(reason))
        };
        let shape = |shape: &GeoJson, kind, field| {
            check_geo_json(&shape.0, kind).map_err(|reason| at.field(field).refuse(reason))
        };
        Ok(match self {
            Self::Int(value) => IndexCondition::Int(value.0),
            Self::IntRange(Int64RangeInput { from, to }) => {
                if from > to {
                    return Err(at.field("intRange").refuse("`from` is greater than `to`"));
                }
                IndexCondition::IntRange(from.0, to.0)
            }
            Self::String(text) => {
                short(text.len(), "string")?;
                IndexCondition::String(text)
            }
            Self::Bytes(bytes) => {
                short(bytes.0.len(), "bytes")?;
                IndexCondition::Bytes(bytes.0)
            }
            Self::Within(region) => {
                shape(&region, GeoShape::Region, "within")?;
                IndexCondition::Within(region.0)
            }
            Self::Containing(point) => {
                shape(&point, GeoShape::Point, "containing")?;
                IndexCondition::Containing(point.0)
            }
        })
    }
}

const fn indexed(collection: IndexCollectionName) -> IndexCollection {
    match collection {
        IndexCollectionName::None => IndexCollection::None,
        IndexCollectionName::List => IndexCollection::List,
        IndexCollectionName::Mapkeys => IndexCollection::MapKeys,
        IndexCollectionName::Mapvalues => IndexCollection::MapValues,
    }
}

/// What the API calls it.
pub(super) const fn named(collection: IndexCollection) -> IndexCollectionName {
    match collection {
        IndexCollection::None => IndexCollectionName::None,
        IndexCollection::List => IndexCollectionName::List,
        IndexCollection::MapKeys => IndexCollectionName::Mapkeys,
        IndexCollection::MapValues => IndexCollectionName::Mapvalues,
    }
}
