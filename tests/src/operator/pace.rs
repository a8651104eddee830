//! Time, as fast as asked.

use std::time::Duration;

use k8s_openapi::jiff::Timestamp;

/// How many times faster than the real operator everything waits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace(f64);

impl Pace {
    /// At least as fast as the real one, at most ten thousand times.
    pub(super) const fn new(speed: f64) -> Self {
        Self(speed.clamp(1.0, 10_000.0))
    }

    /// What so many of the real operator's seconds last.
    pub(super) fn seconds(self, seconds: u64) -> Duration {
        Duration::from_secs(seconds).div_f64(self.0)
    }

    pub(super) fn millis(self, millis: u64) -> Duration {
        Duration::from_millis(millis).div_f64(self.0)
    }

    pub(super) async fn sleep(self, seconds: u64) {
        tokio::time::sleep(self.seconds(seconds)).await;
    }
}

/// Now, as Kubernetes writes it.
pub(super) fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Seconds as Go prints a duration: `4m16s`.
pub(super) fn go_duration(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}s"),
        (minutes, seconds) => format!("{minutes}m{seconds}s"),
    }
}
