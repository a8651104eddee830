//! What can stand at a place.

use crate::keywords::Keyword;

/// What a name is a name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A namespace.
    Namespace,
    /// A set.
    Set,
    /// A bin.
    Bin,
    /// An index.
    Index,
    /// A Lua module, as its functions are called: without `.lua`.
    Module,
    /// A Lua module, as it is stored: with `.lua`.
    ModuleFile,
    /// A user.
    User,
    /// A role.
    Role,
    /// A file the caller brings along.
    File,
}

impl NameKind {
    /// What it is, with its article.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Namespace => "a namespace",
            Self::Set => "a set",
            Self::Bin => "a bin",
            Self::Index => "an index",
            Self::Module | Self::ModuleFile => "a module",
            Self::User => "a user",
            Self::Role => "a role",
            Self::File => "a file",
        }
    }
}

/// Something that can stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A word of the language.
    Keyword(Keyword),
    /// Another word, such as a privilege.
    Word(&'static str),
    /// A mark.
    Mark(&'static str),
    /// The name of something that is there.
    Name(NameKind),
    /// Anything else, in words.
    What(&'static str),
}

impl Expected {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Keyword(keyword) => keyword.text(),
            Self::Word(text) | Self::Mark(text) | Self::What(text) => text,
            Self::Name(kind) => kind.text(),
        }
    }

    /// The text as it would be written, where it is one word.
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Self::Keyword(keyword) => Some(keyword.text()),
            Self::Word(text) => Some(text),
            Self::Mark(_) | Self::Name(_) | Self::What(_) => None,
        }
    }
}
