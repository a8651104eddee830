//! From the tree to what the driver sends.

use aerospike::expressions::{self as driver, ExpType, Expression};

use super::filter::{Compare, Filter, KeyFilter, MetadataFilter, Order};

impl Filter {
    /// How many conditions it has.
    #[must_use]
    pub fn conditions(&self) -> usize {
        match self {
            Self::And(filters) | Self::Or(filters) => filters.iter().map(Self::conditions).sum(),
            Self::Not(filter) => filter.conditions(),
            _ => 1,
        }
    }

    pub(crate) fn compile(&self) -> Expression {
        match self {
            Self::And(filters) => several(filters, driver::and),
            Self::Or(filters) => several(filters, driver::or),
            Self::Not(filter) => driver::not(filter.compile()),
            Self::Bin(place, condition) => condition.compile(place),
            Self::Key(key) => key.compile(),
            Self::Metadata(metadata) => metadata.compile(),
            Self::Compare { left, order, right } => order.compile(left.compile(), right.compile()),
        }
    }
}

/// The server takes `and` and `or` of two or more.
fn several(filters: &[Filter], join: fn(Vec<Expression>) -> Expression) -> Expression {
    match filters {
        [one] => one.compile(),
        filters => join(filters.iter().map(Filter::compile).collect()),
    }
}

fn flag(expected: bool, found: Expression) -> Expression {
    if expected { found } else { driver::not(found) }
}

impl KeyFilter {
    fn compile(&self) -> Expression {
        match self {
            Self::Stored(expected) => flag(*expected, driver::key_exists()),
            Self::Int(compare) => compare.compile(|| driver::key(ExpType::Int)),
            Self::String(condition) => condition.compile(|| driver::key(ExpType::String)),
            Self::Bytes(compare) => compare.compile(|| driver::key(ExpType::Blob)),
        }
    }
}

impl MetadataFilter {
    fn compile(&self) -> Expression {
        match self {
            Self::Ttl(compare) => compare.compile(driver::ttl),
            Self::NeverExpires(expected) => {
                let order = if *expected { Order::Eq } else { Order::Ne };
                Compare::To(order, -1).compile(driver::ttl)
            }
            Self::VoidTime(compare) => compare.compile(driver::void_time),
            Self::LastUpdate(compare) => compare.compile(driver::last_update),
            Self::SinceUpdate(compare) => compare.compile(driver::since_update),
            Self::Size(compare) => compare.compile(driver::record_size),
            Self::DigestModulo { modulus, equals } => {
                driver::eq(driver::digest_modulo(*modulus), driver::int_val(*equals))
            }
            Self::SetName(condition) => condition.compile(driver::set_name),
            Self::Tombstone(expected) => flag(*expected, driver::is_tombstone()),
        }
    }
}
