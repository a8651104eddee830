//! The way from a value to a list or map inside of it.

use bytes::Bytes;

use super::arguments::{place, to_i64};
use super::call::Operation;
use super::codec::{self, MAX_VALUES};
use super::selection::Elements;
use super::value::{List, Map, MapOrder, Value};
use crate::proto::ResultCode;
use crate::proto::msgpack::MAX_DEPTH;

/// The bits of a step that say what to make when there is nothing at its place.
const CREATE: i64 = 0xc0;

/// One step inward.
#[derive(Debug, Clone)]
pub(super) struct Step {
    target: Target,
    /// Which kind to make of what is missing, in the two bits; 0 makes nothing.
    create: i64,
}

#[derive(Debug, Clone)]
enum Target {
    ListIndex(i64),
    ListRank(i64),
    ListValue(Value),
    MapIndex(i64),
    MapRank(i64),
    MapKey(Value),
    MapValue(Value),
}

/// The way from a value to one inside of it, which makes nothing on its way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Path(Vec<Step>);

impl Path {
    /// Decodes a context.
    ///
    /// # Errors
    ///
    /// `PARAMETER` for what is no context, or one that makes what is missing or leads to many values.
    pub(crate) fn decode(context: &Bytes) -> Result<Self, ResultCode> {
        let Ok(Value::List(context)) = codec::decode(context.clone()) else {
            return Err(ResultCode::PARAMETER);
        };
        let steps = steps(context.items)?;
        if steps.is_empty() || steps.iter().any(|step| step.create != 0) {
            return Err(ResultCode::PARAMETER);
        }
        Ok(Self(steps))
    }

    /// What it leads to, if anything.
    pub(crate) fn find<'a>(&self, value: &'a Value) -> Option<&'a Value> {
        find(value, &self.0).ok()
    }
}

/// The steps of a context: pairs of a kind and what it looks for.
pub(super) fn steps(context: Vec<Value>) -> Result<Vec<Step>, ResultCode> {
    if !context.len().is_multiple_of(2) || context.len() / 2 > MAX_DEPTH as usize {
        return Err(ResultCode::PARAMETER);
    }
    let mut steps = Vec::with_capacity(context.len() / 2);
    let mut values = context.into_iter();
    while let (Some(kind), Some(value)) = (values.next(), values.next()) {
        let Value::Integer(kind) = kind else {
            return Err(ResultCode::PARAMETER);
        };
        let target = match (kind & !CREATE, value) {
            (0x10, Value::Integer(index)) => Target::ListIndex(index),
            (0x11, Value::Integer(rank)) => Target::ListRank(rank),
            (0x13, value) => Target::ListValue(value),
            (0x20, Value::Integer(index)) => Target::MapIndex(index),
            (0x21, Value::Integer(rank)) => Target::MapRank(rank),
            (0x22, key) => Target::MapKey(key),
            (0x23, value) => Target::MapValue(value),
            _ => return Err(ResultCode::PARAMETER),
        };
        steps.push(Step {
            target,
            create: kind & CREATE,
        });
    }
    Ok(steps)
}

impl Step {
    /// Where it leads to in this value; `NOT_APPLICABLE` when nowhere.
    fn place(&self, value: &Value) -> Result<Option<usize>, ResultCode> {
        Ok(match (value, &self.target) {
            (Value::List(list), Target::ListIndex(index)) => place(*index, list.items.len()),
            (Value::List(list), Target::ListRank(rank)) => Elements::of_list(list).ranked(*rank),
            (Value::List(list), Target::ListValue(asked)) => {
                list.items.iter().position(|item| item.is(asked))
            }
            (Value::Map(map), Target::MapIndex(index)) => place(*index, map.entries().len()),
            (Value::Map(map), Target::MapRank(rank)) => Elements::of_map(map).ranked(*rank),
            (Value::Map(map), Target::MapKey(key)) => map.find(key).ok(),
            (Value::Map(map), Target::MapValue(asked)) => {
                map.entries().iter().position(|(_, value)| value.is(asked))
            }
            _ => return Err(ResultCode::NOT_APPLICABLE),
        })
    }

    /// What this step makes where nothing is, for the step behind it.
    fn made_for(&self, next: &Self) -> Value {
        match next.target {
            Target::ListIndex(_) | Target::ListRank(_) | Target::ListValue(_) => {
                Value::List(List::empty(self.create == 0xc0))
            }
            _ => Value::Map(Map::empty(match self.create {
                0xc0 => MapOrder::KeyValue,
                0x80 => MapOrder::Key,
                _ => MapOrder::Unordered,
            })),
        }
    }

