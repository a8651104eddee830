#![allow(clippy::unwrap_used)]

use mlua::{Lua, MultiValue, Value};
use proptest::prelude::*;

use super::{Captured, Fault, is_plain, search};
use crate::limits::{Limits, Meter};

/// A match in one line, or why there is none.
fn ours(subject: &str, pattern: &str) -> String {
    let meter = Meter::new(Limits::default());
    match search(subject.as_bytes(), pattern.as_bytes(), 0, true, &meter) {
        Ok(None) => "none".to_owned(),
        Ok(Some(found)) => {
            let captures = found.captures.iter().map(|capture| match capture {
                Captured::Part(start, end) => format!(" '{}'", &subject[*start..*end]),
                Captured::Place(at) => format!(" {}", at + 1),
            });
            let captures: String = captures.collect();
            format!("{} {}{captures}", found.start + 1, found.end)
        }
        Err(Fault::Pattern(_)) => "refused".to_owned(),
        Err(Fault::End(_)) => "ended".to_owned(),
    }
}

/// What Lua's own matcher says.
fn luas(lua: &Lua, subject: &str, pattern: &str) -> String {
    let find: mlua::Function = lua.load("string.find").eval().unwrap();
    let Ok(values) = find.call::<MultiValue>((subject, pattern)) else {
        return "refused".to_owned();
    };
    let shown = values.iter().map(|value| match value {
        Value::Nil => "none".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::String(text) => format!("'{}'", text.to_str().unwrap()),
        other => other.type_name().to_owned(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn patterns_match_as_luas_own_matcher_does(
        subject in "[ab1 ()\\]]{0,10}",
        pattern in "([ab.1%$()^*+?\\-\\[\\]]|%[adsw%1bf]|\\[ab\\]|\\(a|\\)){0,7}",
    ) {
        prop_assume!(!is_plain(pattern.as_bytes()));
        let lua = Lua::new();
        prop_assert_eq!(ours(&subject, &pattern), luas(&lua, &subject, &pattern));
    }
}

#[test]
fn a_place_has_no_text_to_come_again() {
    assert_eq!(ours("a", "()%1"), "none");
    assert_eq!(luas(&Lua::new(), "a", "()%1"), "none");
}
