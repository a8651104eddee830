//! Values to and from the objects of the API.

use mlua::{Lua, Table, Value as Raw};

use crate::limits::{End, Meter, steps_of_bytes};
use crate::value::Value;

/// Lists and maps nested deeper than this are refused.
const MAX_DEPTH: usize = 64;
/// Most values inside of one.
const MAX_VALUES: usize = 1_000_000;
/// Most values inside of one that a message shows.
const MAX_SHOWN: usize = 50_000;
/// Most bytes of text that a message shows.
const MAX_TEXT: usize = 4 * 1024;

/// The keys under which the API keeps what its objects are made of.
#[derive(Debug)]
pub(crate) struct Objects {
    kind: Table,
    items: Table,
    size: Table,
    nil: Table,
    metatables: Table,
    /// Most bytes of one value that leaves.
    max_bytes: usize,
}

/// What is still to be let out.
pub(crate) struct Allowance {
    values: usize,
    bytes: usize,
    /// Steps it took so far.
    pub(crate) steps: u64,
}

impl Allowance {
    fn take(&mut self, bytes_taken: usize) -> Result<(), &'static str> {
        let left = (
            self.values.checked_sub(1),
            self.bytes.checked_sub(bytes_taken),
        );
        let (Some(values), Some(bytes)) = left else {
            return Err("the value is too large");
        };
        (self.values, self.bytes) = (values, bytes);
        self.steps += steps_of_bytes(bytes_taken);
        Ok(())
    }
}

impl Objects {
    pub(crate) fn new(api: &Table, max_bytes: usize) -> mlua::Result<Self> {
        Ok(Self {
            kind: api.raw_get("KIND")?,
            items: api.raw_get("ITEMS")?,
            size: api.raw_get("SIZE")?,
            nil: api.raw_get("NIL")?,
            metatables: api.raw_get("metatables")?,
            max_bytes,
        })
    }

    /// Makes a value one of Lua.
    pub(crate) fn enter(&self, lua: &Lua, value: &Value) -> mlua::Result<Raw> {
        Ok(match value {
            Value::Nil => Raw::Nil,
            Value::Boolean(value) => Raw::Boolean(*value),
            Value::Integer(value) => Raw::Integer(*value),
            Value::Float(value) => Raw::Number(*value),
            Value::String(text) => Raw::String(lua.create_string(text)?),
            Value::Bytes(data) => self.opaque(lua, "bytes", data)?,
            Value::GeoJson(data) => self.opaque(lua, "geojson", data)?,
            Value::Hll(data) => self.opaque(lua, "hll", data)?,
            Value::List(values) => {
                let items = lua.create_table_with_capacity(values.len(), 0)?;
                for (index, value) in values.iter().enumerate() {
                    items.raw_set(index + 1, self.enter_kept(lua, value)?)?;
                }
                self.object(lua, "list", &items, values.len())?
            }
            Value::Map(entries) => {
                let items = lua.create_table_with_capacity(0, entries.len())?;
                let mut size = 0;
                for (key, value) in entries {
                    let key = self.enter(lua, key)?;
                    // Nil and what is not a number are no keys in Lua.
                    if matches!(&key, Raw::Nil) || matches!(key, Raw::Number(key) if key.is_nan()) {
                        continue;
                    }
                    items.raw_set(key, self.enter_kept(lua, value)?)?;
                    size += 1;
                }
                self.object(lua, "map", &items, size)?
            }
        })
    }

    /// [`Self::enter`], where nil needs a place.
    pub(crate) fn enter_kept(&self, lua: &Lua, value: &Value) -> mlua::Result<Raw> {
        match value {
            Value::Nil => Ok(Raw::Table(self.nil.clone())),
            value => self.enter(lua, value),
        }
    }

    fn opaque(&self, lua: &Lua, kind: &str, data: &[u8]) -> mlua::Result<Raw> {
        let object = self.empty(lua, kind)?;
        object.raw_set(&self.items, lua.create_string(data)?)?;
        Ok(Raw::Table(object))
    }

    fn object(&self, lua: &Lua, kind: &str, items: &Table, size: usize) -> mlua::Result<Raw> {
        let object = self.empty(lua, kind)?;
        object.raw_set(&self.items, items)?;
        object.raw_set(&self.size, size)?;
        Ok(Raw::Table(object))
    }

