//! A Lua state with a module in it, and nothing else.

use std::sync::Arc;

use mlua::{
    ChunkMode, Function, HookTriggers, Lua, LuaOptions, MultiValue, StdLib, Table, Value as Raw,
    VmState,
};

use crate::convert::Objects;
use crate::error::{API, Error, MODULE};
use crate::limits::{Limits, Meter};
use crate::natives;
use crate::value::Value;

/// Steps between two looks at the budget.
const STEPS: u32 = 100;

/// The API, in the order its parts build on each other.
const PARTS: [&str; 6] = [
    include_str!("api/base.lua"),
    include_str!("api/string.lua"),
    include_str!("api/values.lua"),
    include_str!("api/bytes.lua"),
    include_str!("api/record.lua"),
    include_str!("api/stream.lua"),
];

/// Most memory that reading a module takes, in bytes.
const READING_MEMORY: usize = 64 * 1024 * 1024;
/// Most conditions of a module.
const MAX_CONDITIONS: usize = 20_000;

/// Reads a module without running it.
///
/// # Errors
///
/// [`Error::Syntax`] with the line where the text stops to be Lua; [`Error::TooComplex`].
pub fn check(source: &[u8]) -> Result<(), Error> {
    let lua = Lua::new_with(StdLib::NONE, LuaOptions::new()).map_err(|_| Error::Setup)?;
    lua.set_memory_limit(READING_MEMORY)
        .map_err(|_| Error::Setup)?;
    compile(&lua, source, lua.globals()).map(drop)
}

/// Lua chains the jumps of conditions, and walks the chain for each: the time grows with the square of
/// their number, and nothing ends it.
fn has_too_many_conditions(source: &[u8]) -> bool {
    let words = source.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
    let conditions = words.filter(|word| matches!(*word, b"and" | b"or" | b"elseif"));
    conditions.take(MAX_CONDITIONS + 1).count() > MAX_CONDITIONS
}

fn compile(lua: &Lua, source: &[u8], environment: Table) -> Result<Function, Error> {
    if has_too_many_conditions(source) {
        return Err(Error::TooComplex(MAX_CONDITIONS));
    }
    let chunk = lua.load(source).set_name(format!("={MODULE}"));
    let chunk = chunk.set_mode(ChunkMode::Text).set_environment(environment);
    chunk.into_function().map_err(|error| Error::of(&error))
}

/// A module that was loaded. What it keeps in its globals stays from call to call.
#[derive(Debug)]
pub struct Sandbox {
    pub(crate) lua: Lua,
    pub(crate) objects: Arc<Objects>,
    pub(crate) api: Table,
    environment: Table,
    meter: Arc<Meter>,
}

impl Sandbox {
    /// Loads a module. Its outermost lines run, within the limits of one call.
    ///
    /// # Errors
    ///
    /// What the module is refused with, or ended with.
    pub fn load(source: &[u8], limits: Limits) -> Result<Self, Error> {
        let memory = limits.memory;
        let meter = Arc::new(Meter::new(limits));
        let (lua, api, objects) = set_up(&meter, memory).map_err(|_| Error::Setup)?;
        let environment = api.raw_get("env").map_err(|_| Error::Setup)?;
        let sandbox = Self {
            lua,
            objects,
            api,
            environment,
            meter,
        };
        sandbox
            .lua
            .set_memory_limit(memory)
            .map_err(|_| Error::Setup)?;
        sandbox.meter.restart();
        let main = compile(&sandbox.lua, source, sandbox.environment.clone())?;
        sandbox.run(|| main.call::<()>(()))?;
        Ok(sandbox)
    }

    /// The names of the functions that the module has, in order.
    #[must_use]
    pub fn functions(&self) -> Vec<String> {
        let own = self.environment.pairs::<Raw, Raw>().flatten();
        let functions = own.filter_map(|entry| match entry {
            (Raw::String(name), Raw::Function(function))
                if function.info().short_src.as_deref() == Some(MODULE) =>
            {
                Some(name.to_string_lossy())
            }
            _ => None,
        });
        let mut names: Vec<_> = functions.collect();
        names.sort();
        names
    }

    /// Calls a function with plain values.
    ///
    /// # Errors
    ///
    /// What the module raised, or was ended with.
    pub fn call(&self, function: &str, arguments: &[Value]) -> Result<Value, Error> {
        let function = self.function(function)?;
        self.meter.restart();
        let result: Raw = self.run(|| function.call(self.arguments(arguments)?))?;
        self.leave(&result)
    }

    pub(crate) fn function(&self, name: &str) -> Result<Function, Error> {
        match self.environment.raw_get(name) {
            Ok(Raw::Function(function)) => Ok(function),
            _ => Err(Error::NoFunction),
        }
    }

    pub(crate) fn arguments(&self, values: &[Value]) -> mlua::Result<MultiValue> {
        let values = values.iter();
        values
            .map(|value| self.objects.enter(&self.lua, value))
            .collect()
    }

    pub(crate) fn leave(&self, raw: &Raw) -> Result<Value, Error> {
        let left = self.objects.leave(raw);
        left.map_err(|message| Error::Runtime {
            line: None,
            message,
        })
    }

    /// Takes steps for what the host does of the module's own will.
    pub(crate) fn spend(&self, steps: u64) -> mlua::Result<()> {
        self.meter.spend(steps).map_err(natives::ended)
    }

    /// Starts to count a call.
    pub(crate) fn begin(&self) {
        self.meter.restart();
    }

    /// Runs code of the module; the end of its budget goes before what came of it.
    pub(crate) fn run<T>(&self, code: impl FnOnce() -> mlua::Result<T>) -> Result<T, Error> {
        let result = code();
        if let Some(end) = self.meter.end() {
            return Err(Error::of_end(end));
        }
        result.map_err(|error| Error::of(&error))
    }
}

fn set_up(meter: &Arc<Meter>, memory: usize) -> mlua::Result<(Lua, Table, Arc<Objects>)> {
    let libraries =
        StdLib::COROUTINE | StdLib::MATH | StdLib::STRING | StdLib::TABLE | StdLib::UTF8;
    let lua = Lua::new_with(libraries, LuaOptions::new())?;
    let api = lua.create_table()?;
    let natives = natives::table(&lua, meter, memory)?;
    for part in PARTS {
        let chunk = lua.load(part).set_name(format!("={API}"));
        chunk.call::<()>((&api, &natives))?;
    }
    let objects = Arc::new(Objects::new(&api, memory)?);
    let (own, budget) = (Arc::clone(&objects), Arc::clone(meter));
    natives.raw_set(
        "text",
        lua.create_function(move |lua, raw: Raw| {
            let text = own.text(&raw, &budget).map_err(natives::ended)?;
            lua.create_string(text)
        })?,
    )?;
    let own = Arc::clone(meter);
    lua.set_global_hook(
        HookTriggers::new().every_nth_instruction(STEPS),
        move |_, _| match own.spend(u64::from(STEPS)) {
            Ok(()) => Ok(VmState::Continue),
            Err(end) => Err(natives::ended(end)),
        },
    )?;
    Ok((lua, api, objects))
}
