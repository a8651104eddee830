//! What a parameter accepts, and whether two texts are the same value.

use super::catalog::{Kind, Known, Unit};

/// Seconds from `90`, `90s`, `15m`, `2h` or `1d`.
fn seconds(text: &str) -> Option<u64> {
    scaled(text, |unit| match unit {
        "" | "s" => Some(1),
        "m" => Some(60),
        "h" => Some(60 * 60),
        "d" => Some(24 * 60 * 60),
        _ => None,
    })
}

/// Bytes from `4096`, `64K`, `128M`, `4G` or `1T`.
fn bytes(text: &str) -> Option<u64> {
    scaled(text, |unit| match unit {
        "" => Some(1),
        "k" => Some(1 << 10),
        "m" => Some(1 << 20),
        "g" => Some(1 << 30),
        "t" => Some(1 << 40),
        _ => None,
    })
}

fn scaled(text: &str, factor: impl FnOnce(&str) -> Option<u64>) -> Option<u64> {
    let digits = text.trim_end_matches(|unit: char| unit.is_ascii_alphabetic());
    let factor = factor(&text[digits.len()..].to_ascii_lowercase())?;
    digits.parse::<u64>().ok()?.checked_mul(factor)
}

impl Known {
    /// Refuses a value the parameter does not accept, with the rule it breaks.
    pub(super) fn check(&self, value: &str) -> Result<(), String> {
        match self.kind {
            Kind::Flag if !matches!(value, "true" | "false") => {
                Err("say \"true\" or \"false\"".to_owned())
            }
            Kind::Word(words) if !words.contains(&value) => {
                Err(format!("say one of {}", words.join(", ")))
            }
            Kind::Integer { min, max } => {
                let number = self.number(value).ok_or_else(|| self.form().to_owned())?;
                if number < min {
                    return Err(format!("say at least {min}"));
                }
                match max {
                    Some(max) if number > max => Err(format!("say at most {max}")),
                    _ => Ok(()),
                }
            }
            Kind::Flag | Kind::Word(_) | Kind::Text => Ok(()),
        }
    }

    fn number(&self, value: &str) -> Option<u64> {
        match self.unit {
            Some(Unit::Seconds) => seconds(value),
            Some(Unit::Bytes) => bytes(value),
            _ => value.parse().ok(),
        }
    }

    fn form(&self) -> &'static str {
        match self.unit {
            Some(Unit::Seconds) => "say whole seconds, or a number with s, m, h or d",
            Some(Unit::Bytes) => "say whole bytes, or a number with K, M, G or T",
            _ => "say a whole number",
        }
    }
}

/// Whether two texts mean the same value of a parameter.
pub(super) fn is_same(known: Option<&Known>, one: &str, other: &str) -> bool {
    let same =
        |read: &dyn Fn(&str) -> Option<u64>| read(one).is_some_and(|n| read(other) == Some(n));
    one == other
        || match known {
            Some(known) => same(&|text| known.number(text)),
            None => same(&seconds) || same(&bytes),
        }
}

#[cfg(test)]
mod tests {
    use super::super::{Part, catalog::known};
    use super::*;

    fn of(name: &str) -> &'static Known {
        known(Part::Namespace, name).unwrap()
    }

    #[track_caller]
    fn check(name: &str, good: &[&str], bad: &[&str]) {
        for value in good {
            assert_eq!(of(name).check(value), Ok(()), "{name} {value}");
        }
        for value in bad {
            assert!(of(name).check(value).is_err(), "{name} {value}");
        }
    }

    #[test]
    fn values_are_of_the_type_and_within_the_range() {
        check(
            "allow-ttl-without-nsup",
            &["true", "false"],
            &["yes", "1", "TRUE"],
        );
        check(
            "default-ttl",
            &["0", "30d", "315360000"],
            &["-1", "3651d", "1w", "", "d"],
        );
        check("migrate-order", &["1", "10"], &["0", "11", "1s", "1.5"]);
        check("conflict-resolution-policy", &["generation"], &["newest"]);
        check(
            "storage-engine.max-write-cache",
            &["67108864", "64M", "1g"],
            &["1M", "64MB"],
        );
    }

    #[test]
    fn values_are_compared_as_the_server_reads_them() {
        assert!(is_same(Some(of("default-ttl")), "1h", "3600"));
        assert!(!is_same(Some(of("default-ttl")), "1h", "3601"));
        assert!(is_same(
            Some(of("storage-engine.max-write-cache")),
            "64M",
            "67108864"
        ));
        assert!(!is_same(Some(of("migrate-order")), "1", "true"));
        assert!(is_same(None, "2m", "120") && is_same(None, "2M", "2097152"));
        assert!(!is_same(None, "on", "off") && is_same(None, "on", "on"));
    }
}
