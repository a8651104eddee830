//! Kinds of objects, and where they are looked for.

use std::fmt;

use serde::de::DeserializeOwned;

/// A kind of object whose API group, version and resource are known.
pub trait Kind:
    kube::Resource<DynamicType = ()> + DeserializeOwned + Clone + fmt::Debug + Send + Sync + 'static
{
}

impl<K> Kind for K where
    K: kube::Resource<DynamicType = ()>
        + DeserializeOwned
        + Clone
        + fmt::Debug
        + Send
        + Sync
        + 'static
{
}

/// A resource as roles name it: its API group after a dot, a subresource after a slash.
pub(crate) fn qualified(resource: &str, group: &str, subresource: Option<&str>) -> String {
    let mut named = resource.to_owned();
    for (mark, part) in [('.', group), ('/', subresource.unwrap_or_default())] {
        if !part.is_empty() {
            named.push(mark);
            named.push_str(part);
        }
    }
    named
}

/// Which objects of a kind: everything, until it says less.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Scope {
    /// Those of one namespace.
    pub namespace: Option<String>,
    /// Those whose labels match, in the syntax of Kubernetes' label selectors.
    pub labels: Option<String>,
    /// Those whose fields match, in the syntax of Kubernetes' field selectors.
    pub fields: Option<String>,
}

impl Scope {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// Everything in a namespace.
    #[must_use]
    pub fn namespace(name: impl Into<String>) -> Self {
        Self {
            namespace: Some(name.into()),
            ..Self::default()
        }
    }

    /// The same, of objects with these labels alone.
    #[must_use]
    pub fn labels(mut self, selector: impl Into<String>) -> Self {
        self.labels = Some(selector.into());
        self
    }

    /// The same, of objects with these fields alone.
    #[must_use]
    pub fn fields(mut self, selector: impl Into<String>) -> Self {
        self.fields = Some(selector.into());
        self
    }

    /// The same in a namespace.
    #[must_use]
    pub(crate) fn within(&self, namespace: &str) -> Self {
        Self {
            namespace: Some(namespace.to_owned()),
            ..self.clone()
        }
    }
}

/// The name of an object within its kind.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ObjectKey {
    /// Its namespace; empty for kinds that have none.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

impl ObjectKey {
    /// The name of this object.
    pub fn of<K: Kind>(object: &K) -> Self {
        let meta = object.meta();
        Self {
            namespace: meta.namespace.clone().unwrap_or_default(),
            name: meta.name.clone().unwrap_or_default(),
        }
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.namespace.as_str() {
            "" => f.write_str(&self.name),
            namespace => write!(f, "{namespace}/{}", self.name),
        }
    }
}
