//! The build and the edition of a server, as `build` and `edition` tell them.

use std::fmt;

/// The version of a server, for comparing: `8.1.2.0` is before `8.2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Build([u32; 4]);

impl Build {
    /// A build by its first three numbers.
    #[must_use]
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self([major, minor, patch, 0])
    }

    /// Reads `8.1.2.0`, also with fewer numbers or with words behind (`8.1.2.0-rc1`); `None` for what
    /// does not begin with a number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.trim().split(['-', '+', ' ']).next()?;
        let mut build = [0; 4];
        for (place, part) in numbers.split('.').take(4).enumerate() {
            let digits = part.find(|c: char| !c.is_ascii_digit());
            match part[..digits.unwrap_or(part.len())].parse() {
                Ok(number) => build[place] = number,
                Err(_) if place > 0 => break,
                Err(_) => return None,
            }
        }
        Some(Self(build))
    }
}

impl fmt::Display for Build {
    /// Two numbers, the third only when it is not 0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch, _] = self.0;
        write!(f, "{major}.{minor}")?;
        if patch > 0 {
            write!(f, ".{patch}")?;
        }
        Ok(())
    }
}

/// An edition of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edition {
    /// The Community Edition.
    Community,
    /// The Enterprise Edition.
    Enterprise,
    /// The Federal Edition.
    Federal,
}

impl Edition {
    /// Reads `Aerospike Community Edition` and the like; `None` for an edition unknown to this
    /// version.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            ("Community", Self::Community),
            ("Enterprise", Self::Enterprise),
            ("Federal", Self::Federal),
        ]
        .into_iter()
        .find_map(|(word, edition)| text.contains(word).then_some(edition))
    }

    /// Whether it has what only paid editions have.
    #[must_use]
    pub const fn is_enterprise(self) -> bool {
        !matches!(self, Self::Community)
    }
}

#[cfg(test)]
mod tests {
    use super::{Build, Edition};

    #[test]
    fn builds_compare_by_their_numbers() {
        let build = |text| Build::parse(text).unwrap();
        assert!(build("8.1.2.0") < Build::new(8, 2, 0));
        assert!(build("8.10.0.0") > build("8.2.0.3"));
        assert_eq!(build("8.2"), Build::new(8, 2, 0));
        assert_eq!(build("8.2.0.0-rc1"), Build::new(8, 2, 0));
        assert!(build("7.1.0rc2.4") < Build::new(7, 1, 1));
        for text in ["", "unknown", "-8.1", ".1"] {
            assert_eq!(Build::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn editions_are_told_by_their_names() {
        assert_eq!(
            Edition::parse("Aerospike Community Edition"),
            Some(Edition::Community)
        );
        assert_eq!(
            Edition::parse("Aerospike Enterprise Edition"),
            Some(Edition::Enterprise)
        );
        assert_eq!(Edition::parse("Another Edition"), None);
        assert!(Edition::Federal.is_enterprise() && !Edition::Community.is_enterprise());
    }
}
