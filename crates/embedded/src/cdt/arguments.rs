//! What stands behind the code of an operation.

use std::ops::Range;

use super::value::Value;
use crate::proto::ResultCode;

/// Most values one operation can look for at once.
const MAX_LOOKED_FOR: usize = 100_000;

/// The arguments of an operation that were not taken yet.
#[derive(Debug, Clone)]
pub(super) struct Arguments<'a> {
    rest: &'a [Value],
}

/// So many elements from a place on; `None` is all of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) count: Option<i64>,
}

/// Values from one, which is inside, to another, which is not; without another there is no end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interval<'a> {
    pub(super) from: &'a Value,
    pub(super) to: Option<&'a Value>,
}

impl<'a> Arguments<'a> {
    pub(super) const fn new(arguments: &'a [Value]) -> Self {
        Self { rest: arguments }
    }

    fn next(&mut self) -> Option<&'a Value> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    pub(super) fn value(&mut self) -> Result<&'a Value, ResultCode> {
        self.next().ok_or(ResultCode::PARAMETER)
    }

    /// A value that can be stored.
    pub(super) fn new_value(&mut self) -> Result<Value, ResultCode> {
        let value = self.value()?;
        if value.is_storable() {
            Ok(value.clone())
        } else {
            Err(ResultCode::PARAMETER)
        }
    }

    pub(super) fn integer(&mut self) -> Result<i64, ResultCode> {
        match self.value()? {
            Value::Integer(value) => Ok(*value),
            _ => Err(ResultCode::PARAMETER),
        }
    }

    /// An integer that may be left out.
    pub(super) fn optional_integer(&mut self) -> Result<Option<i64>, ResultCode> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.integer().map(Some)
    }

    /// The number to add: one when it is left out.
    pub(super) fn delta(&mut self) -> Result<Value, ResultCode> {
        match self.next() {
            None => Ok(Value::Integer(1)),
            Some(delta) if delta.is_number() => Ok(delta.clone()),
            Some(_) => Err(ResultCode::PARAMETER),
        }
    }

    pub(super) fn list(&mut self) -> Result<&'a [Value], ResultCode> {
        match self.value()? {
            Value::List(list) => Ok(&list.items),
            _ => Err(ResultCode::PARAMETER),
        }
    }

    /// A list of values to look for.
    pub(super) fn looked_for(&mut self) -> Result<&'a [Value], ResultCode> {
        let list = self.list()?;
        if list.len() > MAX_LOOKED_FOR {
            return Err(ResultCode::PARAMETER);
        }
        Ok(list)
    }

    /// Items that can be stored.
    pub(super) fn new_items(&mut self) -> Result<Vec<Value>, ResultCode> {
        let items = self.list()?;
        if items.iter().all(Value::is_storable) {
            Ok(items.to_vec())
        } else {
            Err(ResultCode::PARAMETER)
        }
    }

    pub(super) fn span(&mut self) -> Result<Span, ResultCode> {
        Ok(Span {
            from: self.integer()?,
            count: self.optional_integer()?,
        })
    }

    pub(super) fn interval(&mut self) -> Result<Interval<'a>, ResultCode> {
        Ok(Interval {
            from: self.value()?,
            to: self.next(),
        })
    }

    /// Nothing may be left.
    pub(super) const fn finish(&self) -> Result<(), ResultCode> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(ResultCode::PARAMETER)
        }
    }
}

impl Span {
    /// The places it covers of `size`. A negative start counts from the end, a negative count is no
    /// limit, and what lies outside is left out.
    pub(super) fn places(self, size: usize) -> Range<usize> {
        let start = match self.from {
            from if from < 0 => to_i64(size).saturating_add(from),
            from => from,
        };
        self.starting_at(start, size)
    }

    /// The places it covers of `size` when it starts at this one, which may lie outside.
    pub(super) fn starting_at(self, start: i64, size: usize) -> Range<usize> {
        let end = match self.count {
            Some(count) if count >= 0 => start.saturating_add(count),
            _ => i64::MAX,
        };
        let clip = |place: i64| {
            usize::try_from(place.max(0))
                .unwrap_or(usize::MAX)
                .min(size)
        };
        clip(start)..clip(end)
    }
}

/// The place with this index among `size`; negative ones count from the end.
pub(super) fn place(index: i64, size: usize) -> Option<usize> {
    let index = if index < 0 {
        index.checked_add(to_i64(size))?
    } else {
        index
    };
    usize::try_from(index).ok().filter(|place| *place < size)
}

/// A size as the protocol counts.
pub(super) fn to_i64(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
