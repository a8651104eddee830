//! A configuration parameter: its default, who may change it and what it accepts.

use super::ConfigError;

/// Longest duration a server accepts for a time to live: ten years, in seconds.
pub(super) const MAX_TTL_SECONDS: u64 = 10 * 365 * 24 * 60 * 60;

/// What a parameter accepts while the node runs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// Nothing: it can only be set when the node starts.
    Fixed,
    /// `true` or `false`.
    Flag,
    /// A whole number in a range, both ends included.
    Integer { min: u64, max: u64 },
    /// A whole number of seconds up to a limit; may end in `s`, `m`, `h` or `d`.
    Seconds { max: u64 },
    /// One of some words.
    Word(&'static [&'static str]),
}

impl Rule {
    /// The value as it is stored and listed, or why it is not acceptable.
    fn accept(self, value: &str) -> Result<String, ConfigError> {
        match self {
            Self::Fixed => Err(ConfigError::NotDynamic),
            Self::Flag => match value {
                "true" | "false" => Ok(value.to_owned()),
                _ => Err(ConfigError::BadValue),
            },
            Self::Integer { min, max } => {
                let number: u64 = value.parse().map_err(|_| ConfigError::BadValue)?;
                in_range(number, min, max)
            }
            Self::Seconds { max } => in_range(parse_seconds(value)?, 0, max),
            Self::Word(words) => match words.iter().find(|&&word| word == value) {
                Some(_) => Ok(value.to_owned()),
                None => Err(ConfigError::BadValue),
            },
        }
    }
}

fn in_range(number: u64, min: u64, max: u64) -> Result<String, ConfigError> {
    if (min..=max).contains(&number) {
        Ok(number.to_string())
    } else {
        Err(ConfigError::BadValue)
    }
}

/// Seconds from `90`, `90s`, `15m`, `2h` or `1d` (upper case is the same).
fn parse_seconds(value: &str) -> Result<u64, ConfigError> {
    let digits = value.trim_end_matches(|unit: char| unit.is_ascii_alphabetic());
    let unit = match value[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return Err(ConfigError::BadValue),
    };
    let number: u64 = digits.parse().map_err(|_| ConfigError::BadValue)?;
    number.checked_mul(unit).ok_or(ConfigError::BadValue)
}

/// One line of a table of parameters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) default: &'static str,
    pub(super) rule: Rule,
}

/// A parameter that is set when the node starts.
pub(super) const fn fixed(name: &'static str, default: &'static str) -> Parameter {
    Parameter {
        name,
        default,
        rule: Rule::Fixed,
    }
}

/// A dynamic parameter that is true or false.
pub(super) const fn flag(name: &'static str, default: &'static str) -> Parameter {
    Parameter {
        name,
        default,
        rule: Rule::Flag,
    }
}

/// A dynamic parameter that is a number between `min` and `max`.
pub(super) const fn integer(
    name: &'static str,
    default: &'static str,
    min: u64,
    max: u64,
) -> Parameter {
    Parameter {
        name,
        default,
        rule: Rule::Integer { min, max },
    }
}

/// A dynamic parameter that is a duration of at most `max` seconds.
pub(super) const fn seconds(name: &'static str, default: &'static str, max: u64) -> Parameter {
    Parameter {
        name,
        default,
        rule: Rule::Seconds { max },
    }
}

/// A dynamic parameter that is one of `words`.
pub(super) const fn word(
    name: &'static str,
    default: &'static str,
    words: &'static [&'static str],
) -> Parameter {
    Parameter {
        name,
        default,
        rule: Rule::Word(words),
    }
}

/// A parameter and its present value.
#[derive(Debug, Clone)]
struct Entry {
    parameter: Parameter,
    value: String,
}

/// The parameters of one context, in the order a node lists them.
#[derive(Debug, Clone)]
pub(super) struct Section(Vec<Entry>);

impl Section {
    /// A section with the defaults of its table.
    pub(super) fn new(table: &[Parameter]) -> Self {
        let with_default = |&parameter: &Parameter| Entry {
            parameter,
            value: parameter.default.to_owned(),
        };
        Self(table.iter().map(with_default).collect())
    }

    /// Sets a value that was decided when the node started, whatever the rule. Unknown names change
    /// nothing.
    pub(super) fn assign(&mut self, name: &str, value: impl Into<String>) {
        if let Some(entry) = self.entry(name) {
            entry.value = value.into();
        }
    }

    /// Replaces the only line of a parameter by one line per value; none when there are no values.
    pub(super) fn assign_each(&mut self, name: &str, values: Vec<String>) {
        let found = self.0.iter().position(|entry| entry.parameter.name == name);
        if let Some(at) = found {
            let parameter = self.0[at].parameter;
            let lines = values.into_iter().map(|value| Entry { parameter, value });
            self.0.splice(at..=at, lines);
        }
    }

    /// Changes a dynamic parameter.
    ///
    /// A parameter of the storage engine is found with and without its `storage-engine.` prefix.
    pub(super) fn set(&mut self, name: &str, value: &str) -> Result<(), ConfigError> {
        let entry = self
            .0
            .iter_mut()
            .find(|entry| {
                let listed = entry.parameter.name;
                listed == name || listed.strip_prefix("storage-engine.") == Some(name)
            })
            .ok_or(ConfigError::UnknownParameter)?;
        entry.value = entry.parameter.rule.accept(value)?;
        Ok(())
    }

    /// The value of a parameter; empty when there is none of this name.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|entry| entry.parameter.name == name)
            .map_or("", |entry| entry.value.as_str())
    }

    /// The value of a numeric parameter. Rules keep such values numeric; anything else reads as 0.
    pub(super) fn number(&self, name: &str) -> u64 {
        self.get(name).parse().unwrap_or(0)
    }

    /// The value of a flag.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name) == "true"
    }

    /// Names and values, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0
            .iter()
            .map(|entry| (entry.parameter.name, entry.value.as_str()))
    }

    fn entry(&mut self, name: &str) -> Option<&mut Entry> {
        self.0.iter_mut().find(|entry| entry.parameter.name == name)
    }
}