    fn empty(&self, lua: &Lua, kind: &str) -> mlua::Result<Table> {
        let object = lua.create_table()?;
        object.raw_set(&self.kind, kind)?;
        object.set_metatable(Some(self.metatables.raw_get(kind)?))?;
        Ok(object)
    }

    /// Takes a value out of Lua.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub(crate) fn leave(&self, raw: &Raw) -> Result<Value, String> {
        self.leave_of(raw, &mut self.allowance())
    }

    /// What may leave at once.
    pub(crate) fn allowance(&self) -> Allowance {
        Allowance {
            values: MAX_VALUES,
            bytes: self.max_bytes,
            steps: 0,
        }
    }

    /// [`Self::leave`], where several values leave together.
    pub(crate) fn leave_of(&self, raw: &Raw, allowance: &mut Allowance) -> Result<Value, String> {
        self.leave_within(raw, 0, allowance)
    }

    fn leave_within(
        &self,
        raw: &Raw,
        depth: usize,
        allowance: &mut Allowance,
    ) -> Result<Value, String> {
        if depth > MAX_DEPTH {
            return Err(format!("the value is nested deeper than {MAX_DEPTH}"));
        }
        let size = match raw {
            Raw::String(text) => text.as_bytes().len(),
            _ => 0,
        };
        allowance.take(size)?;
        Ok(match raw {
            Raw::Nil => Value::Nil,
            Raw::Boolean(value) => Value::Boolean(*value),
            Raw::Integer(value) => Value::Integer(*value),
            Raw::Number(value) => Value::Float(*value),
            Raw::String(text) => Value::String(text.as_bytes().to_vec()),
            Raw::Table(table) if *table == self.nil => Value::Nil,
            Raw::Table(table) => self.leave_object(table, depth, allowance)?,
            other => return Err(format!("a {} is not a value", other.type_name())),
        })
    }

    fn leave_object(
        &self,
        table: &Table,
        depth: usize,
        allowance: &mut Allowance,
    ) -> Result<Value, String> {
        const WRONG: &str = "the value is not what it was made as";
        let kind: Option<String> = table.raw_get(&self.kind).map_err(|_| WRONG)?;
        let items: Raw = table.raw_get(&self.items).map_err(|_| WRONG)?;
        match (kind.as_deref(), items) {
            (None, _) => Err("a Lua table is not a value; make it a list or a map".to_owned()),
            (Some("list"), Raw::Table(items)) => {
                let size: usize = table.raw_get(&self.size).map_err(|_| WRONG)?;
                let values = (1..=size).map(|index| {
                    let item: Raw = items.raw_get(index).map_err(|_| WRONG)?;
                    self.leave_within(&item, depth + 1, allowance)
                });
                Ok(Value::List(values.collect::<Result<_, String>>()?))
            }
            (Some("map"), Raw::Table(items)) => {
                let entries = items.pairs::<Raw, Raw>().map(|entry| {
                    let (key, value) = entry.map_err(|_| WRONG)?;
                    let key = self.leave_within(&key, depth + 1, allowance)?;
                    Ok((key, self.leave_within(&value, depth + 1, allowance)?))
                });
                let mut entries = entries.collect::<Result<Vec<_>, String>>()?;
                entries.sort_by(|(left, _), (right, _)| order::of_keys(left, right));
                Ok(Value::Map(entries))
            }
            (Some(kind @ ("bytes" | "geojson" | "hll")), Raw::String(data)) => {
                let data = data.as_bytes().to_vec();
                allowance.take(data.len())?;
                Ok(match kind {
                    "bytes" => Value::Bytes(data),
                    "geojson" => Value::GeoJson(data),
                    _ => Value::Hll(data),
                })
            }
            (Some(kind), _) => Err(format!("a {kind} is not a value")),
        }
    }

    /// An object as a message shows it.
    ///
    /// # Errors
    ///
    /// The end of the budget.
    pub(crate) fn text(&self, raw: &Raw, meter: &Meter) -> Result<Vec<u8>, End> {
        let mut allowance = Allowance {
            values: MAX_SHOWN,
            ..self.allowance()
        };
        let left = self.leave_of(raw, &mut allowance);
        meter.spend(allowance.steps)?;
        Ok(match left {
            Ok(value) => {
                let mut out = Vec::new();
                text::write(&value, MAX_TEXT, &mut out);
                out
            }
            Err(reason) => reason.into_bytes(),
        })
    }
}

mod order;
mod text;
