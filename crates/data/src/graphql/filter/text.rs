//! What is asked of a text.

use acm_aerospike::expression::{Compare, Order, RegexFlag, StringCondition, check_regex};
use async_graphql::{Enum, InputObject, OneofObject};

use super::{
    At,
    compare::{between, choices},
};
use crate::error::Result;

/// The longest text a record's text is compared with, in bytes.
const MAX_TEXT_BYTES: usize = 8_192;

/// A condition on a text, whose order is that of its bytes. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum StringConditionInput {
    /// Equal to this.
    Eq(String),
    /// Not equal to this.
    Ne(String),
    /// Less than this.
    Lt(String),
    /// Less than this, or equal.
    Le(String),
    /// Greater than this.
    Gt(String),
    /// Greater than this, or equal.
    Ge(String),
    /// Within a range, both ends included.
    Between(StringRangeInput),
    /// Equal to one of these, at most 100.
    In(Vec<String>),
    /// It contains this.
    Contains(String),
    /// It begins with this.
    StartsWith(String),
    /// It ends with this.
    EndsWith(String),
    /// A part of it matches a regular expression.
    Regex(RegexInput),
}

/// A range of texts, both ends included.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct StringRangeInput {
    /// The least.
    pub from: String,
    /// The greatest.
    pub to: String,
}

/// A POSIX extended regular expression. A part of the text matches unless it is anchored by `^` and
/// `$`. Repetitions within repetitions and references back to groups are refused.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct RegexInput {
    /// The expression, 1 to 256 characters.
    pub pattern: String,
    /// How it is read; upper and lower case are different unless a flag says otherwise.
    #[graphql(default)]
    pub flags: Vec<RegexOption>,
}

/// How a regular expression is read.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum RegexOption {
    /// Upper and lower case are the same.
    IgnoreCase,
    /// `.` does not match the end of a line, `^` and `$` match at lines.
    Newline,
}

impl StringConditionInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>) -> Result<StringCondition> {
        let to = |order, field, text| {
            let text = sound(text, &at.field(field))?;
            Ok(StringCondition::Compare(Compare::To(order, text)))
        };
        match self {
            Self::Eq(text) => to(Order::Eq, "eq", text),
            Self::Ne(text) => to(Order::Ne, "ne", text),
            Self::Lt(text) => to(Order::Lt, "lt", text),
            Self::Le(text) => to(Order::Le, "le", text),
            Self::Gt(text) => to(Order::Gt, "gt", text),
            Self::Ge(text) => to(Order::Ge, "ge", text),
            Self::Between(StringRangeInput { from, to }) => {
                let place = at.field("between");
                let (from, to) = (
                    sound(from, &place.field("from"))?,
                    sound(to, &place.field("to"))?,
                );
                Ok(StringCondition::Compare(between(from, to, at)?))
            }
            Self::In(texts) => {
                let place = at.field("in");
                let texts = texts.into_iter().enumerate();
                let texts = texts.map(|(index, text)| sound(text, &place.index(index)));
                let texts: Vec<String> = texts.collect::<Result<_>>()?;
                Ok(StringCondition::Compare(choices(texts, at, |text| text)?))
            }
            Self::Contains(text) => {
                part(text, &at.field("contains")).map(StringCondition::Contains)
            }
            Self::StartsWith(text) => {
                part(text, &at.field("startsWith")).map(StringCondition::StartsWith)
            }
            Self::EndsWith(text) => {
                part(text, &at.field("endsWith")).map(StringCondition::EndsWith)
            }
            Self::Regex(RegexInput { pattern, flags }) => {
                check_regex(&pattern).map_err(|reason| {
                    let regex = at.field("regex");
                    regex.field("pattern").refuse(reason)
                })?;
                let flag = |flag| match flag {
                    RegexOption::IgnoreCase => RegexFlag::IgnoreCase,
                    RegexOption::Newline => RegexFlag::Newline,
                };
                let flags = flags.into_iter().map(flag).collect();
                Ok(StringCondition::Regex { pattern, flags })
            }
        }
    }
}

fn sound(text: String, at: &At<'_>) -> Result<String> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(at.refuse(format!("a text has at most {MAX_TEXT_BYTES} bytes here")));
    }
    Ok(text)
}

/// A part of a text: it is sent as a pattern, which ends at a NUL.
fn part(text: String, at: &At<'_>) -> Result<String> {
    if text.is_empty() || text.contains('\0') {
        return Err(at.refuse("a part of a text has at least one character and no NUL"));
    }
    sound(text, at)
}
