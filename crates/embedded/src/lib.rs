//! An in-process server that speaks the Aerospike wire protocol.
