//! Measures a document's text before anything reads it: a parser may need far more memory than the
//! text it is given, and a call for each level of its nesting.

/// What a text holds, as far as it was looked at.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Text {
    /// Lexical tokens of GraphQL: punctuators, names, numbers, strings.
    pub(super) tokens: usize,
    /// The deepest nesting of brackets.
    pub(super) nesting: usize,
}

/// Measures a text, up to one token more than `max_tokens`. What is no GraphQL counts a token a
/// character; the parser words its refusal.
pub(super) fn measure(text: &str, max_tokens: usize) -> Text {
    let bytes = text.as_bytes();
    let mut measured = Text::default();
    let (mut at, mut open) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' | 0xEF | 0xBB | 0xBF => {
                at += 1;
                continue;
            }
            b'#' => {
                at = end_of(bytes, at, |byte| !matches!(byte, b'\n' | b'\r'));
                continue;
            }
            b'{' | b'[' | b'(' => {
                open += 1;
                measured.nesting = measured.nesting.max(open);
                at + 1
            }
            b'}' | b']' | b')' => {
                open = open.saturating_sub(1);
                at + 1
            }
            b'"' => end_of_string(bytes, at),
            b'.' => end_of(bytes, at, |byte| byte == b'.'),
            b'-' | b'0'..=b'9' => end_of(bytes, at, |byte| is_word(byte) || byte == b'.'),
            byte if is_word(byte) => end_of(bytes, at, is_word),
            _ => at + 1,
        };
        measured.tokens += 1;
        if measured.tokens > max_tokens {
            break;
        }
    }
    measured
}

/// The mark at both ends of a block string.
const BLOCK: &[u8] = b"\"\"\"";

/// Bytes of names and numbers.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+')
}

fn end_of(bytes: &[u8], from: usize, within: impl Fn(u8) -> bool) -> usize {
    let rest = &bytes[from..];
    from + rest
        .iter()
        .position(|&byte| !within(byte))
        .unwrap_or(rest.len())
}

fn end_of_string(bytes: &[u8], from: usize) -> usize {
    let rest = &bytes[from..];
    if rest.starts_with(BLOCK) {
        // Without an end it is none: the parser takes the first two marks for an empty string.
        return end_of_block(rest).map_or(from + 2, |end| from + end);
    }
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return from + at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where a block string ends; only its own mark can be escaped in it.
fn end_of_block(rest: &[u8]) -> Option<usize> {
    let mut at = BLOCK.len();
    while at < rest.len() {
        if rest[at..].starts_with(b"\\\"\"\"") {
            at += 1 + BLOCK.len();
        } else if rest[at..].starts_with(BLOCK) {
            return Some(at + BLOCK.len());
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, tokens: usize, nesting: usize) {
        assert_eq!(measure(text, 1_000), Text { tokens, nesting }, "{text}");
    }

    #[test]
    fn tokens_and_nesting_are_those_of_the_language() {
        check("", 0, 0);
        check("{ a }", 3, 1);
        check("query Q($id: ID! = \"x\") { a(id: $id) { b } }", 23, 2);
        check("{ a(list: [1, -2.5e3, [true]]) }", 14, 4);
        check("fragment F on T { ...G @skip(if: true) }", 15, 2);
    }

    #[test]
    fn what_stands_in_strings_and_comments_is_none() {
        check(r#"{ a(b: "{ \" { }") } # { { {"#, 8, 2);
        check("{ a(b: \"\"\"{ \" \\\"\"\" }\"\"\") }", 8, 2);
        check("\"never ends { { {", 1, 0);
    }

    #[test]
    fn nothing_hides_in_what_only_looks_like_a_block_string() {
        let deep = "[".repeat(500);
        let hidden = [
            format!("{{a(x:[\"\"\"x\" {deep}"),
            format!("{{a(x:[\"\"\"\\\"\"\"\"\"\"\"x\" {deep}"),
            format!("{{a(x:[\"\"\" \\\\\"\"\" {deep}"),
        ];
        for text in hidden {
            let shown: String = text.chars().take(30).collect();
            assert!(measure(&text, 10_000).nesting >= 500, "{shown}");
        }
        check(r#"{ a(b: """ \""" [[[ """) }"#, 8, 2);
    }

    #[test]
    fn counting_ends_past_the_bound() {
        assert_eq!(measure(&"a ".repeat(1_000_000), 10).tokens, 11);
    }
}
