//! Roots of a module that contributes no field of that kind yet.

use std::borrow::Cow;

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerError,
    ServerResult, Value,
    parser::types::Field,
    registry::{MetaType, MetaTypeId, Registry},
};

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
                registry.create_output_type::<Self, _>(MetaTypeId::Object, |_| MetaType::Object {
                    name: stringify!($name).to_owned(),
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
                    is_subscription: false,
                    rust_typename: Some(std::any::type_name::<Self>()),
                    directive_invocations: Default::default(),
                    requires_scopes: Default::default(),
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
