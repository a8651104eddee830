//! What a node counts of its users, and the quotas it holds them to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::directory::Quotas;
use super::message::Counted;
use crate::metrics::Counter;
use crate::proto::ResultCode;

/// From this many users on, those without a connection or a command under way are forgotten.
const MANY_USERS: usize = 10_000;

/// What a node counted of each user, by id.
#[derive(Debug, Default)]
pub(crate) struct Usages(Mutex<HashMap<u64, Arc<Usage>>>);

/// What a node counted of one user.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub(super) connections: Counter,
    pub(super) read: Meter,
    pub(super) write: Meter,
}

impl Usages {
    pub(super) fn of(&self, user: u64) -> Arc<Usage> {
        let mut usages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if usages.len() >= MANY_USERS {
            usages.retain(|_, usage| Arc::strong_count(usage) > 1);
        }
        Arc::clone(usages.entry(user).or_default())
    }
}

impl Usage {
    pub(super) fn counted(&self, quotas: Quotas, second: u64) -> Counted {
        Counted {
            read: self.read.counted(quotas.read, second),
            write: self.write.counted(quotas.write, second),
            connections: saturate(self.connections.get()),
        }
    }
}

/// Commands of a kind, second by second, and the queries under way.
#[derive(Debug, Default)]
pub(super) struct Meter(Mutex<Measured>);

#[derive(Debug, Default)]
struct Measured {
    second: u64,
    commands: u64,
    commands_before: u64,
    /// Records a second that queries under way may come to.
    reserved: u64,
    /// Queries under way that have no limit.
    limitless: u64,
}

impl Meter {
    /// Counts a command, unless that is more than the quota of this second.
    pub(super) fn command(&self, quota: u32, second: u64) -> Result<(), ResultCode> {
        let mut measured = self.at(second);
        if quota > 0 && measured.commands + measured.reserved >= u64::from(quota) {
            return Err(ResultCode::QUOTA_EXCEEDED);
        }
        measured.commands += 1;
        Ok(())
    }

    /// Takes a query's rate out of the quota until the query ends. A query without a limit is not
    /// compatible with a quota.
    pub(super) fn begin_query(&self, quota: u32, rate: u32, second: u64) -> Result<(), ResultCode> {
        let mut measured = self.at(second);
        let wanted = measured.commands + measured.reserved + u64::from(rate);
        if quota > 0 && (rate == 0 || wanted > u64::from(quota)) {
            return Err(ResultCode::QUOTA_EXCEEDED);
        }
        measured.reserved += u64::from(rate);
        measured.limitless += u64::from(rate == 0);
        Ok(())
    }

    pub(super) fn end_query(&self, rate: u32) {
        let mut measured = self.lock();
        measured.reserved = measured.reserved.saturating_sub(rate.into());
        measured.limitless = measured.limitless.saturating_sub((rate == 0).into());
    }

    fn counted(&self, quota: u32, second: u64) -> [u32; 4] {
        let measured = self.at(second);
        [
            quota,
            saturate(measured.commands.max(measured.commands_before)),
            saturate(measured.reserved),
            saturate(measured.limitless),
        ]
    }

    fn at(&self, second: u64) -> MutexGuard<'_, Measured> {
        let mut measured = self.lock();
        if measured.second != second {
            let follows = measured.second + 1 == second;
            measured.commands_before = if follows { measured.commands } else { 0 };
            measured.commands = 0;
            measured.second = second;
        }
        measured
    }

    fn lock(&self) -> MutexGuard<'_, Measured> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn saturate(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Meter;
    use crate::proto::ResultCode;

    const EXCEEDED: Result<(), ResultCode> = Err(ResultCode::QUOTA_EXCEEDED);

    #[test]
    fn a_quota_is_of_each_second() {
        let meter = Meter::default();
        for _ in 0..3 {
            assert_eq!(meter.command(3, 10), Ok(()));
        }
        assert_eq!(meter.command(3, 10), EXCEEDED);
        assert_eq!(meter.command(0, 10), Ok(()));
        assert_eq!(meter.command(3, 11), Ok(()));
        assert_eq!(meter.counted(3, 11), [3, 4, 0, 0]);
        assert_eq!(meter.counted(3, 13), [3, 0, 0, 0]);
    }

    #[test]
    fn queries_take_their_rate_out_of_the_quota_until_they_end() {
        let meter = Meter::default();
        assert_eq!(meter.begin_query(100, 0, 10), EXCEEDED);
        assert_eq!(meter.begin_query(100, 101, 10), EXCEEDED);
        assert_eq!(meter.begin_query(100, 99, 10), Ok(()));
        assert_eq!(meter.command(100, 10), Ok(()));
        assert_eq!(meter.command(100, 10), EXCEEDED);
        assert_eq!(meter.counted(100, 10), [100, 1, 99, 0]);
        meter.end_query(99);
        assert_eq!(meter.command(100, 10), Ok(()));
        assert_eq!(meter.begin_query(0, 0, 10), Ok(()));
        assert_eq!(meter.counted(0, 10)[3], 1);
    }
}
