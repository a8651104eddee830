//! Who is sent a stored secret: whom it was given for, and nobody else. Whoever may edit a profile may
//! not read its secrets, so they do not follow it to hosts of the editor's choice.

use super::{Reach, Tls};
use crate::Error;

/// Refuses a change that keeps a secret and sends it to more than it was given for. A secret given in
/// the same change is sealed anew, so it differs from what was stored.
///
/// # Errors
/// `Invalid` at the secret that must be given again.
pub(super) fn check(before: &Reach, after: &Reach) -> Result<(), Error> {
    let (old, new) = (&before.tls, &after.tls);
    if new.client_key.is_some() && new.client_key == old.client_key {
        let reason = new_hosts(before, after).or_else(|| new_trust(old, new));
        refuse("input.tls.clientKeyPem", "client key", reason)?;
    }
    if after.password.is_some() && after.password == before.password {
        let reason = new_hosts(before, after).or_else(|| {
            // Without TLS it was sent to whoever answers there, in the clear.
            let was_guarded = old.enabled;
            was_guarded.then(|| no_tls(new).or_else(|| new_trust(old, new)))?
        });
        refuse("input.password", "password", reason)?;
    }
    Ok(())
}

fn refuse(field: &str, secret: &str, reason: Option<&str>) -> Result<(), Error> {
    let Some(reason) = reason else {
        return Ok(());
    };
    Err(Error::invalid(
        field,
        format!(
            "give the {secret} again, or null to remove it: {reason}, and the stored one is sent only to whom it was given for"
        ),
    ))
}

fn new_hosts(before: &Reach, after: &Reach) -> Option<&'static str> {
    let known = |host| before.hosts.iter().any(|other| other.same_place(host));
    (!after.hosts.iter().all(known)).then_some("hosts were added or changed")
}

fn no_tls(new: &Tls) -> Option<&'static str> {
    (!new.enabled).then_some("TLS is switched off")
}

/// Another name or another authority lets another server prove that it is the one meant.
fn new_trust(old: &Tls, new: &Tls) -> Option<&'static str> {
    if old.server_name != new.server_name {
        return Some("the TLS name changed");
    }
    (old.ca != new.ca).then_some("the trusted authorities changed")
}
