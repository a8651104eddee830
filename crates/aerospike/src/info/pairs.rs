//! `key=value` lists, as most replies are.

/// A borrowed view of a `key=value` list. A key that is missing, or whose value is not of the type
/// asked for, is `None`.
#[derive(Debug, Clone, Default)]
pub struct Pairs<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Pairs<'a> {
    /// Splits a reply at `separator`; parts without `=` are left out.
    #[must_use]
    pub fn parse(reply: &'a str, separator: char) -> Self {
        Self(
            reply
                .split(separator)
                .filter_map(|part| part.split_once('='))
                .collect(),
        )
    }

    /// All pairs, in the order of the reply; a key may come more than once.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a str)> + '_ {
        self.0.iter().copied()
    }

    /// Whether the reply held no pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of the first pair with this key, as it is.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.0
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| *value)
    }

    /// The text of a key; the server's `null` and the empty text are `None`.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)
            .filter(|text| !text.is_empty() && *text != "null")
    }

    /// A whole number.
    #[must_use]
    pub fn u64(&self, key: &str) -> Option<u64> {
        self.get(key)?.parse().ok()
    }

    /// A finite number.
    #[must_use]
    pub fn f64(&self, key: &str) -> Option<f64> {
        self.get(key)?
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    /// `true` or `false`.
    #[must_use]
    pub fn bool(&self, key: &str) -> Option<bool> {
        self.get(key)?.parse().ok()
    }

    /// The first of several keys that holds a whole number: newer names first.
    #[must_use]
    pub fn first_u64(&self, keys: &[&str]) -> Option<u64> {
        keys.iter().find_map(|key| self.u64(key))
    }

    /// The first of several keys that holds a number: newer names first.
    #[must_use]
    pub fn first_f64(&self, keys: &[&str]) -> Option<f64> {
        keys.iter().find_map(|key| self.f64(key))
    }

    /// The sum of the keys that are present; `None` when none is.
    #[must_use]
    pub fn sum(&self, keys: &[&str]) -> Option<u64> {
        keys.iter()
            .filter_map(|key| self.u64(key))
            .reduce(u64::saturating_add)
    }
}
