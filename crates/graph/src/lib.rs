//! The GraphQL vocabulary several domains show, and the ports that yield it.
