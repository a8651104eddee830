//! Lists, page by page.

use kube::core::params::ListParams;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Client, read, url};
use crate::{Error, Kind, Request, Result, Scope};

/// Objects in one page.
const PAGE: u32 = 250;
/// Objects of one kind that are held at once.
pub(crate) const MAX_OBJECTS: usize = 10_000;

/// A page of a list.
#[derive(Debug)]
pub struct Page<K> {
    /// The objects, in the API server's order.
    pub items: Vec<K>,
    /// Where the list stands, to watch from.
    pub resource_version: String,
    /// From where the next page is read; `None` after the last.
    pub next: Option<String>,
}

#[derive(Deserialize)]
struct Listed<'a> {
    #[serde(default)]
    metadata: Meta,
    #[serde(borrow)]
    items: Option<Vec<&'a RawValue>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Meta {
    resource_version: String,
    r#continue: String,
}

impl Client {
    /// Reads a page of at most `limit` objects, from `from` on when there is one.
    ///
    /// # Errors
    /// What [`Error`] tells of.
    pub async fn list_page<K: Kind>(
        &self,
        scope: &Scope,
        limit: u32,
        from: Option<String>,
    ) -> Result<Page<K>> {
        let namespace = scope.namespace.as_deref();
        let request = self.request::<K>("list", namespace, None)?;
        let params = ListParams {
            label_selector: scope.labels.clone(),
            field_selector: scope.fields.clone(),
            limit: Some(limit),
            continue_token: from,
            ..ListParams::default()
        };
        let built = url::<K>(namespace).list(&params);
        let answer = self.call(&request, built).await?;
        parse(&request, &answer.body)
    }

    /// Reads every object, page by page, each page within the deadline.
    ///
    /// # Errors
    /// There are more than are held at once, or what [`Error`] tells of.
    pub async fn list<K: Kind>(&self, scope: &Scope) -> Result<Page<K>> {
        let mut whole = self.list_page::<K>(scope, PAGE, None).await?;
        while let Some(from) = whole.next.take() {
            let page = self.list_page::<K>(scope, PAGE, Some(from)).await?;
            whole.items.extend(page.items);
            whole.resource_version = page.resource_version;
            whole.next = page.next;
            if whole.items.len() > MAX_OBJECTS {
                return Err(Error::TooLarge {
                    request: self.request::<K>("list", scope.namespace.as_deref(), None)?,
                    limit: MAX_OBJECTS,
                    unit: "objects",
                });
            }
        }
        Ok(whole)
    }
}

/// Each object is read from its own text, so that a kind may keep it.
fn parse<K: Kind>(request: &Request, body: &[u8]) -> Result<Page<K>> {
    let listed: Listed<'_> =
        serde_json::from_slice(body).map_err(|source| super::unreadable(request, source))?;
    let items = listed.items.unwrap_or_default();
    let items = items.iter().map(|raw| read(request, raw.get().as_bytes()));
    Ok(Page {
        items: items.collect::<Result<_>>()?,
        resource_version: listed.metadata.resource_version,
        next: Some(listed.metadata.r#continue).filter(|token| !token.is_empty()),
    })
}
