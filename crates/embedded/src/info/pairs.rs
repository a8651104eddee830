//! Writes lists of `key=value`, the shape of most info replies.

use std::fmt::{Display, Write as _};

/// A list of `key=value` pairs in one text, separated by one character.
#[derive(Debug)]
pub(super) struct Pairs {
    text: String,
    separator: char,
}

impl Pairs {
    /// An empty list, separated by `;` (statistics) or `:` (one entry of a list).
    pub(super) fn separated_by(separator: char) -> Self {
        Self {
            text: String::new(),
            separator,
        }
    }

    /// Adds a pair.
    pub(super) fn put(&mut self, key: impl Display, value: impl Display) -> &mut Self {
        self.separate();
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{key}={value}");
        self
    }

    /// Adds pairs that have the same value.
    pub(super) fn put_all(&mut self, keys: &[&str], value: impl Display) -> &mut Self {
        for key in keys {
            self.put(key, &value);
        }
        self
    }

    /// The list.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push(self.separator);
        }
    }
}
