//! Automatic persisted queries: a document is sent once, then named by the hash of its text.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use acm_core::{ApiError, ErrorCode};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    executor::{Reply, may_be_kept},
    limits::Limits,
};

/// What clients look for, word for word; some know no codes.
const NOT_FOUND: &str = "PersistedQueryNotFound";

type Hash = [u8; 32];

/// Documents by the hash of their text. Those used longest ago make room. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Persisted {
    documents: Arc<Mutex<Documents>>,
    max_documents: usize,
    max_bytes: usize,
}

#[derive(Default)]
struct Documents {
    by_hash: HashMap<Hash, Document>,
    by_use: BTreeMap<u64, Hash>,
    bytes: usize,
    uses: u64,
}

struct Document {
    text: Arc<str>,
    used: u64,
}

/// `extensions.persistedQuery` of a request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    version: u32,
    sha256_hash: String,
}

impl Persisted {
    /// No document yet.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            documents: Arc::default(),
            max_documents: limits.max_persisted_queries,
            max_bytes: limits.max_persisted_query_bytes,
        }
    }

    /// The document of a request: its own text, or the one its hash names. A text that comes with its
    /// hash is a newcomer.
    ///
    /// # Errors
    /// There is neither text nor hash; the hash is none, is not the text's, or is not known.
    pub(super) fn document(
        &self,
        query: Option<String>,
        extensions: Option<&Value>,
    ) -> Result<(String, Newcomer), ApiError> {
        let named = extensions.and_then(|extensions| extensions.get("persistedQuery"));
        let hash = match named {
            None | Some(Value::Null) => None,
            Some(named) => Some(hash(named)?),
        };
        match (query, hash) {
            (Some(query), None) => Ok((query, Newcomer(None))),
            (Some(query), Some(hash)) => {
                if Hash::from(Sha256::digest(&query)) != hash {
                    return Err(refused("The hash is not that of the query."));
                }
                let newcomer = self.newcomer(hash, &query);
                Ok((query, newcomer))
            }
            (None, Some(hash)) => self
                .find(&hash)
                .map(|text| (text.as_ref().to_owned(), Newcomer(None)))
                .ok_or_else(|| ApiError::new(ErrorCode::PersistedQueryNotFound, NOT_FOUND)),
            (None, None) => Err(refused("The parameter query is missing.")),
        }
    }

    fn find(&self, hash: &Hash) -> Option<Arc<str>> {
        self.documents().touch(hash)
    }

    fn newcomer(&self, hash: Hash, text: &str) -> Newcomer {
        let fits = text.len() <= self.max_bytes;
        let is_new = fits && self.find(&hash).is_none();
        Newcomer(is_new.then(|| (self.clone(), hash, text.into())))
    }

    fn keep(&self, hash: Hash, text: Arc<str>) {
        let mut documents = self.documents();
        if documents.touch(&hash).is_some() {
            return;
        }
        documents.insert(hash, text);
        while documents.by_hash.len() > self.max_documents || documents.bytes > self.max_bytes {
            documents.forget_one();
        }
    }

    fn documents(&self) -> MutexGuard<'_, Documents> {
        self.documents
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A document that is kept once an operation of it has run: what nobody can run is not worth a place
/// that others want. One that may hold a password is not kept.
pub(super) struct Newcomer(Option<(Persisted, Hash, Arc<str>)>);

impl Newcomer {
    /// Decides by the first answer to the operation.
    pub(super) fn judge(&mut self, answer: &Reply) {
        if let Some((store, hash, text)) = self.0.take()
            && matches!(answer, Reply::Answer(..))
            && may_be_kept(&text)
        {
            store.keep(hash, text);
        }
    }
}

impl Documents {
    fn touch(&mut self, hash: &Hash) -> Option<Arc<str>> {
        let document = self.by_hash.get_mut(hash)?;
        self.by_use.remove(&document.used);
        self.uses += 1;
        document.used = self.uses;
        self.by_use.insert(self.uses, *hash);
        Some(Arc::clone(&document.text))
    }

    fn insert(&mut self, hash: Hash, text: Arc<str>) {
        self.uses += 1;
        self.bytes += text.len();
        let used = self.uses;
        self.by_use.insert(used, hash);
        self.by_hash.insert(hash, Document { text, used });
    }

    fn forget_one(&mut self) {
        if let Some((_, hash)) = self.by_use.pop_first()
            && let Some(document) = self.by_hash.remove(&hash)
        {
            self.bytes -= document.text.len();
        }
    }
}

fn hash(named: &Value) -> Result<Hash, ApiError> {
    let advice =
        "extensions.persistedQuery has version 1 and, as sha256Hash, 64 hexadecimal digits.";
    let named = Named::deserialize(named).map_err(|_| refused(advice))?;
    let digits = (named.version == 1).then_some(named.sha256_hash.as_bytes());
    digits.and_then(from_hex).ok_or_else(|| refused(advice))
}

