//! What an embedded node has little or nothing of: devices, eviction, names of clients.

use crate::info::error::InfoError;
use crate::info::request::Command;
use crate::info::view::InfoView;

use super::{Answer, OK};

/// `eviction-reset:namespace=NS`: there is no eviction to reset, which a real node accepts too.
pub(super) fn reset_eviction(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let namespace = command.required_namespace()?;
    check_namespace(view, Some(namespace))?;
    Ok(OK.to_owned())
}

/// `physical-devices:path=..`: a namespace in memory has no devices.
pub(super) fn physical_devices(command: &Command<'_>) -> Answer {
    command.required("path")?;
    Err(InfoError::bad("path"))
}

/// `user-agent-set:value=BASE64`.
pub(super) fn set_user_agent(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    /// Longest text a client may name itself with, in bytes.
    const MAX_USER_AGENT_BYTES: usize = 256;
    let value = command.required("value")?;
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    if value.len() > MAX_USER_AGENT_BYTES || !value.bytes().all(is_base64) {
        return Err(InfoError::bad("value"));
    }
    view.set_user_agent(value);
    Ok(OK.to_owned())
}

/// `user-agents`: `user-agent=BASE64:count=N;..`.
pub(super) fn user_agents(view: &dyn InfoView) -> Answer {
    let lines: Vec<String> = view
        .user_agents()
        .iter()
        .map(|agent| format!("user-agent={}:count={}", agent.value, agent.count))
        .collect();
    Ok(lines.join(";"))
}

fn check_namespace(view: &dyn InfoView, namespace: Option<&str>) -> Result<(), InfoError> {
    match namespace.filter(|name| !name.is_empty()) {
        Some(wanted) if !view.namespaces().iter().any(|name| name == wanted) => {
            Err(InfoError::unknown_namespace())
        }
        _ => Ok(()),
    }
}
