//! Reading and changing the configuration and the log levels.

use crate::info::config::{Context, LOG_SINK_NAME};
use crate::info::error::InfoError;
use crate::info::pairs::Pairs;
use crate::info::request::Command;
use crate::info::view::InfoView;

use super::{Answer, OK, enterprise_refusal};

/// The number of the node's only log sink.
const LOG_SINK: &str = "0";

/// Arguments that say which part of the configuration is meant, and are not parameters themselves.
const SELECTORS: [&str; 5] = ["context", "namespace", "ns", "id", "set"];

/// `get-config:[context=service|network|namespace|security[;namespace=NS[;set=SET]]]`; without a
/// context the node's service and network parameters.
pub(super) fn get(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let mut pairs = Pairs::separated_by(';');
    match command.argument("context") {
        None | Some("") => {
            put(&mut pairs, view, Context::Service)?;
            put(&mut pairs, view, Context::Network)?;
        }
        Some("security") => put_security(&mut pairs, view),
        Some("xdr") => return Err(enterprise_refusal(view)),
        Some(name) => put(&mut pairs, view, context(name, command)?)?,
    }
    Ok(pairs.into_text())
}

fn put(pairs: &mut Pairs, view: &dyn InfoView, context: Context<'_>) -> Result<(), InfoError> {
    for (key, value) in view.config().list(context)? {
        pairs.put(key, value);
    }
    Ok(())
}

/// The security parameters; none in the Community edition.
fn put_security(pairs: &mut Pairs, view: &dyn InfoView) {
    if let Some(security) = view.security() {
        pairs
            .put("enable-quotas", security.quotas)
            .put("enable-security", true)
            .put("privilege-refresh-period", 300)
            .put("session-ttl", security.session_ttl.as_secs())
            .put("tps-weight", 2);
    }
}

/// `set-config:context=..;[namespace=NS;[set=SET;]]parameter=value`, one parameter at a time.
pub(super) fn set(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let context = match command.required("context")? {
        "security" | "xdr" => return Err(enterprise_refusal(view)),
        name => context(name, command)?,
    };
    let mut parameters = command
        .arguments()
        .filter(|(key, _)| !SELECTORS.contains(key));
    match (parameters.next(), parameters.next()) {
        (Some((key, value)), None) => view.config().set(context, key, value)?,
        _ => return Err(InfoError::parameter("invalid set-config parameter")),
    }
    Ok(OK.to_owned())
}

fn context<'a>(name: &str, command: &Command<'a>) -> Result<Context<'a>, InfoError> {
    match name {
        "service" => Ok(Context::Service),
        "network" => Ok(Context::Network),
        "namespace" | "set" => {
            let namespace = command.required_namespace()?;
            Ok(match command.argument("set") {
                Some(set) => Context::Set(namespace, set),
                None if name == "set" => return Err(InfoError::missing("set")),
                None => Context::Namespace(namespace),
            })
        }
        _ => Err(InfoError::parameter("unknown context")),
    }
}

/// `get-stats:context=..`: statistics of contexts only the Enterprise Edition has.
pub(super) fn stats(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    match command.required("context")? {
        "xdr" => Err(enterprise_refusal(view)),
        _ => Err(InfoError::parameter("unknown context")),
    }
}

pub(super) fn log_sinks() -> Answer {
    Ok(format!("{LOG_SINK}:{LOG_SINK_NAME}"))
}

/// `log/0` or `log:id=0`: contexts and levels of a log sink.
pub(super) fn log_levels(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let sink = match command.path {
        Some(path) => path,
        None => command.required("id")?,
    };
    check_sink(sink)?;
    let levels = view.config().log_levels();
    let lines: Vec<String> = levels
        .iter()
        .map(|(context, level)| format!("{context}:{level}"))
        .collect();
    Ok(lines.join(";"))
}

/// `log-set:id=0;context=level`.
pub(super) fn set_log_level(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    check_sink(command.required("id")?)?;
    let mut levels = command.arguments().filter(|(key, _)| *key != "id");
    let bad_parameter = || InfoError::parameter("bad parameter");
    match (levels.next(), levels.next()) {
        (Some((context, level)), None) => {
            view.config()
                .set_log_level(context, level)
                .map_err(|_| bad_parameter())?;
        }
        _ => return Err(bad_parameter()),
    }
    Ok(OK.to_owned())
}

fn check_sink(sink: &str) -> Result<(), InfoError> {
    if sink == LOG_SINK {
        Ok(())
    } else {
        Err(InfoError::bad("id"))
    }
}
