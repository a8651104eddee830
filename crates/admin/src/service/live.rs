//! That door over the live clients and the profiles of `connections`.

use acm_aerospike::{
    Deadline, Secret,
    admin::{AdminChange, Role, User},
};
use acm_connections::{LiveClusters, Logins};
use acm_core::{ApiError, BoxFuture, limits::ADMIN_DEADLINE};

use super::access::{Profiles, SecurityAccess};
use crate::error::Result;

impl SecurityAccess for LiveClusters {
    fn users<'a>(
        &'a self,
        connection: &'a str,
        name: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<User>>> {
        Box::pin(async move {
            let cluster = self.cluster(connection).await?;
            Ok(cluster.users(name, deadline()).await?)
        })
    }

    fn roles<'a>(
        &'a self,
        connection: &'a str,
        name: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<Role>>> {
        Box::pin(async move {
            let cluster = self.cluster(connection).await?;
            Ok(cluster.roles(name, deadline()).await?)
        })
    }

    fn change<'a>(
        &'a self,
        connection: &'a str,
        change: &'a AdminChange,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let cluster = self.cluster(connection).await?;
            Ok(cluster.change_security(change, deadline()).await?)
        })
    }
}

impl Profiles for Logins {
    fn user(&self, connection: &str) -> Result<Option<String>, ApiError> {
        Self::user(self, connection)
    }

    fn keep_password<'a>(
        &'a self,
        connection: &'a str,
        password: &'a Secret,
    ) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(Self::keep_password(self, connection, password.expose()))
    }
}

fn deadline() -> Deadline {
    Deadline::after(ADMIN_DEADLINE)
}
