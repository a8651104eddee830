//! How examples and texts are shown.

use acm_graph::{
    UdfModule, UdfModuleNode, UdfModulePresence,
    scalars::{Bytes, Int64, ModuleName},
};
use async_graphql::{Enum, SimpleObject};

use crate::service::{Held, ListedModule, examples::Example};

/// The text of a module.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct UdfSource {
    /// The module, with what each node has of it.
    pub module: UdfModule,
    /// The text; null when it is not UTF-8.
    pub text: Option<String>,
    /// The text as bytes, where it is not UTF-8; else null.
    pub bytes: Option<Bytes>,
    /// Its size, in bytes.
    pub size: Int64,
    /// The functions that can be called, in order; null when the text does not load here, as one does not
    /// that asks for other modules.
    pub functions: Option<Vec<String>>,
}

/// What a text is as Lua.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct UdfCheck {
    /// Whether it can be put.
    pub ok: bool,
    /// The first line, from 1, where it stops to be Lua.
    pub line: Option<i32>,
    /// Why it cannot be put.
    pub message: Option<String>,
    /// The functions that can be called, in order; null when the text does not load here.
    pub functions: Option<Vec<String>>,
}

/// What the functions of an example are called on.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub(super) enum UdfExampleKind {
    /// A record: by `executeUdf`, or each a query finds by `startUdfJob`.
    Record,
    /// The stream of records a query finds: by `aggregate`.
    Stream,
}

/// A module to begin with.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct UdfExample {
    /// The name it can be put under.
    pub name: ModuleName,
    /// What it is about.
    pub title: String,
    /// What its functions do.
    pub description: String,
    /// What its functions are called on.
    pub kind: UdfExampleKind,
    /// The text.
    pub source: String,
}

impl From<&Example> for UdfExample {
    fn from(example: &Example) -> Self {
        Self {
            name: ModuleName::reported(example.name),
            title: example.title.to_owned(),
            description: example.description.to_owned(),
            kind: if example.is_of_streams {
                UdfExampleKind::Stream
            } else {
                UdfExampleKind::Record
            },
            source: example.source.to_owned(),
        }
    }
}

/// A module, as the schema shows it.
pub(super) fn shown(module: &ListedModule) -> UdfModule {
    let nodes = module.nodes.iter().map(|(node, held)| {
        let (presence, hash, problem) = match held {
            Held::Present(hash) if *hash == module.hash => {
                (Some(UdfModulePresence::Present), hash.clone(), None)
            }
            Held::Present(hash) => (Some(UdfModulePresence::Different), hash.clone(), None),
            Held::Missing => (Some(UdfModulePresence::Missing), None, None),
            Held::Unknown(problem) => (None, None, Some(problem.clone())),
        };
        UdfModuleNode {
            node: node.clone(),
            presence,
            hash,
            problem,
        }
    });
    UdfModule {
        name: ModuleName::reported(&module.name),
        hash: module.hash.clone(),
        kind: module.kind.clone(),
        size: module
            .size
            .map(|size| Int64(i64::try_from(size).unwrap_or(i64::MAX))),
        mismatched: module.is_mismatched(),
        nodes: nodes.collect(),
    }
}
