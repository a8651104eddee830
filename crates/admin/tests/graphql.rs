//! The module's schema alone, over fakes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod graphql {
    mod editions;
    mod permissions;
    mod roles;
    mod users;
}
mod support;
