//! Adding to the numbers in lists and maps.

use super::value::Value;
use crate::proto::ResultCode;

impl Value {
    /// The value of a float of either size.
    pub(super) fn float(&self) -> Option<f64> {
        match self {
            Self::Single(value) => Some(f64::from(*value)),
            Self::Float(value) => Some(*value),
            _ => None,
        }
    }

    /// This number with its sign changed.
    pub(super) fn negated(&self) -> Result<Self, ResultCode> {
        match self {
            Self::Integer(value) => Ok(Self::Integer(value.wrapping_neg())),
            _ => self
                .float()
                .map(|value| Self::Float(-value))
                .ok_or(ResultCode::PARAMETER),
        }
    }

    /// `self + delta`: integers wrap, and an integer can be added to a float.
    pub(super) fn plus(&self, delta: &Self) -> Result<Self, ResultCode> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "an integer added to a float becomes one"
        )]
        match (self, delta) {
            (Self::Integer(value), Self::Integer(delta)) => {
                Ok(Self::Integer(value.wrapping_add(*delta)))
            }
            (Self::Single(_) | Self::Float(_), Self::Integer(delta)) => {
                self.plus(&Self::Float(*delta as f64))
            }
            _ => match (self.float(), delta.float()) {
                (Some(value), Some(delta)) => Ok(Self::Float(value + delta)),
                _ => Err(ResultCode::PARAMETER),
            },
        }
    }

    /// Whether one can add to it.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Integer(_)) || self.float().is_some()
    }
}
