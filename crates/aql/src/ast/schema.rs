//! Statements on sets, indexes and modules.

use crate::{
    Spanned,
    ast::{Collection, Name, Target},
};

/// `TRUNCATE`.
#[derive(Clone, Debug, PartialEq)]
pub struct Truncate {
    /// What.
    pub target: Target,
    /// Records last written before this go, in nanoseconds since 1970; all without it.
    pub before: Option<Spanned<u64>>,
}

/// `CREATE INDEX`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateIndex {
    /// Its name.
    pub name: Name,
    /// Whose records it holds.
    pub on: Target,
    /// What of them.
    pub source: IndexSource,
}

/// What an index holds.
#[derive(Clone, Debug, PartialEq)]
pub enum IndexSource {
    /// The values of a bin.
    Bin {
        /// The bin.
        bin: Name,
        /// What of its list or map; the bin itself without one.
        collection: Option<Collection>,
        /// The type of the values.
        of: IndexType,
    },
    /// The set as a whole.
    Set,
}

/// The type of the values an index holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexType {
    /// Integers.
    Numeric,
    /// Texts.
    String,
    /// Shapes.
    Geo2dSphere,
    /// Bytes.
    Blob,
}

/// `DROP INDEX`.
#[derive(Clone, Debug, PartialEq)]
pub struct DropIndex {
    /// Whose it is.
    pub on: Target,
    /// Its name.
    pub name: Name,
}

/// `REGISTER MODULE`.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterModule {
    /// The file, as it is named; the module is called as its last part.
    pub file: Name,
    /// Its source, where the statement brings it along.
    pub source: Option<Spanned<String>>,
}

impl RegisterModule {
    /// What the module is called: the file's name without the folders.
    #[must_use]
    pub fn module(&self) -> &str {
        let file = &self.file.node;
        file.rsplit(['/', '\\']).next().unwrap_or(file)
    }
}

impl IndexType {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Numeric => "NUMERIC",
            Self::String => "STRING",
            Self::Geo2dSphere => "GEO2DSPHERE",
            Self::Blob => "BLOB",
        }
    }
}
