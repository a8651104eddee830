//! Values as they are inside of lists and maps.

use bytes::Bytes;

/// A value. Its order is that of the server: by type, then by what the type compares by.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Nil,
    Boolean(bool),
    Integer(i64),
    /// A number of 32 bits, which stays one.
    Single(f32),
    Float(f64),
    /// Text, bytes, GeoJSON or HyperLogLog, after the number of their particle type.
    Bytes(Bytes),
    List(List),
    Map(Map),
    /// Greater than every value; part of what is asked for, never of what is stored.
    Infinity,
    /// Equal to every value; part of what is asked for, never of what is stored.
    Wildcard,
}

/// A list. An ordered one has its items in the order of values.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    pub(crate) ordered: bool,
    pub(crate) items: Vec<Value>,
}

impl List {
    pub(crate) fn unordered(items: Vec<Value>) -> Self {
        Self {
            ordered: false,
            items,
        }
    }

    pub(super) fn empty(ordered: bool) -> Self {
        Self {
            ordered,
            items: Vec::new(),
        }
    }

    /// Puts the items of an ordered list in order again.
    pub(super) fn restore_order(&mut self) {
        if self.ordered {
            self.items.sort();
        }
    }
}

/// What a map says of its order. Its entries are in the order of keys whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum MapOrder {
    #[default]
    Unordered,
    Key,
    KeyValue,
    /// A result, whose entries stand in the order they were asked for.
    Preserved,
}

impl MapOrder {
    /// The order in the attributes of a map; `None` when there is none like it. That an index is to be
    /// stored with the map changes nothing that can be seen.
    pub(super) const fn from_attributes(attributes: i64) -> Option<Self> {
        const STORED_INDEX: i64 = 0x10;
        match attributes & !STORED_INDEX {
            0 => Some(Self::Unordered),
            1 => Some(Self::Key),
            3 => Some(Self::KeyValue),
            _ => None,
        }
    }

    /// The number in front of the entries; unordered maps have none.
    pub(super) const fn flag(self) -> Option<u8> {
        match self {
            Self::Unordered => None,
            Self::Key => Some(1),
            Self::KeyValue => Some(3),
            Self::Preserved => Some(8),
        }
    }
}

/// A map: entries in the order of their keys, which are unique.
#[derive(Debug, Clone, Default)]
pub(crate) struct Map {
    pub(crate) order: MapOrder,
    entries: Vec<(Value, Value)>,
}

impl Map {
    pub(super) fn empty(order: MapOrder) -> Self {
        Self {
            order,
            entries: Vec::new(),
        }
    }

    /// A map of these entries; of those with the same key the last one stays.
    pub(crate) fn sorted(order: MapOrder, mut entries: Vec<(Value, Value)>) -> Self {
        entries.reverse();
        entries.sort_by(|(left, _), (right, _)| left.cmp(right));
        entries.dedup_by(|(next, _), (kept, _)| next == kept);
        Self { order, entries }
    }

    /// A result whose entries stay in this order.
    pub(super) fn preserved(entries: Vec<(Value, Value)>) -> Self {
        Self {
            order: MapOrder::Preserved,
            entries,
        }
    }

    pub(crate) fn entries(&self) -> &[(Value, Value)] {
        &self.entries
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
    }

    /// Where the entry with this key is, or where it would be.
    pub(super) fn find(&self, key: &Value) -> Result<usize, usize> {
        self.entries.binary_search_by(|(found, _)| found.cmp(key))
    }

    /// The value at a place, for a change.
    pub(super) fn value_mut(&mut self, place: usize) -> Option<&mut Value> {
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// Writes an entry, in place of the one with its key.
    pub(super) fn put(&mut self, key: Value, value: Value) {
        match self.find(&key) {
            Ok(place) => self.entries[place].1 = value,
            Err(place) => self.entries.insert(place, (key, value)),
        }
    }

    /// Writes several entries at once.
    pub(super) fn put_all(&mut self, entries: Vec<(Value, Value)>) {
        let mut all = std::mem::take(&mut self.entries);
        all.extend(entries);
        *self = Self::sorted(self.order, all);
    }

    /// Keeps the entries whose places are not marked.
    pub(super) fn remove(&mut self, marked: &[bool]) {
        keep_unmarked(&mut self.entries, marked);
    }
}

/// Keeps the elements whose places are not marked.
pub(super) fn keep_unmarked<T>(elements: &mut Vec<T>, marked: &[bool]) {
    let mut marks = marked.iter();
    elements.retain(|_| !marks.next().copied().unwrap_or(false));
}
