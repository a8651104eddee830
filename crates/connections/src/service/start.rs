//! Opening what is stored: the key first, then the profiles. Nothing is written before the key is
//! known to be the right one.

use acm_core::{Collection, CursorKey, Document, DocumentStore, StoreError};

use super::{KeyCheck, KeyError, KeySource, Profile, SecretBox, Vault, write_key_check};

/// Why the stored profiles cannot be used; written for the operator who starts the server.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    /// There is no usable key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The key is not the one stored passwords were sealed with.
    #[error(
        "the secret key is not the one stored passwords were sealed with: set ACM_SECRET_KEY to that key or restore its file secret.key; nothing was changed"
    )]
    WrongKey,
    /// A stored profile was written by a newer release, or is damaged.
    #[error(
        "the stored connection {id} cannot be read: it was written by a newer release, or is damaged"
    )]
    Unreadable {
        /// The profile.
        id: String,
        /// What did not fit.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store failed.
    #[error("stored connections cannot be read")]
    Store(#[source] StoreError),
}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unreadable { id, source } => Self::Unreadable { id, source },
            other => Self::Store(other),
        }
    }
}

/// What the key opens.
pub(super) struct Unlocked {
    /// Secrets of profiles.
    pub(super) secrets: SecretBox,
    /// Positions in lists that were handed out before.
    pub(super) cursors: CursorKey,
}

/// Finds the key, checks it against what is stored, and leaves a check for the next start.
///
/// # Errors
/// Why passwords cannot be sealed and opened here.
pub(super) async fn unlock(
    store: &dyn DocumentStore,
    profiles: &Collection<Profile>,
    source: &KeySource,
) -> Result<Unlocked, StartError> {
    let check = KeyCheck::read(store).await?;
    let stored = profiles.list().await?;
    let sealed = |profile: &&Document<Profile>| {
        let reach = &profile.body.reach;
        reach.password.is_some() || reach.tls.client_key.is_some()
    };
    let first = matches!(check, KeyCheck::Absent);
    let nothing_sealed = first && !stored.iter().any(|profile| sealed(&profile));
    let key = source.load(nothing_sealed)?;
    let secrets = SecretBox::new(&key);
    let opens =
        |profile: &Document<Profile>| Vault::new(&profile.id, &secrets).opens(&profile.body.reach);
    if !check.admits(&secrets) || (first && !stored.iter().all(opens)) {
        return Err(StartError::WrongKey);
    }
    if first {
        match write_key_check(store, &secrets).await {
            Ok(()) => {}
            // Another process was first: its key must be ours.
            Err(StoreError::Exists(_)) => {
                if !KeyCheck::read(store).await?.admits(&secrets) {
                    return Err(StartError::WrongKey);
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    let cursors = CursorKey::new(*key.bytes());
    Ok(Unlocked { secrets, cursors })
}
