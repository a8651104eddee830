//! Roots of a module that contributes no field of that kind yet.

use std::{borrow::Cow, pin::Pin};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, Response,
    ServerError, ServerResult, SubscriptionType, Value,
    parser::types::Field,
    registry::{MetaType, MetaTypeId, Registry},
};
use futures_util::Stream;

macro_rules! empty_root {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $name;

        impl ContainerType for $name {
            fn is_empty() -> bool {
                true
            }

            async fn resolve_field(&self, _: &Context<'_>) -> ServerResult<Option<Value>> {
                Ok(None)
            }
        }

        impl OutputType for $name {
            fn type_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }

            fn create_type_info(registry: &mut Registry) -> String {
                registry.create_output_type::<Self, _>(MetaTypeId::Object, |_| {
                    empty_object(stringify!($name), false)
                })
            }

            async fn resolve(
                &self,
                _: &ContextSelectionSet<'_>,
                field: &Positioned<Field>,
            ) -> ServerResult<Value> {
                Err(ServerError::new("This root has no fields.", Some(field.pos)))
            }
        }

        impl ObjectType for $name {}
    };
}

empty_root! {
    /// The query root of a module without queries.
    NoQueries
}
empty_root! {
    /// The mutation root of a module without mutations.
    NoMutations
}

/// The subscription root of a module without subscriptions.
///
/// The engine's own empty root cannot be merged: it answers every field it is asked for, so that
/// no module after it is ever reached.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSubscriptions;

impl SubscriptionType for NoSubscriptions {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("NoSubscriptions")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_subscription_type::<Self, _>(|_| empty_object("NoSubscriptions", true))
    }

    fn is_empty() -> bool {
        true
    }

    fn create_field_stream<'a>(
        &'a self,
        _: &'a Context<'_>,
    ) -> Option<Pin<Box<dyn Stream<Item = Response> + Send + 'a>>> {
        None
    }
}

/// The type of a root of that name without fields.
#[must_use]
pub fn empty_object(name: &str, is_subscription: bool) -> MetaType {
    MetaType::Object {
        name: name.to_owned(),
        description: None,
        fields: Default::default(),
        cache_control: Default::default(),
        extends: false,
        shareable: false,
        resolvable: true,
        keys: None,
        visible: None,
        inaccessible: false,
        interface_object: false,
        tags: Default::default(),
        is_subscription,
        rust_typename: None,
        directive_invocations: Default::default(),
        requires_scopes: Default::default(),
    }
}
