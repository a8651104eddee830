//! What is known of parameters: their type, range, default, and what they are for. Of Community
//! Edition 8.1, with the names of other editions' that it lists or that devices add.

mod namespace;
mod network;
mod service;
mod set;
mod storage;

use std::borrow::Cow;

use super::Part;

/// What names the parameters of the storage engine begin with; `set-config` does without.
const STORAGE_PREFIX: &str = "storage-engine.";

/// What is known of a parameter.
#[derive(Debug, PartialEq)]
pub(crate) struct Known {
    /// Its name; `[]` stands for any index.
    pub name: &'static str,
    /// What it accepts.
    pub kind: Kind,
    /// What its numbers count.
    pub unit: Option<Unit>,
    /// Its value unless something else is set; `None` where that depends on the machine.
    pub default: Option<&'static str>,
    /// Whether only the Enterprise Edition acts on it.
    pub enterprise: bool,
    /// What it is for.
    pub text: &'static str,
    /// Whether it can be changed while the node runs.
    is_dynamic: bool,
    /// Whether it names the node, and so differs by nature.
    is_of_node: bool,
}

/// What a parameter accepts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer {
        /// The least.
        min: u64,
        /// The greatest; `None` when there is no limit worth naming.
        max: Option<u64>,
    },
    /// One of some words.
    Word(&'static [&'static str]),
    /// Text.
    Text,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
    /// Bytes.
    Bytes,
    /// Hundredths.
    Percent,
    /// Thousandths.
    TenthsOfPercent,
    /// Meters.
    Meters,
}

impl Known {
    /// Whether it can be changed while the node runs.
    pub(crate) const fn is_dynamic(&self) -> bool {
        self.is_dynamic
    }

    /// Whether it names the node, and so differs by nature.
    pub(crate) const fn is_of_node(&self) -> bool {
        self.is_of_node
    }

    /// Whether a node of this edition takes a change while it runs.
    pub(crate) fn is_editable(&self, is_enterprise: Option<bool>) -> Option<bool> {
        match (self.is_dynamic, self.enterprise) {
            (false, _) => Some(false),
            (true, false) => Some(true),
            (true, true) => is_enterprise,
        }
    }

    const fn new(name: &'static str, kind: Kind, text: &'static str) -> Self {
        Self {
            name,
            kind,
            unit: None,
            default: None,
            enterprise: false,
            text,
            is_dynamic: false,
            is_of_node: false,
        }
    }

    const fn or(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    const fn by_machine(mut self) -> Self {
        self.default = None;
        self
    }

    const fn in_unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    const fn dynamic(mut self) -> Self {
        self.is_dynamic = true;
        self
    }

    const fn enterprise(mut self) -> Self {
        self.enterprise = true;
        self
    }

    const fn of_node(mut self) -> Self {
        self.is_of_node = true;
        self
    }
}

const fn flag(name: &'static str, default: &'static str, text: &'static str) -> Known {
    Known::new(name, Kind::Flag, text).or(default)
}

const fn word(
    name: &'static str,
    default: &'static str,
    words: &'static [&'static str],
    text: &'static str,
) -> Known {
    Known::new(name, Kind::Word(words), text).or(default)
}

const fn text(name: &'static str, text: &'static str) -> Known {
    Known::new(name, Kind::Text, text)
}

/// A number from `min` on.
const fn number(name: &'static str, default: &'static str, min: u64, text: &'static str) -> Known {
    Known::new(name, Kind::Integer { min, max: None }, text).or(default)
}

/// A number between `min` and `max`, both included.
const fn within(
    name: &'static str,
    default: &'static str,
    (min, max): (u64, u64),
    text: &'static str,
) -> Known {
    let max = Some(max);
    Known::new(name, Kind::Integer { min, max }, text).or(default)
}

const fn percent(name: &'static str, default: &'static str, text: &'static str) -> Known {
    within(name, default, (0, 100), text).in_unit(Unit::Percent)
}

fn tables(part: Part) -> &'static [&'static [Known]] {
    match part {
        Part::Service => &[service::SERVICE],
        Part::Network => &[network::NETWORK],
        Part::Namespace => &[namespace::NAMESPACE, storage::STORAGE],
        Part::Set => &[set::SET],
        Part::Security | Part::Xdr => &[],
    }
}

/// What is known of a parameter; `None` when nothing is.
pub(crate) fn known(part: Part, name: &str) -> Option<&'static Known> {
    let name = without_indexes(name);
    let mut all = tables(part).iter().copied().flatten();
    all.find(|known| is_name(known.name, &name))
}

/// Whether a parameter that is listed under one name is meant by another.
pub(super) fn is_name(listed: &str, name: &str) -> bool {
    listed == name || listed.strip_prefix(STORAGE_PREFIX) == Some(name)
}

/// The name with `[]` in place of each index.
fn without_indexes(name: &str) -> Cow<'_, str> {
    if !name.contains('[') {
        return Cow::Borrowed(name);
    }
    let mut plain = String::with_capacity(name.len());
    let mut within = false;
    for letter in name.chars() {
        within &= letter != ']';
        if !within {
            plain.push(letter);
        }
        within |= letter == '[';
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const PARTS: [Part; 4] = [Part::Service, Part::Network, Part::Namespace, Part::Set];

    fn all() -> impl Iterator<Item = (Part, &'static Known)> {
        PARTS.into_iter().flat_map(|part| {
            tables(part)
                .iter()
                .copied()
                .flatten()
                .map(move |one| (part, one))
        })
    }

    #[test]
    fn each_parameter_is_described_once_in_a_sentence() {
        let mut seen = HashSet::new();
        for (part, known) in all() {
            assert!(seen.insert((part, known.name)), "{} twice", known.name);
            assert!(known.text.ends_with('.'), "{}", known.name);
            assert!(known.text.len() > 20, "{}", known.name);
        }
    }

    #[test]
    fn the_default_is_a_value_the_parameter_accepts() {
        for (_, known) in all() {
            if let Some(default) = known.default {
                assert_eq!(known.check(default), Ok(()), "{}", known.name);
            }
        }
    }

    #[test]
    fn indexes_do_not_matter() {
        let stripe = known(Part::Namespace, "storage-engine.stripe[7]").unwrap();
        assert_eq!(stripe.name, "storage-engine.stripe[]");
        assert_eq!(known(Part::Namespace, "nope[7"), None);
    }

    #[test]
    fn an_enterprise_parameter_is_editable_by_edition() {
        let rack = known(Part::Namespace, "rack-id").unwrap();
        assert_eq!(rack.is_editable(Some(true)), Some(true));
        assert_eq!(rack.is_editable(Some(false)), Some(false));
        assert_eq!(rack.is_editable(None), None);
        let port = known(Part::Network, "service.port").unwrap();
        assert_eq!(port.is_editable(Some(true)), Some(false));
    }
}
