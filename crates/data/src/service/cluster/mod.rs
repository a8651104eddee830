//! Snapshots of clusters: every node asked at once, the answers brought together by stated rules.

mod assemble;
mod feed;
mod namespace;
mod node;
mod sets;
mod snapshots;

pub(crate) use assemble::assemble;
pub(crate) use feed::ClusterFeeds;
pub(crate) use namespace::migrations;
pub(crate) use snapshots::Snapshots;
