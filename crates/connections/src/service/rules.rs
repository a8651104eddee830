//! The rules a profile keeps, applied field by field; each refusal names its field.

use std::collections::BTreeMap;

use acm_core::limits::MAX_HOSTS;

use super::{
    Change, ENV_LABEL, Host, Profile, ProfileChange, Reach, ReachChange, Tls, TlsChange, Vault,
    Version,
    certificates::{apply_key, check_certificates},
    recipients,
};
use crate::Error;

/// Characters in a name.
pub(crate) const MAX_NAME: usize = 255;
/// Characters in a note.
const MAX_NOTE: usize = 8_192;
/// Labels of one profile, `env` included.
const MAX_LABELS: usize = 32;
/// Characters in a label's key.
const MAX_LABEL_KEY: usize = 63;
/// Characters in a label's value.
const MAX_LABEL_VALUE: usize = 255;
/// Characters in a cluster's name; the server's own limit.
const MAX_CLUSTER_NAME: usize = 64;
/// Characters in a user name; the server's own limit.
const MAX_USERNAME: usize = 63;
/// Characters in a password.
const MAX_PASSWORD: usize = 255;
/// Characters in a TLS server name.
const MAX_SERVER_NAME: usize = 253;

/// The colour of a profile nobody gave one.
const DEFAULT_COLOR: &str = "#0097D3";
/// The environment of a profile nobody gave one.
const DEFAULT_ENV: &str = "default";

/// A profile before anything was said about it. Not valid yet: it has no name and no host.
pub(super) fn blank() -> Profile {
    Profile {
        version: Version,
        name: String::new(),
        reach: Reach {
            hosts: Vec::new(),
            cluster_name: None,
            username: None,
            password: None,
            tls: Tls::default(),
        },
        color: DEFAULT_COLOR.to_owned(),
        labels: labels(Vec::new()).unwrap_or_default(),
        note: None,
        keeps_history: false,
        created_at: 0,
        updated_at: 0,
    }
}

/// Applies a change. A blank profile must be given a name and hosts.
///
/// # Errors
/// `Invalid` for the first field that breaks a rule; `Secret` when a password cannot be sealed.
pub(super) fn apply(
    mut profile: Profile,
    change: ProfileChange,
    vault: &Vault<'_>,
) -> Result<Profile, Error> {
    match change.name {
        Change::Keep if profile.name.is_empty() => return Err(required("input.name")),
        Change::Keep => {}
        Change::Unset => return Err(required("input.name")),
        Change::Set(name) => profile.name = check_name("input.name", name)?,
    }
    profile.reach = apply_reach(profile.reach, change.reach, vault)?;
    match change.color {
        Change::Keep => {}
        Change::Unset => profile.color = DEFAULT_COLOR.to_owned(),
        Change::Set(color) => profile.color = color,
    }
    match change.labels {
        Change::Keep => {}
        Change::Unset => profile.labels = labels(Vec::new())?,
        Change::Set(given) => profile.labels = labels(given)?,
    }
    optional(&mut profile.note, change.note, |note| {
        check_length("input.note", &note, MAX_NOTE).map(|()| note)
    })?;
    match change.keeps_history {
        Change::Keep => {}
        Change::Unset => profile.keeps_history = false,
        Change::Set(keeps) => profile.keeps_history = keeps,
    }
    Ok(profile)
}

/// Applies a change of how a cluster is reached. A stored secret does not go where it was not given
/// for: then the change must give it, or empty it.
///
/// # Errors
/// As [`apply`].
pub(super) fn apply_reach(
    before: Reach,
    change: ReachChange,
    vault: &Vault<'_>,
) -> Result<Reach, Error> {
    let mut reach = before.clone();
    match change.hosts {
        Change::Keep if reach.hosts.is_empty() => return Err(required("input.hosts")),
        Change::Keep => {}
        Change::Unset => return Err(required("input.hosts")),
        Change::Set(given) => reach.hosts = hosts(&given)?,
    }
    optional(&mut reach.cluster_name, change.cluster_name, |name| {
        check_line("input.clusterName", name, MAX_CLUSTER_NAME)
    })?;
    optional(&mut reach.username, change.username, |name| {
        check_line("input.username", name, MAX_USERNAME)
    })?;
    match change.password {
        Change::Keep => {}
        Change::Unset => reach.password = None,
        Change::Set(password) if password.expose().is_empty() => reach.password = None,
        Change::Set(password) => {
            check_length("input.password", password.expose(), MAX_PASSWORD)?;
            reach.password = Some(vault.seal_password(&password)?);
        }
    }
    match change.tls {
        Change::Keep => {}
        Change::Unset => reach.tls = Tls::default(),
        Change::Set(tls) => reach.tls = apply_tls(reach.tls, tls, vault)?,
    }
    recipients::check(&before, &reach)?;
    Ok(reach)
}

