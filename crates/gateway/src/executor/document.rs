//! What can be told from an operation's text before it runs.

use acm_core::ErrorCode;
use async_graphql::{
    Name, Positioned, Request, ServerError, Value, Variables,
    parser::{
        parse_query,
        types::{
            DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection,
            SelectionSet,
        },
    },
};

use async_graphql_value::Value as Written;

use super::edge::set_code;

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<ExecutableDocument, ServerError> {
    parse_query(text).map_err(|error| {
        let mut error = ServerError::from(error);
        error.message = syntax_message(&error.message);
        set_code(&mut error, ErrorCode::GraphqlParseFailed);
        error
    })
}

/// Whether a document has neither directives nor a field that looks at the schema.
pub(super) fn is_plain(document: &ExecutableDocument) -> bool {
    let operations = document.operations.iter().map(|(_, one)| &one.node);
    let fragments = document.fragments.values().map(|one| &one.node);
    operations
        .map(|one| (&one.directives, &one.selection_set.node))
        .chain(fragments.map(|one| (&one.directives, &one.selection_set.node)))
        .all(|(directives, set)| directives.is_empty() && is_plain_set(set))
}

fn is_plain_set(set: &SelectionSet) -> bool {
    set.items.iter().all(|item| {
        let (directives, below) = match &item.node {
            Selection::Field(field) => {
                if matches!(field.node.name.node.as_str(), "__schema" | "__type") {
                    return false;
                }
                (&field.node.directives, Some(&field.node.selection_set))
            }
            Selection::InlineFragment(part) => {
                (&part.node.directives, Some(&part.node.selection_set))
            }
            Selection::FragmentSpread(spread) => (&spread.node.directives, None),
        };
        directives.is_empty() && below.is_none_or(|below| is_plain_set(&below.node))
    })
}

/// Whether a text that may be a password is written into the document: mutations are given those as
/// variables, or they stand in the text. Such a document is kept nowhere.
pub(super) fn is_secretive(document: &ExecutableDocument) -> bool {
    let mut operations = document.operations.iter().map(|(_, one)| &one.node);
    let of_mutation = |one: &&OperationDefinition| one.ty == OperationType::Mutation;
    if !operations.clone().any(|one| of_mutation(&one)) {
        return false;
    }
    let defaults = |one: &OperationDefinition| {
        let mut definitions = one.variable_definitions.iter();
        definitions.any(|one| {
            let default = one.node.default_value.as_ref();
            default.is_some_and(|default| holds_text(&default.node.clone().into_value()))
        })
    };
    let mut fragments = document.fragments.values();
    operations
        .any(|one| of_mutation(&one) && (defaults(one) || writes_text(&one.selection_set.node)))
        || fragments.any(|one| writes_text(&one.node.selection_set.node))
}

/// Whether a text may be kept for who sends it again, by its hash alone.
pub(crate) fn may_be_kept(text: &str) -> bool {
    parse_query(text).is_ok_and(|document| !is_secretive(&document))
}

fn writes_text(set: &SelectionSet) -> bool {
    set.items.iter().any(|item| match &item.node {
        Selection::Field(field) => {
            let mut arguments = field.node.arguments.iter();
            arguments.any(|(_, value)| holds_text(&value.node))
                || writes_text(&field.node.selection_set.node)
        }
        Selection::InlineFragment(part) => writes_text(&part.node.selection_set.node),
        Selection::FragmentSpread(_) => false,
    })
}

fn holds_text(value: &Written) -> bool {
    match value {
        Written::String(_) => true,
        Written::List(items) => items.iter().any(holds_text),
        Written::Object(fields) => fields.values().any(holds_text),
        _ => false,
    }
}

/// The operation asked for.
pub(super) fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a Positioned<OperationDefinition>> {
    match &document.operations {
        DocumentOperations::Single(operation) => Some(operation),
        DocumentOperations::Multiple(operations) => name
            .and_then(|name| operations.get(name))
            .or_else(|| operations.values().next()),
    }
}

/// Characters of an operation's name that are told to the log and to collectors.
const MAX_NAME_CHARS: usize = 128;

/// The name of the operation asked for, when it has one, as far as it is worth telling.
pub(super) fn name(document: &ExecutableDocument, name: Option<&str>) -> Option<String> {
    match &document.operations {
        DocumentOperations::Single(_) => None,
        DocumentOperations::Multiple(operations) => operations
            .keys()
            .find(|known| name.is_none_or(|name| known.as_str() == name))
            .map(|known| known.chars().take(MAX_NAME_CHARS).collect()),
    }
}

/// What kind of operation is asked for.
pub(super) fn operation_type(document: &ExecutableDocument, name: Option<&str>) -> OperationType {
    operation(document, name).map_or(OperationType::Query, |operation| operation.node.ty)
}

/// Forgets variables that the operation does not declare. The engine passes over them, but would
/// keep them as long as it runs.
pub(super) fn drop_undeclared(variables: &mut Variables, operation: &OperationDefinition) {
    let declared = |name: &Name| {
        let mut definitions = operation.variable_definitions.iter();
        definitions.any(|definition| definition.node.name.node == *name)
    };
    variables.retain(|name, _| declared(name));
}

/// What the parser expected. It words an error as a drawing that repeats the whole line of the
/// document, which may be megabytes, and of a number it says where within the number; `locations`
/// says where.
fn syntax_message(drawing: &str) -> String {
    match drawing.rsplit_once("\n  = ") {
        Some((_, expected)) => format!("Syntax error: {expected}."),
        None => {
            let (what, _) = drawing.split_once(" at line ").unwrap_or((drawing, ""));
            format!("Syntax error: {what}.")
        }
    }
}

/// A required variable without a value. The engine would run the operation and notice at the field.
pub(super) fn missing_variable(
    document: &ExecutableDocument,
    request: &Request,
) -> Option<ServerError> {
    let operation = operation(document, request.operation_name.as_deref())?;
    let definitions = &operation.node.variable_definitions;
    let missing = definitions.iter().find(|definition| {
        let given = request.variables.get(&definition.node.name.node);
        let required = !definition.node.var_type.node.nullable;
        required
            && definition.node.default_value.is_none()
            && given.is_none_or(|value| *value == Value::Null)
    })?;
    let name = &missing.node.name.node;
    let message = format!("The variable ${name} is required and has no value.");
    let mut error = ServerError::new(message, Some(missing.pos));
    set_code(&mut error, ErrorCode::GraphqlValidationFailed);
    Some(error)
}
