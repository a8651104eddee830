//! Looking at clusters, without saying through which client.

use std::time::Duration;

use acm_core::BoxFuture;

use super::{Clients, Dialer, Failure, Report, Target};
use crate::Error;

/// What health and trials need of the live clients.
pub(crate) trait Scout: Send + Sync {
    /// See [`Clients::look`].
    fn look<'a>(&'a self, id: &'a str, deadline: Duration) -> BoxFuture<'a, Result<Report, Error>>;

    /// See [`Clients::try_out`].
    fn try_out<'a>(
        &'a self,
        target: &'a Target,
        deadline: Duration,
    ) -> BoxFuture<'a, Result<Report, Failure>>;
}

impl<D: Dialer> Scout for Clients<D> {
    fn look<'a>(&'a self, id: &'a str, deadline: Duration) -> BoxFuture<'a, Result<Report, Error>> {
        Box::pin(Clients::look(self, id, deadline))
    }

    fn try_out<'a>(
        &'a self,
        target: &'a Target,
        deadline: Duration,
    ) -> BoxFuture<'a, Result<Report, Failure>> {
        Box::pin(Clients::try_out(self, target, deadline))
    }
}