/// A name for a copy of a profile, within the limit.
pub(super) fn copy_name(name: &str) -> String {
    const SUFFIX: &str = " copy";
    let kept: String = name.chars().take(MAX_NAME - SUFFIX.len()).collect();
    kept + SUFFIX
}

/// Reads seed hosts.
///
/// # Errors
/// `Invalid`, naming the host by its place.
pub(super) fn hosts(given: &[String]) -> Result<Vec<Host>, Error> {
    if given.is_empty() || given.len() > MAX_HOSTS {
        return Err(Error::invalid(
            "input.hosts",
            format!("name 1 to {MAX_HOSTS} hosts"),
        ));
    }
    let mut hosts: Vec<Host> = Vec::with_capacity(given.len());
    for (place, text) in given.iter().enumerate() {
        let field = || format!("input.hosts.{place}");
        let host: Host = text
            .parse()
            .map_err(|reason| Error::invalid(field(), reason))?;
        if hosts.iter().any(|other| other.same_place(&host)) {
            return Err(Error::invalid(field(), "this host is named twice"));
        }
        hosts.push(host);
    }
    Ok(hosts)
}

fn labels(given: Vec<(String, String)>) -> Result<BTreeMap<String, String>, Error> {
    let mut labels = BTreeMap::new();
    for (place, (key, mut value)) in given.into_iter().enumerate() {
        let field = |part: &str| format!("input.labels.{place}.{part}");
        if key.is_empty() {
            return Err(Error::invalid(
                field("key"),
                "a label's key cannot be empty",
            ));
        }
        let key = check_line(&field("key"), key, MAX_LABEL_KEY)?;
        value = check_line(&field("value"), value, MAX_LABEL_VALUE)?;
        if key == ENV_LABEL {
            value = value.trim().to_lowercase();
            if value.is_empty() {
                DEFAULT_ENV.clone_into(&mut value);
            }
        }
        if labels.insert(key, value).is_some() {
            return Err(Error::invalid(field("key"), "this label is given twice"));
        }
    }
    labels
        .entry(ENV_LABEL.to_owned())
        .or_insert_with(|| DEFAULT_ENV.to_owned());
    if labels.len() > MAX_LABELS {
        let reason = format!("a connection has {MAX_LABELS} labels at most, env included");
        return Err(Error::invalid("input.labels", reason));
    }
    Ok(labels)
}

fn apply_tls(mut tls: Tls, change: TlsChange, vault: &Vault<'_>) -> Result<Tls, Error> {
    tls.enabled = change.enabled;
    optional(&mut tls.server_name, change.server_name, |name| {
        check_line("input.tls.serverName", name, MAX_SERVER_NAME)
    })?;
    optional(&mut tls.ca, change.ca, |pem| {
        check_certificates("input.tls.caPem", pem)
    })?;
    optional(
        &mut tls.client_certificate,
        change.client_certificate,
        |pem| check_certificates("input.tls.clientCertificatePem", pem),
    )?;
    apply_key(&mut tls, change.client_key, vault)?;
    Ok(tls)
}

/// Changes a text that may be absent. Empty text is absent.
fn optional(
    field: &mut Option<String>,
    change: Change<String>,
    check: impl FnOnce(String) -> Result<String, Error>,
) -> Result<(), Error> {
    match change {
        Change::Keep => {}
        Change::Set(text) if !text.is_empty() => *field = Some(check(text)?),
        Change::Set(_) | Change::Unset => *field = None,
    }
    Ok(())
}

fn check_name(field: &str, name: String) -> Result<String, Error> {
    if name.trim().is_empty() {
        return Err(Error::invalid(field, "a connection needs a name"));
    }
    check_line(field, name, MAX_NAME)
}

fn check_line(field: &str, text: String, limit: usize) -> Result<String, Error> {
    check_length(field, &text, limit)?;
    if text.contains(char::is_control) {
        return Err(Error::invalid(
            field,
            "this is one line without control characters",
        ));
    }
    Ok(text)
}

pub(super) fn check_length(field: &str, text: &str, limit: usize) -> Result<(), Error> {
    if text.chars().count() > limit {
        return Err(Error::invalid(
            field,
            format!("this has {limit} characters at most"),
        ));
    }
    Ok(())
}

