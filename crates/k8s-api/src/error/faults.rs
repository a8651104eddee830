//! Refusals of admission webhooks, taken apart: they come as one text with all faults in it.

/// A refusal by an admission webhook.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WebhookRefusal {
    /// The webhook's name in its configuration.
    pub webhook: String,
    /// Its faults, in the webhook's order.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong with an object.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The field as Kubernetes spells its path, `spec.storage.volumes[0]`; `None` when the text names none.
    pub field: Option<String>,
    /// The text, as the webhook wrote it.
    pub message: String,
}

/// How the API server introduces what a webhook says, which follows the name in quotes.
const DENIED: &str = " denied the request: ";

/// Texts that a webhook puts before its list of faults.
const LEADS: [&str; 2] = ["validation failed: ", "template validation failed: "];

/// Sections of the specification that faults are told about by their name alone.
const SECTIONS: [&str; 13] = [
    "aerospikeAccessControl",
    "aerospikeConfig",
    "aerospikeNetworkPolicy",
    "bandwidthConfig",
    "headlessService",
    "monitoring",
    "networkPolicyConfig",
    "operations",
    "podService",
    "podSpec",
    "rackConfig",
    "seedsFinderServices",
    "storage",
];

/// Beginnings of texts that mean a field without naming it.
const MEANT: [(&str, &str); 9] = [
    ("accessControl.roles", "spec.aerospikeAccessControl.roles"),
    ("accessControl.users", "spec.aerospikeAccessControl.users"),
    ("cannot add new rack IDs", "spec.rackConfig.racks"),
    ("cannot change operations", "spec.operations"),
    ("duplicate rack ID ", "spec.rackConfig.racks"),
    ("duplicate rackLabel ", "spec.rackConfig.racks"),
    ("namespace \"", "spec.aerospikeConfig.namespaces"),
    ("role \"", "spec.aerospikeAccessControl.roles"),
    ("user \"", "spec.aerospikeAccessControl.users"),
];

impl WebhookRefusal {
    /// Takes the API server's message apart; `None` when it is not about a webhook.
    pub(super) fn parse(message: &str) -> Option<Self> {
        let (webhook, said) = message
            .strip_prefix("admission webhook \"")?
            .split_once('"')?;
        let said = said.strip_prefix(DENIED)?;
        let said = LEADS
            .iter()
            .find_map(|lead| said.strip_prefix(lead))
            .unwrap_or(said);
        Some(Self {
            webhook: webhook.to_owned(),
            faults: faults(said),
        })
    }
}

/// Faults are joined by semicolons, and so are the clauses of one fault: a part that names no field
/// goes on with the fault before it.
fn faults(text: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for part in parts(text) {
        let field = field_of(part);
        match faults.last_mut() {
            Some(before) if field.is_none() => {
                before.message.push_str("; ");
                before.message.push_str(part);
            }
            _ => faults.push(Fault {
                field,
                message: part.to_owned(),
            }),
        }
    }
    faults
}

/// Splits at semicolons outside quotes: what a user wrote is quoted, with backslashes before quotes.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted && text[at..].starts_with("; ") => {
                parts.push(&text[start..at]);
                start = at + 2;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The field that a fault's text begins with, or means.
fn field_of(text: &str) -> Option<String> {
    if let Some(field) = decoded(text) {
        return Some(field);
    }
    if let Some((_, field)) = MEANT.iter().find(|(lead, _)| text.starts_with(lead)) {
        return Some((*field).to_owned());
    }
    if let Some(rest) = text.strip_prefix("namespace[") {
        let (index, _) = rest.split_once(']')?;
        return Some(format!("spec.aerospikeConfig.namespaces[{index}]"));
    }
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || "._-[]".contains(c)))
        .unwrap_or(text.len());
    let path = text[..end].trim_end_matches(['.', '[']);
    let first = path.split(['.', '[']).next()?;
    match first {
        "metadata" | "spec" if path.len() > first.len() => Some(path.to_owned()),
        _ if SECTIONS.contains(&first) => Some(format!("spec.{path}")),
        _ => None,
    }
}

/// The field of a value that does not decode: a wrong type, an unknown field.
fn decoded(text: &str) -> Option<String> {
    if let Some((_, rest)) = text.split_once("into Go struct field ") {
        let (_, path) = rest.split_whitespace().next()?.split_once('.')?;
        return Some(path.to_owned());
    }
    if let Some((_, rest)) = text.split_once("unknown field \"") {
        return Some(rest.split_once('"')?.0.to_owned());
    }
    let rest = text.strip_prefix("config key \"")?;
    let (key, _) = rest.split_once('"')?;
    Some(format!("spec.aerospikeConfig.{key}"))
}

/// The fault of an object that cannot be decoded, told without a webhook.
pub(super) fn undecodable(message: &str) -> Vec<Fault> {
    vec![Fault {
        field: decoded(message),
        message: message.to_owned(),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Option<&str>, &str)]) {
        let message = format!("admission webhook \"v.kb.io\" denied the request: {text}");
        let refusal = WebhookRefusal::parse(&message).unwrap();
        assert_eq!(refusal.webhook, "v.kb.io");
        let found: Vec<(Option<&str>, &str)> = refusal
            .faults
            .iter()
            .map(|fault| (fault.field.as_deref(), fault.message.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_semicolon_within_a_fault_does_not_split_it() {
        check(
            "validation failed: spec.image \"x\" is an Enterprise Edition image; only Community Edition images are allowed; monitoring.port 3000 conflicts with Aerospike service port",
            &[
                (
                    Some("spec.image"),
                    "spec.image \"x\" is an Enterprise Edition image; only Community Edition images are allowed",
                ),
                (
                    Some("spec.monitoring.port"),
                    "monitoring.port 3000 conflicts with Aerospike service port",
                ),
            ],
        );
    }

    #[test]
    fn what_a_user_wrote_never_splits_a_fault() {
        check(
            r#"validation failed: user "a\"; spec.size" references undefined role "b; spec.image""#,
            &[(
                Some("spec.aerospikeAccessControl.users"),
                r#"user "a\"; spec.size" references undefined role "b; spec.image""#,
            )],
        );
    }

    #[test]
    fn a_text_that_names_no_field_stays_whole() {
        check("no; not today", &[(None, "no; not today")]);
    }

    #[test]
    fn another_text_is_not_a_webhooks() {
        for text in ["", "admission webhook \"x\" says", "pods is forbidden"] {
            assert_eq!(WebhookRefusal::parse(text), None, "{text}");
        }
    }
}
