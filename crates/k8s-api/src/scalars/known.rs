//! Words a definition lists, with room for those of a newer one.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, OutputType, Positioned,
    ServerResult, Value, parser::types::Field, registry::Registry,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The words a field may hold, spelled as Kubernetes spells them.
pub trait Vocabulary: Copy + Eq + 'static {
    /// Every word.
    const ALL: &'static [Self];

    /// A word as it is spelled.
    fn text(self) -> &'static str;
}

/// A word of a [`Vocabulary`] or, from a cluster that knows more, any other.
///
/// In GraphQL the input is the enumeration and the output a string: what a newer operator says is
/// passed on, and what it would refuse is not sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Known<W> {
    /// A word we know.
    Word(W),
    /// A word of somebody newer.
    Other(Box<str>),
}

impl<W: Vocabulary> Known<W> {
    /// A word as a cluster reports it.
    #[must_use]
    pub fn reported(text: &str) -> Self {
        let word = W::ALL.iter().find(|word| word.text() == text);
        word.map_or_else(|| Self::Other(text.into()), |word| Self::Word(*word))
    }

    /// The word as it is spelled.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Word(word) => word.text(),
            Self::Other(text) => text,
        }
    }

    /// The word, if it is one we know.
    #[must_use]
    pub fn word(&self) -> Option<W> {
        match self {
            Self::Word(word) => Some(*word),
            Self::Other(_) => None,
        }
    }
}

impl<W> From<W> for Known<W> {
    fn from(word: W) -> Self {
        Self::Word(word)
    }
}

impl<W: Vocabulary> Serialize for Known<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl<'de, W: Vocabulary> Deserialize<'de> for Known<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'_, str>::deserialize(deserializer).map(|text| Self::reported(&text))
    }
}

impl<W: Vocabulary> JsonSchema for Known<W> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        std::any::type_name::<W>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<_> = W::ALL.iter().map(|word| word.text()).collect();
        json_schema!({ "type": "string", "enum": words })
    }
}

impl<W: Vocabulary + InputType> InputType for Known<W> {
    type RawValueType = W::RawValueType;

    fn type_name() -> Cow<'static, str> {
        W::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        W::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        W::parse(value)
            .map(Self::Word)
            .map_err(InputValueError::propagate)
    }

    fn to_value(&self) -> Value {
        Value::Enum(async_graphql::Name::new(self.text()))
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        match self {
            Self::Word(word) => word.as_raw_value(),
            Self::Other(_) => None,
        }
    }
}

impl<W: Vocabulary + Send + Sync> OutputType for Known<W> {
    fn type_name() -> Cow<'static, str> {
        <String as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <String as OutputType>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        _: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        Ok(Value::from(self.text()))
    }
}

/// A GraphQL enumeration whose items are spelled as Kubernetes spells them.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident { $($(#[$word_meta:meta])* $word:ident = $text:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, async_graphql::Enum)]
        pub enum $name { $($(#[$word_meta])* #[graphql(name = $text)] $word,)+ }

        impl $crate::scalars::Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$word),+];

            fn text(self) -> &'static str {
                match self { $(Self::$word => $text,)+ }
            }
        }
    };
}

pub(crate) use vocabulary;
