//! Pure parsers of the info protocol's replies. Unknown is `None`, never zero; no input panics.

mod address;
mod build;
mod command;
mod config;
mod context;
mod histogram;
mod latency;
mod logs;
mod modules;
mod namespace;
mod node;
mod pairs;
mod query_jobs;
mod reply;
mod secondary_index;
mod set;
mod sindex;
mod verbs;

pub use address::{Address, DEFAULT_PORT, Peer, Peers};
pub use build::{Build, Edition};
pub use command::{InfoCommand, InfoVerb, MAX_INFO_COMMAND_BYTES, Refused, VerbClass};
pub use config::{ConfigContext, check_parameter, check_value, set_parameters};
pub use histogram::{Histogram, HistogramBucket, HistogramKind, histogram};
pub use latency::{Latency, LatencySample, LatencyUnit, Percentiles, latencies};
pub use logs::{LogLevel, LogSink, log_change_command, log_command, log_levels, log_sinks};
pub(crate) use modules::compile_error;
pub use modules::{LIST_MODULES, ListedModule, fetch_module, module_source, modules};
pub use namespace::{
    Memory, Migrations, NamespaceCounters, NamespaceStats, Operations, StorageUse, Thresholds,
};
pub use node::{NodeStats, Release, failed_best_practices};
pub use pairs::Pairs;
pub use query_jobs::{QueryJob, query_jobs};
pub use reply::{InfoFailure, InfoReply, check_command};
pub use secondary_index::{
    IndexStats, LIST_INDEXES, ListedIndex, NewIndex, NewIndexSource, NewIndexValues,
    context_in_words, drop_index, index_statistics, indexes,
};
pub use set::{SetStats, sets};
pub use sindex::{SindexInfo, SindexKind, SindexState, sindexes};
pub use verbs::VERBS;

/// The names in a `;`-separated list, such as the reply to `namespaces`.
#[must_use]
pub fn list(reply: &str) -> Vec<&str> {
    reply
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Address, IndexStats, InfoFailure, NamespaceStats, NodeStats, Pairs, Peers, Release,
        failed_best_practices, latencies, list, query_jobs, sets, sindexes,
    };

    proptest! {
        #[test]
        fn no_reply_panics_a_parser(
            reply in prop_oneof![
                any::<String>(),
                "[a-z0-9_;:=,.{}\\[\\]-]{0,80}",
                "(ERROR|FAIL|error)(:|=)[0-9]{0,6}:?[a-z]{0,5}",
                "\\{[a-z]{0,3}\\}-read:(msec|usec)?(,[0-9.eNa-]{0,6}){0,20};?",
            ],
        ) {
            let _ = InfoFailure::of(&reply);
            let pairs = Pairs::parse(&reply, ';');
            let _ = (pairs.u64("a"), pairs.f64("a"), pairs.bool("a"), pairs.text("a"));
            let _ = NamespaceStats::parse(&reply);
            let _ = NodeStats::parse(&reply);
            let _ = Release::parse(&reply);
            let _ = (sets(&reply), query_jobs(&reply), list(&reply), failed_best_practices(&reply));
            let _ = (sindexes(&reply), IndexStats::parse(&reply));
            let _ = (Peers::parse(&reply), Address::parse(&reply, 3000));
            for latency in latencies(&reply) {
                let _ = latency.sample.map(|sample| sample.percentiles());
            }
        }
    }
}
