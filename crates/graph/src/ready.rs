//! Objects whose fields are all at hand, written as JSON in one step.
//!
//! The engine makes a future of each field of each object, and a map of each object. A page of
//! records has hundreds of both, and not one field that waits. [`Written`] resolves such an object, or
//! a list of them, to text: same names, same order, same fragments and aliases, no future.
//!
//! Text cannot be merged with what the engine makes of a second field of the same name in the answer.
//! Where an operation has one ([`Selection::of`]), objects are resolved as usual.

mod leaf;
mod selection;

use std::borrow::Cow;

use acm_core::{
    ApiError, ErrorCode,
    json::{self, AnswerBudget},
    limits::MAX_ANSWER_BYTES,
};
use async_graphql::{
    ContextSelectionSet, Error, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry,
};

pub use selection::Selection;

/// What can be written without waiting: scalars as they are, of an object what `below` selects.
pub trait Ready: Send + Sync {
    /// Appends the JSON text.
    fn write(&self, below: &Selection, out: &mut String);
}

/// A value that is resolved by writing it. Its type in the schema is that of the value.
#[derive(Clone, Debug)]
pub struct Written<T>(pub T);

impl<T: Ready + OutputType> OutputType for Written<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let Some(below) = Selection::of(ctx, T::qualified_type_name) else {
            return self.0.resolve(ctx, field).await;
        };
        let mut text = String::new();
        self.0.write(&below, &mut text);
        let budget = ctx.data_opt::<AnswerBudget>();
        if json::is_too_long(&text) || budget.is_some_and(|budget| !budget.take(text.len())) {
            let error = Error::from(too_long()).into_server_error(field.pos);
            return Err(ctx.set_error_path(error));
        }
        Ok(json::ready(text))
    }
}

fn too_long() -> ApiError {
    let message = "The records are too large for one answer; ask for fewer, or for fewer bins.";
    ApiError::new(ErrorCode::LimitExceeded, message).with_detail("maxAnswerBytes", MAX_ANSWER_BYTES)
}

/// Makes a type an object of the schema and writes it without waiting, from one list of its fields:
///
/// ```text
/// ready_object! {
///     /// What the schema says of the type.
///     Name as "Name", this {
///         /// What the schema says of the field.
///         some_field as "someField": Type = this.some_field;
///     }
/// }
/// ```
///
/// The type of each field is [`Ready`] itself.
#[macro_export]
macro_rules! ready_object {
    (
        $(#[$doc:meta])*
        $type:ident $(<$life:lifetime>)? as $name:literal, $this:ident {
            $($(#[$of_field:meta])* $method:ident as $field:literal: $kind:ty = $value:expr;)+
        }
    ) => {
        $(#[$doc])*
        #[::async_graphql::Object(name = $name)]
        impl $(<$life>)? $type $(<$life>)? {
            $(
                $(#[$of_field])*
                #[graphql(name = $field)]
                async fn $method(&self) -> $kind {
                    let $this = self;
                    $value
                }
            )+
        }

        impl $(<$life>)? $crate::Ready for $type $(<$life>)? {
            fn write(&self, below: &$crate::Selection, out: &mut String) {
                let $this = self;
                below.object($name, out, |field, below, out| match field {
                    $($field => {
                        let value: $kind = $value;
                        $crate::Ready::write(&value, below, out);
                    })+
                    _ => out.push_str("null"),
                });
            }
        }
    };
}

#[cfg(test)]
mod tests;
