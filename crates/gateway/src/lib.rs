//! The binary acm: composes the modules into one schema and serves it with the UI.
