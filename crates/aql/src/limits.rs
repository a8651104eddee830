//! What a script may be at most.

/// Bytes of a script.
pub const MAX_SCRIPT_BYTES: usize = 1 << 20;
/// Statements of a script.
pub const MAX_STATEMENTS: usize = 10_000;
/// Items of one list of a statement: bins, keys, values, arguments, roles, privileges, addresses.
pub const MAX_ITEMS: usize = 1_000;
/// Predicates joined by AND.
pub const MAX_PREDICATES: usize = 8;
/// Lists and maps within each other in a JSON value.
pub const MAX_JSON_DEPTH: usize = 32;
