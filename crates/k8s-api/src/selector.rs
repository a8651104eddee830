//! Label selectors, as Kubernetes writes them.

use std::collections::BTreeMap;

/// Characters of a selector.
const MAX_CHARS: usize = 2_048;
/// Characters of a name or a value.
const MAX_NAME_CHARS: usize = 63;
/// Characters of the prefix of a key.
const MAX_PREFIX_CHARS: usize = 253;

/// Conditions on labels, all of which must hold.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Selector(Vec<Requirement>);

#[derive(Clone, Debug, Eq, PartialEq)]
struct Requirement {
    key: String,
    test: Test,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Test {
    Exists,
    Missing,
    In(Vec<String>),
    /// Of none of these values, or missing.
    NotIn(Vec<String>),
    Greater(i64),
    Less(i64),
}

impl Selector {
    /// Reads `key`, `!key`, `key=value`, `key!=value`, `key in (a, b)`, `key notin (a, b)`, `key>1`
    /// and `key<1`, with commas between.
    ///
    /// # Errors
    /// What is wrong with the text, for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > MAX_CHARS {
            return Err(format!("a selector has at most {MAX_CHARS} characters"));
        }
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let requirements = split(text)?.into_iter().map(requirement);
        requirements.collect::<Result<_, _>>().map(Self)
    }

    /// Whether every condition holds.
    #[must_use]
    pub fn matches(&self, labels: &BTreeMap<String, String>) -> bool {
        self.0.iter().all(|requirement| {
            let value = labels.get(&requirement.key);
            let number = || value.and_then(|value| value.parse::<i64>().ok());
            match &requirement.test {
                Test::Exists => value.is_some(),
                Test::Missing => value.is_none(),
                Test::In(values) => value.is_some_and(|value| values.contains(value)),
                Test::NotIn(values) => value.is_none_or(|value| !values.contains(value)),
                Test::Greater(than) => number().is_some_and(|number| number > *than),
                Test::Less(than) => number().is_some_and(|number| number < *than),
            }
        })
    }
}

/// The parts between commas that stand outside of parentheses.
fn split(text: &str) -> Result<Vec<&str>, String> {
    let (mut parts, mut from, mut inside) = (Vec::new(), 0, false);
    for (at, char) in text.char_indices() {
        match char {
            '(' if inside => return Err("a list of values holds no other list".to_owned()),
            '(' => inside = true,
            ')' if !inside => return Err("a parenthesis closes that was not opened".to_owned()),
            ')' => inside = false,
            ',' if !inside => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    if inside {
        return Err("a list of values is not closed".to_owned());
    }
    parts.push(&text[from..]);
    Ok(parts)
}

fn requirement(part: &str) -> Result<Requirement, String> {
    let part = part.trim();
    if let Some(key) = part.strip_prefix('!') {
        return of(key, Test::Missing);
    }
    // The longer operators first: each holds the shorter one.
    for operator in ["!=", "==", "="] {
        if let Some((key, one)) = part.split_once(operator) {
            let values = vec![value(one)?];
            return of(
                key,
                if operator == "!=" {
                    Test::NotIn(values)
                } else {
                    Test::In(values)
                },
            );
        }
    }
    for (operator, test) in [('>', Test::Greater as fn(i64) -> Test), ('<', Test::Less)] {
        if let Some((key, number)) = part.split_once(operator) {
            let number = number.trim().parse();
            let number =
                number.map_err(|_| format!("after \"{operator}\" a whole number is wanted"))?;
            return of(key, test(number));
        }
    }
    let mut words = part.splitn(2, char::is_whitespace);
    let (key, rest) = (words.next().unwrap_or_default(), words.next());
    let Some(rest) = rest.map(str::trim) else {
        return of(key, Test::Exists);
    };
    let listed = |rest: &str| -> Result<Vec<String>, String> {
        let list = rest
            .trim()
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        let list = list.ok_or("after \"in\" and \"notin\" values in parentheses are wanted")?;
        list.split(',').map(value).collect()
    };
    if let Some(rest) = rest.strip_prefix("notin") {
        of(key, Test::NotIn(listed(rest)?))
    } else if let Some(rest) = rest.strip_prefix("in") {
        of(key, Test::In(listed(rest)?))
    } else {
        Err(format!("\"{part}\" is no condition on a label"))
    }
}

fn of(key: &str, test: Test) -> Result<Requirement, String> {
    let key = key.trim();
    let (prefix, name) = match key.split_once('/') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, key),
    };
    let is_prefix = |prefix: &str| {
        let plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        (1..=MAX_PREFIX_CHARS).contains(&prefix.len()) && prefix.bytes().all(plain)
    };
    if name.is_empty() || !is_name(name) || !prefix.is_none_or(is_prefix) {
        return Err(format!("\"{key}\" is no key of a label"));
    }
    Ok(Requirement {
        key: key.to_owned(),
        test,
    })
}

fn value(text: &str) -> Result<String, String> {
    let text = text.trim();
    if is_name(text) {
        Ok(text.to_owned())
    } else {
        Err(format!("\"{text}\" is no value of a label"))
    }
}

/// Letters, digits, `-`, `_` and `.`, the first and the last of them a letter or a digit; or nothing.
fn is_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let ends = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    text.len() <= MAX_NAME_CHARS
        && text.bytes().all(plain)
        && ends(bytes.first())
        && ends(bytes.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching(selector: &str) -> String {
        let selector = Selector::parse(selector).unwrap();
        let labelled: [(char, &[(&str, &str)]); 4] = [
            ('a', &[("tier", "gold"), ("n", "1")]),
            (
                'b',
                &[("tier", "silver"), ("n", "5"), ("acko.io/rack", "2")],
            ),
            ('c', &[("tier", "")]),
            ('d', &[]),
        ];
        let matches = labelled.into_iter().filter(|(_, labels)| {
            let labels = labels
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
            selector.matches(&labels.collect())
        });
        matches.map(|(name, _)| name).collect()
    }

    #[test]
    fn every_operator_selects_as_kubernetes_does() {
        for (selector, matches) in [
            ("", "abcd"),
            ("tier", "abc"),
            ("!tier", "d"),
            ("! tier", "d"),
            ("tier=gold", "a"),
            ("tier==gold", "a"),
            ("tier = gold", "a"),
            ("tier=", "c"),
            ("tier!=gold", "bcd"),
            ("tier in (gold, silver)", "ab"),
            ("tier in (gold,)", "ac"),
            ("tier notin (gold,silver)", "cd"),
            ("acko.io/rack=2", "b"),
            ("n>1", "b"),
            ("n < 5", "a"),
            ("tier in (gold,silver),n!=5", "a"),
            ("tier,!acko.io/rack", "ac"),
            ("tier in(gold)", "a"),
        ] {
            assert_eq!(matching(selector), matches, "{selector}");
        }
    }

    #[test]
    fn what_is_no_selector_is_refused_with_a_reason() {
        let long = "a".repeat(64);
        for selector in [
            "=gold",
            "tier=go ld",
            "tier in",
            "tier in gold",
            "tier in (a",
            "tier in (a))",
            "a b",
            "tier in ((a))",
            "n>x",
            "a/b/c",
            "/a",
            "UPPER.io/a=b",
            "-a",
            "a=-b",
            ",",
            "a,,b",
            "a=b=c",
            long.as_str(),
        ] {
            assert!(
                !Selector::parse(selector).unwrap_err().is_empty(),
                "{selector}"
            );
        }
    }
}
