//! Regular expressions of POSIX, basic and extended, matched in linear time.
//!
//! A pattern is translated into the syntax of the `regex` crate, which works on bytes and without
//! going back. References to earlier groups are not regular and are refused.

use regex::bytes::{Regex, RegexBuilder};

use crate::proto::reader::Malformed;

/// Most bytes of a pattern.
const MAX_PATTERN: usize = 4096;
/// Most memory of a compiled pattern, and of what it remembers while it matches.
const MAX_COMPILED: usize = 1024 * 1024;

/// Names of classes of characters.
const CLASSES: [&str; 12] = [
    "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "xdigit",
];

/// Flags of a pattern.
mod flag {
    pub(super) const EXTENDED: i64 = 1;
    pub(super) const IGNORE_CASE: i64 = 2;
    /// Tells no positions; none are ever told.
    pub(super) const NO_POSITIONS: i64 = 4;
    pub(super) const NEWLINE: i64 = 8;
    pub(super) const ALL: i64 = EXTENDED | IGNORE_CASE | NO_POSITIONS | NEWLINE;
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern(Regex);

impl Pattern {
    /// # Errors
    ///
    /// For flags that do not exist, and patterns that are wrong, too long, or refer back to a group.
    pub(super) fn compile(pattern: &[u8], flags: i64) -> Result<Self, Malformed> {
        if flags & !flag::ALL != 0 || pattern.len() > MAX_PATTERN {
            return Err(Malformed);
        }
        let newline = flags & flag::NEWLINE != 0;
        let mut translation = Translation {
            rest: pattern,
            extended: flags & flag::EXTENDED != 0,
            newline,
            output: String::with_capacity(2 * pattern.len()),
            groups: Vec::new(),
            atom: None,
            at_start: true,
        };
        translation.run()?;
        RegexBuilder::new(&translation.output)
            .unicode(false)
            .case_insensitive(flags & flag::IGNORE_CASE != 0)
            .dot_matches_new_line(!newline)
            .multi_line(newline)
            .size_limit(MAX_COMPILED)
            .dfa_size_limit(MAX_COMPILED)
            .build()
            .map(Self)
            .map_err(|_| Malformed)
    }

    pub(super) fn matches(&self, text: &[u8]) -> bool {
        self.0.is_match(text)
    }
}

/// A pattern on its way from one syntax to the other.
struct Translation<'a> {
    rest: &'a [u8],
    extended: bool,
    /// Whether nothing but a newline itself matches a newline.
    newline: bool,
    output: String,
    /// Where the open groups start in the output.
    groups: Vec<usize>,
    /// Where that starts in the output which a repetition would repeat.
    atom: Option<usize>,
    /// Whether nothing stands before in this group or branch.
    at_start: bool,
}

