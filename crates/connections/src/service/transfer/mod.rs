//! Connections in and out of this server, as one document.

mod document;
mod import;
mod plan;
mod read;

use std::sync::Arc;

use acm_graph::scalars::DateTime;

use super::{ProfileService, Vault};
use crate::Error;
use document::Opened;

pub(crate) use import::Imported;
pub(crate) use plan::{OnConflict, Outcome, Planned, SecretFate};
pub use read::FieldError;

/// A document of connections.
pub(crate) struct Export {
    pub(crate) document: String,
    pub(crate) file_name: String,
    pub(crate) count: usize,
}

impl ProfileService {
    /// The document of these profiles, or of all, in their order.
    ///
    /// # Errors
    /// `Invalid` when one is unknown; `Secret` when a secret does not open.
    pub(crate) fn export(&self, ids: Option<&[String]>, secrets: bool) -> Result<Export, Error> {
        let profiles = self.directory().current();
        if let Some(ids) = ids {
            for (place, id) in ids.iter().enumerate() {
                if profiles.get(id).is_none() {
                    let field = format!("input.ids.{place}");
                    return Err(Error::invalid(field, "there is no such connection"));
                }
            }
        }
        let chosen = |id: &String| ids.is_none_or(|ids| ids.contains(id));
        let mut exported = Vec::new();
        for profile in profiles.iter().filter(|profile| chosen(&profile.id)) {
            let opened = match secrets {
                true => Opened::of(&profile.body, &Vault::new(&profile.id, self.secrets()))?,
                false => Opened::default(),
            };
            exported.push((Arc::clone(profile), opened));
        }
        if secrets {
            tracing::info!(
                count = exported.len(),
                "connections exported with their secrets"
            );
        }
        let at = DateTime(self.0.clock.now()).to_string();
        let day = at.split('T').next().unwrap_or_default();
        Ok(Export {
            file_name: format!("acm-connections-{day}.json"),
            count: exported.len(),
            document: document::write(&exported, &at)?,
        })
    }
}
