//! Which elements of a list or map an operation means.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use super::arguments::{Arguments, Interval, Span, place, to_i64};
use super::call::Family;
use super::returns::Returns;
use super::value::{List, Map, Value};
use crate::proto::ResultCode;

/// The ways to mean elements.
#[derive(Debug, Clone, Copy)]
pub(super) enum Selector<'a> {
    Index(i64),
    IndexRange(Span),
    Rank(i64),
    RankRange(Span),
    Value(&'a Value),
    Values(&'a [Value]),
    ValueInterval(Interval<'a>),
    /// By rank, counted from the first value that is not smaller.
    RelativeRank(&'a Value, Span),
    Key(&'a Value),
    Keys(&'a [Value]),
    KeyInterval(Interval<'a>),
    /// By index, counted from the first key that is not smaller.
    RelativeIndex(&'a Value, Span),
}

impl<'a> Selector<'a> {
    /// How an operation that reads a list selects, and what it tells; `PARAMETER` when it selects
    /// nothing.
    pub(super) fn of_list(
        code: i64,
        arguments: &mut Arguments<'a>,
    ) -> Result<(Returns, Self), ResultCode> {
        if !matches!(code, 19 | 21..=27) {
            return Err(ResultCode::PARAMETER);
        }
        let returns = Returns::take(arguments, Family::List)?;
        let selector = match code {
            19 => Self::Index(arguments.integer()?),
            21 => Self::Rank(arguments.integer()?),
            22 => Self::Value(arguments.value()?),
            23 => Self::Values(arguments.looked_for()?),
            24 => Self::IndexRange(arguments.span()?),
            25 => Self::ValueInterval(arguments.interval()?),
            26 => Self::RankRange(arguments.span()?),
            _ => Self::RelativeRank(arguments.value()?, arguments.span()?),
        };
        arguments.finish()?;
        Ok((returns, selector))
    }

    /// How an operation that reads a map selects, and what it tells; `PARAMETER` when it selects
    /// nothing.
    pub(super) fn of_map(
        code: i64,
        arguments: &mut Arguments<'a>,
    ) -> Result<(Returns, Self), ResultCode> {
        if !matches!(code, 97 | 98 | 100 | 102..=110) {
            return Err(ResultCode::PARAMETER);
        }
        let returns = Returns::take(arguments, Family::Map)?;
        let selector = match code {
            97 => Self::Key(arguments.value()?),
            98 => Self::Index(arguments.integer()?),
            100 => Self::Rank(arguments.integer()?),
            102 => Self::Value(arguments.value()?),
            103 => Self::KeyInterval(arguments.interval()?),
            104 => Self::IndexRange(arguments.span()?),
            105 => Self::ValueInterval(arguments.interval()?),
            106 => Self::RankRange(arguments.span()?),
            107 => Self::Keys(arguments.looked_for()?),
            108 => Self::Values(arguments.looked_for()?),
            109 => Self::RelativeIndex(arguments.value()?, arguments.span()?),
            _ => Self::RelativeRank(arguments.value()?, arguments.span()?),
        };
        arguments.finish()?;
        Ok((returns, selector))
    }

    /// Whether it means one element, which is then told by itself and not in a list.
    pub(super) const fn is_single(&self) -> bool {
        matches!(self, Self::Index(_) | Self::Rank(_) | Self::Key(_))
    }
}

/// The elements of a list or map, by place and by rank.
#[derive(Debug)]
pub(super) struct Elements<'a> {
    pub(super) keys: Vec<&'a Value>,
    pub(super) values: Vec<&'a Value>,
    /// Whether a range of ranks is searched from the nearer end, as servers do in unordered lists;
    /// what is found comes in the order it was found.
    searched: bool,
}

/// The selected places, in the order of the result.
#[derive(Debug)]
pub(super) struct Selected {
    pub(super) places: Vec<usize>,
    /// The order when ranks are told, where it is another one.
    pub(super) for_ranks: Option<Vec<usize>>,
}

impl Selected {
    const fn in_order(places: Vec<usize>) -> Self {
        Self {
            places,
            for_ranks: None,
        }
    }
}

impl<'a> Elements<'a> {
    pub(super) fn of_list(list: &'a List) -> Self {
        Self {
            keys: Vec::new(),
            values: list.items.iter().collect(),
            searched: !list.ordered,
        }
    }

    pub(super) fn of_map(map: &'a Map) -> Self {
        Self {
            keys: map.entries().iter().map(|(key, _)| key).collect(),
            values: map.entries().iter().map(|(_, value)| value).collect(),
            searched: false,
        }
    }

    /// The places by rank: by value, and by place where values are equal.
    pub(super) fn by_rank(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.values.len()).collect();
        places.sort_by(|&left, &right| self.values[left].cmp(self.values[right]));
        places
    }

    /// The place with this rank; negative ones count from the largest.
    pub(super) fn ranked(&self, rank: i64) -> Option<usize> {
        let rank = place(rank, self.values.len())?;
        self.by_rank().get(rank).copied()
    }

    /// The places that are selected. Nothing at the one index or rank that is asked for is
    /// `NOT_APPLICABLE`; a key that is not there selects nothing.
    pub(super) fn select(&self, selector: &Selector<'_>) -> Result<Selected, ResultCode> {
        let size = self.values.len();
        Ok(match *selector {
            Selector::Index(index) => {
                let place = place(index, size).ok_or(ResultCode::NOT_APPLICABLE)?;
                Selected::in_order(vec![place])
            }
            Selector::Rank(rank) => {
                let place = self.ranked(rank).ok_or(ResultCode::NOT_APPLICABLE)?;
                Selected::in_order(vec![place])
            }
            Selector::IndexRange(span) => Selected::in_order(span.places(size).collect()),
            Selector::RankRange(span) => self.rank_range(&self.by_rank(), span.places(size)),
            Selector::RelativeRank(value, span) => {
                let ranks = self.by_rank();
                let first = ranks
                    .partition_point(|&place| self.values[place].compare(value) == Ordering::Less);
                let start = to_i64(first).saturating_add(span.from);
                self.rank_range(&ranks, span.starting_at(start, size))
            }
            Selector::Value(value) => {
                let matching = |place: &usize| self.values[*place].is(value);
                Selected::in_order((0..size).filter(matching).collect())
            }
            Selector::Values(values) => self.values_among(values)?,
            Selector::ValueInterval(interval) => {
                let inside = |place: &usize| interval.holds(self.values[*place]);
                Selected {
                    places: (0..size).filter(inside).collect(),
                    for_ranks: Some(self.by_rank().into_iter().filter(inside).collect()),
                }
            }
            Selector::Key(key) => {
                let matching = |place: &usize| self.keys[*place].is(key);
                Selected::in_order((0..size).find(matching).into_iter().collect())
            }
            Selector::Keys(keys) => {
                let (wild, mut keys) = split_wild(keys)?;
                keys.sort();
                let matching = |place: &usize| {
                    let key = self.keys[*place];
                    keys.binary_search(&key).is_ok() || wild.iter().any(|asked| key.is(asked))
                };
                Selected::in_order((0..size).filter(matching).collect())
            }
            Selector::KeyInterval(interval) => {
                let inside = |place: &usize| interval.holds(self.keys[*place]);
                Selected::in_order((0..size).filter(inside).collect())
            }
            Selector::RelativeIndex(key, span) => {
                let first = self
                    .keys
                    .partition_point(|found| found.compare(key) == Ordering::Less);
                let start = to_i64(first).saturating_add(span.from);
                Selected::in_order(span.starting_at(start, size).collect())
            }
        })
    }

    /// The places outside of a selection, by index; by rank when ranks are told.
    pub(super) fn outside(&self, selected: &Selected) -> Selected {
        let marked = self.marked(selected);
        let outside = |place: &usize| !marked[*place];
        Selected {
            places: (0..marked.len()).filter(outside).collect(),
            for_ranks: Some(self.by_rank().into_iter().filter(outside).collect()),
        }
    }

    /// For each place whether it is selected.
    pub(super) fn marked(&self, selected: &Selected) -> Vec<bool> {
        let mut marked = vec![false; self.values.len()];
        for &place in &selected.places {
            marked[place] = true;
        }
        marked
    }

    /// A range of ranks: ascending, but descending where the search comes from below.
    fn rank_range(&self, by_rank: &[usize], range: Range<usize>) -> Selected {
        let from_below = self.searched && range.end + range.start <= by_rank.len();
        let mut places = by_rank.get(range).unwrap_or_default().to_vec();
        if from_below {
            places.reverse();
        }
        Selected::in_order(places)
    }

    /// The elements with one of these values: by place, or, when ranks are told, in the order of the
    /// values asked for.
    fn values_among(&self, asked: &[Value]) -> Result<Selected, ResultCode> {
        split_wild(asked)?;
        let by_rank = self.by_rank();
        let mut marked = vec![false; by_rank.len()];
        let mut for_ranks = Vec::new();
        for value in asked {
            let found = if value.is_storable() {
                let start = by_rank.partition_point(|&place| self.values[place] < value);
                let rest = &by_rank[start..];
                let end = rest.partition_point(|&place| self.values[place] == value);
                Cow::Borrowed(&rest[..end])
            } else {
                let matching = |place: &usize| self.values[*place].is(value);
                Cow::Owned(by_rank.iter().copied().filter(matching).collect())
            };
            for &place in found.iter() {
                if !std::mem::replace(&mut marked[place], true) {
                    for_ranks.push(place);
                }
            }
        }
        Ok(Selected {
            places: (0..marked.len()).filter(|&place| marked[place]).collect(),
            for_ranks: Some(for_ranks),
        })
    }
}

impl Interval<'_> {
    fn holds(&self, value: &Value) -> bool {
        value.compare(self.from) != Ordering::Less
            && self
                .to
                .is_none_or(|end| value.compare(end) == Ordering::Less)
    }
}

/// Those with wildcards, and the others. Each wildcard is compared with every element, so there may
/// be few.
fn split_wild(asked: &[Value]) -> Result<(Vec<&Value>, Vec<&Value>), ResultCode> {
    const MAX_WILD: usize = 64;
    let (wild, plain): (Vec<_>, Vec<_>) = asked.iter().partition(|value| !value.is_storable());
    if wild.len() > MAX_WILD {
        return Err(ResultCode::PARAMETER);
    }
    Ok((wild, plain))
}