fn from_hex(digits: &[u8]) -> Option<Hash> {
    let mut hash = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    let value = |digit: u8| char::from(digit).to_digit(16);
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::try_from(value(pair[0])? * 16 + value(pair[1])?).ok()?;
    }
    Some(hash)
}

fn refused(message: &str) -> ApiError {
    ApiError::new(ErrorCode::BadUserInput, message)
}

#[cfg(test)]
mod tests {
    use axum::extract::ws::Utf8Bytes;
    use serde_json::json;

    use super::*;
    use crate::executor::Reason;

    fn store(max_documents: usize, max_bytes: usize) -> Persisted {
        Persisted::new(&Limits {
            max_persisted_queries: max_documents,
            max_persisted_query_bytes: max_bytes,
            ..Limits::default()
        })
    }

    fn named(text: &str) -> Value {
        let digits: String = Sha256::digest(text)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        json!({ "persistedQuery": { "version": 1, "sha256Hash": digits } })
    }

    fn send(store: &Persisted, text: &str) {
        let sent = store.document(Some(text.into()), Some(&named(text)));
        let (document, mut newcomer) = sent.unwrap();
        assert_eq!(document, text);
        newcomer.judge(&Reply::Answer(Utf8Bytes::default(), None));
    }

    fn knows(store: &Persisted, text: &str) -> bool {
        match store.document(None, Some(&named(text))) {
            Ok((found, _)) => found == text,
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::PersistedQueryNotFound);
                assert_eq!(error.message(), NOT_FOUND);
                false
            }
        }
    }

    #[test]
    fn a_document_sent_once_is_known_by_its_hash() {
        let store = store(10, 1_000);
        assert!(!knows(&store, "{ a }"));
        send(&store, "{ a }");
        assert!(knows(&store, "{ a }"));
        assert!(!knows(&store, "{ b }"));
    }

    #[test]
    fn a_document_that_was_not_run_is_not_kept() {
        let store = store(10, 1_000);
        let sent = || store.document(Some("{ a }".into()), Some(&named("{ a }")));
        let (_, mut newcomer) = sent().unwrap();
        let code = ErrorCode::GraphqlValidationFailed.as_str();
        newcomer.judge(&Reply::Refused(Reason::Request, Utf8Bytes::default(), code));
        newcomer.judge(&Reply::Answer(Utf8Bytes::default(), None));
        assert!(!knows(&store, "{ a }"), "the first answer decides");
        drop(sent().unwrap());
        assert!(!knows(&store, "{ a }"));
    }

    #[test]
    fn a_document_that_may_hold_a_password_is_not_kept() {
        let store = store(10, 1_000);
        for text in ["mutation { a(b: \"hunter2\") }", "not a document"] {
            send(&store, text);
            assert!(!knows(&store, text), "{text}");
        }
    }

    #[test]
    fn the_one_used_longest_ago_makes_room() {
        let by_count = store(2, 1_000);
        ["{a}", "{b}"].iter().for_each(|text| send(&by_count, text));
        assert!(knows(&by_count, "{a}"));
        send(&by_count, "{c}");
        assert!(knows(&by_count, "{a}") && knows(&by_count, "{c}"));
        assert!(!knows(&by_count, "{b}"));

        let by_bytes = store(100, 10);
        ["{aaa}", "{bbb}", "{ccc}"]
            .iter()
            .for_each(|text| send(&by_bytes, text));
        assert!(!knows(&by_bytes, "{aaa}"));
        assert!(knows(&by_bytes, "{bbb}") && knows(&by_bytes, "{ccc}"));
        send(&by_bytes, "{longer than all}");
        assert!(!knows(&by_bytes, "{longer than all}"));
        assert!(knows(&by_bytes, "{bbb}"), "nothing made room for it");
    }

    #[test]
    fn what_is_no_hash_or_not_that_of_the_text_is_refused() {
        let store = store(10, 1_000);
        let hash = "0".repeat(64);
        for named in [
            json!({ "version": 1, "sha256Hash": hash }),
            json!({ "version": 2, "sha256Hash": hash }),
            json!({ "version": 1, "sha256Hash": "00" }),
            json!({ "version": 1, "sha256Hash": "x".repeat(64) }),
            json!({ "version": 1 }),
            json!("text"),
        ] {
            let extensions = json!({ "persistedQuery": named });
            let refused = store.document(Some("{ a }".into()), Some(&extensions));
            assert_eq!(
                refused.err().unwrap().code(),
                ErrorCode::BadUserInput,
                "{named}"
            );
        }
        let nothing = store.document(None, Some(&json!({})));
        assert_eq!(nothing.err().unwrap().code(), ErrorCode::BadUserInput);
        let null = json!({ "persistedQuery": null });
        assert!(store.document(Some("{ a }".into()), Some(&null)).is_ok());
    }
}
