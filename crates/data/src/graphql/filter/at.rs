//! Where in an input something stands.

use std::fmt;

use crate::error::Error;

/// A place in an input, made of the steps to it; written only when something is refused.
#[derive(Clone, Copy)]
pub(in crate::graphql) struct At<'a> {
    above: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Field(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// An argument.
    pub(in crate::graphql) const fn argument(name: &'a str) -> Self {
        Self {
            above: None,
            step: Step::Field(name),
        }
    }

    /// A field below.
    pub(in crate::graphql) const fn field(&'a self, name: &'a str) -> Self {
        Self {
            above: Some(self),
            step: Step::Field(name),
        }
    }

    /// An element of the list here.
    pub(in crate::graphql) const fn index(&'a self, index: usize) -> Self {
        Self {
            above: Some(self),
            step: Step::Index(index),
        }
    }

    /// What stands here breaks a rule.
    pub(in crate::graphql) fn refuse(&self, reason: impl Into<String>) -> Error {
        Error::input(self.to_string(), reason)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            write!(f, "{above}.")?;
        }
        match self.step {
            Step::Field(name) => f.write_str(name),
            Step::Index(index) => write!(f, "{index}"),
        }
    }
}
