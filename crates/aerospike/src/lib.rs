//! The only crate that names the Aerospike client: live clusters, info protocol, values.
