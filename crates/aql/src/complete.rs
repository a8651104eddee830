//! What can be written at a place: asked of the parser itself.

use crate::{
    Span,
    ast::OptionName,
    keywords as kw,
    lex::{self, Lexed, Token, TokenKind, unquoted},
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
    let Lexed { tokens, comments } = lex::lex(source);
    let cursor = source.floor_char_boundary(cursor);
    if comments.iter().any(|comment| touches(*comment, cursor)) {
        return Completion::default();
    }
    let Some(written) = Written::at(source, &tokens, cursor) else {
        return Completion::default();
    };
    let before = &tokens[..written.place];
    let about = about(source, &tokens, written.place);
    let mut completion = Completion {
        replace: written.span,
        prefix: written.prefix,
        ..Completion::default()
    };
    for expected in expected(source, before, written.span.start) {
        match expected {
            Expected::Name(kind) => completion.names.push(NameSlot {
                kind,
                namespace: about.namespace.clone(),
                set: about.set.clone(),
            }),
            // In quotes nothing is a word of the language.
            _ if written.is_quoted => {}
            other => completion.words.extend(other.word()),
        }
    }
    completion
}

/// Whether a cursor stands in or right behind a range.
fn touches(span: Span, cursor: usize) -> bool {
    span.start < cursor && cursor <= span.end
}

/// What could follow these tokens, before a byte of the text.
fn expected(source: &str, before: &[Token], at: usize) -> Vec<Expected> {
    let mut parser = Parser::new(source, before);
    let script = parse_tokens(&mut parser);
    let mut expected = parser.expected_at_end().to_vec();
    let last = before.last().map(|token| token.span);
    let ended = last.is_none_or(|last| &source[last.start..last.end] == ";");
    let is_next_line = last.is_some_and(|last| source[last.end..at].contains('\n'));
    let is_whole = (script.statements.last()).is_none_or(|statement| statement.outcome.is_ok());
    if ended || (is_next_line && is_whole) {
        expected.extend(beginnings());
    }
    expected
}

/// The word that is being written at a cursor.
struct Written {
    /// The tokens before it.
    place: usize,
    /// Where it stands; nowhere when none is begun.
    span: Span,
    /// How it begins.
    prefix: String,
    /// Whether it stands in quotes.
    is_quoted: bool,
}

impl Written {
    /// None where nothing can be completed: in a block, behind a closed text.
    fn at(source: &str, tokens: &[Token], cursor: usize) -> Option<Self> {
        let place = tokens.partition_point(|token| token.span.end < cursor);
        let token = tokens
            .get(place)
            .filter(|token| touches(token.span, cursor));
        let begun = |prefix: &str, span, is_quoted| Self {
            place,
            span,
            prefix: prefix.to_owned(),
            is_quoted,
        };
        let Some(token) = token else {
            return Some(begun("", Span::at(cursor), false));
        };
        let raw = &source[token.span.start..cursor];
        match token.kind {
            TokenKind::Word | TokenKind::Number => Some(begun(raw, token.span, false)),
            TokenKind::Unclosed if !raw.starts_with('$') => {
                // What stands behind the cursor may be the rest of the statement.
                let begun_here = Span::new(token.span.start, cursor);
                Some(begun(&raw[1..], begun_here, true))
            }
            TokenKind::Text if cursor < token.span.end => Some(begun(&raw[1..], token.span, true)),
            TokenKind::Mark => Some(Self {
                place: place + 1,
                ..begun("", Span::at(cursor), false)
            }),
            _ => None,
        }
    }
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
