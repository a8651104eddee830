//! When a record expires.

use crate::info::config::{NamespaceSettings, SetSettings};
use crate::proto::ResultCode;
use crate::proto::flags::ttl;

/// Largest percentage of its time to live that a read may ask for.
const FULL_PERCENT: u32 = 100;

/// The void time of a record that is written at `now`, in seconds since the Aerospike epoch; 0 is
/// never.
///
/// `requested` is the time-to-live word of the write, `previous` the void time of the record that
/// is overwritten.
///
/// # Errors
///
/// `PARAMETER` above ten years, `FORBIDDEN` when the record would expire but the namespace has no
/// expiration cycles.
pub(super) fn void_time(
    requested: u32,
    previous: Option<u32>,
    now: u32,
    namespace: &NamespaceSettings,
    set: &SetSettings,
) -> Result<u32, ResultCode> {
    let seconds = match requested {
        ttl::NEVER => return Ok(0),
        ttl::KEEP => match previous {
            Some(void_time) => return Ok(void_time),
            None => default_seconds(namespace, set),
        },
        ttl::NAMESPACE_DEFAULT => default_seconds(namespace, set),
        seconds if seconds > ttl::MAX_SECONDS => return Err(ResultCode::PARAMETER),
        seconds => seconds,
    };
    if seconds == 0 {
        return Ok(0);
    }
    if namespace.nsup_period.is_zero() && !namespace.allow_ttl_without_nsup {
        return Err(ResultCode::FORBIDDEN);
    }
    Ok(now.saturating_add(seconds))
}

/// The void time a read gives the record, when the read is to renew it.
///
/// `requested` is the time-to-live word of the read: 0 takes the configured percentage, 1 to 100 is
/// one, and anything else renews nothing. A record is renewed when less than that percentage of its
/// time to live is left.
pub(super) fn renewed_void_time(
    requested: u32,
    void_time: u32,
    last_update_seconds: u32,
    now: u32,
    namespace: &NamespaceSettings,
    set: &SetSettings,
) -> Option<u32> {
    let percent = match requested {
        0 if set.default_read_touch_ttl_pct != 0 => set.default_read_touch_ttl_pct,
        0 => namespace.default_read_touch_ttl_pct,
        percent => percent,
    };
    if void_time == 0 || percent == 0 || percent > FULL_PERCENT {
        return None;
    }
    let total = u64::from(void_time.saturating_sub(last_update_seconds));
    let left = u64::from(void_time.saturating_sub(now));
    (left * 100 < total * u64::from(percent))
        .then(|| now.saturating_add(void_time.saturating_sub(last_update_seconds)))
}

fn default_seconds(namespace: &NamespaceSettings, set: &SetSettings) -> u32 {
    let seconds = if set.default_ttl.is_zero() {
        namespace.default_ttl
    } else {
        set.default_ttl
    };
    u32::try_from(seconds.as_secs()).unwrap_or(ttl::MAX_SECONDS)
}
