//! Lua modules: the commands that list and fetch them, and what nodes reply.

use base64::{Engine as _, prelude::BASE64_STANDARD};

/// Modules read of one reply; more than anybody has.
const MAX_MODULES: usize = 4_096;

/// The command that lists a node's modules.
pub const LIST_MODULES: &str = "udf-list";

/// A module, as a node lists it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ListedModule {
    /// The name of its file.
    pub name: String,
    /// Tells its contents from others, in the server's way.
    pub hash: Option<String>,
    /// Its language, such as `LUA`.
    pub kind: Option<String>,
}

/// The modules of a reply: `;`-separated, each a `,`-separated list of pairs.
#[must_use]
pub fn modules(reply: &str) -> Vec<ListedModule> {
    let listed = reply.split(';').filter_map(|part| {
        let pair = |key: &str| {
            let mut pairs = part.split(',').filter_map(|pair| pair.split_once('='));
            let found = pairs.find(|(name, _)| *name == key);
            found.map(|(_, value)| value.to_owned())
        };
        Some(ListedModule {
            name: pair("filename").filter(|name| !name.is_empty())?,
            hash: pair("hash"),
            kind: pair("type"),
        })
    });
    listed.take(MAX_MODULES).collect()
}

/// The command that fetches a module. Its name is checked by whoever asks.
#[must_use]
pub fn fetch_module(name: &str) -> String {
    format!("udf-get:filename={name}")
}

/// The text of a module in a reply; `None` for a reply without one.
#[must_use]
pub fn module_source(reply: &str) -> Option<Vec<u8>> {
    let mut pairs = reply.split(';').filter_map(|pair| pair.split_once('='));
    let (_, content) = pairs.find(|(name, _)| *name == "content")?;
    BASE64_STANDARD.decode(content).ok()
}

/// What a node said to a module that does not compile: the line, and why.
#[must_use]
pub(crate) fn compile_error(reply: &str) -> Option<(Option<u32>, String)> {
    let rest = reply.strip_prefix("error=compile_error")?;
    let pair = |key: &str| {
        let mut pairs = rest.split(';').filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, _)| *name == key).map(|(_, value)| value)
    };
    let message = pair("message").and_then(|text| BASE64_STANDARD.decode(text).ok());
    let message = message.unwrap_or_default();
    Some((
        pair("line").and_then(|line| line.parse().ok()),
        String::from_utf8_lossy(&message).into_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::{compile_error, module_source, modules};

    #[test]
    fn modules_are_read_as_servers_list_them() {
        let reply = "filename=m_demo.lua,hash=28b1c9d0c28859fc2100e330fd209f9aeffc0a00,type=LUA;";
        let found = modules(reply);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "m_demo.lua");
        assert_eq!(
            found[0].hash.as_deref(),
            Some("28b1c9d0c28859fc2100e330fd209f9aeffc0a00")
        );
        assert_eq!(found[0].kind.as_deref(), Some("LUA"));
        assert!(modules("").is_empty());
        assert!(modules("hash=x;filename=,hash=y").is_empty());
    }

    #[test]
    fn a_text_is_read_as_servers_send_it() {
        let reply = "type=LUA;content=ZnVuY3Rpb24gKA==;";
        assert_eq!(module_source(reply).as_deref(), Some(&b"function ("[..]));
        assert_eq!(module_source("error=not_found"), None);
        assert_eq!(module_source("type=LUA;content=?;"), None);
    }

    #[test]
    fn a_text_that_does_not_compile_is_told_with_its_line() {
        let reply =
            "error=compile_error;file=bad.lua;line=1;message=PG5hbWU+IGV4cGVjdGVkIG5lYXIgJygn";
        let expected = (Some(1), "<name> expected near '('".to_owned());
        assert_eq!(compile_error(reply), Some(expected));
        assert_eq!(compile_error("ok"), None);
    }
}