fn required(field: &str) -> Error {
    Error::invalid(field, "this cannot be left out or emptied")
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::service::{Secret, SecretBox, SecretKey};

    static SECRETS: LazyLock<SecretBox> =
        LazyLock::new(|| SecretBox::new(&SecretKey::from_bytes([1; 32])));

    fn vault() -> Vault<'static> {
        Vault::new("test", &SECRETS)
    }

    fn valid() -> ProfileChange {
        ProfileChange {
            name: Change::Set("one".into()),
            reach: ReachChange {
                hosts: Change::Set(vec!["localhost".into()]),
                ..ReachChange::default()
            },
            ..ProfileChange::default()
        }
    }

    fn refused_field(change: ProfileChange) -> String {
        match apply(blank(), change, &vault()) {
            Err(Error::Invalid { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_broken_rule_names_its_field() {
        let label = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let many = (0..33).map(|n| label(&n.to_string(), "")).collect();
        let with = |edit: fn(&mut ProfileChange)| {
            let mut change = valid();
            edit(&mut change);
            refused_field(change)
        };
        for (field, refused) in [
            ("input.name", with(|c| c.name = Change::Keep)),
            ("input.name", with(|c| c.name = Change::Unset)),
            ("input.name", with(|c| c.name = Change::Set(" ".into()))),
            (
                "input.name",
                with(|c| c.name = Change::Set("ä".repeat(256))),
            ),
            ("input.name", with(|c| c.name = Change::Set("a\nb".into()))),
            ("input.hosts", with(|c| c.reach.hosts = Change::Keep)),
            ("input.hosts", with(|c| c.reach.hosts = Change::Set(vec![]))),
            (
                "input.hosts",
                with(|c| c.reach.hosts = Change::Set(vec!["a".into(); 33])),
            ),
            (
                "input.hosts.1",
                with(|c| {
                    c.reach.hosts = Change::Set(vec!["a".into(), "b:x".into()]);
                }),
            ),
            (
                "input.hosts.1",
                with(|c| {
                    c.reach.hosts = Change::Set(vec!["a".into(), "A:3000".into()]);
                }),
            ),
            (
                "input.clusterName",
                with(|c| {
                    c.reach.cluster_name = Change::Set("c".repeat(65));
                }),
            ),
            (
                "input.username",
                with(|c| c.reach.username = Change::Set("a\0".into())),
            ),
            (
                "input.password",
                with(|c| {
                    c.reach.password = Change::Set(Secret::new("p".repeat(256)));
                }),
            ),
            (
                "input.tls.serverName",
                with(|c| {
                    let server_name = Change::Set("s".repeat(254));
                    c.reach.tls = Change::Set(TlsChange {
                        enabled: true,
                        server_name,
                        ..TlsChange::default()
                    });
                }),
            ),
            (
                "input.note",
                with(|c| c.note = Change::Set("n".repeat(8_193))),
            ),
            (
                "input.labels.0.key",
                with(|c| {
                    c.labels = Change::Set(vec![(String::new(), "x".into())]);
                }),
            ),
            (
                "input.labels.1.key",
                with(|c| {
                    c.labels =
                        Change::Set(vec![("a".into(), "1".into()), ("a".into(), "2".into())]);
                }),
            ),
            (
                "input.labels.0.value",
                with(|c| {
                    c.labels = Change::Set(vec![("a".into(), "v".repeat(256))]);
                }),
            ),
            (
                "input.labels",
                refused_field(ProfileChange {
                    labels: Change::Set(many),
                    ..valid()
                }),
            ),
        ] {
            assert_eq!(refused, field);
        }
    }

    #[test]
    fn limits_themselves_are_allowed() {
        let mut change = valid();
        change.name = Change::Set("ä".repeat(255));
        change.note = Change::Set("n\n".repeat(4_096));
        assert!(apply(blank(), change, &vault()).is_ok());
    }

    #[test]
    fn the_label_env_is_always_there_and_in_lower_case() {
        for (given, env) in [
            (Change::Keep, "default"),
            (Change::Unset, "default"),
            (Change::Set(vec![("env".into(), " PROD ".into())]), "prod"),
            (Change::Set(vec![("env".into(), String::new())]), "default"),
            (Change::Set(vec![("team".into(), "A".into())]), "default"),
        ] {
            let labels = given;
            let profile = apply(blank(), ProfileChange { labels, ..valid() }, &vault()).unwrap();
            assert_eq!(profile.env(), env);
        }
    }

    #[test]
    fn emptying_brings_defaults_back_and_keeping_keeps() {
        let mut change = valid();
        change.color = Change::Set("#ffffff".into());
        change.note = Change::Set("note".into());
        change.keeps_history = Change::Set(true);
        let full = apply(blank(), change, &vault()).unwrap();
        let kept = apply(full.clone(), ProfileChange::default(), &vault()).unwrap();
        assert_eq!(kept, full);
        let emptied = ProfileChange {
            color: Change::Unset,
            note: Change::Unset,
            keeps_history: Change::Unset,
            ..ProfileChange::default()
        };
        let bare = apply(full, emptied, &vault()).unwrap();
        assert_eq!(
            (bare.color.as_str(), bare.note, bare.keeps_history),
            (DEFAULT_COLOR, None, false)
        );
    }

    #[test]
    fn a_copy_of_the_longest_name_stays_within_the_limit() {
        assert_eq!(copy_name("one"), "one copy");
        assert_eq!(copy_name(&"ä".repeat(MAX_NAME)).chars().count(), MAX_NAME);
    }
}
