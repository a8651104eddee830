//! The module by itself, over a fake dialer and a database of its own: its schema, its live
//! clients, and how it starts over what is stored.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod graphql {
    mod clients;
    mod feeds;
    mod health;
    mod profiles;
    mod real;
    mod recipients;
    mod start;
    mod targets;
    mod tls;
    mod transfer;
    mod trials;
}
mod support;