impl<'a> Translation<'a> {
    fn run(&mut self) -> Result<(), Malformed> {
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => self.escape()?,
                b'[' => self.bracket()?,
                b'.' => self.atom("."),
                b'*' => self.repeat(byte)?,
                b'^' if self.extended || self.at_start => self.anchor("^"),
                b'$' if self.extended || self.ends_branch() => self.anchor("$"),
                // Nothing to close: the parenthesis stands for itself.
                b')' if self.extended && self.groups.is_empty() => self.literal(byte),
                b'(' | b')' | b'|' if self.extended => self.structure(byte)?,
                b'+' | b'?' if self.extended => self.repeat(byte)?,
                b'{' if self.extended => self.interval()?,
                _ => self.literal(byte),
            }
        }
        if self.groups.is_empty() {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<(), Malformed> {
        let byte = self.next().ok_or(Malformed)?;
        match byte {
            b'1'..=b'9' => return Err(Malformed),
            b'(' | b')' | b'|' if !self.extended => self.structure(byte)?,
            b'+' | b'?' if !self.extended => self.repeat(byte)?,
            b'{' if !self.extended => self.interval()?,
            b'w' => self.atom(r"\w"),
            b'W' => self.atom(r"\W"),
            b's' => self.atom(r"\s"),
            b'S' => self.atom(r"\S"),
            b'b' => self.anchor(r"\b"),
            b'B' => self.anchor(r"\B"),
            b'<' => self.anchor(r"\b{start}"),
            b'>' => self.anchor(r"\b{end}"),
            b'`' => self.anchor(r"\A"),
            b'\'' => self.anchor(r"\z"),
            _ => self.literal(byte),
        }
        Ok(())
    }

    fn structure(&mut self, byte: u8) -> Result<(), Malformed> {
        match byte {
            b'(' => {
                self.groups.push(self.output.len());
                self.output.push_str("(?:");
                self.atom = None;
                self.at_start = true;
            }
            b')' => {
                let start = self.groups.pop().ok_or(Malformed)?;
                self.output.push(')');
                self.atom = Some(start);
                self.at_start = false;
            }
            _ => {
                self.output.push('|');
                self.atom = None;
                self.at_start = true;
            }
        }
        Ok(())
    }

    /// Whether the branch ends here, so that a dollar sign is an anchor also in a basic pattern.
    fn ends_branch(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with(br"\)") || self.rest.starts_with(br"\|")
    }

    fn atom(&mut self, text: &str) {
        self.atom = Some(self.output.len());
        self.output.push_str(text);
        self.at_start = false;
    }

    fn literal(&mut self, byte: u8) {
        self.atom = Some(self.output.len());
        push_literal(&mut self.output, byte);
        self.at_start = false;
    }

    /// An anchor, which cannot be repeated.
    fn anchor(&mut self, text: &str) {
        self.output.push_str(text);
        self.atom = None;
        self.at_start = false;
    }

    /// A sign that repeats what stands before. With nothing there it stands for itself in a basic
    /// pattern, and is wrong in an extended one.
    fn repeat(&mut self, sign: u8) -> Result<(), Malformed> {
        match self.atom {
            Some(start) => self.repeat_from(start, as_text(&[sign])),
            None if self.extended => return Err(Malformed),
            None => self.literal(sign),
        }
        Ok(())
    }

    /// Repeats the output from here on. It becomes a group, for a second repetition means something
    /// else in the other syntax.
    fn repeat_from(&mut self, start: usize, how: &str) {
        self.output.insert_str(start, "(?:");
        self.output.push(')');
        self.output.push_str(how);
    }

    /// How often, between braces.
    fn interval(&mut self) -> Result<(), Malformed> {
        let end: &[u8] = if self.extended { b"}" } else { br"\}" };
        let length = self.rest.windows(end.len()).position(|at| at == end);
        let inner = length.and_then(|length| self.rest.get(..length));
        let inner = inner.ok_or(Malformed)?;
        let is_count = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
        let mut parts = inner.splitn(2, |byte| *byte == b',');
        let least = parts
            .next()
            .filter(|text| is_count(text))
            .ok_or(Malformed)?;
        let most = parts.next();
        if most.is_some_and(|most| !is_count(most)) || inner.is_empty() {
            return Err(Malformed);
        }
        let least = if least.is_empty() { b"0" } else { least };
        let how = match most {
            Some(most) => format!("{{{},{}}}", as_text(least), as_text(most)),
            None => format!("{{{}}}", as_text(least)),
        };
        self.rest = self.rest.get(inner.len() + end.len()..).unwrap_or_default();
        self.repeat_from(self.atom.ok_or(Malformed)?, &how);
        Ok(())
    }

    /// A list of characters, ranges and classes between brackets, in which backslashes are nothing
    /// special.
    fn bracket(&mut self) -> Result<(), Malformed> {
        self.atom("[");
        if self.rest.first() == Some(&b'^') {
            self.next();
            self.output.push('^');
            if self.newline {
                self.output.push_str(r"\n");
            }
        }
        let mut is_first = true;
        loop {
            let byte = self.next().ok_or(Malformed)?;
            match (byte, self.rest.first()) {
                (b']', _) if !is_first => break,
                (b'[', Some(b':')) => self.class()?,
                _ => self.range(byte)?,
            }
            is_first = false;
        }
        self.output.push(']');
        Ok(())
    }

    /// A named class inside a list.
    fn class(&mut self) -> Result<(), Malformed> {
        let name = self.named(b':')?;
        if !CLASSES.contains(&as_text(name)) {
            return Err(Malformed);
        }
        self.output.push_str("[:");
        self.output.push_str(as_text(name));
        self.output.push_str(":]");
        Ok(())
    }

    /// One character of a list, or a range of them.
    fn range(&mut self, byte: u8) -> Result<(), Malformed> {
        let first = self.element(byte)?;
        push_literal(&mut self.output, first);
        if let [b'-', last, ..] = *self.rest
            && last != b']'
        {
            self.rest = self.rest.get(2..).unwrap_or_default();
            let last = self.element(last)?;
            self.output.push('-');
            push_literal(&mut self.output, last);
        }
        Ok(())
    }

    /// A character of a list: itself, or written `[.x.]` or `[=x=]`.
    fn element(&mut self, byte: u8) -> Result<u8, Malformed> {
        match (byte, self.rest.first()) {
            (b'[', Some(&mark @ (b'.' | b'='))) => match self.named(mark)? {
                [one] => Ok(*one),
                _ => Err(Malformed),
            },
            _ => Ok(byte),
        }
    }

    /// What stands between this mark, which is next, and the same mark before a bracket.
    fn named(&mut self, mark: u8) -> Result<&'a [u8], Malformed> {
        self.next();
        let end = self.rest.windows(2).position(|at| at == [mark, b']']);
        let (name, rest) = self.rest.split_at(end.ok_or(Malformed)?);
        self.rest = rest.get(2..).unwrap_or_default();
        Ok(name)
    }
}

