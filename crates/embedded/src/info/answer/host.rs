//! What the machine says about its memory.

use std::fs;

/// Memory that is free for use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FreeMemory {
    /// In KiB.
    pub(super) kbytes: u64,
    /// Of all memory, in percent.
    pub(super) pct: u64,
}

/// Free memory, as the kernel estimates it. Where it does not say (not Linux): nothing, at 100 %,
/// so that nobody is warned of what is not known.
pub(super) fn free_memory() -> FreeMemory {
    fs::read_to_string("/proc/meminfo")
        .ok()
        .and_then(|text| parse(&text))
        .unwrap_or(FreeMemory {
            kbytes: 0,
            pct: 100,
        })
}

fn parse(meminfo: &str) -> Option<FreeMemory> {
    let total = kbytes(meminfo, "MemTotal:")?;
    let free = kbytes(meminfo, "MemAvailable:")?;
    let pct = free.checked_mul(100)?.checked_div(total)?;
    Some(FreeMemory { kbytes: free, pct })
}

fn kbytes(meminfo: &str, key: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix(key))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_memory_is_what_the_kernel_calls_available() {
        let text = "MemTotal:       1000 kB\nMemFree:         100 kB\nMemAvailable:    250 kB\n";
        assert_eq!(
            parse(text),
            Some(FreeMemory {
                kbytes: 250,
                pct: 25
            })
        );
    }

    #[test]
    fn text_without_the_figures_is_not_guessed_from() {
        for text in [
            "",
            "MemTotal: 1000 kB\n",
            "MemTotal: 0 kB\nMemAvailable: 0 kB\n",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
