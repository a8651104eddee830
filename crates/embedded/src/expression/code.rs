//! Codes of the operations of expressions, and what those stand for that are alike but for their code.

use super::types::{Binary, Comparison, Fold, Type, Unary};

pub(super) const UNKNOWN: i64 = 0;
pub(super) const EQUAL: i64 = 1;
pub(super) const NOT_EQUAL: i64 = 2;
pub(super) const GREATER: i64 = 3;
pub(super) const GREATER_OR_EQUAL: i64 = 4;
pub(super) const LESS: i64 = 5;
pub(super) const LESS_OR_EQUAL: i64 = 6;
pub(super) const REGEX: i64 = 7;
pub(super) const GEO: i64 = 8;
pub(super) const IN_LIST: i64 = 9;
pub(super) const AND: i64 = 16;
pub(super) const OR: i64 = 17;
pub(super) const NOT: i64 = 18;
pub(super) const EXCLUSIVE: i64 = 19;
pub(super) const ADD: i64 = 20;
pub(super) const SUBTRACT: i64 = 21;
pub(super) const MULTIPLY: i64 = 22;
pub(super) const DIVIDE: i64 = 23;
pub(super) const POWER: i64 = 24;
pub(super) const LOGARITHM: i64 = 25;
pub(super) const MODULO: i64 = 26;
pub(super) const ABSOLUTE: i64 = 27;
pub(super) const FLOOR: i64 = 28;
pub(super) const CEIL: i64 = 29;
pub(super) const TO_INTEGER: i64 = 30;
pub(super) const TO_FLOAT: i64 = 31;
pub(super) const BIT_AND: i64 = 32;
pub(super) const BIT_OR: i64 = 33;
pub(super) const BIT_XOR: i64 = 34;
pub(super) const BIT_NOT: i64 = 35;
pub(super) const SHIFT_LEFT: i64 = 36;
pub(super) const SHIFT_RIGHT: i64 = 37;
pub(super) const ARITHMETIC_SHIFT_RIGHT: i64 = 38;
pub(super) const BIT_COUNT: i64 = 39;
pub(super) const SCAN_LEFT: i64 = 40;
pub(super) const SCAN_RIGHT: i64 = 41;
pub(super) const MINIMUM: i64 = 50;
pub(super) const MAXIMUM: i64 = 51;
pub(super) const DIGEST_MODULO: i64 = 64;
pub(super) const DEVICE_SIZE: i64 = 65;
pub(super) const LAST_UPDATE: i64 = 66;
pub(super) const SINCE_UPDATE: i64 = 67;
pub(super) const VOID_TIME: i64 = 68;
pub(super) const TIME_TO_LIVE: i64 = 69;
pub(super) const SET_NAME: i64 = 70;
pub(super) const KEY_EXISTS: i64 = 71;
pub(super) const IS_TOMBSTONE: i64 = 72;
pub(super) const MEMORY_SIZE: i64 = 73;
pub(super) const RECORD_SIZE: i64 = 74;
pub(super) const KEY: i64 = 80;
pub(super) const BIN: i64 = 81;
pub(super) const BIN_TYPE: i64 = 82;
pub(super) const MAP_KEYS: i64 = 101;
pub(super) const MAP_VALUES: i64 = 102;
pub(super) const COND: i64 = 123;
pub(super) const VAR: i64 = 124;
pub(super) const LET: i64 = 125;
pub(super) const QUOTED: i64 = 126;
pub(super) const CALL: i64 = 127;

/// The comparison with this code.
pub(super) const fn comparison(code: i64) -> Option<Comparison> {
    Some(match code {
        EQUAL => Comparison::Equal,
        NOT_EQUAL => Comparison::NotEqual,
        GREATER => Comparison::Greater,
        GREATER_OR_EQUAL => Comparison::GreaterOrEqual,
        LESS => Comparison::Less,
        LESS_OR_EQUAL => Comparison::LessOrEqual,
        _ => return None,
    })
}

/// What a code makes of several numbers.
pub(super) const fn fold(code: i64) -> Option<Fold> {
    Some(match code {
        ADD => Fold::Add,
        SUBTRACT => Fold::Subtract,
        MULTIPLY => Fold::Multiply,
        DIVIDE => Fold::Divide,
        BIT_AND => Fold::BitAnd,
        BIT_OR => Fold::BitOr,
        BIT_XOR => Fold::BitXor,
        MINIMUM => Fold::Minimum,
        MAXIMUM => Fold::Maximum,
        _ => return None,
    })
}

/// What a code makes of one number.
pub(super) const fn unary(code: i64) -> Option<Unary> {
    Some(match code {
        ABSOLUTE => Unary::Absolute,
        FLOOR => Unary::Floor,
        CEIL => Unary::Ceil,
        TO_INTEGER => Unary::ToInteger,
        TO_FLOAT => Unary::ToFloat,
        BIT_NOT => Unary::BitNot,
        BIT_COUNT => Unary::BitCount,
        _ => return None,
    })
}

/// What a code makes of two values, what it takes and what it gives.
pub(super) const fn binary(code: i64) -> Option<(Binary, [Type; 2], Type)> {
    const FLOATS: [Type; 2] = [Type::Float; 2];
    const INTEGERS: [Type; 2] = [Type::Integer; 2];
    const SCAN: [Type; 2] = [Type::Integer, Type::Boolean];
    Some(match code {
        POWER => (Binary::Power, FLOATS, Type::Float),
        LOGARITHM => (Binary::Logarithm, FLOATS, Type::Float),
        MODULO => (Binary::Modulo, INTEGERS, Type::Integer),
        SHIFT_LEFT => (Binary::ShiftLeft, INTEGERS, Type::Integer),
        SHIFT_RIGHT => (Binary::ShiftRight, INTEGERS, Type::Integer),
        ARITHMETIC_SHIFT_RIGHT => (Binary::ArithmeticShiftRight, INTEGERS, Type::Integer),
        SCAN_LEFT => (Binary::ScanLeft, SCAN, Type::Integer),
        SCAN_RIGHT => (Binary::ScanRight, SCAN, Type::Integer),
        _ => return None,
    })
}
