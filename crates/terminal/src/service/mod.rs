//! Statements over the schema: what they are, what they become, and runs of them.

pub(crate) mod complete;
pub(crate) mod explain;
mod knowledge;
pub(crate) mod operations;
pub(crate) mod options;
pub(crate) mod reader;
pub(crate) mod run;
mod runner;
pub(crate) mod runs;
pub(crate) mod script;
mod shape;
pub(crate) mod table;
pub(crate) mod translate;
mod value;
