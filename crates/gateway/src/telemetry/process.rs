//! Facts of the process, read from the operating system when somebody asks. Where it does not tell,
//! the metric is missing rather than zero.

use std::fs;

use acm_core::Clock;
use opentelemetry::metrics::Meter;

/// Ticks of a second in `/proc`, the same on every architecture of Linux.
const TICKS: f64 = 100.0;

/// Reports the facts whenever the meter is read.
pub(super) fn observe(meter: &Meter) {
    let started = Clock::default().now() as f64 / 1_000.0;
    let _ = meter
        .f64_observable_gauge("process.start_time")
        .with_unit("s")
        .with_description("When the process started, in seconds since 1970")
        .with_callback(move |observer| observer.observe(started, &[]))
        .build();
    let _ = meter
        .u64_observable_gauge("process.resident_memory")
        .with_unit("By")
        .with_description("Memory of the process that is in RAM")
        .with_callback(|observer| {
            let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
            if let Some(bytes) = resident(&status) {
                observer.observe(bytes, &[]);
            }
        })
        .build();
    let _ = meter
        .f64_observable_counter("process.cpu")
        .with_unit("s")
        .with_description("Processor time the process has used")
        .with_callback(|observer| {
            let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
            if let Some(seconds) = cpu(&stat) {
                observer.observe(seconds, &[]);
            }
        })
        .build();
    let _ = meter
        .u64_observable_gauge("process.open_fds")
        .with_description("File descriptors open")
        .with_callback(|observer| {
            if let Ok(entries) = fs::read_dir("/proc/self/fd") {
                // One is open to read the list.
                observer.observe(entries.count().saturating_sub(1) as u64, &[]);
            }
        })
        .build();
}

/// Bytes in RAM, from `/proc/self/status`.
fn resident(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1_024)
}

/// Seconds of user and system time, from `/proc/self/stat`. The second field, in parentheses, may
/// hold anything.
fn cpu(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut ticks = fields.split_ascii_whitespace().skip(11);
    let (user, system): (f64, f64) = (ticks.next()?.parse().ok()?, ticks.next()?.parse().ok()?);
    Some((user + system) / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_and_what_is_not_told_is_missing() {
        assert_eq!(
            resident("VmPeak:\t 9 kB\nVmRSS:\t   2048 kB\n"),
            Some(2_097_152)
        );
        assert_eq!(resident("VmPeak:\t 9 kB\n"), None);
        let stat = "7 (a) b) S 1 7 7 0 -1 4194560 900 0 0 0 150 50 0 0 20 0 8 0 900 1 2";
        assert_eq!(cpu(stat), Some(2.0));
        assert_eq!(cpu("7 (acm) S 1"), None);
    }
}
