//! The operations on lists.

mod write;

use super::arguments::{Arguments, Span, place, to_i64};
use super::call::Operation;
use super::selection::{Elements, Selector};
use super::value::{List, Value, keep_unmarked};
use crate::proto::ResultCode;

/// Codes of operations.
mod code {
    pub(super) const SET_TYPE: i64 = 0;
    pub(super) const APPEND: i64 = 1;
    pub(super) const APPEND_ITEMS: i64 = 2;
    pub(super) const INSERT: i64 = 3;
    pub(super) const INSERT_ITEMS: i64 = 4;
    pub(super) const POP: i64 = 5;
    pub(super) const POP_RANGE: i64 = 6;
    pub(super) const REMOVE: i64 = 7;
    pub(super) const REMOVE_RANGE: i64 = 8;
    pub(super) const SET: i64 = 9;
    pub(super) const TRIM: i64 = 10;
    pub(super) const CLEAR: i64 = 11;
    pub(super) const INCREMENT: i64 = 12;
    pub(super) const SORT: i64 = 13;
    pub(super) const SIZE: i64 = 16;
    pub(super) const GET: i64 = 17;
    pub(super) const GET_RANGE: i64 = 18;
    /// Operations that remove a selection, and how far they are from those that read it.
    pub(super) const FIRST_REMOVE_BY: i64 = 32;
    pub(super) const LAST_REMOVE_BY: i64 = 40;
    pub(super) const REMOVE_TO_GET: i64 = 13;
}

const DESCENDING: i64 = 1;
const DROP_DUPLICATES: i64 = 2;

/// Reads a list.
pub(super) fn read(list: &List, operation: &Operation) -> Result<Option<Value>, ResultCode> {
    let mut arguments = Arguments::new(&operation.arguments);
    let result = match operation.code {
        code::SIZE => Some(Value::Integer(to_i64(list.items.len()))),
        code::GET => {
            let index = arguments.integer()?;
            let place = place(index, list.items.len()).ok_or(ResultCode::NOT_APPLICABLE)?;
            list.items.get(place).cloned()
        }
        code::GET_RANGE => {
            let places = arguments.span()?.places(list.items.len());
            let items = list.items.get(places).unwrap_or_default();
            Some(Value::List(List::unordered(items.to_vec())))
        }
        code => {
            let (returns, selector) = Selector::of_list(code, &mut arguments)?;
            returns
                .answer(&Elements::of_list(list), &selector)
                .map(|answer| answer.result)?
        }
    };
    arguments.finish()?;
    Ok(result)
}

/// Modifies a list, or makes one; `None` when there is none.
pub(super) fn modify(
    list: &mut Option<List>,
    operation: &Operation,
) -> Result<Option<Value>, ResultCode> {
    let mut arguments = Arguments::new(&operation.arguments);
    let result = match operation.code {
        code::SET_TYPE => set_type(list, &mut arguments)?,
        code::APPEND => {
            let items = vec![arguments.new_value()?];
            Some(write::append(list, items, &mut arguments)?)
        }
        code::APPEND_ITEMS => {
            let items = arguments.new_items()?;
            Some(write::append(list, items, &mut arguments)?)
        }
        code::INSERT => {
            let (index, items) = (arguments.integer()?, vec![arguments.new_value()?]);
            Some(write::insert(list, index, items, &mut arguments)?)
        }
        code::INSERT_ITEMS => {
            let (index, items) = (arguments.integer()?, arguments.new_items()?);
            Some(write::insert(list, index, items, &mut arguments)?)
        }
        code::SET => {
            write::set(list, &mut arguments)?;
            None
        }
        code::INCREMENT => write::increment(list, &mut arguments)?,
        code => match list {
            Some(list) => reduce(list, code, &mut arguments)?,
            None => {
                reduce(&mut List::default(), code, &mut arguments).or_else(missing)?;
                return Ok(None);
            }
        },
    };
    arguments.finish()?;
    Ok(result)
}

/// Where there is no list, there is nothing to be missed in it.
fn missing(result: ResultCode) -> Result<Option<Value>, ResultCode> {
    if result == ResultCode::NOT_APPLICABLE {
        Ok(None)
    } else {
        Err(result)
    }
}

fn set_type(
    list: &mut Option<List>,
    arguments: &mut Arguments<'_>,
) -> Result<Option<Value>, ResultCode> {
    let ordered = write::is_ordered(arguments.integer()?);
    let list = list.get_or_insert_default();
    list.ordered = ordered;
    list.restore_order();
    Ok(None)
}

/// The operations that leave a list with the items it has, or fewer.
fn reduce(
    list: &mut List,
    code: i64,
    arguments: &mut Arguments<'_>,
) -> Result<Option<Value>, ResultCode> {
    let size = list.items.len();
    match code {
        code::POP | code::REMOVE => {
            let index = arguments.integer()?;
            arguments.finish()?;
            let place = place(index, size).ok_or(ResultCode::NOT_APPLICABLE)?;
            let item = list.items.remove(place);
            Ok(Some(if code == code::POP {
                item
            } else {
                Value::Integer(1)
            }))
        }
        code::POP_RANGE | code::REMOVE_RANGE => {
            let places = arguments.span()?.places(size);
            let removed: Vec<Value> = list.items.drain(places).collect();
            Ok(Some(if code == code::POP_RANGE {
                Value::List(List::unordered(removed))
            } else {
                Value::Integer(to_i64(removed.len()))
            }))
        }
        code::TRIM => {
            let (from, count) = (arguments.integer()?, Some(arguments.integer()?));
            let places = Span { from, count }.places(size);
            list.items.truncate(places.end);
            list.items.drain(..places.start.min(places.end));
            Ok(Some(Value::Integer(to_i64(size - list.items.len()))))
        }
        code::CLEAR => {
            list.items.clear();
            Ok(None)
        }
        code::SORT => {
            sort(list, arguments.optional_integer()?.unwrap_or_default())?;
            Ok(None)
        }
        code::FIRST_REMOVE_BY..=code::LAST_REMOVE_BY => {
            let (returns, selector) = Selector::of_list(code - code::REMOVE_TO_GET, arguments)?;
            let answer = returns.answer(&Elements::of_list(list), &selector)?;
            keep_unmarked(&mut list.items, &answer.marked);
            Ok(answer.result)
        }
        _ => Err(ResultCode::PARAMETER),
    }
}

fn sort(list: &mut List, flags: i64) -> Result<(), ResultCode> {
    if flags & !(DESCENDING | DROP_DUPLICATES) != 0 {
        return Err(ResultCode::PARAMETER);
    }
    list.items.sort();
    if flags & DROP_DUPLICATES != 0 {
        list.items.dedup();
    }
    if flags & DESCENDING != 0 && !list.ordered {
        list.items.reverse();
    }
    Ok(())
}
