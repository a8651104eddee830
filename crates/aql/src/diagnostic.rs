//! What is wrong with a statement, where, and what would mend it.

use crate::Span;

/// What is wrong with a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where; a range of the text, empty where something is missing.
    pub span: Span,
    /// What, in a sentence for people.
    pub message: String,
    /// What would mend it, where that can be told.
    pub fix: Option<Fix>,
}

/// A change of the text that mends an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// The result of reading a part of a statement. The error is boxed: it is rare, and large.
pub(crate) type Parsed<T> = Result<T, Box<Diagnostic>>;

impl Diagnostic {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            span,
            message: message.into(),
            fix: None,
        })
    }

    /// Proposes to write this in place of what is wrong.
    pub(crate) fn with_fix(mut self: Box<Self>, text: impl Into<String>) -> Box<Self> {
        self.fix = Some(Fix {
            span: self.span,
            text: text.into(),
        });
        self
    }
}

/// The word that is meant by a misspelt one: the nearest, when it is near enough.
pub(crate) fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const MOST_LETTERS: usize = 32;
    let word: Vec<char> = word.to_uppercase().chars().collect();
    if word.len() > MOST_LETTERS {
        return None;
    }
    let near = |candidate: &'a str| {
        let letters: Vec<char> = candidate.to_uppercase().chars().collect();
        (distance(&word, &letters), candidate)
    };
    let (distance, found) = words.map(near).min_by_key(|(distance, _)| *distance)?;
    (distance <= 1.max(word.len() / 3)).then_some(found)
}

/// How many letters are to be added, dropped, exchanged or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near_or_none() {
        let check = |word: &str, expected: Option<&str>| {
            let words = ["SELECT", "FROM", "SET", "SHOW", "ON", "IN"];
            assert_eq!(nearest(word, words.into_iter()), expected, "{word}");
        };
        check("FORM", Some("FROM"));
        check("selet", Some("SELECT"));
        check("SELECTT", Some("SELECT"));
        check("shw", Some("SHOW"));
        check("banana", None);
        check("x", None);
        check(&"S".repeat(100), None);
    }
}
