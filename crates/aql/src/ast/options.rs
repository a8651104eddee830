//! Options: what statements are run with and how results are shown.

use crate::keywords::{self as kw, Keyword};

macro_rules! options {
    ($($name:ident $keyword:ident $doc:literal)*) => {
        /// An option.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum OptionName {
            $(#[doc = $doc] $name,)*
        }

        impl OptionName {
            /// All of them, in the order they are listed.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            pub(crate) fn keyword(self) -> Keyword {
                match self {
                    $(Self::$name => kw::$keyword,)*
                }
            }

            /// What it does, in a sentence.
            #[must_use]
            pub fn describe(self) -> &'static str {
                match self {
                    $(Self::$name => $doc,)*
                }
            }
        }
    };
}

options! {
    Output OUTPUT "How results are shown."
    OutputTypes OUTPUT_TYPES "Whether JSON and RAW tell the types of values."
    Verbose VERBOSE "Whether the operation a statement was run as is told with it."
    Timeout TIMEOUT "Milliseconds a statement may take."
    RecordTtl RECORD_TTL "Seconds a written record lives; 0 as its namespace says, -1 for ever, -2 as before."
    KeySend KEY_SEND "Whether the key is stored with a written record."
    RecordPrintMetadata RECORD_PRINT_METADATA "Whether generation, time to live and digest are shown with records."
    NoBins NO_BINS "Whether records are shown without their bins."
    Limit LIMIT "Records a SELECT without LIMIT shows."
}

impl OptionName {
    /// As it is written, in capitals.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.keyword().text()
    }
}

/// How results are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// As tables.
    Table,
    /// As JSON.
    Json,
    /// As lines of fields.
    Raw,
    /// Not at all.
    Mute,
}

/// An option and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// [`OptionName::Output`].
    Output(Output),
    /// [`OptionName::OutputTypes`].
    OutputTypes(bool),
    /// [`OptionName::Verbose`].
    Verbose(bool),
    /// [`OptionName::Timeout`], in milliseconds.
    Timeout(u64),
    /// [`OptionName::RecordTtl`], in seconds; 0, -1 and -2 mean what the option says.
    RecordTtl(i64),
    /// [`OptionName::KeySend`].
    KeySend(bool),
    /// [`OptionName::RecordPrintMetadata`].
    RecordPrintMetadata(bool),
    /// [`OptionName::NoBins`].
    NoBins(bool),
    /// [`OptionName::Limit`].
    Limit(u64),
}

impl Setting {
    /// Which option it sets.
    #[must_use]
    pub fn option(self) -> OptionName {
        match self {
            Self::Output(_) => OptionName::Output,
            Self::OutputTypes(_) => OptionName::OutputTypes,
            Self::Verbose(_) => OptionName::Verbose,
            Self::Timeout(_) => OptionName::Timeout,
            Self::RecordTtl(_) => OptionName::RecordTtl,
            Self::KeySend(_) => OptionName::KeySend,
            Self::RecordPrintMetadata(_) => OptionName::RecordPrintMetadata,
            Self::NoBins(_) => OptionName::NoBins,
            Self::Limit(_) => OptionName::Limit,
        }
    }
}

impl Output {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Table => "TABLE",
            Self::Json => "JSON",
            Self::Raw => "RAW",
            Self::Mute => "MUTE",
        }
    }
}
