//! Lists of clusters: filtered, sorted, page by page, from what the shared watches know.

use acm_k8s_api::{ListedContext, ResourceExt, paging::Wanted, selector::Selector};
use serde::{Deserialize, Serialize};

use super::{Clusters, View};
use crate::error::{Error, Result};

/// Clusters in one page.
const MAX_PAGE: i32 = 500;
/// Texts in one filter.
const MAX_FILTER: usize = 100;

/// Which clusters: all of them, until it says less.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Filter {
    pub context: Option<String>,
    pub namespaces: Vec<String>,
    pub label_selector: Option<String>,
    pub text: Option<String>,
    pub phases: Vec<String>,
}

/// By what clusters are sorted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub(crate) enum Sort {
    #[default]
    Name,
    Age,
    Phase,
    Failures,
}

/// How clusters are sorted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub(crate) struct Order {
    pub sort: Sort,
    pub descending: bool,
}

/// Which page of a list.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub first: i32,
    pub after: Option<String>,
}

/// A page of clusters, and how the list as a whole fares.
#[derive(Debug)]
pub(crate) struct Listed {
    pub clusters: Vec<View>,
    pub next: Option<String>,
    pub total: usize,
    pub contexts: Vec<ListedContext>,
}

/// A filter that has been understood.
#[derive(Clone, Debug)]
pub(crate) struct Sieve {
    filter: Filter,
    selector: Selector,
    text: Option<String>,
}

impl Filter {
    /// Understands the filter.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for what is no selector, or too long.
    pub(crate) fn sieve(self) -> Result<Sieve> {
        if self.namespaces.len() > MAX_FILTER || self.phases.len() > MAX_FILTER {
            let reason = format!("at most {MAX_FILTER} namespaces and phases can be named");
            return Err(Error::input("filter", reason));
        }
        let selector = self.label_selector.as_deref().unwrap_or_default();
        let selector = Selector::parse(selector)
            .map_err(|reason| Error::input("filter.labelSelector", reason))?;
        let text = self.text.as_deref().map(str::trim);
        let text = text.filter(|text| !text.is_empty()).map(str::to_lowercase);
        Ok(Sieve {
            filter: self,
            selector,
            text,
        })
    }
}

impl Sieve {
    /// Whether a cluster passes.
    pub(crate) fn passes(&self, view: &View) -> bool {
        let namespaces = &self.filter.namespaces;
        let phases = &self.filter.phases;
        let phase = view.phase();
        (namespaces.is_empty() || namespaces.iter().any(|one| one == view.namespace()))
            && (phases.is_empty() || phases.iter().any(|one| Some(one.as_str()) == phase))
            && self.selector.matches(view.object.labels())
            && self.text.as_deref().is_none_or(|text| mentions(view, text))
    }
}

/// Whether name, namespace, image or a label holds the text, whatever its case.
fn mentions(view: &View, text: &str) -> bool {
    let holds = |candidate: &str| candidate.to_lowercase().contains(text);
    let labels = view.object.labels();
    holds(view.name())
        || holds(view.namespace())
        || view.wanted_image().as_deref().is_some_and(holds)
        || labels.iter().any(|(key, value)| holds(key) || holds(value))
}

/// Where a cluster stands in a list: unique, and the same as long as the cluster is.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
struct Place {
    number: i64,
    text: String,
    namespace: String,
    name: String,
    context: String,
}

impl Place {
    fn of(view: &View, sort: Sort) -> Self {
        let (number, text) = match sort {
            Sort::Name => (0, view.name().to_owned()),
            // The oldest first is the least age last.
            Sort::Age => (-view.created().unwrap_or(i64::MAX), String::new()),
            Sort::Phase => (0, view.phase().unwrap_or_default().to_owned()),
            Sort::Failures => (view.failures().into(), String::new()),
        };
        Self {
            number,
            text,
            namespace: view.namespace().to_owned(),
            name: view.name().to_owned(),
            context: view.context.to_string(),
        }
    }
}

impl Clusters {
    /// A page of the clusters that pass. Asks Kubernetes for nothing that is known already. A context
    /// that cannot be looked at is told of, and does not hide the others.
    ///
    /// # Errors
    /// A filter or cursor that is none; the context's own when one is named.
    pub(crate) async fn list(&self, filter: Filter, order: Order, page: &Page) -> Result<Listed> {
        if !(1..=MAX_PAGE).contains(&page.first) {
            return Err(Error::input(
                "first",
                format!("a page has 1 to {MAX_PAGE} clusters"),
            ));
        }
        let scope = serde_json::to_string(&(&filter, order)).unwrap_or_default();
        let scope = ["k8sClusters", scope.as_str()];
        let page = Wanted::open(&self.cursors, scope, page.first, page.after.as_deref())?;
        let named = filter.context.clone();
        let sieve = filter.sieve()?;
        let known = self.kubernetes.known(named.as_deref()).await?;
        let views = known
            .objects
            .into_iter()
            .map(|(context, object)| View::new(context, object));
        let passing = views.filter(|view| sieve.passes(view));
        let mut placed: Vec<(Place, View)> = passing
            .map(|view| (Place::of(&view, order.sort), view))
            .collect();
        placed.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        if order.descending {
            placed.reverse();
        }
        let page = page.of(placed, order.descending);
        Ok(Listed {
            next: page.next,
            clusters: page.items,
            total: page.total,
            contexts: known.contexts,
        })
    }
}
