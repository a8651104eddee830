//! Users and roles of the servers, as the specification lists them.

use serde_json::Value;

use super::{
    acl_client,
    events::Level,
    json::{at, items, text, texts},
    objects::{Kind, reason},
    pace::Pace,
    reconcile::Reconcile,
    servers::{unreachable, without_security},
    status::Condition,
};

/// Seconds between the tries to reach the servers.
const RETRY_SECONDS: [u64; 3] = [2, 4, 8];

impl Reconcile<'_> {
    /// Makes users and roles as listed; how that went, when there are any.
    pub(super) async fn synchronize_users(
        &mut self,
        spec: &Value,
    ) -> Result<Option<Condition>, String> {
        let wanted = at(spec, "/aerospikeAccessControl");
        if wanted.is_null() {
            return Ok(None);
        }
        self.set_phase("ACLSync", "Synchronizing ACL roles and users")
            .await?;
        if self.ready_pods().await? == 0 {
            return Ok(Some(condition(
                false,
                "ACLSyncPending",
                "ACL sync skipped: no ready pods available",
            )));
        }
        self.event(
            Level::Normal,
            "ACLSyncStarted",
            "ACL synchronization started",
        )
        .await;
        let outcome = self.synchronize(wanted).await;
        Ok(Some(match outcome {
            Ok(()) => {
                self.event(
                    Level::Normal,
                    "ACLSyncCompleted",
                    "ACL synchronized successfully",
                )
                .await;
                condition(
                    true,
                    "ACLSyncSucceeded",
                    "ACL roles and users are synchronized",
                )
            }
            Err(error) => {
                let message = format!("ACL sync failed: {error}");
                self.event(Level::Warning, "ACLSyncError", message).await;
                condition(false, "ACLSyncFailed", &error)
            }
        }))
    }

    async fn synchronize(&self, wanted: &Value) -> Result<(), String> {
        let faults = self.shared.faults.of(&self.cluster.key);
        let pods = self.pods().await?;
        let reached = if !faults.acl_error.is_empty() {
            Err(faults.acl_error.clone())
        } else if faults.silent_servers {
            Err(unreachable(&pods))
        } else {
            self.passwords(wanted).await.and_then(|passwords| {
                if faults.secured_servers {
                    Ok(passwords)
                } else {
                    Err(without_security(&pods))
                }
            })
        };
        match reached {
            Ok(passwords) => acl_client::apply(&pods, wanted, &passwords).await,
            Err(error) => {
                wait_in_vain(self.shared.pace).await;
                Err(format!(
                    "ACL sync: connecting to cluster: failed after 3 retries: {error}"
                ))
            }
        }
    }

    /// The password of each user, the administrator's first.
    async fn passwords(&self, wanted: &Value) -> Result<Vec<(String, String)>, String> {
        let mut users: Vec<&Value> = items(wanted, "/users").iter().collect();
        users.sort_by_key(|user| !is_administrator(user));
        let mut passwords = Vec::with_capacity(users.len());
        for user in users {
            let (name, secret) = (text(user, "/name"), text(user, "/secretName"));
            let whose = if is_administrator(user) {
                "admin password"
            } else {
                "password"
            };
            let password = self
                .secret(secret)
                .await
                .map_err(|error| format!("getting {whose}: getting secret {secret}: {error}"))?;
            passwords.push((name.to_owned(), password));
        }
        Ok(passwords)
    }

    async fn secret(&self, name: &str) -> Result<String, String> {
        let found = self
            .shared
            .objects
            .get(Kind::Secret, self.cluster.namespace(), name)
            .await
            .map_err(|error| reason(&error))?;
        let secret = found.ok_or_else(|| format!("Secret \"{name}\" not found"))?;
        let encoded = text(&secret, "/data/password");
        let decoded = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, encoded);
        decoded
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .filter(|password| !password.is_empty())
            .ok_or_else(|| format!("secret {name} has no key \"password\""))
    }
}

fn is_administrator(user: &Value) -> bool {
    let roles = texts(user, "/roles");
    roles.contains(&"sys-admin") && roles.contains(&"user-admin")
}

async fn wait_in_vain(pace: Pace) {
    for seconds in RETRY_SECONDS {
        pace.sleep(seconds).await;
    }
}

fn condition(holds: bool, reason: &'static str, message: &str) -> Condition {
    Condition {
        kind: "ACLSynced",
        holds,
        reason,
        message: message.to_owned(),
    }
}
