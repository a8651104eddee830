//! The parser's place in the text, and the questions it asks there.

use std::borrow::Cow;

use crate::{
    Diagnostic, Span, Spanned,
    ast::Name,
    diagnostic::{Parsed, nearest},
    keywords::{Keyword, is_reserved},
    lex::{Token, TokenKind, is_word_char, unquoted},
    limits::MAX_ITEMS,
    parse::{Expected, NameKind},
};

/// So many of what was expected an error names.
const MAX_NAMED: usize = 8;

pub(crate) struct Parser<'a> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
    /// The token before which `expected` was noted.
    furthest: usize,
    expected: Vec<Expected>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(source: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            source,
            tokens,
            at: 0,
            furthest: 0,
            expected: Vec::new(),
        }
    }

    /// What could stand behind the last token; nothing when the parser did not get there.
    pub(crate) fn expected_at_end(&self) -> &[Expected] {
        if self.furthest == self.tokens.len() {
            &self.expected
        } else {
            &[]
        }
    }

    /// The tokens between two places.
    pub(super) fn tokens(&self, from: usize, to: usize) -> &'a [Token] {
        &self.tokens[from..to]
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    /// The text of the token that stands here; nothing at the end.
    pub(super) fn peek_text(&self) -> &'a str {
        self.peek().map_or("", |token| self.text(token.span))
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        &self.source[span.start..span.end]
    }

    /// Whether the token that stands here is the first of its line.
    pub(super) fn starts_line(&self) -> bool {
        self.peek().is_some_and(|token| token.starts_line)
    }

    /// Whether the token that stands here touches the one before.
    pub(super) fn touches(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.tokens[at].span.end);
        before.is_some() && self.peek().map(|token| token.span.start) == before
    }

    /// Where the token that stands here is; the place behind the last one at the end.
    pub(super) fn here(&self) -> Span {
        match self.peek() {
            Some(token) => token.span,
            None => Span::at(self.tokens.last().map_or(0, |token| token.span.end)),
        }
    }

    /// Where the token that was taken last is.
    pub(super) fn last(&self) -> Span {
        let last = self.at.checked_sub(1).map(|at| self.tokens[at].span);
        last.unwrap_or_default()
    }

    pub(super) fn advance(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len());
    }

    pub(super) fn note(&mut self, expected: Expected) {
        if self.at > self.furthest {
            self.furthest = self.at;
            self.expected.clear();
        }
        if self.at == self.furthest && !self.expected.contains(&expected) {
            self.expected.push(expected);
        }
    }

    pub(super) fn is_word(&self) -> bool {
        self.peek()
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Takes this word of the language if it stands here.
    pub(super) fn keyword(&mut self, keyword: Keyword) -> bool {
        self.note(Expected::Keyword(keyword));
        let found = self.is_word() && keyword.is(self.peek_text());
        if found {
            self.advance();
        }
        found
    }

    pub(super) fn expect(&mut self, keyword: Keyword) -> Parsed<()> {
        match self.keyword(keyword) {
            true => Ok(()),
            false => Err(self.unexpected()),
        }
    }

    /// Takes the first of these words that stands here, and says what it means.
    pub(super) fn choose<T: Copy>(&mut self, choices: &[(Keyword, T)]) -> Option<T> {
        (choices.iter()).find_map(|(keyword, meaning)| self.keyword(*keyword).then_some(*meaning))
    }

    /// Takes this mark if it stands here.
    pub(super) fn mark(&mut self, mark: &'static str) -> bool {
        self.note(Expected::Mark(mark));
        let found = self
            .peek()
            .is_some_and(|token| token.kind == TokenKind::Mark)
            && self.peek_text() == mark;
        if found {
            self.advance();
        }
        found
    }

    pub(super) fn expect_mark(&mut self, mark: &'static str) -> Parsed<()> {
        match self.mark(mark) {
            true => Ok(()),
            false => Err(self.unexpected()),
        }
    }

    /// Takes the name of something that is there.
    pub(super) fn name(&mut self, kind: NameKind) -> Parsed<Name> {
        self.named(Expected::Name(kind))
    }

    /// Takes the name of something new.
    pub(super) fn new_name(&mut self, what: &'static str) -> Parsed<Name> {
        self.named(Expected::What(what))
    }

    fn named(&mut self, expected: Expected) -> Parsed<Name> {
        self.note(expected);
        let Some(token) = self.peek() else {
            return Err(self.unexpected());
        };
        let raw = self.text(token.span);
        let text = match token.kind {
            TokenKind::Word if is_reserved(raw) => {
                let what = expected.text();
                let message =
                    format!("{what} is missing before {raw}; one that is called so is quoted");
                return Err(self.error_here(message));
            }
            TokenKind::Word => Cow::Borrowed(raw),
            // A name of digits, such as a year.
            TokenKind::Number if raw.chars().all(is_word_char) => Cow::Borrowed(raw),
            TokenKind::Number => {
                let fix = crate::lex::quoted(raw);
                let error = self.error_here(format!("{raw} is a number; a name like it is quoted"));
                return Err(error.with_fix(fix));
            }
            TokenKind::Text => unquoted(raw),
            _ => return Err(self.unexpected()),
        };
        if text.is_empty() {
            return Err(self.error_here("a name cannot be empty"));
        }
        if text.contains(char::is_control) {
            return Err(self.error_here("a name holds no line breaks and no control characters"));
        }
        self.advance();
        Ok(Spanned::new(text.into_owned(), token.span))
    }

    /// Takes a text in quotes.
    pub(super) fn quoted(&mut self, what: &'static str) -> Parsed<Spanned<String>> {
        self.note(Expected::What(what));
        match self.peek() {
            Some(token) if matches!(token.kind, TokenKind::Text | TokenKind::Block) => {
                self.advance();
                let text = unquoted(self.text(token.span)).into_owned();
                Ok(Spanned::new(text, token.span))
            }
            _ => Err(self.unexpected()),
        }
    }

    /// Takes one or more of something, with commas between.
    pub(super) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.mark(",") {
            if items.len() == MAX_ITEMS {
                return Err(self.error_here(format!("a list has at most {MAX_ITEMS} items")));
            }
            items.push(item(self)?);
        }
        Ok(items)
    }

    pub(super) fn error_here(&self, message: impl Into<String>) -> Box<Diagnostic> {
        Diagnostic::new(self.here(), message)
    }

    /// Says what was expected where the parser got furthest, and what stands there instead.
    pub(super) fn unexpected(&self) -> Box<Diagnostic> {
        let Some(token) = self.tokens.get(self.furthest) else {
            let message = format!(
                "the statement is not complete: {} is missing",
                self.wanted()
            );
            return Diagnostic::new(self.end(), message);
        };
        let found = self.text(token.span);
        if let Some(error) = broken(token, found) {
            return error;
        }
        if found == ";" {
            let message = format!("the statement ends too early: {} is missing", self.wanted());
            return Diagnostic::new(token.span, message);
        }
        let error = |meant: &str| {
            let wanted = self.wanted();
            let found = match token.kind {
                // It can be a password.
                TokenKind::Text | TokenKind::Block => Cow::Borrowed("a text in quotes"),
                _ => shown(found),
            };
            Diagnostic::new(
                token.span,
                format!("{wanted} should stand here, not {found}{meant}"),
            )
        };
        match nearest(
            found,
            self.expected.iter().filter_map(|expected| expected.word()),
        ) {
            Some(meant) if token.kind == TokenKind::Word => {
                error(&format!("; did you mean {meant}?")).with_fix(meant)
            }
            _ => error(""),
        }
    }

    /// Says that no statement begins with what stands here.
    pub(super) fn no_statement(&self) -> Box<Diagnostic> {
        let found = self.peek_text();
        if let Some(error) = self.peek().and_then(|token| broken(&token, found)) {
            return error;
        }
        if !self.is_word() {
            return self.error_here("no statement begins so; HELP lists what there is");
        }
        let verbs = super::STATEMENTS.iter().map(|(keyword, _)| keyword.text());
        match nearest(found, verbs) {
            Some(meant) => {
                let message = format!(
                    "no statement begins with {}; did you mean {meant}?",
                    shown(found)
                );
                self.error_here(message).with_fix(meant)
            }
            None => self.error_here(format!(
                "no statement begins with {}; HELP lists what there is",
                shown(found)
            )),
        }
    }

    fn end(&self) -> Span {
        Span::at(self.tokens.last().map_or(0, |token| token.span.end))
    }

    fn wanted(&self) -> String {
        let mut names: Vec<&str> = (self.expected.iter())
            .map(|expected| expected.text())
            .collect();
        let more = names.len() > MAX_NAMED;
        names.truncate(MAX_NAMED);
        match names.as_slice() {
            [] => "more".to_owned(),
            [one] => (*one).to_owned(),
            [firsts @ .., last] if !more => format!("{} or {last}", firsts.join(", ")),
            names => format!("one of {}, …", names.join(", ")),
        }
    }
}

/// What is wrong with a token that is none of the language.
fn broken(token: &Token, found: &str) -> Option<Box<Diagnostic>> {
    match token.kind {
        TokenKind::Unclosed => {
            let quote = if found.starts_with('$') {
                "$$"
            } else {
                &found[..1]
            };
            let span = Span::new(token.span.start, token.span.start + quote.len());
            let message = format!("what begins with {quote} here is never closed");
            let mut error = Diagnostic::new(span, message);
            error.fix = Some(crate::Fix {
                span: Span::at(token.span.end),
                text: quote.to_owned(),
            });
            Some(error)
        }
        TokenKind::Stray => {
            let straight = match found {
                "‘" | "’" | "‚" => Some("'"),
                "“" | "”" | "„" => Some("\""),
                _ => None,
            };
            let message = format!("{} has no meaning here", shown(found));
            let error = Diagnostic::new(token.span, message);
            Some(match straight {
                Some(quote) => error.with_fix(quote),
                None => error,
            })
        }
        _ => None,
    }
}

/// A piece of the text for a message: its beginning when it is long.
fn shown(text: &str) -> Cow<'_, str> {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
