//! Texts in quotes. A quote inside is written twice; a backslash means itself, so JSON stays as it
//! is written.

use std::borrow::Cow;

/// The length of the quoted text that begins here, quotes counted; none when it is not closed.
pub(super) fn length(rest: &str, quote: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += rest[at..].find(quote)? + 1;
        if !rest[at..].starts_with(quote) {
            return Some(at);
        }
        at += 1;
    }
}

/// What a text in quotes, or a block, says.
pub(crate) fn unquoted(raw: &str) -> Cow<'_, str> {
    if let Some(block) = raw.strip_prefix("$$") {
        return Cow::Borrowed(block.strip_suffix("$$").unwrap_or(block));
    }
    let quote = &raw[..raw.len().min(1)];
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    if inner.contains(quote) {
        Cow::Owned(inner.replace(&quote.repeat(2), quote))
    } else {
        Cow::Borrowed(inner)
    }
}

/// A text in quotes that says this.
pub(crate) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        "\""
    } else {
        "'"
    };
    format!("{quote}{}{quote}", text.replace(quote, &quote.repeat(2)))
}

/// Where in the raw text the byte of its meaning stands.
pub(crate) fn source_offset(raw: &str, offset: usize) -> usize {
    if raw.starts_with("$$") {
        return offset + 2;
    }
    let quote = raw.as_bytes().first().copied();
    let mut at = 1;
    for _ in 0..offset {
        let doubled = raw.as_bytes().get(at).copied() == quote;
        at += 1 + usize::from(doubled);
    }
    at.min(raw.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_is_undone_by_unquoting() {
        for text in ["", "a", "it's", "\"", "'\"", "''", "a\\b", "ü'"] {
            assert_eq!(unquoted(&quoted(text)), text);
        }
        assert_eq!(source_offset("'a''b'", 2), 4);
        assert_eq!(source_offset("$$ab$$", 1), 3);
    }
}
