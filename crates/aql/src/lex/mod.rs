//! Text to tokens, in one pass. It never fails: what is no token of the language is one that the
//! parser refuses with its place.

mod text;

use crate::{Span, keywords};

pub(crate) use text::{quoted, source_offset, unquoted};

/// What a token is. Its text is looked up in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A keyword or a bare name.
    Word,
    /// A number, with its sign.
    Number,
    /// A text in quotes; its quote is written twice inside.
    Text,
    /// A text between `$$`, as it stands.
    Block,
    /// An info command that is not quoted.
    Command,
    /// A mark, such as `(`.
    Mark,
    /// A quote, or `$$`, that is not closed.
    Unclosed,
    /// A character that belongs to no token.
    Stray,
}

/// A token: what it is and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
    /// Whether it is the first of its line.
    pub(crate) starts_line: bool,
}

/// The tokens of a text, and where its comments stand.
#[derive(Debug)]
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<Token>,
    pub(crate) comments: Vec<Span>,
}

/// Reads a text. Linear in its length.
pub(crate) fn lex(source: &str) -> Lexed {
    let mut lexer = Lexer {
        source,
        at: 0,
        starts_line: true,
        tokens: Vec::new(),
        comments: Vec::new(),
    };
    while let Some(c) = lexer.peek() {
        lexer.step(c);
    }
    Lexed {
        tokens: lexer.tokens,
        comments: lexer.comments,
    }
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    starts_line: bool,
    tokens: Vec<Token>,
    comments: Vec<Span>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        let rest = self.rest();
        if c.is_whitespace() {
            self.starts_line |= c == '\n';
            self.at += c.len_utf8();
        } else if rest.starts_with("--") {
            self.comment();
        } else if self.is_command() {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            // A `;` at the end of the command ends the statement.
            let length = rest[..length].trim_end_matches(';').len();
            match length {
                0 => self.push(TokenKind::Mark, 1),
                length => self.push(TokenKind::Command, length),
            }
        } else if let Some(block) = rest.strip_prefix("$$") {
            match block.find("$$") {
                Some(length) => self.push(TokenKind::Block, length + 4),
                None => self.push(TokenKind::Unclosed, rest.len()),
            }
        } else if matches!(c, '\'' | '"') {
            match text::length(rest, c) {
                Some(length) => self.push(TokenKind::Text, length),
                None => self.push(TokenKind::Unclosed, line_length(rest)),
            }
        } else if let Some(length) = self.number_length() {
            self.push(TokenKind::Number, length);
        } else if is_word_char(c) {
            self.push(TokenKind::Word, word_length(rest));
        } else if c.is_ascii_punctuation() {
            self.push(TokenKind::Mark, 1);
        } else {
            self.push(TokenKind::Stray, c.len_utf8());
        }
    }

    fn push(&mut self, kind: TokenKind, length: usize) {
        let span = Span::new(self.at, self.at + length);
        self.tokens.push(Token {
            kind,
            span,
            starts_line: self.starts_line,
        });
        self.starts_line = false;
        self.at = span.end;
    }

    fn comment(&mut self) {
        let end = self.at + line_length(self.rest());
        self.comments.push(Span::new(self.at, end));
        self.at = end;
    }

    /// Whether an info command stands here: after `INFO` or `ASINFO` at the start of a statement,
    /// on the same line.
    fn is_command(&self) -> bool {
        let [before @ .., verb] = self.tokens.as_slice() else {
            return false;
        };
        let text = |token: &Token| &self.source[token.span.start..token.span.end];
        let begins = |token: &Token, before: &[Token]| {
            token.starts_line || before.last().is_none_or(|token| text(token) == ";")
        };
        let explained = matches!(before, [before @ .., explain]
            if keywords::EXPLAIN.is(text(explain)) && begins(explain, before));
        let starts = explained || begins(verb, before);
        let verb = text(verb);
        let is_verb = keywords::INFO.is(verb) || keywords::ASINFO.is(verb);
        starts && is_verb && !self.starts_line && !self.rest().starts_with(['\'', '"', '$'])
    }

    /// The length of the number that stands here, if one does. What goes on like a word is a word.
    fn number_length(&self) -> Option<usize> {
        let rest = self.rest().as_bytes();
        let digits = |from: usize| {
            let run = rest.get(from..).unwrap_or_default();
            run.iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        let sign = usize::from(matches!(rest.first(), Some(b'+' | b'-')));
        if matches!(rest.get(sign..), Some([b'0', b'x' | b'X', ..])) {
            let hex = |byte: &&u8| byte.is_ascii_hexdigit();
            let digits = rest[sign + 2..].iter().take_while(hex).count();
            return (digits > 0)
                .then(|| self.unless_word(sign + 2 + digits))
                .flatten();
        }
        let whole = digits(sign);
        let mut end = sign + whole;
        // In `ns.2024` the dot is one between names.
        let follows = self
            .tokens
            .last()
            .is_some_and(|token| token.span.end == self.at);
        if rest.get(end) == Some(&b'.') && (whole > 0 || !follows) {
            let part = digits(end + 1);
            if whole + part == 0 {
                return None;
            }
            end += 1 + part;
        } else if whole == 0 {
            return None;
        }
        if matches!(rest.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
            match digits(end + 1 + sign) {
                0 => {}
                exponent => end += 1 + sign + exponent,
            }
        }
        self.unless_word(end)
    }

    fn unless_word(&self, end: usize) -> Option<usize> {
        let next = self.rest()[end..].chars().next();
        (!next.is_some_and(is_word_char)).then_some(end)
    }
}

