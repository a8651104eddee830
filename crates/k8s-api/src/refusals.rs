//! What is refused and warned of when a change is tried.

use acm_core::{ApiError, ErrorCode};
use serde_json::{Value, json};

use crate::{Error, Result};

/// Who refuses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Judge {
    /// The rules of this server.
    Rules,
    /// The API server, by the definition or a policy.
    Kubernetes,
    /// An admission webhook, as the operator's.
    Webhook,
}

/// Something that is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refused {
    /// The field, where one is named.
    pub field: Option<String>,
    /// Why.
    pub message: String,
    /// By whom.
    pub by: Judge,
}

/// Something that is accepted and warned of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning {
    /// The field, where one is named.
    pub field: Option<String>,
    /// What of.
    pub message: String,
}

/// Rules that are broken, by field and message, as an error that reads like Kubernetes' own refusals. `first`
/// is the one a form shows.
#[must_use]
pub fn broken<'a>(
    code: ErrorCode,
    refused: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    first: Option<(&'a str, &'a str)>,
) -> ApiError {
    let texts: Vec<String> = refused
        .clone()
        .map(|(field, message)| format!("{field}: {message}"))
        .collect();
    let causes: Vec<Value> = refused
        .map(|(field, message)| json!({ "field": field, "reason": null, "message": message }))
        .collect();
    let error = ApiError::new(code, texts.join("\n"));
    let error = match first {
        Some((field, message)) => error
            .with_detail("field", field)
            .with_detail("reason", message),
        None => error,
    };
    error.with_detail("causes", causes)
}

/// What Kubernetes refused of a dry run; every other failure is one of the dry run too.
///
/// # Errors
/// The failure, when it is no refusal.
pub fn refusals_of(error: Error) -> Result<Vec<Refused>> {
    let Some(refusal) = error.refusal() else {
        return Err(error);
    };
    let by = match refusal.webhook() {
        Some(_) => Judge::Webhook,
        None => Judge::Kubernetes,
    };
    let told = ApiError::from(error.clone());
    let cause = |name| told.details().and_then(|details| details.get(name));
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match (told.code(), cause("causes").and_then(Value::as_array)) {
        (ErrorCode::BadUserInput, Some(causes)) if !causes.is_empty() => Ok(causes
            .iter()
            .map(|cause| Refused {
                field: text(&cause["field"]),
                message: text(&cause["message"]).unwrap_or_default(),
                by,
            })
            .collect()),
        (ErrorCode::Forbidden, _) if cause("cause") == Some(&json!("ADMISSION")) => {
            Ok(vec![Refused {
                field: None,
                message: told.to_string(),
                by,
            }])
        }
        _ => Err(error),
    }
}
