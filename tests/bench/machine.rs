//! Cores, file descriptors, and what the system tells of a process.

use std::fs;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The core of the server under test, alone.
pub(crate) const SERVER: usize = 0;
/// The core of everything else: load and cluster.
pub(crate) const OTHERS: usize = 1;

/// Ticks of CPU time in a second, as Linux counts them for programs.
const TICKS: f64 = 100.0;

/// Keeps this thread, and the processes it starts, on one core; false where that cannot be.
#[cfg(target_os = "linux")]
pub(crate) fn pin(core: usize) -> bool {
    let mut cores = rustix::thread::CpuSet::new();
    cores.set(core);
    rustix::thread::sched_setaffinity(None, &cores).is_ok()
}

/// Only Linux lets a thread choose its core.
#[cfg(not(target_os = "linux"))]
pub(crate) fn pin(_core: usize) -> bool {
    false
}

/// Raises the limit of open files as far as it goes, for this process and those it starts.
pub(crate) fn raise_open_files() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    let now = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => raised.current,
        Err(_) => limit.current,
    };
    now.map_or(usize::MAX, |files| {
        usize::try_from(files).unwrap_or(usize::MAX)
    })
}

/// Seconds of CPU a process has used; NaN where the system does not tell.
pub(crate) fn cpu_seconds(process: u32) -> f64 {
    let used = || {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let after_name = stat.rsplit_once(')')?.1;
        let ticks = after_name.split_whitespace().skip(11).take(2);
        Some(ticks.filter_map(|field| field.parse::<f64>().ok()).sum())
    };
    used().unwrap_or(f64::NAN) / TICKS
}

/// Resident memory of a process in megabytes; NaN where the system does not tell.
pub(crate) fn resident_megabytes(process: u32) -> f64 {
    let kilobytes = || {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse::<f64>().ok()
    };
    kilobytes().unwrap_or(f64::NAN) * 1_024.0 / 1e6
}

/// Seconds a core has been busy, whoever kept it so; NaN where the system does not tell.
pub(crate) fn busy_seconds(core: usize) -> f64 {
    let busy = || {
        let stat = fs::read_to_string("/proc/stat").ok()?;
        let name = format!("cpu{core} ");
        let line = stat.lines().find_map(|line| line.strip_prefix(&name))?;
        let ticks: Vec<f64> = line
            .split_whitespace()
            .filter_map(|field| field.parse().ok())
            .collect();
        // user, nice, system, idle, iowait, irq, softirq, steal; guests are within user.
        Some(ticks.iter().take(8).sum::<f64>() - ticks.get(3)? - ticks.get(4)?)
    };
    busy().unwrap_or(f64::NAN) / TICKS
}