    /// What a step makes in place of a whole value that is missing.
    fn whole(&self) -> Value {
        match self.target {
            Target::ListIndex(_) | Target::ListRank(_) | Target::ListValue(_) => {
                Value::List(List::default())
            }
            _ => Value::Map(Map::default()),
        }
    }

    /// Whether missing places of a list are filled with nil up to this one.
    const fn pads(&self) -> bool {
        self.create == 0x80
    }
}

/// The value at the end of the steps.
pub(super) fn find<'a>(value: &'a Value, steps: &[Step]) -> Result<&'a Value, ResultCode> {
    let mut found = value;
    for (passed, step) in steps.iter().enumerate() {
        if passed == 0 && !matches!(found, Value::List(_) | Value::Map(_)) {
            return Err(ResultCode::INCOMPATIBLE_TYPE);
        }
        let place = step.place(found)?.ok_or(ResultCode::NOT_APPLICABLE)?;
        let inner = match found {
            Value::List(list) => list.items.get(place),
            Value::Map(map) => map.entries().get(place).map(|(_, value)| value),
            _ => None,
        };
        found = inner.ok_or(ResultCode::NOT_APPLICABLE)?;
    }
    Ok(found)
}

/// Applies an operation to the value at the end of the steps.
pub(super) fn modify(
    value: &mut Option<Value>,
    steps: &[Step],
    operation: &Operation,
) -> Result<Option<Value>, ResultCode> {
    let Some(first) = steps.first() else {
        return operation.apply(value, ResultCode::INCOMPATIBLE_TYPE);
    };
    match value {
        Some(Value::List(_) | Value::Map(_)) => {}
        Some(_) => return Err(ResultCode::INCOMPATIBLE_TYPE),
        None if first.create == 0 => return Err(ResultCode::NOT_APPLICABLE),
        None => *value = Some(first.whole()),
    }
    modify_inside(value, steps, operation)
}

fn modify_inside(
    slot: &mut Option<Value>,
    steps: &[Step],
    operation: &Operation,
) -> Result<Option<Value>, ResultCode> {
    let Some((step, rest)) = steps.split_first() else {
        return operation.apply(slot, ResultCode::PARAMETER);
    };
    let Some(outer) = slot else {
        return Err(ResultCode::NOT_APPLICABLE);
    };
    let found = step.place(outer)?;
    let mut inner = match (found, rest.first()) {
        (Some(place), _) => take(outer, place),
        (None, _) if step.create == 0 => return Err(ResultCode::NOT_APPLICABLE),
        (None, Some(next)) => Some(step.made_for(next)),
        (None, None) => None,
    };
    let result = modify_inside(&mut inner, rest, operation)?;
    if let Some(inner) = inner {
        put_back(outer, found, step, inner)?;
    }
    Ok(result)
}

/// Takes an element out, which leaves nil until it is put back.
fn take(outer: &mut Value, place: usize) -> Option<Value> {
    let element = match outer {
        Value::List(list) => list.items.get_mut(place),
        Value::Map(map) => map.value_mut(place),
        _ => None,
    };
    element.map(|element| std::mem::replace(element, Value::Nil))
}

/// Puts an element where it was, or where the step makes it.
fn put_back(
    outer: &mut Value,
    found: Option<usize>,
    step: &Step,
    inner: Value,
) -> Result<(), ResultCode> {
    match (outer, &step.target) {
        (Value::List(list), target) => {
            match (found, target) {
                (Some(place), _) => list.items[place] = inner,
                (None, Target::ListIndex(index)) => append(list, *index, step.pads(), inner)?,
                (None, _) => return Err(ResultCode::NOT_APPLICABLE),
            }
            list.restore_order();
        }
        (Value::Map(map), target) => match (found, target) {
            (Some(place), _) => {
                if let Some(value) = map.value_mut(place) {
                    *value = inner;
                }
            }
            (None, Target::MapKey(key)) if key.is_key() => map.put(key.clone(), inner),
            (None, Target::MapKey(_)) => return Err(ResultCode::PARAMETER),
            (None, _) => return Err(ResultCode::NOT_APPLICABLE),
        },
        _ => return Err(ResultCode::NOT_APPLICABLE),
    }
    Ok(())
}

/// Adds an element at an index at or behind the end of a list.
fn append(list: &mut List, index: i64, pads: bool, inner: Value) -> Result<(), ResultCode> {
    let size = to_i64(list.items.len());
    if index < size || (index > size && (!pads || list.ordered)) {
        return Err(ResultCode::NOT_APPLICABLE);
    }
    let place = usize::try_from(index).map_err(|_| ResultCode::PARAMETER)?;
    if place >= MAX_VALUES {
        return Err(ResultCode::PARAMETER);
    }
    list.items.resize(place, Value::Nil);
    list.items.push(inner);
    Ok(())
}
