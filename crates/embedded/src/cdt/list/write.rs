//! The operations that put items into lists.

use std::collections::BTreeSet;

use super::super::arguments::{Arguments, to_i64};
use super::super::codec::MAX_VALUES;
use super::super::value::{List, Value};
use crate::proto::ResultCode;

/// The bit of a list's attributes that keeps it in order. The others change nothing that can be seen:
/// they ask for an index to be stored with it.
const ORDERED: i64 = 1;

const ADD_UNIQUE: i64 = 1;
const INSERT_BOUNDED: i64 = 2;
const NO_FAIL: i64 = 4;
const PARTIAL: i64 = 8;

/// How items are written.
#[derive(Debug, Clone, Copy)]
struct WriteFlags(i64);

impl WriteFlags {
    fn take(arguments: &mut Arguments<'_>) -> Result<Self, ResultCode> {
        let flags = arguments.optional_integer()?.unwrap_or_default();
        if flags & !(ADD_UNIQUE | INSERT_BOUNDED | NO_FAIL | PARTIAL) != 0 {
            return Err(ResultCode::PARAMETER);
        }
        Ok(Self(flags))
    }

    const fn has(self, flag: i64) -> bool {
        self.0 & flag != 0
    }

    /// What a denied write comes to: the code, or nothing when it is not to fail.
    const fn denied(self, code: ResultCode) -> Result<(), ResultCode> {
        if self.has(NO_FAIL) { Ok(()) } else { Err(code) }
    }

    /// The items that may be written; `None` when none may.
    fn admit(self, list: &List, items: Vec<Value>) -> Result<Option<Vec<Value>>, ResultCode> {
        if !self.has(ADD_UNIQUE) {
            return Ok(Some(items));
        }
        let mut seen: BTreeSet<Value> = list.items.iter().cloned().collect();
        let count = items.len();
        let admitted: Vec<Value> = items
            .into_iter()
            .filter(|item| seen.insert(item.clone()))
            .collect();
        if admitted.len() == count {
            return Ok(Some(admitted));
        }
        self.denied(ResultCode::ELEMENT_EXISTS)?;
        Ok(self.has(PARTIAL).then_some(admitted))
    }
}

pub(super) const fn is_ordered(attributes: i64) -> bool {
    attributes & ORDERED != 0
}

/// Writes into a list, or into a new one; one that nothing is written into is not made.
fn write_into<T>(
    list: &mut Option<List>,
    ordered: bool,
    write: impl FnOnce(&mut List) -> Result<Option<T>, ResultCode>,
) -> Result<Option<T>, ResultCode> {
    let was_there = list.is_some();
    let written = write(list.get_or_insert_with(|| List::empty(ordered)))?;
    if written.is_none() && !was_there {
        *list = None;
    }
    Ok(written)
}

/// The size of a list, as operations that write into it tell it.
fn size(list: Option<&List>) -> Value {
    Value::Integer(list.map_or(0, |list| to_i64(list.items.len())))
}

/// Appends items: at the end, or where their order wants them.
pub(super) fn append(
    list: &mut Option<List>,
    items: Vec<Value>,
    arguments: &mut Arguments<'_>,
) -> Result<Value, ResultCode> {
    let attributes = arguments.optional_integer()?.unwrap_or_default();
    let flags = WriteFlags::take(arguments)?;
    arguments.finish()?;
    write_into(list, is_ordered(attributes), |list| {
        let Some(items) = flags.admit(list, items)? else {
            return Ok(None);
        };
        list.items.extend(items);
        list.restore_order();
        Ok(Some(()))
    })?;
    Ok(size(list.as_ref()))
}

/// Inserts items before an index.
pub(super) fn insert(
    list: &mut Option<List>,
    index: i64,
    items: Vec<Value>,
    arguments: &mut Arguments<'_>,
) -> Result<Value, ResultCode> {
    let flags = WriteFlags::take(arguments)?;
    arguments.finish()?;
    place_items(list, index, items, flags, 0)?;
    Ok(size(list.as_ref()))
}

/// Writes an item at an index, in place of the one there.
pub(super) fn set(
    list: &mut Option<List>,
    arguments: &mut Arguments<'_>,
) -> Result<(), ResultCode> {
    let (index, value) = (arguments.integer()?, arguments.new_value()?);
    let flags = WriteFlags::take(arguments)?;
    arguments.finish()?;
    place_items(list, index, vec![value], flags, 1)
}

/// Puts items at an index, in place of so many that are there. An ordered list does not let an
/// operation say where its items stand.
fn place_items(
    list: &mut Option<List>,
    index: i64,
    items: Vec<Value>,
    flags: WriteFlags,
    replaced: usize,
) -> Result<(), ResultCode> {
    write_into(list, false, |list| {
        if list.ordered {
            return Err(ResultCode::PARAMETER);
        }
        let Some(place) = target(list, index, flags)? else {
            return Ok(None);
        };
        let Some(items) = flags.admit(list, items)? else {
            return Ok(None);
        };
        splice(list, place, replaced, items);
        Ok(Some(()))
    })?;
    Ok(())
}

/// Adds to the number at an index; what is missing there becomes the number.
pub(super) fn increment(
    list: &mut Option<List>,
    arguments: &mut Arguments<'_>,
) -> Result<Option<Value>, ResultCode> {
    let (index, delta) = (arguments.integer()?, arguments.delta()?);
    let attributes = arguments.optional_integer()?.unwrap_or_default();
    let flags = WriteFlags::take(arguments)?;
    arguments.finish()?;
    write_into(list, is_ordered(attributes), |list| {
        let Some(place) = target(list, index, flags)? else {
            return Ok(None);
        };
        let sum = match list.items.get(place) {
            Some(value) => value.plus(&delta)?,
            None => delta,
        };
        splice(list, place, 1, vec![sum.clone()]);
        list.restore_order();
        Ok(Some(sum))
    })
}

/// The place an index means for a write; `None` when it is outside and that is not to fail.
fn target(list: &List, index: i64, flags: WriteFlags) -> Result<Option<usize>, ResultCode> {
    let size = to_i64(list.items.len());
    let place = if index < 0 { index + size } else { index };
    let place = usize::try_from(place).map_err(|_| ResultCode::NOT_APPLICABLE)?;
    if place > list.items.len() {
        if flags.has(INSERT_BOUNDED) {
            flags.denied(ResultCode::NOT_APPLICABLE)?;
            return Ok(None);
        }
        if place >= MAX_VALUES {
            return Err(ResultCode::PARAMETER);
        }
    }
    Ok(Some(place))
}

/// Puts items at a place, in place of so many, after nil up to there.
fn splice(list: &mut List, place: usize, replaced: usize, items: Vec<Value>) {
    if list.items.len() < place {
        list.items.resize(place, Value::Nil);
    }
    let end = list.items.len().min(place + replaced);
    list.items.splice(place..end, items);
}
