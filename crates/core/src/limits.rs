//! Bounds that more than one crate must agree on. Each is documented in `docs/api-design.md`.

use std::time::Duration;

/// Bytes in the name of a namespace; the server refuses longer ones.
pub const MAX_NAMESPACE_BYTES: usize = 31;
/// Bytes in the name of a set.
pub const MAX_SET_BYTES: usize = 63;
/// Bytes in the name of a bin.
pub const MAX_BIN_BYTES: usize = 15;
/// Bytes in the name of a secondary index.
pub const MAX_INDEX_BYTES: usize = 255;
/// Bytes in the name of a user or a role.
pub const MAX_USER_BYTES: usize = 63;
/// Bytes in the name of a Lua module's file.
pub const MAX_MODULE_NAME_BYTES: usize = 127;
/// Bytes in the text of a Lua module.
pub const MAX_MODULE_BYTES: usize = 1024 * 1024;
/// Bytes in a user key that this server accepts.
pub const MAX_USER_KEY_BYTES: usize = 1_024;
/// Keys in one batch command.
pub const MAX_BATCH_KEYS: usize = 1_000;
/// Records in one page.
pub const MAX_PAGE_SIZE: i32 = 1_000;
/// Records in a page whose size was not named.
pub const DEFAULT_PAGE_SIZE: i32 = 50;
/// Bytes of records in one answer.
pub const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;
/// Connection profiles one server keeps.
pub const MAX_CONNECTIONS: usize = 500;
/// Seed hosts in one profile.
pub const MAX_HOSTS: usize = 32;
/// Sets listed for one namespace.
pub const MAX_SETS: usize = 5_000;
/// How long metrics are kept.
pub const METRICS_WINDOW: Duration = Duration::from_secs(3_600);
/// How long a request of a cluster's state may take before its nodes count as silent.
pub const INFO_DEADLINE: Duration = Duration::from_secs(2);
/// How long making a cluster's client may take.
pub const CONNECT_DEADLINE: Duration = Duration::from_secs(5);
/// How long reading or writing one record may take.
pub const RECORD_DEADLINE: Duration = Duration::from_secs(5);
/// How long asking for users and roles, or one change of them, may take.
pub const ADMIN_DEADLINE: Duration = Duration::from_secs(5);
/// How long one page of a scan may take.
pub const PAGE_DEADLINE: Duration = Duration::from_secs(15);
