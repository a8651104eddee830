//! The items of a pattern that stand for one byte: a byte, `.`, `%a` and its like, and sets.

use super::Fault;

/// Where the item that starts at `at` ends.
pub(super) fn end(pattern: &[u8], at: usize) -> Result<usize, Fault> {
    match pattern.get(at) {
        Some(b'%') if at + 1 >= pattern.len() => {
            Err(Fault::new("malformed pattern (ends with '%')"))
        }
        Some(b'%') => Ok(at + 2),
        Some(b'[') => {
            let mut index = at + 1 + usize::from(pattern.get(at + 1) == Some(&b'^'));
            // A bracket that stands first is a member.
            let first = index;
            loop {
                match pattern.get(index) {
                    None => return Err(Fault::new("malformed pattern (missing ']')")),
                    Some(b']') if index > first => return Ok(index + 1),
                    Some(b'%') => index += 2,
                    Some(_) => index += 1,
                }
            }
        }
        _ => Ok(at + 1),
    }
}

/// Whether an item holds for a byte.
pub(super) fn holds(item: &[u8], byte: u8) -> bool {
    match item {
        [b'.'] => true,
        [b'%', class] => in_class(*class, byte),
        [b'[', members @ .., b']'] => match members.strip_prefix(b"^") {
            Some(members) => !in_set(members, byte),
            None => in_set(members, byte),
        },
        [single] => *single == byte,
        _ => false,
    }
}

fn in_set(mut members: &[u8], byte: u8) -> bool {
    loop {
        match members {
            [] => return false,
            [b'%', class, rest @ ..] => {
                if in_class(*class, byte) {
                    return true;
                }
                members = rest;
            }
            [low, b'-', high, rest @ ..] => {
                if (*low..=*high).contains(&byte) {
                    return true;
                }
                members = rest;
            }
            [single, rest @ ..] => {
                if *single == byte {
                    return true;
                }
                members = rest;
            }
        }
    }
}

fn in_class(class: u8, byte: u8) -> bool {
    let is_in = match class.to_ascii_lowercase() {
        b'a' => byte.is_ascii_alphabetic(),
        b'c' => byte.is_ascii_control(),
        b'd' => byte.is_ascii_digit(),
        b'g' => byte.is_ascii_graphic(),
        b'l' => byte.is_ascii_lowercase(),
        b'p' => byte.is_ascii_punctuation(),
        // The vertical tab, which `is_ascii_whitespace` leaves out, is one.
        b's' => byte.is_ascii_whitespace() || byte == 0x0b,
        b'u' => byte.is_ascii_uppercase(),
        b'w' => byte.is_ascii_alphanumeric(),
        b'x' => byte.is_ascii_hexdigit(),
        _ => return class == byte,
    };
    is_in != class.is_ascii_uppercase()
}