/// A byte that stands for itself.
fn push_literal(output: &mut String, byte: u8) {
    if byte.is_ascii_alphanumeric() {
        output.push(char::from(byte));
    } else {
        output.push_str(&format!(r"\x{byte:02x}"));
    }
}

/// Digits, names and signs, which are ASCII.
fn as_text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::Pattern;

    #[track_caller]
    fn check(pattern: &str, flags: i64, text: &str, expected: bool) {
        let compiled = Pattern::compile(pattern.as_bytes(), flags).expect("a pattern");
        assert_eq!(
            compiled.matches(text.as_bytes()),
            expected,
            "{pattern} {text}"
        );
    }

    #[test]
    fn basic_patterns_escape_what_extended_ones_do_not() {
        check(r"^a\(b\|c\)\{2\}$", 0, "abc", true);
        check(r"^a\(b\|c\)\{2\}$", 0, "ab", false);
        check("a+(b)?{1}|", 0, "a+(b)?{1}|", true);
        check(r"a\+b\?$", 0, "caa", true);
        check("*a", 0, "*a", true);
        check("^*a", 0, "*a", true);
        check("a^b$c", 0, "a^b$c", true);
        check(r"\(^a$\)", 0, "a", true);
        check("^(b|c){2,}$", 1, "bcb", true);
        check("^(b|c){2,}$", 1, "b", false);
        check("^x{,2}$", 1, "xxx", false);
        check(r"a\.b", 1, "axb", false);
        check("a)$", 1, "a)", true);
        check(r"\B*a\?$", 0, "*", true);
    }

    #[test]
    fn a_second_repetition_repeats_the_first() {
        check("^(a+?)b", 1, "b", true);
        check("^a{2}{2}$", 1, "aaaa", true);
        check("^a{2}{2}$", 1, "aa", false);
        check("^a**$", 0, "aaa", true);
    }

    #[test]
    fn brackets_list_characters_ranges_and_classes() {
        check("^[]a-c[:digit:]-]*$", 0, "]b7-", true);
        check("^[^]a-c]$", 0, "b", false);
        check(r"^[\n]$", 0, "\\", true);
        check("^[[.-.]x[=y=]]*$", 0, "-xy", true);
        check("^[a&&b~~]*$", 0, "&~ab", true);
        check("[é]", 0, "é", true);
    }

    #[test]
    fn flags_change_case_and_newlines() {
        check("A.C", 2, "xabcx", true);
        check("A.C", 0, "abc", false);
        check("a.b", 0, "a\nb", true);
        check("a.b", 8, "a\nb", false);
        check("a[^x]b", 8, "a\nb", false);
        check("^b$", 8, "a\nb\nc", true);
        check("^b$", 0, "a\nb\nc", false);
        check("a", 4, "a", true);
    }

    #[test]
    fn word_operators_are_known() {
        check(r"\<b\w*\>", 0, "a bcd", true);
        check(r"\Bb", 0, "a bcd", false);
        check(r"\`a\s\S\'", 0, "a b", true);
    }

    #[test]
    fn wrong_back_referring_and_huge_patterns_are_refused() {
        let refused = |pattern: &str, flags| Pattern::compile(pattern.as_bytes(), flags).is_err();
        for pattern in [
            r"\(a\)\1",
            r"\(a",
            r"a\)",
            "[a",
            "[[:nope:]]",
            r"a\{2",
            r"a\{x\}",
            "\\",
        ] {
            assert!(refused(pattern, 0), "{pattern}");
        }
        for pattern in [
            "(a",
            "*a",
            "a|+",
            "^*",
            "{1}",
            "[b-a]",
            "a{2,1}",
            "((a{200}){200}){200}",
        ] {
            assert!(refused(pattern, 1), "{pattern}");
        }
        assert!(refused(&"a".repeat(5000), 0));
        assert!(refused(&"(".repeat(2000), 1));
        assert!(refused("a", 16));
    }

    proptest! {
        #[test]
        fn no_pattern_panics(
            pattern in vec(prop_oneof![any::<u8>(), proptest::sample::select(&b"\\()[]{}*+?|^$.,:=a1-"[..])], 0..40),
            flags in 0..16_i64,
            text in vec(any::<u8>(), 0..40),
        ) {
            if let Ok(pattern) = Pattern::compile(&pattern, flags) {
                let _ = pattern.matches(&text);
            }
        }

        #[test]
        fn a_pattern_of_letters_finds_them(before in "[a-z]{0,8}", word in "[a-z]{1,8}", after in "[a-z]{0,8}") {
            for flags in 0..16 {
                let pattern = Pattern::compile(word.as_bytes(), flags).expect("a pattern");
                let text = [before.as_str(), &word, &after].concat();
                prop_assert!(pattern.matches(text.as_bytes()));
            }
        }
    }
}
