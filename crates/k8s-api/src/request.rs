//! What is asked of a context's API server, as errors and the log tell of it.

use std::{fmt, sync::Arc};

use crate::{Kind, kind::qualified};

/// One request: a verb on a resource in a context.
#[derive(Clone, Eq, PartialEq)]
pub struct Request(Arc<Inner>);

#[derive(Clone, Eq, PartialEq)]
struct Inner {
    context: Arc<str>,
    verb: &'static str,
    group: String,
    resource: String,
    subresource: Option<&'static str>,
    namespace: Option<String>,
    name: Option<String>,
    changes: bool,
}

impl Request {
    pub(crate) fn new<K: Kind>(
        context: &Arc<str>,
        verb: &'static str,
        namespace: Option<&str>,
        name: Option<&str>,
    ) -> Self {
        Self(Arc::new(Inner {
            context: Arc::clone(context),
            verb,
            group: K::group(&()).into_owned(),
            resource: K::plural(&()).into_owned(),
            subresource: None,
            namespace: namespace.map(str::to_owned),
            name: name.map(str::to_owned),
            changes: false,
        }))
    }

    pub(crate) fn subresource(mut self, subresource: Option<&'static str>) -> Self {
        Arc::make_mut(&mut self.0).subresource = subresource;
        self
    }

    /// Says whether it changes something when it arrives: a write that is not only tried.
    pub(crate) fn changing(mut self, changes: bool) -> Self {
        Arc::make_mut(&mut self.0).changes = changes;
        self
    }

    pub(crate) fn is_change(&self) -> bool {
        self.0.changes
    }

    /// The context asked.
    #[must_use]
    pub fn context(&self) -> &str {
        &self.0.context
    }

    /// What is done, in the words of Kubernetes' roles: `get`, `list`, `patch` …
    #[must_use]
    pub fn verb(&self) -> &'static str {
        self.0.verb
    }

    /// The resource, spelled as [`Access::resource`](crate::Access::resource) spells it.
    #[must_use]
    pub fn resource(&self) -> String {
        qualified(&self.0.resource, &self.0.group, self.0.subresource)
    }

    /// The resource without its API group, as the API server's messages have it: `pods/log`.
    pub(crate) fn plain_resource(&self) -> String {
        qualified(&self.0.resource, "", self.0.subresource)
    }

    pub(crate) fn is_for(&self, resource: &str) -> bool {
        self.0.resource == resource
    }

    /// The API group; empty for the core group.
    #[must_use]
    pub fn group(&self) -> &str {
        &self.0.group
    }

    /// The namespace; `None` for all of them, or where there are none.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.0.namespace.as_deref()
    }

    /// The object's name; `None` when a list is asked for.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.verb(), self.resource())?;
        if let Some(name) = self.name() {
            write!(f, " \"{name}\"")?;
        }
        if let Some(namespace) = self.namespace() {
            write!(f, " in namespace \"{namespace}\"")?;
        }
        write!(f, " of context \"{}\"", self.context())
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