/// Whether a bare name can hold this character.
pub(crate) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '$')
}

fn word_length(rest: &str) -> usize {
    rest.find(|c| !is_word_char(c)).unwrap_or(rest.len())
}

fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[(TokenKind, &str)]) {
        let lexed = lex(source);
        let found: Vec<_> = (lexed.tokens.iter())
            .map(|token| (token.kind, &source[token.span.start..token.span.end]))
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn a_text_falls_apart_into_tokens() {
        use TokenKind::{Block, Command, Mark, Number, Stray, Text, Unclosed, Word};
        check("", &[]);
        check("-- only a comment; 'x\n", &[]);
        check(
            "a.b -5 1.5e3 .5 0x1F",
            &[
                (Word, "a"),
                (Mark, "."),
                (Word, "b"),
                (Number, "-5"),
                (Number, "1.5e3"),
                (Number, ".5"),
                (Number, "0x1F"),
            ],
        );
        check(
            "test.2024 2nd read-write",
            &[
                (Word, "test"),
                (Mark, "."),
                (Number, "2024"),
                (Word, "2nd"),
                (Word, "read-write"),
            ],
        );
        check(
            "'it''s; a' \"b;\"",
            &[(Text, "'it''s; a'"), (Text, "\"b;\"")],
        );
        check("'open\nx", &[(Unclosed, "'open"), (Word, "x")]);
        check(
            "$$ a 'b; $$ $$",
            &[(Block, "$$ a 'b; $$"), (Unclosed, "$$")],
        );
        check(
            "INFO a:b=c;d=e; info x;",
            &[
                (Word, "INFO"),
                (Command, "a:b=c;d=e"),
                (Mark, ";"),
                (Word, "info"),
                (Command, "x"),
                (Mark, ";"),
            ],
        );
        check(
            "info;\ninfo",
            &[(Word, "info"), (Mark, ";"), (Word, "info")],
        );
        check(
            "EXPLAIN INFO a:b=c;d=e; x EXPLAIN INFO y",
            &[
                (Word, "EXPLAIN"),
                (Word, "INFO"),
                (Command, "a:b=c;d=e"),
                (Mark, ";"),
                (Word, "x"),
                (Word, "EXPLAIN"),
                (Word, "INFO"),
                (Word, "y"),
            ],
        );
        check("’", &[(Stray, "’")]);
    }
}
