//! What an index to be made is described by.

use acm_aerospike::{
    info::{NewIndex, NewIndexSource, NewIndexValues, context_in_words},
    query::context_base64,
};
use acm_graph::{
    IndexCollection, IndexType,
    scalars::{BinName, Bytes, IndexName, NamespaceName, SetName},
};
use async_graphql::{ID, InputObject};
use base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::{
    error::Result,
    graphql::filter::{At, PathStepInput, context},
};

/// The longest expression of an index, in bytes: the whole command has 4,096.
const MAX_EXPRESSION_BYTES: usize = 2_048;
/// The longest packed context of an index, in bytes.
const MAX_CONTEXT_BYTES: usize = 1_024;

/// An index to be made: on a bin, on an expression, or on a set as a whole.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct CreateIndexInput {
    /// The connection.
    pub connection_id: ID,
    /// The namespace.
    pub namespace: NamespaceName,
    /// The set whose records it holds; those of the whole namespace when absent.
    pub set: Option<SetName>,
    /// Its name, of which a namespace has one.
    pub name: IndexName,
    /// The bin it is on; its name must not hold `:`, `;`, `=` or `,`.
    pub bin: Option<BinName>,
    /// The way into the bin's lists and maps; absent for the bin itself.
    pub context: Option<Vec<PathStepInput>>,
    /// The same as the server keeps it and `IndexContext.base64` tells it, in place of `context`: at most
    /// 1,024 bytes.
    pub packed_context: Option<Bytes>,
    /// The expression whose result it holds, in place of a bin: as clients pack it, at most 2,048
    /// bytes.
    pub expression: Option<Bytes>,
    /// The type of its values.
    #[graphql(name = "type")]
    pub kind: Option<IndexType>,
    /// What of a list or map it holds.
    #[graphql(default_with = "IndexCollection::None")]
    pub collection: IndexCollection,
    /// Makes an index of the set as a whole, which walks through the set are faster by; it has no bin,
    /// expression, type or collection.
    #[graphql(default = false)]
    pub is_set_index: bool,
}

impl CreateIndexInput {
    /// The connection, and the index.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>) -> Result<(String, NewIndex)> {
        let values = if self.is_set_index {
            let has_values = self.bin.is_some()
                || self.context.is_some()
                || self.packed_context.is_some()
                || self.expression.is_some()
                || self.kind.is_some()
                || self.collection != IndexCollection::None;
            if has_values {
                let reason =
                    "an index of a set has no bin, context, expression, type or collection";
                return Err(at.field("isSetIndex").refuse(reason));
            }
            if self.set.is_none() {
                let reason = "an index of a set needs the set";
                return Err(at.field("set").refuse(reason));
            }
            None
        } else {
            let kind = self.kind.map(kind);
            Some(NewIndexValues {
                kind: kind
                    .ok_or_else(|| at.field("type").refuse("say which type its values have"))?,
                collection: collection(self.collection),
                source: match (self.bin, self.expression) {
                    (Some(bin), None) => {
                        let context = way(self.context, self.packed_context, at)?;
                        NewIndexSource::Bin(plain(&bin, at)?, context)
                    }
                    (None, Some(expression)) => {
                        let has_context = self.context.is_some() || self.packed_context.is_some();
                        packed(expression, has_context, at)?
                    }
                    _ => return Err(at.refuse("name either the bin or the expression")),
                },
            })
        };
        let new = NewIndex {
            namespace: self.namespace.as_str().to_owned(),
            set: self.set.map(|set| set.as_str().to_owned()),
            name: self.name.as_str().to_owned(),
            values,
        };
        Ok((self.connection_id.0, new))
    }
}

/// The bin, when an index can be on it.
fn plain(bin: &BinName, at: &At<'_>) -> Result<String> {
    let bin = bin.as_str();
    if bin.contains([':', ';', '=', ',']) {
        let reason = "the server takes no name with :, ;, = or , for an index";
        return Err(at.field("bin").refuse(reason));
    }
    Ok(bin.to_owned())
}

/// The way into the bin in base64; none for the bin itself.
fn way(
    steps: Option<Vec<PathStepInput>>,
    packed: Option<Bytes>,
    at: &At<'_>,
) -> Result<Option<String>> {
    let field = at.field("context");
    let steps = context(steps, &field)?;
    let Some(Bytes(packed)) = packed else {
        let context = (!steps.is_empty()).then(|| context_base64(&steps));
        let context = context.transpose();
        return context.map_err(|_| field.refuse("it cannot be packed"));
    };
    let at = at.field("packedContext");
    if !steps.is_empty() {
        return Err(at.refuse("say the context once, as steps or packed"));
    }
    if packed.len() > MAX_CONTEXT_BYTES {
        let reason = format!("a context has at most {MAX_CONTEXT_BYTES} bytes");
        return Err(at.refuse(reason));
    }
    let text = BASE64_STANDARD.encode(packed);
    match context_in_words(&text) {
        Some(_) => Ok(Some(text)),
        None => Err(at.refuse("it is no context this version understands")),
    }
}

fn packed(Bytes(expression): Bytes, has_context: bool, at: &At<'_>) -> Result<NewIndexSource> {
    if has_context {
        let reason = "an expression has no context: it leads where it will itself";
        return Err(at.field("context").refuse(reason));
    }
    if !(1..=MAX_EXPRESSION_BYTES).contains(&expression.len()) {
        let reason = format!("an expression has 1 to {MAX_EXPRESSION_BYTES} bytes");
        return Err(at.field("expression").refuse(reason));
    }
    Ok(NewIndexSource::Expression(
        BASE64_STANDARD.encode(expression),
    ))
}

const fn kind(kind: IndexType) -> &'static str {
    match kind {
        IndexType::Integer => "numeric",
        IndexType::String => "string",
        IndexType::Blob => "blob",
        IndexType::Geo2dsphere => "geo2dsphere",
    }
}

const fn collection(collection: IndexCollection) -> &'static str {
    match collection {
        IndexCollection::None => "default",
        IndexCollection::List => "list",
        IndexCollection::Mapkeys => "mapkeys",
        IndexCollection::Mapvalues => "mapvalues",
    }
}

/// An index to be dropped.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct DropIndexInput {
    /// The connection.
    pub connection_id: ID,
    /// The namespace.
    pub namespace: NamespaceName,
    /// Its name.
    pub name: IndexName,
}
