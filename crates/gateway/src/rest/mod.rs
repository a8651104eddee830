//! REST, from stored operations: a document, and a line of a table that says where it is answered.
//!
//! `crates/gateway/rest/` holds both, and the [`fragments`] that documents share. A route needs no code: path, query and body become the variables of its
//! document ([`ask`], [`takes`]), the answer's data becomes the body ([`shape`]), and both are described
//! from the schema's types ([`openapi`]). Everything is read when the server starts, and a table or a
//! document that does not fit the schema stops it.

mod answer;
mod ask;
mod document;
mod fragments;
mod openapi;
mod path;
mod shape;
mod table;
mod takes;

#[cfg(test)]
mod tests;

use async_graphql::registry::Registry;
use axum::http::Method;
use bytes::Bytes;
use rust_embed::RustEmbed;

pub(crate) use answer::{Gathered, status_of};

use document::Document;
use fragments::Fragments;
use path::Pattern;
use shape::Gives;
use table::{Line, Table};
use takes::Mapping;

/// Where routes are that need Kubernetes.
const KUBERNETES: &str = "/api/k8s/";
/// The table's name among the files.
const TABLE: &str = "routes.toml";
/// The file of what documents share.
const FRAGMENTS: &str = "fragments.graphql";

#[derive(RustEmbed)]
#[folder = "rest"]
struct Files;

/// The routes of this server.
pub(crate) struct Rest {
    routes: Vec<Route>,
    kubernetes: bool,
    openapi: Bytes,
}

/// One route.
pub(crate) struct Route {
    line: Line,
    method: Method,
    pattern: Pattern,
    document: Document,
    mapping: Option<Mapping>,
    gives: Gives,
}

/// What a request asks for.
pub(crate) enum Found<'a> {
    /// A route, with the values of its path.
    Route(&'a Route, Vec<(String, String)>),
    /// A part of the API that is switched off.
    Off,
    /// A path with other methods: these.
    Methods(String),
    /// No path of any route.
    Nothing,
}

/// Why the routes cannot be served.
#[derive(Debug, thiserror::Error)]
#[error("the route {route}: {reason}")]
pub struct RestError {
    route: String,
    reason: String,
}

impl Rest {
    /// Reads the table and its documents.
    ///
    /// # Errors
    /// One of them does not fit the schema.
    pub(crate) fn new(registry: &Registry, kubernetes: bool) -> Result<Self, RestError> {
        let text = file(TABLE).map_err(|reason| error(TABLE, reason))?;
        let table: Table =
            toml::from_str(&text).map_err(|reason| error(TABLE, reason.to_string()))?;
        let fragments = file(FRAGMENTS).and_then(|text| Fragments::read(&text));
        let fragments = fragments.map_err(|reason| error(FRAGMENTS, reason))?;
        let lines = table.routes.iter();
        let routes = lines.map(|line| {
            let read = Route::read(line.clone(), &table, &fragments, registry);
            read.map_err(|reason| error(&line.on, reason))
        });
        let routes = routes.collect::<Result<Vec<_>, _>>()?;
        let openapi = openapi::describe(&routes, registry);
        Ok(Self {
            openapi: openapi.to_string().into(),
            routes,
            kubernetes,
        })
    }

    /// What there is for a method and a path.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Found<'_> {
        if !self.kubernetes && path.starts_with(KUBERNETES) {
            return Found::Off;
        }
        let mut others = Vec::new();
        for route in &self.routes {
            match route.pattern.values(path) {
                Some(values) if route.method == *method => return Found::Route(route, values),
                Some(_) => others.push(route.method.as_str()),
                None => {}
            }
        }
        if others.is_empty() {
            return Found::Nothing;
        }
        Found::Methods(others.join(", "))
    }

    /// The routes, described.
    pub(crate) fn openapi(&self) -> Bytes {
        self.openapi.clone()
    }
}

impl Route {
    fn read(
        line: Line,
        table: &Table,
        fragments: &Fragments,
        registry: &Registry,
    ) -> Result<Self, String> {
        let (method, path) = line.on.split_once(' ').ok_or("expected METHOD /path")?;
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| "unknown method")?;
        let pattern = Pattern::read(path);
        let text = file(&format!("{}.graphql", line.document))?;
        let document = Document::read(&fragments.complete(&text)?, registry)?;
        let names = pattern.names();
        if let Some(stray) = names.iter().find(|name| document.variable(name).is_none()) {
            return Err(format!("the document has no variable ${stray}"));
        }
        let mapping = match &line.takes {
            Some(name) => Some(Mapping::read(name, table, &document, registry)?),
            None => None,
        };
        let gives = match &line.gives {
            Some(name) => table.gives.get(name).ok_or(format!("no gives.{name}"))?,
            None => &Gives::default(),
        };
        let gives = gives.clone();
        if document.shape.at(&line.body).is_none() {
            return Err(format!("the document has no {}", line.body));
        }
        Ok(Self {
            line,
            method,
            pattern,
            document,
            mapping,
            gives,
        })
    }
}

fn error(route: &str, reason: String) -> RestError {
    RestError {
        route: route.to_owned(),
        reason,
    }
}

/// A file of the folder.
fn file(name: &str) -> Result<String, String> {
    let file = Files::get(name).ok_or_else(|| format!("there is no {name}"))?;
    String::from_utf8(file.data.into_owned()).map_err(|_| format!("{name} is not text"))
}
