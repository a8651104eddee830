//! Lua modules: their list, their text, putting and removing them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::info::error::InfoError;
use crate::info::pairs::Pairs;
use crate::info::request::Command;
use crate::info::view::InfoView;

use super::{Answer, OK};

/// Longest name of a module's file, in bytes.
const MAX_NAME_BYTES: usize = 127;
/// Longest text of a module, in bytes.
const MAX_SOURCE_BYTES: usize = 1024 * 1024;

/// `udf-list`: `filename=..,hash=..,type=LUA;` for each.
pub(super) fn list(view: &dyn InfoView) -> Answer {
    let modules = view.modules().into_iter();
    Ok(modules
        .map(|(name, hash)| format!("filename={name},hash={hash},type=LUA;"))
        .collect())
}

/// `udf-get:filename=NAME`.
pub(super) fn get(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let name = command.required("filename")?;
    Ok(match view.module(name) {
        Some(source) => format!("type=LUA;content={};", STANDARD.encode(source)),
        None => "error=not_found".to_owned(),
    })
}

/// `udf-put:filename=NAME;content=BASE64;content-len=N;udf-type=LUA;`. The length is that of the
/// text in base64.
pub(super) fn put(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let name = command.required("filename")?;
    let content = command.required("content")?;
    let length = command.required("content-len")?;
    let kind = command.argument("udf-type").unwrap_or("LUA");
    if name.len() > MAX_NAME_BYTES || name.contains(['/', ',', '=']) {
        return Err(InfoError::bad("filename"));
    }
    if length.parse() != Ok(content.len()) {
        return Err(InfoError::bad("content-len"));
    }
    if kind != "LUA" {
        return Err(InfoError::bad("udf-type"));
    }
    let source = STANDARD
        .decode(content)
        .ok()
        .filter(|source| source.len() <= MAX_SOURCE_BYTES)
        .ok_or_else(|| InfoError::bad("content"))?;
    if let Err(error) = acm_lua::check(&source) {
        let mut pairs = Pairs::separated_by(';');
        pairs
            .put("error", "compile_error")
            .put("file", name)
            .put("line", error.line().unwrap_or_default())
            .put("message", STANDARD.encode(error.reason()));
        return Ok(pairs.into_text());
    }
    view.put_module(name, source);
    Ok(OK.to_owned())
}

/// `udf-remove:filename=NAME`. What is not there is removed with success, as by a real node.
pub(super) fn remove(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    view.remove_module(command.required("filename")?);
    Ok(OK.to_owned())
}
