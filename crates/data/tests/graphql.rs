//! The module's schema alone, over fakes.

mod graphql {
    mod cluster;
    mod feeds;
    mod metrics;
    mod pages;
    mod reads;
    mod writes;
}
mod support;
