//! Lists and maps: the operations on them, apart from records and bins.
//!
//! A [`Call`] is one operation, decoded from what a client sends. It reads a value or modifies it, at
//! the place inside of it that its context leads to. Nothing here knows of records, so a call works
//! on whatever value is at hand.

mod arguments;
mod call;
mod codec;
mod context;
mod convert;
mod list;
mod map;
mod number;
mod order;
#[cfg(test)]
mod properties;
mod returns;
mod selection;
mod value;

pub(crate) use call::Call;
pub(crate) use codec::decode;
pub(crate) use context::Path;
pub(crate) use convert::in_order;
pub(crate) use value::{List, Map, MapOrder, Value};
