//! Documents that were read before. Clients send the same few texts again and again, and reading
//! one costs more than what it asks for.
//!
//! A text is kept from its second sight on, so that texts sent once push nothing out; the one that
//! was not used for longest makes room. One that may hold a password is not kept.

use std::{
    collections::{HashMap, HashSet},
    hash::BuildHasher,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_graphql::parser::types::ExecutableDocument;

use super::document::{is_plain, is_secretive};

/// Documents kept.
const MAX_DOCUMENTS: usize = 500;
/// Bytes of text of all documents kept; read, a document takes ten to two hundred times as much.
const MAX_BYTES: usize = 256 * 1024;
/// Bytes of a document that is kept at all.
const MAX_DOCUMENT_BYTES: usize = 64 * 1024;
/// Texts remembered by their hash alone, to be known at their second sight.
const GLIMPSES: usize = 1_024;
/// Proofs kept with one document.
const MAX_PROOFS: usize = 32;

/// A document that was read.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) document: ExecutableDocument,
    /// Whether its operations run without checks once they are proved: those without directives and
    /// introspection.
    pub(super) plain: bool,
    proofs: Mutex<HashSet<Proof>>,
}

/// What passed every rule: this operation of the document, with these of its variables given.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) struct Proof {
    /// The operation's name, as it was asked for.
    pub(super) operation: Option<String>,
    /// Which of its variables are absent, null or a value.
    pub(super) given: u64,
}

impl Known {
    fn new(document: ExecutableDocument) -> Arc<Self> {
        Arc::new(Self {
            plain: is_plain(&document),
            document,
            proofs: Mutex::default(),
        })
    }

    /// Whether the proof was found before.
    pub(super) fn holds(&self, proof: &Proof) -> bool {
        self.proofs().contains(proof)
    }

    /// Remembers a proof.
    pub(super) fn prove(&self, proof: Proof) {
        let mut proofs = self.proofs();
        if proofs.len() < MAX_PROOFS {
            proofs.insert(proof);
        }
    }

    fn proofs(&self) -> MutexGuard<'_, HashSet<Proof>> {
        self.proofs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The documents kept.
pub(super) struct Documents(Mutex<Kept>);

struct Kept {
    entries: HashMap<Arc<str>, Entry>,
    bytes: usize,
    /// Counts uses: an entry's age.
    uses: u64,
    glimpses: Vec<u64>,
}

struct Entry {
    known: Arc<Known>,
    used: u64,
}

impl Documents {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(Mutex::new(Kept {
            entries: HashMap::new(),
            bytes: 0,
            uses: 0,
            glimpses: vec![0; GLIMPSES],
        }))
    }

    /// The document of a text, if it is kept.
    pub(super) fn get(&self, text: &str) -> Option<Arc<Known>> {
        let mut kept = self.kept();
        kept.uses += 1;
        let now = kept.uses;
        let entry = kept.entries.get_mut(text)?;
        entry.used = now;
        Some(Arc::clone(&entry.known))
    }

    /// Keeps a document if its text was seen before.
    pub(super) fn offer(&self, text: &str, document: ExecutableDocument) -> Arc<Known> {
        let known = Known::new(document);
        let mut kept = self.kept();
        let may_stay = text.len() <= MAX_DOCUMENT_BYTES && !is_secretive(&known.document);
        if may_stay && kept.seen_before(text) {
            kept.insert(text, Arc::clone(&known));
        }
        known
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn seen_before(&mut self, text: &str) -> bool {
        let hash = self.entries.hasher().hash_one(text);
        let place = usize::try_from(hash).unwrap_or_default() % GLIMPSES;
        let glimpse = &mut self.glimpses[place];
        std::mem::replace(glimpse, hash) == hash
    }

    fn insert(&mut self, text: &str, known: Arc<Known>) {
        while self.entries.len() >= MAX_DOCUMENTS || self.bytes + text.len() > MAX_BYTES {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some(oldest) = oldest.map(|(text, _)| Arc::clone(text)) else {
                break;
            };
            self.entries.remove(&oldest);
            self.bytes -= oldest.len();
        }
        let used = self.uses;
        let entry = Entry { known, used };
        if self.entries.insert(text.into(), entry).is_none() {
            self.bytes += text.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn see(documents: &Documents, text: &str) -> bool {
        if documents.get(text).is_some() {
            return true;
        }
        documents.offer(text, parse_query(text).unwrap());
        false
    }

    #[test]
    fn a_document_is_kept_from_its_second_sight_on() {
        let documents = Documents::new();
        assert!(!see(&documents, "{ a }"));
        assert!(!see(&documents, "{ a }"));
        assert!(see(&documents, "{ a }"));
    }

    #[test]
    fn a_mutation_with_a_text_in_it_is_not_kept() {
        let documents = Documents::new();
        for text in [
            "mutation { a(b: \"hunter2\") }",
            "mutation { a(b: {c: [{d: \"hunter2\"}]}) { e } }",
            "mutation($b: String = \"hunter2\") { a(b: $b) }",
            "mutation { ...f } fragment f on Mutation { a(b: \"hunter2\") }",
            "query q { a } mutation m { ... on Mutation { a(b: \"hunter2\") } }",
        ] {
            see(&documents, text);
            see(&documents, text);
            assert!(!see(&documents, text), "{text}");
        }
        for text in [
            "mutation($b: String!) { a(b: $b, c: 1, d: E) }",
            "query { a(b: \"text\") }",
        ] {
            see(&documents, text);
            see(&documents, text);
            assert!(see(&documents, text), "{text}");
        }
    }

    #[test]
    fn documents_sent_once_push_nothing_out() {
        let documents = Documents::new();
        see(&documents, "{ a }");
        see(&documents, "{ a }");
        for number in 0..3 * MAX_DOCUMENTS {
            see(&documents, &format!("{{ b{number} }}"));
        }
        assert!(see(&documents, "{ a }"));
    }

    #[test]
    fn what_was_not_used_for_longest_makes_room_and_the_bounds_hold() {
        let documents = Documents::new();
        see(&documents, "{ old }");
        see(&documents, "{ old }");
        for number in 0..MAX_DOCUMENTS + 100 {
            let text = format!("{{ b{number} }}");
            see(&documents, &text);
            see(&documents, &text);
            assert!(number < 5 || see(&documents, "{ b3 }"), "it is in use");
        }
        assert!(documents.get("{ old }").is_none());
        let long = format!("{{ a }} #{}", "a".repeat(MAX_DOCUMENT_BYTES));
        see(&documents, &long);
        assert!(!see(&documents, &long) && !see(&documents, &long));
        for number in 0..40 {
            let text = format!("{{ b }} #{number}{}", "a".repeat(60_000));
            see(&documents, &text);
            see(&documents, &text);
        }
        let kept = documents.kept();
        let bytes: usize = kept.entries.keys().map(|text| text.len()).sum();
        assert!(kept.entries.len() <= MAX_DOCUMENTS && bytes <= MAX_BYTES);
        assert_eq!(bytes, kept.bytes);
    }
}
