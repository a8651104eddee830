//! Statements as operations of the schema. This is a table: no statement has another way to the cluster.

mod admin;
mod documents;
mod matching;
mod modules;
mod records;
mod schema;
mod shows;

use acm_aql::{
    Spanned,
    ast::{Statement, Target},
};
use acm_core::ApiError;
use acm_graph::Operation;
use serde_json::{Map, Value, json};

use super::{options::Options, shape::Shape};

pub(crate) use documents::{INDEXES, JOB, OWN_USER};
pub(crate) use matching::KnownIndex;

/// What a statement is translated with.
pub(crate) struct Context<'a> {
    /// The connection it is for.
    pub(crate) connection: &'a str,
    /// The options that hold.
    pub(crate) options: &'a Options,
    /// Indexes of the namespace it is about, when it asks for what bins hold.
    pub(crate) indexes: &'a [KnownIndex],
    /// The user the connection logs in as, when a statement is about that.
    pub(crate) own_user: Option<&'a str>,
}

/// A file that was sent along with a text.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// What statements call it.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) text: String,
}

/// What a statement does, as an operation.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) operation: Operation,
    /// How its answers are taken.
    pub(crate) way: Way,
    /// What the answers become.
    pub(crate) shape: Shape,
    /// The path of variables nobody is shown.
    pub(crate) secret: Option<&'static str>,
    /// What to tell beside the result.
    pub(crate) note: Option<String>,
}

/// How answers of an operation are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// A query or a mutation answers once.
    Once,
    /// A subscription answers until its last batch.
    Batches,
    /// A mutation starts a job, whose end is waited for.
    Job,
}

impl Step {
    fn once(document: &'static str, variables: Value, shape: Shape) -> Self {
        Self {
            operation: operation(document, variables),
            way: Way::Once,
            shape,
            secret: None,
            note: None,
        }
    }

    fn with_secret(self, path: &'static str) -> Self {
        let secret = Some(path);
        Self { secret, ..self }
    }

    fn with_way(self, way: Way) -> Self {
        Self { way, ..self }
    }

    /// What it is run as, in a sentence.
    pub(crate) fn told(&self) -> String {
        let variables = Value::Object(self.shown_variables());
        format!(
            "Run as {} with {variables}.",
            roots(self.operation.document).join(" and ")
        )
    }

    /// The variables as people may see them.
    pub(crate) fn shown_variables(&self) -> Map<String, Value> {
        let mut variables = Value::Object(self.operation.variables.clone());
        if let Some(secret) = self.secret.and_then(|path| variables.pointer_mut(path)) {
            *secret = "***".into();
        }
        match variables {
            Value::Object(variables) => variables,
            _ => Map::new(),
        }
    }
}

/// The fields of the schema that a document asks, which stand on lines of their own.
fn roots(document: &'static str) -> Vec<&'static str> {
    let lines = document.lines().filter_map(|line| line.strip_prefix("  "));
    let fields = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    fields
        .map(|line| &line[..line.find(['(', ' ']).unwrap_or(line.len())])
        .collect()
}

/// An operation with its variables, given as an object.
pub(crate) fn operation(document: &'static str, variables: Value) -> Operation {
    let variables = match variables {
        Value::Object(variables) => variables,
        _ => Map::new(),
    };
    Operation {
        document,
        variables,
    }
}

/// The operation a statement is. None for one that asks nothing of the schema.
///
/// # Errors
/// `BAD_USER_INPUT` for a statement that misses something the schema needs.
pub(crate) fn translate(
    statement: &Statement,
    context: &Context<'_>,
) -> Result<Option<Step>, ApiError> {
    let step = match statement {
        Statement::Select(select) => records::select(select, context)?,
        Statement::Insert(insert) => records::insert(insert, context),
        Statement::Delete(delete) => records::delete(delete, context),
        Statement::Execute(execute) => modules::execute(execute, context)?,
        Statement::Aggregate(aggregate) => modules::aggregate(aggregate, context)?,
        Statement::RegisterModule(module) => modules::register(module, context),
        Statement::RemoveModule(name) => modules::remove(name, context),
        Statement::DescModule(name) => modules::desc(name, context),
        Statement::Truncate(truncate) => schema::truncate(truncate, context),
        Statement::CreateIndex(index) => schema::create_index(index, context),
        Statement::DropIndex(index) => schema::drop_index(index, context),
        Statement::Show(show) => shows::show(show, context)?,
        Statement::Stat(stat) => shows::stat(stat, context),
        Statement::KillQuery(id) | Statement::KillScan(id) => shows::kill(id.node, context),
        Statement::CreateUser(user) => admin::create_user(user, context),
        Statement::SetPassword(change) => admin::set_password(change, context)?,
        Statement::DropUser(name) => admin::drop_user(name, context),
        Statement::GrantRoles(change) => admin::grant_roles(change, context),
        Statement::RevokeRoles(change) => admin::revoke_roles(change, context),
        Statement::CreateRole(role) => admin::create_role(role, context),
        Statement::AlterRole(role) => admin::alter_role(role, context),
        Statement::DropRole(name) => admin::drop_role(name, context),
        Statement::GrantPrivileges(change) => admin::grant_privileges(change, context),
        Statement::RevokePrivileges(change) => admin::revoke_privileges(change, context),
        Statement::Info(command) => shows::info(&command.node, context),
        Statement::Explain(inner) => match records::plan(inner, context)? {
            Some(step) => step,
            None => return Ok(None),
        },
        Statement::Set(_)
        | Statement::Get(_)
        | Statement::Reset(_)
        | Statement::Help(_)
        | Statement::Run(_) => return Ok(None),
    };
    Ok(Some(step))
}

/// The set of a target, null without one.
fn set(target: &Target) -> Value {
    target
        .set
        .as_ref()
        .map_or(Value::Null, |set| json!(set.node))
}

/// The texts of names.
fn texts(names: &[Spanned<String>]) -> Value {
    names.iter().map(|name| json!(name.node)).collect()
}

#[cfg(test)]
mod tests;
