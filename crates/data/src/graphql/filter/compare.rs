//! How a value is to others of its type.

use acm_aerospike::expression::{Compare, Order};
use acm_graph::scalars::{Bytes, DateTime, Int64};
use async_graphql::{InputObject, OneofObject};

use super::At;
use crate::error::Result;

/// How many values a value may be compared with at once.
const MAX_CHOICES: usize = 100;

/// The values of `in`, checked.
///
/// # Errors
/// `BAD_USER_INPUT` for none, or too many.
pub(super) fn choices<T, P>(
    values: Vec<T>,
    at: &At<'_>,
    plain: impl Fn(T) -> P,
) -> Result<Compare<P>> {
    if (1..=MAX_CHOICES).contains(&values.len()) {
        Ok(Compare::In(values.into_iter().map(plain).collect()))
    } else {
        let reason = format!("1 to {MAX_CHOICES} values are possible");
        Err(at.field("in").refuse(reason))
    }
}

/// Both ends of a range, checked.
///
/// # Errors
/// `BAD_USER_INPUT` when it ends before it begins.
pub(super) fn between<T: PartialOrd>(from: T, to: T, at: &At<'_>) -> Result<Compare<T>> {
    if from <= to {
        Ok(Compare::Between(from, to))
    } else {
        Err(at.field("between").refuse("`from` is greater than `to`"))
    }
}

macro_rules! compare_input {
    ($(#[$doc:meta])* $name:ident, $(#[$of_range:meta])* $range:ident, $scalar:ty => $plain:ty, $read:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, OneofObject)]
        pub(in crate::graphql) enum $name {
            /// Equal to this.
            Eq($scalar),
            /// Not equal to this.
            Ne($scalar),
            /// Less than this.
            Lt($scalar),
            /// Less than this, or equal.
            Le($scalar),
            /// Greater than this.
            Gt($scalar),
            /// Greater than this, or equal.
            Ge($scalar),
            /// Within a range, both ends included.
            Between($range),
            /// Equal to one of these, at most 100.
            In(Vec<$scalar>),
        }

        $(#[$of_range])*
        #[derive(Clone, Debug, InputObject)]
        pub(in crate::graphql) struct $range {
            /// The least.
            pub from: $scalar,
            /// The greatest.
            pub to: $scalar,
        }

        impl $name {
            /// # Errors
            /// `BAD_USER_INPUT` that names the field.
            pub(super) fn read(self, at: &At<'_>) -> Result<Compare<$plain>> {
                let plain = $read;
                Ok(match self {
                    Self::Eq(value) => Compare::To(Order::Eq, plain(value)),
                    Self::Ne(value) => Compare::To(Order::Ne, plain(value)),
                    Self::Lt(value) => Compare::To(Order::Lt, plain(value)),
                    Self::Le(value) => Compare::To(Order::Le, plain(value)),
                    Self::Gt(value) => Compare::To(Order::Gt, plain(value)),
                    Self::Ge(value) => Compare::To(Order::Ge, plain(value)),
                    Self::Between($range { from, to }) => between(plain(from), plain(to), at)?,
                    Self::In(values) => choices(values, at, plain)?,
                })
            }
        }
    };
}

compare_input! {
    /// A condition on an integer. Exactly one of the fields.
    IntConditionInput,
    /// A range of integers, both ends included.
    Int64RangeInput, Int64 => i64, |value: Int64| value.0
}
compare_input! {
    /// A condition on a float. Exactly one of the fields.
    FloatConditionInput,
    /// A range of floats, both ends included.
    FloatRangeInput, f64 => f64, |value: f64| value
}
compare_input! {
    /// A condition on bytes, which are ordered byte by byte. Exactly one of the fields.
    BytesConditionInput,
    /// A range of bytes, both ends included.
    BytesRangeInput, Bytes => Vec<u8>, |value: Bytes| value.0
}

/// A condition on a time. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum TimeConditionInput {
    /// Before this time.
    Before(DateTime),
    /// At this time, or after it.
    After(DateTime),
    /// Within a range, both ends included.
    Between(TimeRangeInput),
}

/// A range of time, both ends included.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct TimeRangeInput {
    /// The first moment.
    pub from: DateTime,
    /// The last one.
    pub to: DateTime,
}

impl TimeConditionInput {
    /// In nanoseconds, as the server keeps times.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>) -> Result<Compare<i64>> {
        let nanoseconds = |time: DateTime| time.0.saturating_mul(1_000_000);
        Ok(match self {
            Self::Before(time) => Compare::To(Order::Lt, nanoseconds(time)),
            Self::After(time) => Compare::To(Order::Ge, nanoseconds(time)),
            Self::Between(TimeRangeInput { from, to }) => {
                between(nanoseconds(from), nanoseconds(to), at)?
            }
        })
    }
}
