//! Functions on one record.

use std::cell::RefCell;

use mlua::{IntoLuaMulti, Lua, MultiValue, Table, Value as Raw};

use crate::convert::Allowance;
use crate::error::Error;
use crate::sandbox::Sandbox;
use crate::value::Value;

/// Bins by name.
pub type Bins = Vec<(String, Value)>;

/// What is known of a record beside its bins.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub exists: bool,
    pub set: Option<String>,
    /// The key as the user gave it, where it is stored.
    pub key: Option<Value>,
    pub digest: Vec<u8>,
    pub generation: u32,
    /// Seconds; -1 for never.
    pub ttl: i64,
    /// Milliseconds since 2010-01-01T00:00:00Z.
    pub last_update_time: i64,
    pub size: i64,
}

/// What a module wants a record to become.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// The bins that were assigned; nil removes one.
    pub bins: Bins,
    /// Seconds, or what the server means by 0, -1 and -2; nothing keeps to the namespace's default.
    pub ttl: Option<i64>,
    pub drop_key: bool,
}

/// Why a record was not changed: the number that the module gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal(pub i64);

/// A record as a host keeps it while a function works on it.
pub trait Record {
    fn facts(&self) -> Facts;

    fn bins(&self) -> Bins;

    /// # Errors
    ///
    /// Such as when there is one already.
    fn create(&mut self, draft: Draft) -> Result<(), Refusal>;

    /// # Errors
    ///
    /// Such as when there is none.
    fn update(&mut self, draft: Draft) -> Result<(), Refusal>;

    /// # Errors
    ///
    /// Such as when there is none.
    fn remove(&mut self) -> Result<(), Refusal>;
}

impl Sandbox {
    /// Calls a function on a record. What the function had changed before it failed stays changed.
    ///
    /// # Errors
    ///
    /// What the module raised, or was ended with.
    pub fn call_on_record(
        &self,
        function: &str,
        record: &mut dyn Record,
        arguments: &[Value],
    ) -> Result<Value, Error> {
        let function = self.function(function)?;
        self.begin();
        let record = RefCell::new(record);
        let result: Raw = self.run(|| {
            self.lua.scope(|scope| {
                let host = scope.create_function(
                    |lua, (action, changes, ttl, drop_key): (String, _, _, _)| {
                        let mut record = record
                            .try_borrow_mut()
                            .map_err(|_| mlua::Error::RecursiveMutCallback)?;
                        self.change(
                            lua,
                            &mut **record,
                            &action,
                            &Plan {
                                changes,
                                ttl,
                                drop_key,
                            },
                        )
                    },
                )?;
                let (facts, bins) = {
                    let record = record.borrow();
                    (record.facts(), record.bins())
                };
                let object = self.record(&facts, &bins, Some(host))?;
                let mut values = self.arguments(arguments)?;
                values.push_front(object);
                function.call(values)
            })
        })?;
        self.leave(&result)
    }

    /// A record as an object of the API.
    pub(crate) fn record(
        &self,
        facts: &Facts,
        bins: &Bins,
        host: Option<mlua::Function>,
    ) -> mlua::Result<Raw> {
        let table = self.lua.create_table_with_capacity(0, bins.len())?;
        for (name, value) in bins {
            table.raw_set(name.as_str(), self.objects.enter(&self.lua, value)?)?;
        }
        let make: mlua::Function = self.api.raw_get("new_record")?;
        make.call((self.facts(facts)?, table, host))
    }

    fn facts(&self, facts: &Facts) -> mlua::Result<Table> {
        let table = self.lua.create_table()?;
        let enter = |value: &Value| self.objects.enter(&self.lua, value);
        let key = facts.key.as_ref().map(enter).transpose()?;
        table.raw_set("exists", facts.exists)?;
        table.raw_set("setname", facts.set.as_deref())?;
        table.raw_set("key", key)?;
        table.raw_set("digest", enter(&Value::Bytes(facts.digest.clone()))?)?;
        table.raw_set("gen", facts.generation)?;
        table.raw_set("ttl", facts.ttl)?;
        table.raw_set("last_update_time", facts.last_update_time)?;
        table.raw_set("record_size", facts.size)?;
        Ok(table)
    }

    /// 0 and the new facts; or the number of why not; or false and why there is nothing to do.
    fn change(
        &self,
        lua: &Lua,
        record: &mut dyn Record,
        action: &str,
        plan: &Plan,
    ) -> mlua::Result<MultiValue> {
        let mut allowance = self.objects.allowance();
        let draft = self.draft(plan, &mut allowance);
        self.spend(allowance.steps)?;
        let draft = match draft {
            Ok(draft) => draft,
            Err(reason) => return (false, reason).into_lua_multi(lua),
        };
        let done = match action {
            "create" => record.create(draft),
            "update" => record.update(draft),
            _ => record.remove(),
        };
        match done {
            Ok(()) => (0, self.facts(&record.facts())?).into_lua_multi(lua),
            Err(Refusal(code)) => code.into_lua_multi(lua),
        }
    }

    fn draft(&self, plan: &Plan, allowance: &mut Allowance) -> Result<Draft, String> {
        let mut bins = Bins::new();
        for change in plan.changes.pairs::<String, Raw>() {
            let (name, value) = change.map_err(|_| "the name of a bin is not UTF-8")?;
            let value = self.objects.leave_of(&value, allowance);
            let value = value.map_err(|reason| format!("bin {name}: {reason}"))?;
            bins.push((name, value));
        }
        bins.sort_by(|(left, _), (right, _)| left.cmp(right));
        Ok(Draft {
            bins,
            ttl: plan.ttl,
            drop_key: plan.drop_key,
        })
    }
}

/// What the API says of a change.
struct Plan {
    changes: Table,
    ttl: Option<i64>,
    drop_key: bool,
}
