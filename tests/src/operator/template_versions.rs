//! At which version each template is.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Versions by name; that of a deleted template is the one it was deleted at.
#[derive(Default)]
pub(super) struct TemplateVersions(Mutex<HashMap<String, String>>);

impl TemplateVersions {
    pub(super) fn note(&self, name: &str, version: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name.to_owned(), version.to_owned());
    }

    pub(super) fn version(&self, name: &str) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned()
    }
}
