//! What translating a statement has to know of the cluster: asked once, before.

use std::collections::HashMap;

use acm_aql::ast::{Selection, Show, Statement};
use acm_core::ApiError;
use serde::Deserialize;
use serde_json::json;

use super::{
    operations::Operations,
    options::Options,
    translate::{Context, INDEXES, KnownIndex, OWN_USER, operation},
};

/// What is known of a connection's cluster.
#[derive(Debug, Default)]
pub(crate) struct Knowledge {
    /// Indexes, by namespace.
    indexes: HashMap<String, Vec<KnownIndex>>,
    /// The user the connection logs in as; asked once.
    own_user: Option<Option<String>>,
}

impl Knowledge {
    /// Asks what is missing for a statement.
    ///
    /// # Errors
    /// What hinders asking.
    pub(crate) async fn learn(
        &mut self,
        operations: &Operations,
        connection: &str,
        statement: &Statement,
    ) -> Result<(), ApiError> {
        if let Some(namespace) = asks_indexes(statement)
            && !self.indexes.contains_key(namespace)
        {
            let found = indexes(operations, connection, namespace).await?;
            self.indexes.insert(namespace.to_owned(), found);
        }
        if asks_own_user(statement) && self.own_user.is_none() {
            self.own_user = Some(own_user(operations, connection).await?);
        }
        Ok(())
    }

    /// What a statement is translated with.
    pub(crate) fn context<'a>(
        &'a self,
        connection: &'a str,
        options: &'a Options,
        statement: &Statement,
    ) -> Context<'a> {
        let known = asks_indexes(statement).and_then(|namespace| self.indexes.get(namespace));
        Context {
            connection,
            options,
            indexes: known.map_or(&[], Vec::as_slice),
            own_user: self.own_user.as_ref().and_then(Option::as_deref),
        }
    }

    /// Forgets what a statement has changed.
    pub(crate) fn forget(&mut self, statement: &Statement) {
        if matches!(
            statement,
            Statement::CreateIndex(_) | Statement::DropIndex(_)
        ) {
            self.indexes.clear();
        }
    }
}

/// The namespace whose indexes a statement can use.
fn asks_indexes(statement: &Statement) -> Option<&str> {
    let (matches, target) = match statement {
        Statement::Select(select) => (is_matching(&select.selection), &select.from),
        Statement::Execute(execute) => (is_matching(&execute.selection), &execute.on),
        Statement::Aggregate(aggregate) => (aggregate.matching.is_some(), &aggregate.on),
        Statement::Explain(inner) => return asks_indexes(inner),
        _ => return None,
    };
    matches.then_some(&target.namespace.node)
}

fn is_matching(selection: &Selection) -> bool {
    matches!(selection, Selection::Matching(_))
}

/// Whether a statement is about the user the connection logs in as.
fn asks_own_user(statement: &Statement) -> bool {
    match statement {
        Statement::SetPassword(change) => change.user.is_none(),
        Statement::Show(Show::User(name)) => name.is_none(),
        Statement::Explain(inner) => asks_own_user(inner),
        _ => false,
    }
}

async fn indexes(
    operations: &Operations,
    connection: &str,
    namespace: &str,
) -> Result<Vec<KnownIndex>, ApiError> {
    #[derive(Deserialize)]
    struct Found {
        indexes: Option<Vec<KnownIndex>>,
    }
    let variables = json!({ "connectionId": connection, "namespace": namespace });
    let data = operations.ask(operation(INDEXES, variables)).await?;
    let found: Found = serde_json::from_str(data.get()).map_err(ApiError::internal)?;
    Ok(found.indexes.unwrap_or_default())
}

async fn own_user(operations: &Operations, connection: &str) -> Result<Option<String>, ApiError> {
    #[derive(Deserialize)]
    struct Found {
        connection: Option<Profile>,
    }
    #[derive(Deserialize)]
    struct Profile {
        username: Option<String>,
    }
    let data = operations
        .ask(operation(OWN_USER, json!({ "id": connection })))
        .await?;
    let found: Found = serde_json::from_str(data.get()).map_err(ApiError::internal)?;
    Ok(found.connection.and_then(|profile| profile.username))
}
