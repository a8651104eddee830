//! Lists of templates: filtered and page by page, from what the shared watches know.

use acm_k8s_api::{
    AerospikeClusterTemplate, ListedContext, ResourceExt, paging::Wanted, selector::Selector,
};
use serde::{Deserialize, Serialize};

use super::{Templates, View};
use crate::error::{Error, Result};

/// Templates in one page.
const MAX_PAGE: i32 = 500;
/// Names in a filter.
const MAX_NAMES: usize = 200;

/// Which templates: all of them, until it says less.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Filter {
    pub context: Option<String>,
    pub label_selector: Option<String>,
    pub names: Option<Vec<String>>,
    pub text: Option<String>,
}

/// Which page of a list.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub first: i32,
    pub after: Option<String>,
}

/// A page of templates, and how the list as a whole fares.
#[derive(Debug)]
pub(crate) struct Listed {
    pub templates: Vec<View>,
    pub next: Option<String>,
    pub total: usize,
    pub contexts: Vec<ListedContext>,
}

/// A filter that has been understood.
#[derive(Clone, Debug)]
pub(crate) struct Sieve {
    selector: Selector,
    names: Option<Vec<String>>,
    text: Option<String>,
}

impl Filter {
    /// Understands the filter.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for what is no selector, and for too many names.
    pub(crate) fn sieve(&self) -> Result<Sieve> {
        let selector = self.label_selector.as_deref().unwrap_or_default();
        let selector = Selector::parse(selector)
            .map_err(|reason| Error::input("filter.labelSelector", reason))?;
        let names = self.names.clone();
        if names.as_ref().is_some_and(|names| names.len() > MAX_NAMES) {
            let reason = format!("at most {MAX_NAMES} names");
            return Err(Error::input("filter.names", reason));
        }
        let text = self.text.as_deref().map(str::trim);
        let text = text.filter(|text| !text.is_empty()).map(str::to_lowercase);
        Ok(Sieve {
            selector,
            names,
            text,
        })
    }
}

impl Sieve {
    /// Whether a template passes.
    pub(crate) fn passes(&self, view: &View) -> bool {
        let names = self.names.as_ref();
        names.is_none_or(|names| names.iter().any(|name| name == view.name()))
            && self.selector.matches(view.object.labels())
            && self.text.as_deref().is_none_or(|text| mentions(view, text))
    }
}

/// Whether name, description, image or a label holds the text, whatever its case.
fn mentions(view: &View, text: &str) -> bool {
    let holds = |candidate: &str| candidate.to_lowercase().contains(text);
    let of_spec = view.spec().is_some_and(|spec| {
        let texts = [spec.description.value(), spec.image.value()];
        texts.into_iter().flatten().any(|text| holds(text))
    });
    let labels = view.object.labels();
    of_spec || holds(view.name()) || labels.iter().any(|(key, value)| holds(key) || holds(value))
}

/// Where a template stands in a list: unique, and the same as long as the template is.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
struct Place {
    name: String,
    context: String,
}

impl Templates {
    /// A page of the templates that pass, by name. A context that cannot be looked at is told of, and
    /// does not hide the others.
    ///
    /// # Errors
    /// A filter or cursor that is none; the context's own when one is named.
    pub(crate) async fn list(&self, filter: &Filter, page: &Page) -> Result<Listed> {
        if !(1..=MAX_PAGE).contains(&page.first) {
            let reason = format!("a page has 1 to {MAX_PAGE} templates");
            return Err(Error::input("first", reason));
        }
        let scope = serde_json::to_string(filter).unwrap_or_default();
        let scope = ["k8sTemplates", scope.as_str()];
        let page = Wanted::open(&self.cursors, scope, page.first, page.after.as_deref())?;
        let sieve = filter.sieve()?;
        let known = self
            .kubernetes
            .known::<AerospikeClusterTemplate>(filter.context.as_deref())
            .await?;
        let views = known
            .objects
            .into_iter()
            .map(|(context, object)| View::new(context, object));
        let placed = views.filter(|view| sieve.passes(view)).map(|view| {
            let place = Place {
                name: view.name().to_owned(),
                context: view.context.to_string(),
            };
            (place, view)
        });
        let mut placed: Vec<(Place, View)> = placed.collect();
        placed.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let page = page.of(placed, false);
        Ok(Listed {
            next: page.next,
            templates: page.items,
            total: page.total,
            contexts: known.contexts,
        })
    }
}
