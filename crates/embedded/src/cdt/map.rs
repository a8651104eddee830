//! The operations on maps.

use super::arguments::{Arguments, to_i64};
use super::call::Operation;
use super::selection::{Elements, Selector};
use super::value::{Map, MapOrder, Value};
use crate::proto::ResultCode;

/// Codes of operations.
mod code {
    pub(super) const SET_TYPE: i64 = 64;
    pub(super) const ADD: i64 = 65;
    pub(super) const ADD_ITEMS: i64 = 66;
    pub(super) const PUT: i64 = 67;
    pub(super) const PUT_ITEMS: i64 = 68;
    pub(super) const REPLACE: i64 = 69;
    pub(super) const REPLACE_ITEMS: i64 = 70;
    pub(super) const INCREMENT: i64 = 73;
    pub(super) const DECREMENT: i64 = 74;
    pub(super) const CLEAR: i64 = 75;
    pub(super) const SIZE: i64 = 96;
}

const CREATE_ONLY: i64 = 1;
const UPDATE_ONLY: i64 = 2;
const NO_FAIL: i64 = 4;
const PARTIAL: i64 = 8;

/// Reads a map.
pub(super) fn read(map: &Map, operation: &Operation) -> Result<Option<Value>, ResultCode> {
    let mut arguments = Arguments::new(&operation.arguments);
    if operation.code == code::SIZE {
        arguments.finish()?;
        return Ok(Some(size(map)));
    }
    let (returns, selector) = Selector::of_map(operation.code, &mut arguments)?;
    let answer = returns.answer(&Elements::of_map(map), &selector)?;
    Ok(answer.result)
}

/// Modifies a map, or makes one; `None` when there is none.
pub(super) fn modify(
    map: &mut Option<Map>,
    operation: &Operation,
) -> Result<Option<Value>, ResultCode> {
    let mut arguments = Arguments::new(&operation.arguments);
    match operation.code {
        code::SET_TYPE => {
            let order = order(&mut arguments)?;
            arguments.finish()?;
            map.get_or_insert_default().order = order;
            Ok(None)
        }
        code @ (code::ADD | code::PUT | code::REPLACE) => {
            let entries = vec![(arguments.value()?.clone(), arguments.new_value()?)];
            put(map, entries, code, &mut arguments).map(Some)
        }
        code @ (code::ADD_ITEMS | code::PUT_ITEMS | code::REPLACE_ITEMS) => {
            let Value::Map(items) = arguments.new_value()? else {
                return Err(ResultCode::PARAMETER);
            };
            put(map, items.entries().to_vec(), code, &mut arguments).map(Some)
        }
        code::INCREMENT => increment(map, &mut arguments, Value::clone),
        code::DECREMENT => {
            let negated = |delta: &Value| delta.negated().unwrap_or(Value::Nil);
            increment(map, &mut arguments, negated)
        }
        code::CLEAR => {
            arguments.finish()?;
            if let Some(map) = map {
                map.clear();
            }
            Ok(None)
        }
        code => remove(map.as_mut(), code, &mut arguments),
    }
}

/// Removes a selection. Where there is no map, there is nothing to be missed in it.
fn remove(
    map: Option<&mut Map>,
    code: i64,
    arguments: &mut Arguments<'_>,
) -> Result<Option<Value>, ResultCode> {
    let reading = reading(code).ok_or(ResultCode::PARAMETER)?;
    let (returns, selector) = Selector::of_map(reading, arguments)?;
    let Some(map) = map else {
        return Ok(None);
    };
    let answer = returns.answer(&Elements::of_map(map), &selector)?;
    map.remove(&answer.marked);
    Ok(answer.result)
}

/// The code that reads what this one removes.
const fn reading(code: i64) -> Option<i64> {
    match code {
        76 | 77 | 79 => Some(code - 76 + 97),
        81 => Some(107),
        82 => Some(102),
        83 => Some(108),
        84..=87 => Some(code - 84 + 103),
        88 | 89 => Some(code - 88 + 109),
        _ => None,
    }
}

fn size(map: &Map) -> Value {
    Value::Integer(to_i64(map.entries().len()))
}

fn order(arguments: &mut Arguments<'_>) -> Result<MapOrder, ResultCode> {
    let attributes = arguments.optional_integer()?.unwrap_or_default();
    MapOrder::from_attributes(attributes).ok_or(ResultCode::PARAMETER)
}

/// Writes entries as the flags allow, and tells the size then.
fn put(
    map: &mut Option<Map>,
    entries: Vec<(Value, Value)>,
    code: i64,
    arguments: &mut Arguments<'_>,
) -> Result<Value, ResultCode> {
    let order = order(arguments)?;
    let flags = match code {
        code::ADD | code::ADD_ITEMS => CREATE_ONLY,
        code::REPLACE | code::REPLACE_ITEMS => UPDATE_ONLY,
        _ => write_flags(arguments)?,
    };
    arguments.finish()?;
    if !entries.iter().all(|(key, _)| key.is_key()) {
        return Err(ResultCode::PARAMETER);
    }
    let empty = Map::empty(order);
    let present = map.as_ref().unwrap_or(&empty);
    let count = entries.len();
    let mut denied = ResultCode::OK;
    let admitted: Vec<_> = entries
        .into_iter()
        .filter(|(key, _)| match present.find(key) {
            Ok(_) if flags & CREATE_ONLY != 0 => {
                denied = ResultCode::ELEMENT_EXISTS;
                false
            }
            Err(_) if flags & UPDATE_ONLY != 0 => {
                denied = ResultCode::ELEMENT_NOT_FOUND;
                false
            }
            _ => true,
        })
        .collect();
    let is_denied = admitted.len() < count;
    if is_denied && flags & NO_FAIL == 0 {
        return Err(denied);
    }
    if !is_denied || flags & PARTIAL != 0 {
        map.get_or_insert(empty).put_all(admitted);
    }
    Ok(map.as_ref().map_or(Value::Integer(0), size))
}

fn write_flags(arguments: &mut Arguments<'_>) -> Result<i64, ResultCode> {
    let flags = arguments.optional_integer()?.unwrap_or_default();
    let is_known = flags & !(CREATE_ONLY | UPDATE_ONLY | NO_FAIL | PARTIAL) == 0;
    let both = CREATE_ONLY | UPDATE_ONLY;
    if !is_known || flags & both == both {
        return Err(ResultCode::PARAMETER);
    }
    Ok(flags)
}

/// Adds to the number under a key; what is missing there becomes the number.
fn increment(
    map: &mut Option<Map>,
    arguments: &mut Arguments<'_>,
    signed: impl FnOnce(&Value) -> Value,
) -> Result<Option<Value>, ResultCode> {
    let key = arguments.new_value()?;
    let delta = signed(&arguments.delta()?);
    let order = order(arguments)?;
    arguments.finish()?;
    if !key.is_key() {
        return Err(ResultCode::PARAMETER);
    }
    let map = map.get_or_insert_with(|| Map::empty(order));
    let sum = match map.find(&key).ok().and_then(|place| map.value_mut(place)) {
        Some(value) => value.plus(&delta)?,
        None => delta,
    };
    map.put(key, sum.clone());
    Ok(Some(sum))
}
