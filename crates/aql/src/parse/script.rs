//! A text to its statements. An error ends its own statement and no other.

use crate::{
    Diagnostic, Span,
    ast::Statement,
    lex::{self, Lexed, TokenKind},
    limits::{MAX_SCRIPT_BYTES, MAX_STATEMENTS},
    parse::{Expected, Parser, begins_statement, statement},
};

/// What a text says.
#[derive(Debug, Default)]
pub struct Script {
    /// Its statements, in order.
    pub statements: Vec<ScriptStatement>,
}

/// A statement of a script, or what is wrong with it.
#[derive(Debug)]
pub struct ScriptStatement {
    /// Where it stands, without the `;` behind it.
    pub span: Span,
    /// What it says.
    pub outcome: Result<Statement, Box<Diagnostic>>,
}

impl Script {
    /// What is wrong, one for each statement that is.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        (self.statements.iter())
            .filter_map(|statement| statement.outcome.as_ref().err().map(AsRef::as_ref))
    }

    fn refused(span: Span, message: String) -> Self {
        let outcome = Err(Diagnostic::new(span, message));
        Self {
            statements: vec![ScriptStatement { span, outcome }],
        }
    }
}

/// Reads a script. Statements end with `;`, with a line whose next begins with another
/// statement, or with the text.
#[must_use]
pub fn parse(source: &str) -> Script {
    if source.len() > MAX_SCRIPT_BYTES {
        let message = format!("a script has at most {MAX_SCRIPT_BYTES} bytes");
        return Script::refused(Span::at(0), message);
    }
    let Lexed { tokens, .. } = lex::lex(source);
    let mut parser = Parser::new(source, &tokens);
    parse_tokens(&mut parser)
}

/// Reads the tokens of a script to their end.
pub(crate) fn parse_tokens(parser: &mut Parser<'_>) -> Script {
    let mut script = Script::default();
    loop {
        while parser.peek_text() == ";" {
            parser.advance();
        }
        if parser.peek().is_none() {
            return script;
        }
        if script.statements.len() == MAX_STATEMENTS {
            let message = format!("a script has at most {MAX_STATEMENTS} statements");
            return Script::refused(parser.here(), message);
        }
        script.statements.push(next(parser));
    }
}

fn next(parser: &mut Parser<'_>) -> ScriptStatement {
    let first = parser.position();
    let outcome = statement(parser).and_then(|statement| match at_end(parser) {
        true => Ok(statement),
        false => Err(parser.unexpected()),
    });
    if outcome.is_err() {
        recover(parser, first);
    }
    let span = match parser.tokens(first, parser.position()) {
        [first, .., last] => first.span.to(last.span),
        [only] => only.span,
        [] => parser.here(),
    };
    ScriptStatement { span, outcome }
}

/// Whether a statement can end here.
fn at_end(parser: &mut Parser<'_>) -> bool {
    parser.note(Expected::Mark(";"));
    parser.peek().is_none() || parser.peek_text() == ";" || at_next(parser)
}

/// Whether the next statement begins here, on a line of its own.
fn at_next(parser: &Parser<'_>) -> bool {
    parser.starts_line() && parser.is_word() && begins_statement(parser.peek_text())
}

/// Goes on to where the next statement can begin, past the first token at least.
fn recover(parser: &mut Parser<'_>, first: usize) {
    while let Some(token) = parser.peek() {
        let passed = parser.position() > first;
        let ends = token.kind == TokenKind::Mark && parser.peek_text() == ";";
        if ends || (passed && at_next(parser)) {
            return;
        }
        parser.advance();
    }
}
