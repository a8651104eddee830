//! AQL text to a typed statement; no I/O.
