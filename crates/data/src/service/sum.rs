//! Sums and other ways to bring the nodes' numbers together. What no node reports stays unknown.

use acm_graph::scalars::{DateTime, Int64};

/// Milliseconds from 1970 to the server's own epoch, 2010-01-01T00:00:00Z.
const SERVER_EPOCH_MS: i64 = 1_262_304_000_000;

/// The sum of what is known.
pub(super) fn total(values: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    values.flatten().reduce(u64::saturating_add)
}

/// The sum of what is known, as the schema shows it.
pub(super) fn total64(values: impl Iterator<Item = Option<u64>>) -> Option<Int64> {
    total(values).map(Int64::from)
}

/// The greatest of what is known.
pub(super) fn greatest64(values: impl Iterator<Item = Option<u64>>) -> Option<Int64> {
    values.flatten().max().map(Int64::from)
}

/// The least of what is known.
pub(super) fn least(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    values.flatten().min_by(f64::total_cmp)
}

/// Whether it holds anywhere.
pub(super) fn any(values: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    values.flatten().reduce(|a, b| a || b)
}

/// The value all agree on; `None` when some differ, or none is known.
pub(super) fn agreed<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// A count for GraphQL's 32-bit integer; the greatest stands for what is beyond it.
pub(super) fn int32(value: impl TryInto<i32>) -> i32 {
    value.try_into().unwrap_or(i32::MAX)
}

/// A time of the server's, in milliseconds since 2010; 0 stands for never.
pub(super) fn server_time(millis: u64) -> Option<DateTime> {
    let millis = i64::try_from(millis).ok().filter(|millis| *millis > 0)?;
    SERVER_EPOCH_MS.checked_add(millis).map(DateTime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_stays_unknown_and_is_never_zero() {
        assert_eq!(total([None, None].into_iter()), None);
        assert_eq!(total([None, Some(0)].into_iter()), Some(0));
        assert_eq!(total([Some(2), None, Some(3)].into_iter()), Some(5));
        assert_eq!(any([None, Some(false)].into_iter()), Some(false));
        assert_eq!(agreed([1, 2].into_iter()), None);
        assert_eq!(agreed(std::iter::empty::<u8>()), None);
    }

    #[test]
    fn server_times_count_from_2010() {
        assert_eq!(server_time(0), None);
        assert_eq!(
            server_time(1).unwrap().to_string(),
            "2010-01-01T00:00:00.001Z"
        );
    }
}
