//! Versioned documents in SQLite: the only crate that names sqlx.
