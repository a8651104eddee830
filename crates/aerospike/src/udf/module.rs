//! Putting modules and removing them. One node is told; the server tells the others.

use std::sync::Arc;

use acm_core::limits::{MAX_MODULE_BYTES, MAX_MODULE_NAME_BYTES};
use aerospike::{AdminPolicy, Node};
use base64::{Engine as _, prelude::BASE64_STANDARD};

use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::info::{InfoReply, compile_error};

/// What became of a module that was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutModule {
    /// A node has it, and tells the others.
    Taken,
    /// The server does not take it for Lua.
    Refused {
        /// The line.
        line: Option<u32>,
        /// Why.
        reason: String,
    },
}

/// Checks the name of a module's file.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`] unless it has 1 to [`MAX_MODULE_NAME_BYTES`] letters, digits, `_`, `-` and
/// `.`.
pub fn check_module_name(name: &str) -> Result<()> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    if (1..=MAX_MODULE_NAME_BYTES).contains(&name.len()) && name.bytes().all(allowed) {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "The name of a module has 1 to {MAX_MODULE_NAME_BYTES} letters, digits, \"_\", \"-\" or \".\"."
    )))
}

impl Cluster {
    /// Puts a module into the cluster, or replaces it. The nodes have it a moment later.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for a name or a text that cannot be sent; what the server refuses.
    pub async fn put_module(
        &self,
        name: &str,
        source: &[u8],
        deadline: Deadline,
    ) -> Result<PutModule> {
        check_module_name(name)?;
        if !(1..=MAX_MODULE_BYTES).contains(&source.len()) {
            return Err(Error::invalid(format!(
                "The text of a module has 1 to {MAX_MODULE_BYTES} bytes."
            )));
        }
        let content = BASE64_STANDARD.encode(source);
        let length = content.len();
        let command =
            format!("udf-put:filename={name};content={content};content-len={length};udf-type=LUA;");
        let reply = self.tell_modules(&command, deadline).await?;
        let refused = reply.raw(&command).and_then(compile_error);
        if let Some((line, reason)) = refused {
            return Ok(PutModule::Refused { line, reason });
        }
        reply.get(&command)?;
        Ok(PutModule::Taken)
    }

    /// Removes a module from the cluster; one that is not there is removed with success.
    ///
    /// # Errors
    ///
    /// As [`Cluster::put_module`].
    pub async fn remove_module(&self, name: &str, deadline: Deadline) -> Result<()> {
        check_module_name(name)?;
        let command = format!("udf-remove:filename={name};");
        let reply = self.tell_modules(&command, deadline).await?;
        // Older servers say of a module that is gone that its file is.
        if reply.raw(&command) != Some("error=file_not_found") {
            reply.get(&command)?;
        }
        Ok(())
    }

    /// Tells one node. Names and text hold nothing that ends a command.
    async fn tell_modules(&self, command: &str, deadline: Deadline) -> Result<InfoReply> {
        let nodes = self.client().nodes();
        let Some(node): Option<Arc<Node>> = nodes.into_iter().find(|node| node.is_active()) else {
            return Err(Error::new(
                ErrorKind::Unavailable,
                "No node of the cluster answers.",
            ));
        };
        let policy = AdminPolicy {
            timeout: deadline.remaining_millis(),
        };
        let asking = Box::pin(async {
            let replies = node.info(&policy, &[command]).await?;
            Ok(InfoReply::new(replies.into_iter().collect()))
        });
        deadline.call(Target::any("info"), asking).await
    }
}

#[cfg(test)]
mod tests {
    use super::check_module_name;

    #[test]
    fn names_at_the_limit_pass_and_what_separates_does_not() {
        assert!(check_module_name(&"m".repeat(127)).is_ok());
        assert!(check_module_name("a_b-c.1.lua").is_ok());
        for name in ["", &"m".repeat(128), "a;b", "a=b", "a/b", "a b", "ä", "a\n"] {
            assert!(check_module_name(name).is_err(), "{name:?}");
        }
    }
}
