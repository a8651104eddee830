//! The first of many, in the order a reader asks for.

use acm_graph::{TopNamespace, TopNamespaceOrder, TopSet, TopSetOrder, scalars::Int64};

use crate::error::{Error, Result};

/// Namespaces and sets a reader may ask for.
const MOST: usize = 200;

/// What a reader wants to see.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    namespaces_by: TopNamespaceOrder,
    sets_by: TopSetOrder,
    first: usize,
}

impl Order {
    /// The first so many of each.
    ///
    /// # Errors
    /// `first` out of bounds.
    pub(crate) fn new(
        namespaces_by: TopNamespaceOrder,
        sets_by: TopSetOrder,
        first: i32,
    ) -> Result<Self> {
        let wanted = usize::try_from(first).ok();
        let first = wanted.filter(|first| (1..=MOST).contains(first));
        let first = first.ok_or_else(|| Error::input("first", format!("ask for 1 to {MOST}")))?;
        Ok(Self {
            namespaces_by,
            sets_by,
            first,
        })
    }

    /// The first of the namespaces.
    pub(super) fn namespaces(self, all: &[TopNamespace]) -> Vec<TopNamespace> {
        let key = |one: &TopNamespace| match self.namespaces_by {
            TopNamespaceOrder::OperationsPerSecond => {
                sum(one.reads_per_second, one.writes_per_second)
            }
            TopNamespaceOrder::ReadsPerSecond => one.reads_per_second,
            TopNamespaceOrder::WritesPerSecond => one.writes_per_second,
            TopNamespaceOrder::Objects => number(one.objects),
            TopNamespaceOrder::DataUsedBytes => number(one.data_used_bytes),
        };
        first(all, self.first, key)
    }

    /// The first of the sets.
    pub(super) fn sets(self, all: &[TopSet]) -> Vec<TopSet> {
        let key = |one: &TopSet| match self.sets_by {
            TopSetOrder::ObjectsPerSecond => one.objects_per_second.map(f64::abs),
            TopSetOrder::BytesPerSecond => one.bytes_per_second.map(f64::abs),
            TopSetOrder::Objects => number(one.objects),
            TopSetOrder::DataUsedBytes => number(one.data_used_bytes),
        };
        first(all, self.first, key)
    }
}

/// The greatest first, what is unknown last; equals stay in the order of their names.
fn first<T: Clone>(all: &[T], most: usize, key: impl Fn(&T) -> Option<f64>) -> Vec<T> {
    let of = |one: &T| key(one).unwrap_or(f64::NEG_INFINITY);
    let mut sorted: Vec<(f64, &T)> = all.iter().map(|one| (of(one), one)).collect();
    sorted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    sorted
        .into_iter()
        .take(most)
        .map(|(_, one)| one.clone())
        .collect()
}

fn number(value: Option<Int64>) -> Option<f64> {
    value.map(|value| value.0 as f64)
}

fn sum(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (None, None) => None,
        (a, b) => Some(a.unwrap_or_default() + b.unwrap_or_default()),
    }
}
