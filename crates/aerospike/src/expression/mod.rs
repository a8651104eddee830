//! Conditions on records, evaluated by the server: a typed tree, and what the driver sends of it.
//!
//! The server knows three outcomes: true, false, and unknown. Reading a bin of another type, or an
//! element that is not there, is unknown; so is what depends on it, unless the rest decides. A record
//! whose filter is not true is not found: `not` of a condition on a missing bin does not find it.

mod compile;
mod condition;
mod filter;
mod geo;
mod place;
mod regex;
mod term;

pub use filter::{
    BinType, Compare, Condition, Filter, KeyFilter, ListCondition, MapCondition, MetadataFilter,
    NumberType, Order, PathStep, Place, RegexFlag, StringCondition,
};
pub use geo::{GeoShape, check_geo_json};
pub use regex::{MAX_REGEX_CHARS, check_regex};
pub use term::{Fold, Pair, Term, Unary};

pub use place::context_base64;

pub(crate) use place::contexts;
