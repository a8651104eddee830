//! What an operation tells of the elements it selects.

use super::arguments::{Arguments, to_i64};
use super::call::Family;
use super::selection::{Elements, Selected, Selector};
use super::value::{List, Map, MapOrder, Value};
use crate::proto::ResultCode;

/// The bit that selects all elements but those meant.
const INVERTED: i64 = 0x1_0000;

/// What is told, and of which elements.
#[derive(Debug, Clone, Copy)]
pub(super) struct Returns {
    kind: Kind,
    inverted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Index,
    ReverseIndex,
    Rank,
    ReverseRank,
    Count,
    Key,
    Value,
    Entries(MapOrder),
    Exists,
}

/// The selected places, and what is told of them.
#[derive(Debug)]
pub(super) struct Answer {
    /// For each place whether it is selected.
    pub(super) marked: Vec<bool>,
    pub(super) result: Option<Value>,
}

impl Returns {
    /// The return type an operation starts with.
    ///
    /// # Errors
    ///
    /// `NOT_APPLICABLE` for one that does not exist, or not for this family.
    pub(super) fn take(arguments: &mut Arguments<'_>, family: Family) -> Result<Self, ResultCode> {
        let number = arguments.integer()?;
        let kind = match number & !INVERTED {
            0 => Kind::Nothing,
            1 => Kind::Index,
            2 => Kind::ReverseIndex,
            3 => Kind::Rank,
            4 => Kind::ReverseRank,
            5 => Kind::Count,
            7 => Kind::Value,
            13 => Kind::Exists,
            6 if family == Family::Map => Kind::Key,
            8 if family == Family::Map => Kind::Entries(MapOrder::Preserved),
            16 if family == Family::Map => Kind::Entries(MapOrder::Unordered),
            17 if family == Family::Map => Kind::Entries(MapOrder::Key),
            _ => return Err(ResultCode::NOT_APPLICABLE),
        };
        Ok(Self {
            kind,
            inverted: number & INVERTED != 0,
        })
    }

    /// Selects elements and tells of them. One element cannot be inverted.
    pub(super) fn answer(
        self,
        elements: &Elements<'_>,
        selector: &Selector<'_>,
    ) -> Result<Answer, ResultCode> {
        if self.inverted && selector.is_single() {
            return Err(ResultCode::PARAMETER);
        }
        let mut selected = elements.select(selector)?;
        if self.inverted {
            selected = elements.outside(&selected);
        }
        Ok(Answer {
            marked: elements.marked(&selected),
            result: self.result(elements, &selected, selector.is_single()),
        })
    }

    fn result(
        self,
        elements: &Elements<'_>,
        selected: &Selected,
        is_single: bool,
    ) -> Option<Value> {
        let count = selected.places.len();
        let each = match self.kind {
            Kind::Nothing => return None,
            Kind::Count => return Some(Value::Integer(to_i64(count))),
            Kind::Exists => return Some(Value::Boolean(count > 0)),
            Kind::Entries(order) => return Some(entries(elements, &selected.places, order)),
            Kind::Index => indexes(&selected.places),
            Kind::ReverseIndex => reversed(indexes(&selected.places), elements.values.len()),
            Kind::Rank => ranks(elements, selected),
            Kind::ReverseRank => reversed(ranks(elements, selected), elements.values.len()),
            Kind::Key => values(&elements.keys, &selected.places),
            Kind::Value => values(&elements.values, &selected.places),
        };
        if is_single {
            return Some(each.into_iter().next().unwrap_or_else(|| self.missing()));
        }
        Some(Value::List(List::unordered(each)))
    }

    /// What is told of the one element that is not there.
    const fn missing(self) -> Value {
        match self.kind {
            Kind::Key | Kind::Value => Value::Nil,
            _ => Value::Integer(-1),
        }
    }
}

fn indexes(places: &[usize]) -> Vec<Value> {
    let index = |&place| Value::Integer(to_i64(place));
    places.iter().map(index).collect()
}

fn ranks(elements: &Elements<'_>, selected: &Selected) -> Vec<Value> {
    let mut rank_of = vec![0; elements.values.len()];
    for (rank, place) in elements.by_rank().into_iter().enumerate() {
        rank_of[place] = rank;
    }
    let places = selected.for_ranks.as_ref().unwrap_or(&selected.places);
    let rank = |&place: &usize| Value::Integer(to_i64(rank_of[place]));
    places.iter().map(rank).collect()
}

/// The same numbers counted from the other end.
fn reversed(numbers: Vec<Value>, size: usize) -> Vec<Value> {
    let last = to_i64(size) - 1;
    let reverse = |number| match number {
        Value::Integer(number) => Value::Integer(last - number),
        other => other,
    };
    numbers.into_iter().map(reverse).collect()
}

fn values(of: &[&Value], places: &[usize]) -> Vec<Value> {
    places.iter().map(|&place| of[place].clone()).collect()
}

fn entries(elements: &Elements<'_>, places: &[usize], order: MapOrder) -> Value {
    let entry = |&place: &usize| {
        let (key, value) = (elements.keys[place], elements.values[place]);
        (key.clone(), value.clone())
    };
    let entries = places.iter().map(entry).collect();
    Value::Map(match order {
        MapOrder::Preserved => Map::preserved(entries),
        order => Map::sorted(order, entries),
    })
}
