//! Lua modules and their functions: putting and removing modules, and calling functions on a record, on
//! each record a query finds, and on the stream of them.

mod aggregate;
mod module;

pub use aggregate::{MAX_PART_BYTES, MAX_PARTS};
pub use module::{PutModule, check_module_name};

use aerospike::{ErrorKind as Driver, WritePolicy};

use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::query::RecordQuery;
use crate::records::Key;
use crate::value::Value;

/// The longest name of a function, in bytes.
pub const MAX_FUNCTION_BYTES: usize = 127;
/// The most arguments of a call.
pub const MAX_ARGUMENTS: usize = 64;
/// As much as is told of what a function raised, in bytes: it can be of any length.
const MAX_FAILURE_BYTES: usize = 4 * 1024;

/// What is to be called, and with which arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct UdfCall {
    /// The file of the module.
    pub module: String,
    /// The function.
    pub function: String,
    /// What it gets beside the record or the stream.
    pub arguments: Vec<Value>,
}

/// Why a function did not end well, in the module's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UdfFailure {
    /// The line of the module.
    pub line: Option<u32>,
    /// What was raised.
    pub reason: String,
}

/// What a call yields.
pub type UdfOutcome = std::result::Result<Value, UdfFailure>;

impl UdfCall {
    /// Whether the client can send it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for names and arguments that cannot be sent.
    pub fn check(&self) -> Result<()> {
        self.driver().map(drop)
    }

    /// What the driver takes, without the ending of the file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for names and arguments that cannot be sent.
    fn driver(&self) -> Result<(&str, Vec<aerospike::Value>)> {
        check_module_name(&self.module)?;
        let module = self.module.strip_suffix(".lua").ok_or_else(|| {
            Error::invalid("Only modules whose name ends with .lua can be called.")
        })?;
        let named = (1..=MAX_FUNCTION_BYTES).contains(&self.function.len());
        if !named || self.function.contains(char::is_control) {
            return Err(Error::invalid(format!(
                "The name of a function has 1 to {MAX_FUNCTION_BYTES} bytes and no control character."
            )));
        }
        if self.arguments.len() > MAX_ARGUMENTS {
            return Err(Error::invalid(format!(
                "A function takes at most {MAX_ARGUMENTS} arguments."
            )));
        }
        let arguments = self.arguments.iter().cloned();
        let arguments = arguments.map(|value| {
            let value = value.into_driver();
            value.map_err(|error| Error::invalid(format!("An argument cannot be sent. {error}")))
        });
        Ok((module, arguments.collect::<Result<_>>()?))
    }

    /// What a failure says, without the place where the server keeps its modules.
    fn failure(&self, text: &str) -> UdfFailure {
        let text = &text[..text.floor_char_boundary(MAX_FAILURE_BYTES)];
        let place = format!("{}:", self.module);
        let placed = text.split_once(&place).and_then(|(_, rest)| {
            let (line, reason) = rest.split_once(": ")?;
            Some((line.parse().ok()?, reason))
        });
        match placed {
            Some((line, reason)) => UdfFailure {
                line: Some(line),
                reason: reason.to_owned(),
            },
            None => UdfFailure {
                line: None,
                reason: text.to_owned(),
            },
        }
    }
}

impl Cluster {
    /// Calls a function on a record, which need not be there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for what cannot be sent; what the cluster refuses; a call without an
    /// answer is [in doubt](Error::is_in_doubt). What the function raised is no error.
    pub async fn execute_udf(
        &self,
        key: &Key,
        call: &UdfCall,
        deadline: Deadline,
    ) -> Result<UdfOutcome> {
        let (module, arguments) = call.driver()?;
        let mut policy = WritePolicy {
            send_key: true,
            ..WritePolicy::default()
        };
        policy.base_policy.total_timeout = deadline.remaining_millis();
        // A function may do what cannot be done twice.
        policy.base_policy.max_retries = 0;
        let calling = Box::pin(async {
            let function = &call.function;
            let answered = self
                .client()
                .execute_udf(&policy, key.driver(), module, function, &arguments)
                .await;
            match answered {
                Ok(value) => Ok(Ok(value.map_or(Value::Nil, Value::from))),
                Err(error) if matches!(error.kind(), Driver::UdfBadResponse) => {
                    Ok(Err(call.failure(&error.to_string())))
                }
                Err(error) => Err(self.failure(error)),
            }
        });
        let answer = deadline.call(Target::of("execute", key), calling).await;
        answer.map_err(|error| match error.kind() {
            ErrorKind::Timeout if error.server_code().is_none() => error.into_in_doubt(),
            _ => error,
        })
    }

    /// Starts to call a function on each record that a query finds; the nodes go on by themselves. The
    /// id that they show it by.
    ///
    /// # Errors
    ///
    /// As [`Cluster::execute_udf`]; some nodes may have begun then.
    pub async fn start_udf(
        &self,
        query: &RecordQuery,
        call: &UdfCall,
        records_per_second: u32,
        deadline: Deadline,
    ) -> Result<u64> {
        let (module, arguments) = call.driver()?;
        let compiled = query.compile()?;
        let mut policy = WritePolicy {
            records_per_second,
            ..WritePolicy::default()
        };
        policy.base_policy.total_timeout = deadline.remaining_millis();
        policy.base_policy.filter_expression = compiled.filter;
        let target = Target {
            operation: "background udf",
            namespace: Some(&query.namespace),
            set: Some(&query.set),
        };
        let starting = Box::pin(async {
            let started = self
                .client()
                .query_execute_udf(
                    &policy,
                    compiled.statement,
                    module,
                    &call.function,
                    &arguments,
                )
                .await;
            let task = started.map_err(|error| self.failure(error))?;
            Ok(task.task_id())
        });
        deadline.call(target, starting).await
    }
}

#[cfg(test)]
mod tests {
    use super::UdfCall;
    use crate::value::Value;

    fn call(module: &str, function: &str, arguments: usize) -> UdfCall {
        UdfCall {
            module: module.to_owned(),
            function: function.to_owned(),
            arguments: vec![Value::Int(1); arguments],
        }
    }

    #[test]
    fn a_failure_says_the_line_and_not_where_the_server_keeps_modules() {
        let failure =
            call("wire.lua", "f", 0).failure("/opt/aerospike/usr/udf/lua/wire.lua:7: boom");
        assert_eq!((failure.line, failure.reason.as_str()), (Some(7), "boom"));
        let long = call("wire.lua", "f", 0).failure(&"\u{e4}".repeat(1 << 20));
        assert_eq!(long.reason.len(), 4096);
        let failure = call("wire.lua", "f", 0).failure("function not found");
        assert_eq!(
            (failure.line, failure.reason.as_str()),
            (None, "function not found")
        );
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        assert!(call("a.lua", "f", 64).driver().is_ok());
        for (module, function, arguments) in [
            ("a", "f", 0),
            ("a;b.lua", "f", 0),
            ("a.lua", "", 0),
            ("a.lua", "f\n", 0),
            ("a.lua", &"f".repeat(128), 0),
            ("a.lua", "f", 65),
        ] {
            assert!(
                call(module, function, arguments).driver().is_err(),
                "{module} {function}"
            );
        }
    }
}
