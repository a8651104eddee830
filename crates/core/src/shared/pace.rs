//! How often to ask, and how much more seldom while nobody answers.

use std::time::Duration;

/// The longest pause between two attempts.
const LONGEST: Duration = Duration::from_secs(30);

/// The pause after so many failures in a row: doubles with each, up to thirty seconds.
#[must_use]
pub fn pause(usual: Duration, failures: u32) -> Duration {
    let factor = 1_u32.checked_shl(failures.min(16)).unwrap_or(u32::MAX);
    usual.saturating_mul(factor).min(LONGEST.max(usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_thirty_seconds() {
        let seconds = |failures| pause(Duration::from_secs(1), failures).as_secs();
        assert_eq!([0, 1, 2, 4, 5, 60].map(seconds), [1, 2, 4, 16, 30, 30]);
    }
}
