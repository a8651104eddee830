//! What can be written at a place: asked of the parser itself.

use crate::{
    Span,
    ast::OptionName,
    keywords as kw,
    lex::{self, Token, TokenKind, unquoted},
    limits::MAX_SCRIPT_BYTES,
    parse::{Expected, NameKind, Parser, beginnings, parse_tokens},
    print::name_text,
};

/// Suggestions of one completion.
const MAX_SUGGESTIONS: usize = 100;

/// What can be written at a place, before names of the cluster are looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// What a suggestion replaces: the word that is being written.
    pub replace: Span,
    /// How that word begins.
    pub prefix: String,
    /// Words of the language.
    pub words: Vec<&'static str>,
    /// Names that are looked up in the cluster.
    pub names: Vec<NameSlot>,
}

/// A place for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameSlot {
    /// What it is a name of.
    pub kind: NameKind,
    /// The namespace the statement is about, where it says so.
    pub namespace: Option<String>,
    /// The set the statement is about, where it says so.
    pub set: Option<String>,
}

/// Knows the names of a cluster.
pub trait Names {
    /// Names that fit a place.
    fn names(&self, slot: &NameSlot) -> Vec<String>;
}

/// A word that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to write: a name that needs it stands in quotes.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SuggestionKind {
    /// A word of the language.
    Keyword,
    /// An option.
    Option,
    /// A name.
    Name(NameKind),
}

/// What can be written before a byte of a text.
#[must_use]
pub fn complete(source: &str, cursor: usize) -> Completion {
    if source.len() > MAX_SCRIPT_BYTES {
        return Completion::default();
    }
    let cursor = source.floor_char_boundary(cursor);
    let lexed = lex::lex(source);
    let inside = |span: &Span| span.start < cursor && cursor <= span.end;
    if lexed.comments.iter().any(inside) {
        return Completion::default();
    }
    let before = lexed
        .tokens
        .partition_point(|token| token.span.end < cursor);
    let (before, replace, prefix) = match lexed.tokens.get(before) {
        Some(token) if inside(&token.span) => match written(source, token, cursor) {
            Some(prefix) => (before, token.span, prefix),
            None if token.kind == TokenKind::Mark => (before + 1, Span::at(cursor), String::new()),
            None => return Completion::default(),
        },
        _ => (before, Span::at(cursor), String::new()),
    };
    let in_quotes =
        source[replace.start..].starts_with(['\'', '"']) && !prefix_is_bare(source, replace);
    let mut parser = Parser::new(source, &lexed.tokens[..before]);
    let script = parse_tokens(&mut parser);
    let mut expected = parser.expected_at_end().to_vec();
    let line_before = lexed.tokens[..before]
        .last()
        .map_or(0, |token| token.span.end);
    let new_line = source[line_before..replace.start].contains('\n');
    let complete = script
        .statements
        .last()
        .is_none_or(|last| last.outcome.is_ok());
    if complete && (before == 0 || new_line || ends(source, &lexed.tokens[..before])) {
        expected.extend(beginnings());
    }
    let about = about(source, &lexed.tokens, before);
    let mut completion = Completion {
        replace,
        prefix,
        ..Completion::default()
    };
    for one in expected {
        match one {
            Expected::Name(kind) => completion.names.push(NameSlot {
                kind,
                namespace: about.namespace.clone(),
                set: about.set.clone(),
            }),
            one => completion.words.extend(one.word().filter(|_| !in_quotes)),
        }
    }
    completion
}

impl Completion {
    /// The suggestions that go on as the word begins, names of the cluster first.
    #[must_use]
    pub fn suggestions(&self, names: &dyn Names) -> Vec<Suggestion> {
        let begins = |text: &str| {
            let start = text.get(..self.prefix.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(&self.prefix))
        };
        let mut suggestions: Vec<Suggestion> = Vec::new();
        for slot in &self.names {
            let mut found = names.names(slot);
            found.retain(|name| begins(name));
            found.sort_unstable();
            found.dedup();
            suggestions.extend(found.iter().map(|name| Suggestion {
                text: name_text(name),
                kind: SuggestionKind::Name(slot.kind),
            }));
        }
        let words = self.words.iter().filter(|word| begins(word));
        suggestions.extend(words.map(|word| Suggestion {
            text: (*word).to_owned(),
            kind: match OptionName::ALL.iter().any(|option| option.text() == *word) {
                true => SuggestionKind::Option,
                false => SuggestionKind::Keyword,
            },
        }));
        suggestions.truncate(MAX_SUGGESTIONS);
        suggestions
    }
}

/// How the word that is being written begins; none when it is no word.
fn written(source: &str, token: &Token, cursor: usize) -> Option<String> {
    let raw = &source[token.span.start..cursor];
    match token.kind {
        TokenKind::Word | TokenKind::Number => Some(raw.to_owned()),
        TokenKind::Unclosed if !raw.starts_with('$') => Some(raw[1..].to_owned()),
        TokenKind::Text if cursor < token.span.end => Some(raw[1..].to_owned()),
        _ => None,
    }
}

fn prefix_is_bare(source: &str, replace: Span) -> bool {
    replace.start == replace.end || !source[replace.start..replace.end].starts_with(['\'', '"'])
}

/// Whether the last token ends a statement.
fn ends(source: &str, tokens: &[Token]) -> bool {
    tokens
        .last()
        .is_some_and(|token| &source[token.span.start..token.span.end] == ";")
}

/// What a statement is about.
#[derive(Default)]
struct About {
    namespace: Option<String>,
    set: Option<String>,
}

/// Looks for what the statement around a token is about: what follows FROM, INTO and ON, or the
/// word it begins with. It may stand behind the cursor, as in `SELECT | FROM test.users`.
fn about(source: &str, tokens: &[Token], place: usize) -> About {
    let text = |token: &Token| &source[token.span.start..token.span.end];
    let ends = |token: &Token| text(token) == ";";
    let start = tokens[..place]
        .iter()
        .rposition(ends)
        .map_or(0, |at| at + 1);
    let end = tokens[place..]
        .iter()
        .position(ends)
        .map_or(tokens.len(), |at| place + at);
    let statement = &tokens[start..end];
    let introduces = |token: &Token| {
        let words = [
            kw::FROM,
            kw::INTO,
            kw::ON,
            kw::TRUNCATE,
            kw::INDEX,
            kw::INDEXES,
            kw::BINS,
            kw::NAMESPACE,
        ];
        words.iter().any(|word| word.is(text(token)))
    };
    // The last before the cursor or, without one, the first behind it.
    let (before, behind) = statement.split_at(place - start);
    let found = match before.iter().rposition(introduces) {
        Some(at) => Some(at),
        None => behind
            .iter()
            .position(introduces)
            .map(|at| before.len() + at),
    };
    let Some(found) = found else {
        return About::default();
    };
    let name = |at: usize| {
        let token = statement.get(at)?;
        match token.kind {
            TokenKind::Word | TokenKind::Number => Some(text(token).to_owned()),
            TokenKind::Text => Some(unquoted(text(token)).into_owned()),
            _ => None,
        }
    };
    let namespace = name(found + 1);
    let dotted = statement
        .get(found + 2)
        .is_some_and(|token| text(token) == ".");
    let set = dotted.then(|| name(found + 3)).flatten();
    About { namespace, set }
}
