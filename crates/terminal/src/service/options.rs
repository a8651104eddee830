//! Options of a session: kept by whoever asks, handed in with every text.

use acm_aql::ast::{OptionName, Output, Setting, Statement};

/// Rows that a `SELECT` without `LIMIT` shows, unless set otherwise.
const DEFAULT_LIMIT: u64 = 1_000;

/// What statements are run with and how results are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) output: Output,
    pub(crate) output_types: bool,
    pub(crate) verbose: bool,
    /// Milliseconds; the server's own deadlines hold without.
    pub(crate) timeout_ms: Option<u64>,
    pub(crate) record_ttl: i64,
    pub(crate) key_send: bool,
    pub(crate) metadata: bool,
    pub(crate) no_bins: bool,
    pub(crate) limit: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            output: Output::Table,
            output_types: true,
            verbose: false,
            timeout_ms: None,
            record_ttl: 0,
            key_send: true,
            metadata: false,
            no_bins: false,
            limit: DEFAULT_LIMIT,
        }
    }
}

impl Options {
    /// Sets one.
    fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Output(output) => self.output = output,
            Setting::OutputTypes(on) => self.output_types = on,
            Setting::Verbose(on) => self.verbose = on,
            Setting::Timeout(milliseconds) => self.timeout_ms = Some(milliseconds),
            Setting::RecordTtl(seconds) => self.record_ttl = seconds,
            Setting::KeySend(on) => self.key_send = on,
            Setting::RecordPrintMetadata(on) => self.metadata = on,
            Setting::NoBins(on) => self.no_bins = on,
            Setting::Limit(rows) => self.limit = rows,
        }
    }

    /// Gives one, or all, the default.
    fn reset(&mut self, option: Option<OptionName>) {
        let fresh = Self::default();
        match option {
            None => *self = fresh,
            Some(OptionName::Output) => self.output = fresh.output,
            Some(OptionName::OutputTypes) => self.output_types = fresh.output_types,
            Some(OptionName::Verbose) => self.verbose = fresh.verbose,
            Some(OptionName::Timeout) => self.timeout_ms = fresh.timeout_ms,
            Some(OptionName::RecordTtl) => self.record_ttl = fresh.record_ttl,
            Some(OptionName::KeySend) => self.key_send = fresh.key_send,
            Some(OptionName::RecordPrintMetadata) => self.metadata = fresh.metadata,
            Some(OptionName::NoBins) => self.no_bins = fresh.no_bins,
            Some(OptionName::Limit) => self.limit = fresh.limit,
        }
    }

    /// Takes over what a statement changes of them.
    pub(crate) fn follow(&mut self, statement: &Statement) {
        match statement {
            Statement::Set(setting) => self.set(*setting),
            Statement::Reset(option) => self.reset(*option),
            _ => {}
        }
    }

    /// The value of one, as it would be set.
    pub(crate) fn text(&self, option: OptionName) -> String {
        let switch = |on: bool| if on { "TRUE" } else { "FALSE" }.to_owned();
        match option {
            OptionName::Output => self.output.text().to_owned(),
            OptionName::OutputTypes => switch(self.output_types),
            OptionName::Verbose => switch(self.verbose),
            OptionName::Timeout => match self.timeout_ms {
                Some(milliseconds) => milliseconds.to_string(),
                None => "none".to_owned(),
            },
            OptionName::RecordTtl => self.record_ttl.to_string(),
            OptionName::KeySend => switch(self.key_send),
            OptionName::RecordPrintMetadata => switch(self.metadata),
            OptionName::NoBins => switch(self.no_bins),
            OptionName::Limit => self.limit.to_string(),
        }
    }
}
