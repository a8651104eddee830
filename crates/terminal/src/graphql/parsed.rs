//! What is told of a text without running it.

use acm_aql::{Diagnostic, Places, ScriptStatement, Span, Suggestion, Syntax};
use async_graphql::SimpleObject;

use super::{
    enums::{AqlClass, AqlStatementKind, AqlSuggestionKind},
    scalars::AqlVariables,
};
use crate::service::explain::Explained;

/// A text, read.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlScript {
    /// Its statements, in order, those that are wrong among them.
    pub statements: Vec<AqlParsedStatement>,
}

/// A statement of a text, or what is wrong with it.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlParsedStatement {
    /// Where it stands.
    pub span: AqlSpan,
    /// What it is; null when it is wrong.
    pub kind: Option<AqlStatementKind>,
    /// How much it changes; null when it is wrong.
    pub class: Option<AqlClass>,
    /// The one way it is written, passwords as `***`; null when it is wrong.
    pub text: Option<String>,
    /// What `confirmations` must hold for it to be run: the name of what it is about. Null when nothing
    /// is to be confirmed.
    pub confirm: Option<String>,
    /// What is wrong with it.
    pub error: Option<AqlError>,
}

/// What is wrong with a statement.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlError {
    /// Where; empty where something is missing.
    pub span: AqlSpan,
    /// What, in a sentence.
    pub message: String,
    /// What would mend it, where that can be told.
    pub fix: Option<AqlFix>,
}

/// A change of the text that mends an error.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlFix {
    /// What to replace.
    pub span: AqlSpan,
    /// By what.
    pub text: String,
}

/// A range of a text. Offsets count UTF-16 units, as JavaScript does.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(super) struct AqlSpan {
    /// Its first place.
    pub start: i32,
    /// The place behind its last.
    pub end: i32,
    /// The line it begins on; the first is 1.
    pub line: i32,
    /// The column it begins in; the first is 1.
    pub column: i32,
}

/// What can be written at a place.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlCompletion {
    /// What a suggestion replaces: the word that is being written.
    pub span: AqlSpan,
    /// What can stand there, names of the cluster first; at most 100.
    pub suggestions: Vec<AqlSuggestion>,
}

/// A word that can be written.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlSuggestion {
    /// What to write; a name that needs it stands in quotes.
    pub text: String,
    /// What it is.
    pub kind: AqlSuggestionKind,
}

/// What a statement would do.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct AqlExplanation {
    /// The one way it is written, passwords as `***`.
    pub text: String,
    /// What it is.
    pub kind: AqlStatementKind,
    /// How much it changes.
    pub class: AqlClass,
    /// What `confirmations` must hold for it to be run; null when nothing is to be confirmed.
    pub confirm: Option<String>,
    /// The GraphQL document it is run as, with its variables; null for what asks nothing of the cluster.
    pub document: Option<&'static str>,
    /// The variables of the document.
    pub variables: Option<AqlVariables>,
    /// What to know before it is run.
    pub note: Option<String>,
    /// The file it stands in; null for the text itself.
    pub file: Option<String>,
    /// The line it begins on; the first is 1.
    pub line: i32,
}

/// How a statement is written.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(super) struct AqlSyntax {
    /// Its form: words in capitals, `<what is put in>`, `[what can be left out]`.
    pub form: &'static str,
    /// What it does.
    pub description: &'static str,
    /// An example.
    pub example: &'static str,
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

impl AqlSpan {
    pub(super) fn of(span: Span, places: &Places<'_>) -> Self {
        let (start, end) = (places.place(span.start), places.place(span.end));
        Self {
            start: number(start.offset),
            end: number(end.offset),
            line: number(start.line),
            column: number(start.column),
        }
    }
}

impl AqlParsedStatement {
    pub(super) fn of(read: &ScriptStatement, places: &Places<'_>) -> Self {
        let statement = read.outcome.as_ref().ok();
        Self {
            span: AqlSpan::of(read.span, places),
            kind: statement.map(|statement| statement.kind().into()),
            class: statement.map(|statement| statement.class().into()),
            text: statement.map(ToString::to_string),
            confirm: statement.and_then(acm_aql::ast::Statement::must_confirm),
            error: read
                .outcome
                .as_ref()
                .err()
                .map(|error| AqlError::of(error, places)),
        }
    }
}

impl AqlError {
    fn of(error: &Diagnostic, places: &Places<'_>) -> Self {
        let fix = error.fix.as_ref().map(|fix| AqlFix {
            span: AqlSpan::of(fix.span, places),
            text: fix.text.clone(),
        });
        Self {
            span: AqlSpan::of(error.span, places),
            message: error.message.clone(),
            fix,
        }
    }
}

impl From<Suggestion> for AqlSuggestion {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            text: suggestion.text,
            kind: suggestion.kind.into(),
        }
    }
}

impl From<Explained> for AqlExplanation {
    fn from(explained: Explained) -> Self {
        let (document, variables) = explained.operation.unzip();
        Self {
            kind: explained.planned.statement.kind().into(),
            class: explained.planned.class.into(),
            line: number(explained.planned.line),
            text: explained.planned.text,
            file: explained.planned.file,
            confirm: explained.confirm,
            document,
            variables: variables.map(AqlVariables),
            note: explained.note,
        }
    }
}

impl From<&Syntax> for AqlSyntax {
    fn from(syntax: &Syntax) -> Self {
        Self {
            form: syntax.form,
            description: syntax.does,
            example: syntax.example,
        }
    }
}
