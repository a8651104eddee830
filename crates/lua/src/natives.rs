//! The functions that the API asks of the host. None of them is seen by a module.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use mlua::{IntoLuaMulti, Lua, MultiValue, Result, String as Text, Table, Value as Raw};

use crate::error::{Error, without_api};
use crate::limits::{End, Meter, steps_of_bytes};
use crate::pattern::{self, Captured, Fault};

/// Longest message of a module that the host logs, in bytes.
const MAX_LOGGED: usize = 1024;
/// Seconds from the Unix epoch to Aerospike's, 2010-01-01T00:00:00Z.
const AEROSPIKE_EPOCH: u64 = 1_262_304_000;

/// The table the API gets as its second argument. `text` is added once there are objects.
pub(crate) fn table(lua: &Lua, meter: &Arc<Meter>, memory: usize) -> Result<Table> {
    let natives = lua.create_table()?;
    let own = Arc::clone(meter);
    natives.raw_set(
        "settle",
        lua.create_function(move |lua, values| settle(lua, &own, values))?,
    )?;
    let own = Arc::clone(meter);
    natives.raw_set(
        "search",
        lua.create_function(
            move |lua, (subject, pattern, from, is_anchored): (Text, Text, usize, bool)| {
                let (subject, pattern) = (subject.as_bytes(), pattern.as_bytes());
                let from = from.saturating_sub(1);
                let found = pattern::search(&subject, &pattern, from, is_anchored, &own);
                answer(lua, found, &subject)
            },
        )?,
    )?;
    let own = Arc::clone(meter);
    natives.raw_set(
        "find",
        lua.create_function(
            move |lua, (subject, pattern, from, is_plain): (Text, Text, usize, bool)| {
                let (subject, pattern) = (subject.as_bytes(), pattern.as_bytes());
                let from = from.saturating_sub(1);
                if !is_plain && !pattern::is_plain(&pattern) {
                    let found = pattern::search(&subject, &pattern, from, true, &own);
                    return answer(lua, found, &subject);
                }
                let found = pattern::find(&subject, &pattern, from, &own);
                match found.map_err(ended)? {
                    Some(start) => (true, start + 1, start + pattern.len()).into_lua_multi(lua),
                    None => (true, Raw::Nil).into_lua_multi(lua),
                }
            },
        )?,
    )?;
    let own = Arc::clone(meter);
    natives.raw_set(
        "expand",
        lua.create_function(move |lua, parts| expand(lua, &own, memory, parts))?,
    )?;
    natives.raw_set("shows_address", lua.create_function(shows_address)?)?;
    natives.raw_set("now", lua.create_function(|_, ()| Ok(now()))?)?;
    natives.raw_set("log", lua.create_function(log)?)?;
    Ok(natives)
}

/// The end of the budget as an error inside of Lua.
pub(crate) fn ended(end: End) -> mlua::Error {
    mlua::Error::external(Error::of_end(end))
}

/// What a protected call hands on: nothing once the budget is spent, else what came of it.
fn settle(lua: &Lua, meter: &Meter, mut values: MultiValue) -> Result<MultiValue> {
    if let Some(end) = meter.end() {
        return Err(ended(end));
    }
    if matches!(values.front(), Some(Raw::Boolean(false)))
        && let Some(Raw::String(message)) = values.get(1)
        && let Some(rest) = without_api(&message.to_string_lossy())
    {
        let rest = lua.create_string(rest)?;
        if let Some(message) = values.get_mut(1) {
            *message = Raw::String(rest);
        }
    }
    Ok(values)
}

/// Whether it could, then the bounds and the captures, or why not.
fn answer(
    lua: &Lua,
    found: std::result::Result<Option<pattern::Match>, Fault>,
    subject: &[u8],
) -> Result<MultiValue> {
    let found = match found {
        Ok(found) => found,
        Err(Fault::Pattern(reason)) => return (false, reason).into_lua_multi(lua),
        Err(Fault::End(end)) => return Err(ended(end)),
    };
    let mut values = MultiValue::new();
    values.push_back(Raw::Boolean(true));
    if let Some(found) = found {
        values.push_back(place(found.start + 1));
        values.push_back(place(found.end));
        for capture in found.captures {
            values.push_back(match capture {
                Captured::Part(start, end) => Raw::String(lua.create_string(&subject[start..end])?),
                Captured::Place(at) => place(at + 1),
            });
        }
    }
    Ok(values)
}

fn place(at: usize) -> Raw {
    Raw::Integer(i64::try_from(at).unwrap_or(i64::MAX))
}

/// The text that stands in place of a match: `%0` to `%9` and `%%` in it are filled in.
fn expand(
    lua: &Lua,
    meter: &Meter,
    memory: usize,
    (form, whole, captures): (Text, Text, MultiValue),
) -> Result<MultiValue> {
    let mut out = Vec::new();
    let mut put = |part: &[u8]| {
        meter.spend(steps_of_bytes(part.len())).map_err(ended)?;
        if part.len() > memory.saturating_sub(out.len()) {
            return Err(mlua::Error::MemoryError("not enough memory".to_owned()));
        }
        out.extend_from_slice(part);
        Ok(())
    };
    let form = form.as_bytes();
    let mut rest: &[u8] = &form;
    while let Some(at) = rest.iter().position(|&byte| byte == b'%') {
        put(&rest[..at])?;
        match rest.get(at + 1) {
            Some(b'%') => put(b"%")?,
            Some(b'0') => put(&whole.as_bytes())?,
            Some(digit @ b'1'..=b'9') => {
                let index = usize::from(digit - b'1');
                let Some(capture) = captures.get(index) else {
                    let reason =
                        format!("invalid capture index %{} in replacement string", index + 1);
                    return (false, reason).into_lua_multi(lua);
                };
                match lua.coerce_string(capture.clone())? {
                    Some(text) => put(&text.as_bytes())?,
                    None => return (false, "invalid capture value").into_lua_multi(lua),
                }
            }
            _ => {
                let reason = "invalid use of '%' in replacement string";
                return (false, reason).into_lua_multi(lua);
            }
        }
        rest = &rest[at + 2..];
    }
    put(rest)?;
    (true, lua.create_string(out)?).into_lua_multi(lua)
}

/// Whether a format asks for an address.
fn shows_address(_: &Lua, format: Raw) -> Result<bool> {
    let Raw::String(format) = format else {
        return Ok(false);
    };
    let bytes = format.as_bytes();
    let mut rest: &[u8] = &bytes;
    while let Some(start) = rest.iter().position(|&byte| byte == b'%') {
        rest = &rest[start + 1..];
        let width = rest
            .iter()
            .take_while(|byte| !byte.is_ascii_alphabetic() && **byte != b'%')
            .count();
        match rest.get(width) {
            Some(b'p') => return Ok(true),
            Some(_) => rest = &rest[width + 1..],
            None => return Ok(false),
        }
    }
    Ok(false)
}

#[expect(
    clippy::disallowed_methods,
    reason = "modules are told the time of day; this crate knows nothing of ours"
)]
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().saturating_sub(AEROSPIKE_EPOCH))
}

fn log(_: &Lua, (level, message): (i64, Text)) -> Result<()> {
    let message = message.to_string_lossy();
    let mut end = message.len().min(MAX_LOGGED);
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    tracing::debug!(level, message = &message[..end], "a Lua module logged");
    Ok(())
}
