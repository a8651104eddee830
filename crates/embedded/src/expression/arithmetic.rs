//! Numbers: what is calculated of them, and what is done with the bits of integers.
//!
//! Integers wrap. What has no number as its result (a division of integers by zero, a shift by more
//! bits than there are, a float beyond the integers) has none.

use super::types::{Binary, Fold, Unary};
use super::value::Value::{self, Boolean, Float, Integer};

/// Bits of an integer.
const BITS: i64 = i64::BITS as i64;

/// One number of several. `None` when one of them is unknown.
pub(super) fn fold(
    operation: Fold,
    mut values: impl Iterator<Item = Option<Value>>,
) -> Option<Value> {
    let first = values.next()??;
    let Some(second) = values.next() else {
        return alone(operation, first);
    };
    // The first divided by the product of the others.
    let inner = if operation == Fold::Divide {
        Fold::Multiply
    } else {
        operation
    };
    let mut result = if operation == Fold::Divide {
        second?
    } else {
        pair(operation, &first, &second?)?
    };
    for value in values {
        result = pair(inner, &result, &value?)?;
    }
    if operation == Fold::Divide {
        result = pair(operation, &first, &result)?;
    }
    Some(result)
}

/// What an operation makes of a single number.
fn alone(operation: Fold, value: Value) -> Option<Value> {
    let neutral = match (operation, &value) {
        (Fold::Subtract, Integer(_)) => Integer(0),
        // Negative zero: the negation of zero keeps its sign.
        (Fold::Subtract, Float(_)) => Float(-0.0),
        (Fold::Divide, Integer(_)) => Integer(1),
        (Fold::Divide, Float(_)) => Float(1.0),
        _ => return Some(value),
    };
    pair(operation, &neutral, &value)
}

fn pair(operation: Fold, left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (&Integer(left), &Integer(right)) => integers(operation, left, right).map(Integer),
        (&Float(left), &Float(right)) => floats(operation, left, right).map(Float),
        _ => None,
    }
}

fn integers(operation: Fold, left: i64, right: i64) -> Option<i64> {
    Some(match operation {
        Fold::Add => left.wrapping_add(right),
        Fold::Subtract => left.wrapping_sub(right),
        Fold::Multiply => left.wrapping_mul(right),
        Fold::Divide if right == 0 => return None,
        Fold::Divide => left.wrapping_div(right),
        Fold::BitAnd => left & right,
        Fold::BitOr => left | right,
        Fold::BitXor => left ^ right,
        Fold::Minimum => left.min(right),
        Fold::Maximum => left.max(right),
    })
}

fn floats(operation: Fold, left: f64, right: f64) -> Option<f64> {
    Some(match operation {
        Fold::Add => left + right,
        Fold::Subtract => left - right,
        Fold::Multiply => left * right,
        Fold::Divide => left / right,
        Fold::Minimum => left.min(right),
        Fold::Maximum => left.max(right),
        Fold::BitAnd | Fold::BitOr | Fold::BitXor => return None,
    })
}

pub(super) fn unary(operation: Unary, value: &Value) -> Option<Value> {
    Some(match (operation, value) {
        (Unary::Absolute, &Integer(value)) => Integer(value.wrapping_abs()),
        (Unary::Absolute, &Float(value)) => Float(value.abs()),
        (Unary::Floor, &Float(value)) => Float(value.floor()),
        (Unary::Ceil, &Float(value)) => Float(value.ceil()),
        (Unary::ToInteger, &Float(value)) => Integer(truncated(value)?),
        (Unary::ToFloat, &Integer(value)) => Float(nearest(value)),
        (Unary::BitNot, &Integer(value)) => Integer(!value),
        (Unary::BitCount, &Integer(value)) => Integer(i64::from(value.count_ones())),
        _ => return None,
    })
}

pub(super) fn binary(operation: Binary, left: &Value, right: &Value) -> Option<Value> {
    Some(match (operation, left, right) {
        (Binary::Power, Float(base), &Float(exponent)) => Float(base.powf(exponent)),
        (Binary::Logarithm, Float(number), Float(base)) => Float(number.ln() / base.ln()),
        (Binary::Modulo, Integer(_), Integer(0)) => return None,
        (Binary::Modulo, Integer(left), &Integer(right)) => Integer(left.wrapping_rem(right)),
        (Binary::ShiftLeft, Integer(value), &Integer(by)) => Integer(value << shift(by)?),
        (Binary::ShiftRight, Integer(value), &Integer(by)) => {
            Integer((value.cast_unsigned() >> shift(by)?).cast_signed())
        }
        (Binary::ArithmeticShiftRight, Integer(value), &Integer(by)) => {
            Integer(value >> shift(by)?)
        }
        (Binary::ScanLeft, &Integer(value), &Boolean(bit)) => Integer(scan_left(value, bit)),
        (Binary::ScanRight, &Integer(value), &Boolean(bit)) => Integer(scan_right(value, bit)),
        _ => return None,
    })
}

fn shift(by: i64) -> Option<u32> {
    u32::try_from(by).ok().filter(|by| *by < i64::BITS)
}

/// The place of the first such bit from the most significant on, which has place 0; -1 without one.
fn scan_left(value: i64, bit: bool) -> i64 {
    let others = if bit { value } else { !value }.leading_zeros();
    if others == i64::BITS {
        -1
    } else {
        i64::from(others)
    }
}

/// The place of the last such bit, counted like [`scan_left`].
fn scan_right(value: i64, bit: bool) -> i64 {
    let others = if bit { value } else { !value }.trailing_zeros();
    // Without one, 64 bits are others.
    BITS - 1 - i64::from(others)
}

/// A float without its fraction, when it is among the integers.
fn truncated(value: f64) -> Option<i64> {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    (-BEYOND..BEYOND).contains(&value).then_some(value as i64)
}

/// The nearest float.
const fn nearest(value: i64) -> f64 {
    value as f64
}
