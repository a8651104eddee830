//! Latency histograms: rate, and the share of operations slower than each power of two of a
//! millisecond, or of a microsecond when the node is told to.

use std::fmt::Write as _;

use crate::info::error::InfoError;
use crate::info::request::Command;
use crate::info::view::{InfoView, LatencyHistogram, LatencyView};

use super::Answer;

const BATCH_INDEX: &str = "batch-index";

/// `latencies:[hist=NAME]`: `name:msec|usec,rate,17 percentages;..`, or `name:;` for a histogram that
/// nothing was recorded in yet.
pub(super) fn latencies(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let wanted = command.argument("hist");
    let is_fine = view.config().service().microsecond_histograms;
    let mut lines = vec![(BATCH_INDEX.to_owned(), view.batch_index_latency())];
    for namespace in view.namespaces() {
        for histogram in LatencyHistogram::ALL {
            let name = format!("{{{namespace}}}-{}", histogram.name());
            lines.push((name, view.latency(&namespace, histogram)));
        }
    }
    if let Some(wanted) = wanted {
        lines.retain(|(name, _)| name == wanted);
        if lines.is_empty() {
            return Err(InfoError::bad("hist"));
        }
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|(name, latency)| line(name, *latency, is_fine))
        .collect();
    Ok(lines.join(";"))
}

fn line(name: &str, latency: Option<LatencyView>, is_fine: bool) -> String {
    let mut text = format!("{name}:");
    if let Some(latency) = latency {
        let seconds = latency.window.as_secs_f64();
        let rate = if seconds > 0.0 {
            latency.total as f64 / seconds
        } else {
            0.0
        };
        let (unit, slower_than) = if is_fine {
            ("usec", latency.slower_than_micros)
        } else {
            ("msec", latency.slower_than)
        };
        // Writing to a String cannot fail.
        let _ = write!(text, "{unit},{rate:.1}");
        for slower in slower_than {
            let pct = if latency.total == 0 {
                0.0
            } else {
                slower as f64 * 100.0 / latency.total as f64
            };
            let _ = write!(text, ",{pct:.2}");
        }
    }
    text
}
