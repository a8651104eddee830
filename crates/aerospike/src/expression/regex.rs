//! Regular expressions, bounded before a server runs them on every record.

/// The longest pattern.
pub const MAX_REGEX_CHARS: usize = 256;

/// Whether a server may be asked to run the pattern.
///
/// # Errors
/// Why not: too long, not balanced, or a repetition within a repetition, which can take a time that
/// doubles with every character of a text.
pub fn check_regex(pattern: &str) -> Result<(), &'static str> {
    if pattern.is_empty() {
        return Err("the pattern is empty");
    }
    if pattern.chars().count() > MAX_REGEX_CHARS {
        return Err("the pattern is longer than 256 characters");
    }
    if pattern.contains('\0') {
        return Err("the pattern holds a NUL");
    }
    // Of each open group, whether something in it is repeated.
    let mut open = vec![false];
    let mut characters = pattern.chars().peekable();
    // Whether what stands just before may be repeated, and whether it holds a repetition.
    let mut before: Option<bool> = None;
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                match characters.next() {
                    None => return Err("the pattern ends with a backslash"),
                    Some('1'..='9') => return Err("the pattern refers back to a group"),
                    Some(_) => {}
                }
                before = Some(false);
            }
            '[' => {
                skip_class(&mut characters)?;
                before = Some(false);
            }
            '(' => {
                open.push(false);
                before = None;
            }
            ')' => {
                let repeats = open.pop().filter(|_| !open.is_empty());
                let repeats = repeats.ok_or("a parenthesis is closed that was not opened")?;
                mark(&mut open, repeats);
                before = Some(repeats);
            }
            '*' | '+' | '?' | '{' => {
                let Some(repeats) = before else {
                    return Err("a repetition has nothing to repeat");
                };
                if repeats {
                    return Err("a repetition is within another repetition");
                }
                if character == '{' {
                    skip_bounds(&mut characters)?;
                }
                mark(&mut open, true);
                before = Some(true);
            }
            '|' | '^' => before = None,
            _ => before = Some(false),
        }
    }
    match open.len() {
        1 => Ok(()),
        _ => Err("a parenthesis is not closed"),
    }
}

fn mark(open: &mut [bool], repeats: bool) {
    if let Some(group) = open.last_mut() {
        *group |= repeats;
    }
}

/// Passes a class such as `[^]a-z[:digit:]]`.
fn skip_class(
    characters: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> Result<(), &'static str> {
    const OPEN: &str = "a bracket is not closed";
    characters.next_if_eq(&'^');
    // A bracket that comes first is one of the characters.
    characters.next_if_eq(&']');
    while let Some(character) = characters.next() {
        match character {
            ']' => return Ok(()),
            '[' => {
                if let Some(kind) = characters.next_if(|next| matches!(next, ':' | '.' | '=')) {
                    let mut last = '\0';
                    loop {
                        let next = characters.next().ok_or(OPEN)?;
                        if last == kind && next == ']' {
                            break;
                        }
                        last = next;
                    }
                }
            }
            _ => {}
        }
    }
    Err(OPEN)
}

/// Passes the rest of bounds such as `{2,5}`.
fn skip_bounds(
    characters: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> Result<(), &'static str> {
    let mut bounds = String::new();
    for character in characters.by_ref() {
        if character == '}' {
            let number = |text: &str| text.parse::<u16>().ok().filter(|number| *number <= 255);
            let valid = match bounds.split_once(',') {
                None => number(&bounds).is_some(),
                Some((from, "")) => number(from).is_some(),
                Some((from, until)) => number(from)
                    .zip(number(until))
                    .is_some_and(|(from, until)| from <= until),
            };
            return if valid { Ok(()) } else { Err(BOUNDS) };
        }
        bounds.push(character);
    }
    Err(BOUNDS)
}

const BOUNDS: &str = "bounds are {n}, {n,} or {n,m} with numbers to 255";

/// A pattern, in the extended syntax, that matches this text.
pub(super) fn escape(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if "\\.[]{}()*+?^$|".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::{check_regex, escape};

    #[test]
    fn patterns_that_servers_can_run_pass() {
        for pattern in [
            "a",
            "^user:[0-9]+$",
            "(ab|cd)+",
            "[]a-z[:digit:]]{2,5}x",
            "[^]]*",
            r"a\+\(b",
            "a*b*c?",
            "(a(b|c)d)e{3}",
            "x{2,}",
            "ünïcode.*",
        ] {
            assert_eq!(check_regex(pattern), Ok(()), "{pattern}");
        }
    }

    #[test]
    fn patterns_that_take_for_ever_or_are_broken_are_refused() {
        let long = "a".repeat(257);
        for pattern in [
            "",
            &long,
            "(a+)+",
            "(a*)*b",
            "((a+)b)*",
            "(a|b?)+",
            "(x{2,5}){9}",
            "a**",
            "a+{2}",
            "(a",
            "a)",
            "[a",
            "[[:digit:]",
            "a\\",
            r"(a)\1",
            "*a",
            "(|*a)",
            "a{x}",
            "a{5,2}",
            "a{999}",
            "a{2",
            "a\0",
        ] {
            assert!(check_regex(pattern).is_err(), "{pattern:?}");
        }
    }

    #[test]
    fn a_text_is_escaped_to_match_itself_only() {
        assert_eq!(
            escape("a.b*(c)[d]{e}^$|\\+?ü"),
            r"a\.b\*\(c\)\[d\]\{e\}\^\$\|\\\+\?ü"
        );
    }
}
