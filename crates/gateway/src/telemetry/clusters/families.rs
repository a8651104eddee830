//! Prometheus' text format: series by family, each family in one place.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fmt::Write,
};

/// Series in one answer.
const MAX_SERIES: usize = 200_000;
const OMITTED: &str = "acm_cluster_series_omitted";

/// What the numbers of a family mean over time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// They rise.
    Counter,
    /// They go up and down.
    Gauge,
}

/// The labels of a series.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels(String);

impl Labels {
    /// These labels and one more.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let separator = if self.0.is_empty() { "" } else { "," };
        let value = value
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n");
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{separator}{name}=\"{value}\"");
        self
    }
}

struct Family {
    kind: Kind,
    help: String,
    series: BTreeMap<String, String>,
}

/// Every family.
#[derive(Default)]
pub(super) struct Families {
    families: BTreeMap<String, Family>,
    series: usize,
    omitted: usize,
}

impl Families {
    /// Adds a series; of two with the same labels the first stays, of too many those that come first.
    pub(super) fn add(
        &mut self,
        name: &str,
        kind: Kind,
        help: &str,
        labels: Labels,
        value: String,
    ) {
        if self.series >= MAX_SERIES {
            self.omitted += 1;
            return;
        }
        let family = self
            .families
            .entry(name.to_owned())
            .or_insert_with(|| Family {
                kind,
                help: help.to_owned(),
                series: BTreeMap::new(),
            });
        if let Entry::Vacant(slot) = family.series.entry(labels.0) {
            slot.insert(value);
            self.series += 1;
        }
    }

    /// The text.
    pub(super) fn into_text(mut self) -> String {
        if self.omitted > 0 {
            let value = self.omitted.to_string();
            let help = "Series left out because there are too many.".to_owned();
            let family = Family {
                kind: Kind::Gauge,
                help,
                series: [(String::new(), value)].into(),
            };
            self.families.insert(OMITTED.to_owned(), family);
        }
        let mut text = String::new();
        for (name, family) in &self.families {
            let kind = match family.kind {
                Kind::Counter => "counter",
                Kind::Gauge => "gauge",
            };
            let help = &family.help;
            // Writing to a String cannot fail.
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
            for (labels, value) in &family.series {
                let _ = match labels.as_str() {
                    "" => writeln!(text, "{name} {value}"),
                    labels => writeln!(text, "{name}{{{labels}}} {value}"),
                };
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_series_are_left_out_and_counted() {
        let mut families = Families::default();
        for number in 0..MAX_SERIES + 3 {
            let labels = Labels::default().with("set", &number.to_string());
            families.add("some", Kind::Gauge, "help", labels, "1".to_owned());
        }
        let text = families.into_text();
        assert!(text.starts_with("# HELP acm_cluster_series_omitted"));
        assert!(text.contains("acm_cluster_series_omitted 3\n"));
    }

    #[test]
    fn values_of_labels_are_escaped() {
        let mut families = Families::default();
        let labels = Labels::default().with("name", "a\"b\\c\nd");
        families.add("some", Kind::Gauge, "help", labels, "1".to_owned());
        assert!(
            families
                .into_text()
                .contains(r#"some{name="a\"b\\c\nd"} 1"#)
        );
    }
}
