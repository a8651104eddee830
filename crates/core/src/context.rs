//! Reading state and ports from a GraphQL context.

use std::{any::Any, sync::Arc};

use async_graphql::Context;

use crate::{ApiError, ErrorCode};

/// What resolvers use instead of `Context::data`, whose error names internal types.
pub trait ContextExt {
    /// A module's state.
    ///
    /// # Errors
    /// `INTERNAL` when the schema was built without it: a fault of the composition.
    fn state<T: Any + Send + Sync>(&self) -> Result<&T, ApiError>;

    /// A port another module implements, put into the schema as `Arc<dyn Port>`.
    ///
    /// # Errors
    /// `UNAVAILABLE` when the module behind it is not part of this server.
    fn port<P: ?Sized + Send + Sync + 'static>(&self) -> Result<&Arc<P>, ApiError>;
}

impl ContextExt for Context<'_> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    fn state<T: Any + Send + Sync>(&self) -> Result<&T, ApiError> {
        self.data::<T>()
            .map_err(|_| ApiError::internal(Missing(std::any::type_name::<T>())))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    fn port<P: ?Sized + Send + Sync + 'static>(&self) -> Result<&Arc<P>, ApiError> {
        self.data::<Arc<P>>().map_err(|_| {
            ApiError::new(
                ErrorCode::Unavailable,
                "This part of the server is not running.",
            )
            .with_source(Missing(std::any::type_name::<P>()))
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0} is not in the schema's data")]
struct Missing(&'static str);
