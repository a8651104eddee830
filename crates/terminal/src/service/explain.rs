//! What a statement would do, told without doing it.

use acm_aql::{Class, ast::Statement};
use acm_core::ApiError;
use serde_json::{Map, Value, json};

use super::{
    knowledge::Knowledge,
    operations::Operations,
    options::Options,
    script::{Planned, plan},
    table::Table,
    translate::{File, Step, translate},
};

/// What a statement would do.
#[derive(Clone, Debug)]
pub(crate) struct Explained {
    pub(crate) planned: Planned,
    /// What is typed to confirm it.
    pub(crate) confirm: Option<String>,
    /// The operation it is run as, and its variables with secrets left out.
    pub(crate) operation: Option<(&'static str, Map<String, Value>)>,
    /// What to know before.
    pub(crate) note: Option<String>,
}

/// Tells of each statement of a text what it would do.
///
/// # Errors
/// As [`plan`]; what a statement misses; what hinders asking for the indexes of a namespace.
pub(crate) async fn explain(
    operations: &Operations,
    connection: &str,
    text: &str,
    files: &[File],
    options: &Options,
) -> Result<Vec<Explained>, ApiError> {
    let mut explained = Vec::new();
    let mut knowledge = Knowledge::default();
    let mut options = *options;
    for planned in plan(text, files)? {
        options.follow(&planned.statement);
        knowledge
            .learn(operations, connection, &planned.statement)
            .await?;
        let context = knowledge.context(connection, &options, &planned.statement);
        let step = translate(&planned.statement, &context)?;
        explained.push(Explained {
            confirm: planned.statement.must_confirm(),
            operation: step
                .as_ref()
                .map(|step| (step.operation.document, step.shown_variables())),
            note: step.and_then(|step| step.note),
            planned,
        });
    }
    Ok(explained)
}

/// What a statement would do, as rows.
pub(super) fn explained(statement: &Statement, step: Option<&Step>) -> Table {
    let mut rows = vec![
        vec![json!("statement"), json!(statement.to_string())],
        vec![json!("class"), json!(class_text(statement.class()))],
    ];
    if let Some(confirm) = statement.must_confirm() {
        rows.push(vec![json!("confirmed by"), json!(confirm)]);
    }
    match step {
        Some(step) => {
            rows.push(vec![json!("GraphQL"), json!(step.operation.document)]);
            let variables = Value::Object(step.shown_variables()).to_string();
            rows.push(vec![json!("variables"), json!(variables)]);
            rows.extend(
                step.note
                    .iter()
                    .map(|note| vec![json!("note"), json!(note)]),
            );
        }
        None => rows.push(vec![
            json!("GraphQL"),
            json!("none: it asks nothing of the cluster"),
        ]),
    }
    Table::facts(&["what", "value"], rows)
}

fn class_text(class: Class) -> &'static str {
    match class {
        Class::Read => "READ",
        Class::Write => "WRITE",
        Class::Admin => "ADMIN",
        Class::Dangerous => "DANGEROUS",
    }
}
