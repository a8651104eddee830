//! Records in memory: partitions with their copies, sets, and what they take.

pub(crate) mod namespace;
pub(crate) mod partition;
pub(crate) mod record;
pub(crate) mod sets;
