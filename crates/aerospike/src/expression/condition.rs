//! What is asked of a value.

use aerospike::expressions::{self as driver, ExpType, Expression, lists, maps};
use aerospike::{ListReturnType, MapReturnType, ParticleType, RegexFlags};

use super::filter::{
    BinType, Compare, Condition, ListCondition, MapCondition, Order, Place, RegexFlag,
    StringCondition,
};
use super::{place, regex};

impl Condition {
    pub(super) fn compile(&self, place: &Place) -> Expression {
        match self {
            Self::Exists(expected) => {
                let exists = place.count().map_or_else(
                    || driver::bin_exists(place.bin.as_str()),
                    |count| driver::gt(count, driver::int_val(0)),
                );
                if *expected {
                    exists
                } else {
                    driver::not(exists)
                }
            }
            Self::Type(kind) => driver::eq(
                driver::bin_type(place.bin.as_str()),
                driver::int_val(kind.particle()),
            ),
            Self::Bool(value) => driver::eq(place.read(ExpType::Bool), driver::bool_val(*value)),
            Self::Int(compare) => compare.compile(|| place.read(ExpType::Int)),
            Self::Float(compare) => compare.compile(|| place.read(ExpType::Float)),
            Self::String(condition) => condition.compile(|| place.read(ExpType::String)),
            Self::Bytes(compare) => compare.compile(|| place.read(ExpType::Blob)),
            Self::Geo(shape) => {
                driver::geo_compare(place.read(ExpType::Geo), driver::geo_val(shape.as_str()))
            }
            Self::List(condition) => condition.compile(place),
            Self::Map(condition) => condition.compile(place),
        }
    }
}

impl BinType {
    fn particle(self) -> i64 {
        let particle = match self {
            Self::Bool => ParticleType::Bool,
            Self::Int => ParticleType::Integer,
            Self::Float => ParticleType::Float,
            Self::String => ParticleType::String,
            Self::Bytes => ParticleType::Blob,
            Self::GeoJson => ParticleType::GeoJson,
            Self::Hll => ParticleType::Hll,
            Self::List => ParticleType::List,
            Self::Map => ParticleType::Map,
        };
        particle as i64
    }
}

impl ListCondition {
    fn compile(&self, place: &Place) -> Expression {
        let size = || {
            let (list, way) = place.collection(ExpType::List);
            lists::size(list, &way)
        };
        match self {
            Self::Size(compare) => compare.compile(size),
            Self::Contains(value) => {
                let (list, way) = place.collection(ExpType::List);
                let count = ListReturnType::COUNT;
                let found = lists::get_by_value(count, place::literal(value), list, &way);
                driver::gt(found, driver::int_val(0))
            }
            Self::Equal(equal, value) => {
                equality(*equal, place.read(ExpType::List), place::literal(value))
            }
        }
    }
}

impl MapCondition {
    fn compile(&self, place: &Place) -> Expression {
        let map = || place.collection(ExpType::Map);
        let any = |found| driver::gt(found, driver::int_val(0));
        let count = MapReturnType::COUNT;
        match self {
            Self::Size(compare) => compare.compile(|| {
                let (map, way) = map();
                maps::size(map, &way)
            }),
            Self::ContainsKey(key) => {
                let (map, way) = map();
                any(maps::get_by_key(
                    count,
                    ExpType::Int,
                    place::literal(key),
                    map,
                    &way,
                ))
            }
            Self::ContainsValue(value) => {
                let (map, way) = map();
                any(maps::get_by_value(count, place::literal(value), map, &way))
            }
            Self::Equal(equal, value) => {
                equality(*equal, place.read(ExpType::Map), place::literal(value))
            }
        }
    }
}

fn equality(equal: bool, left: Expression, right: Expression) -> Expression {
    let order = if equal { Order::Eq } else { Order::Ne };
    order.compile(left, right)
}

impl StringCondition {
    pub(super) fn compile(&self, read: impl Fn() -> Expression) -> Expression {
        let matches = |pattern: String, flags| driver::regex_compare(pattern, flags, read());
        let extended = RegexFlags::EXTENDED;
        match self {
            Self::Compare(compare) => compare.compile(read),
            Self::Contains(text) => matches(regex::escape(text), extended),
            Self::StartsWith(text) => matches(format!("^{}", regex::escape(text)), extended),
            Self::EndsWith(text) => matches(format!("{}$", regex::escape(text)), extended),
            Self::Regex { pattern, flags } => {
                let flag = |flag: &RegexFlag| match flag {
                    RegexFlag::IgnoreCase => RegexFlags::ICASE,
                    RegexFlag::Newline => RegexFlags::NEWLINE,
                };
                let flags = flags.iter().map(flag);
                matches(pattern.clone(), flags.fold(extended, |all, one| all | one))
            }
        }
    }
}

/// A constant of an expression.
pub(super) trait Constant {
    fn literal(&self) -> Expression;
}

impl Constant for i64 {
    fn literal(&self) -> Expression {
        driver::int_val(*self)
    }
}

impl Constant for f64 {
    fn literal(&self) -> Expression {
        driver::float_val(*self)
    }
}

impl Constant for String {
    fn literal(&self) -> Expression {
        driver::string_val(self.as_str())
    }
}

impl Constant for Vec<u8> {
    fn literal(&self) -> Expression {
        driver::blob_val(self.clone())
    }
}

#[expect(private_bounds, reason = "of the four types of constants only")]
impl<T: Constant> Compare<T> {
    /// `read` yields the value that is compared, once for each comparison.
    pub(super) fn compile(&self, read: impl Fn() -> Expression) -> Expression {
        let to = |order: Order, constant: &T| order.compile(read(), constant.literal());
        match self {
            Self::To(order, constant) => to(*order, constant),
            Self::Between(from, until) => {
                driver::and(vec![to(Order::Ge, from), to(Order::Le, until)])
            }
            Self::In(constants) => match constants.as_slice() {
                [one] => to(Order::Eq, one),
                several => driver::or(several.iter().map(|one| to(Order::Eq, one)).collect()),
            },
        }
    }
}

impl Order {
    pub(super) fn compile(self, left: Expression, right: Expression) -> Expression {
        match self {
            Self::Eq => driver::eq(left, right),
            Self::Ne => driver::ne(left, right),
            Self::Lt => driver::lt(left, right),
            Self::Le => driver::le(left, right),
            Self::Gt => driver::gt(left, right),
            Self::Ge => driver::ge(left, right),
        }
    }
}
