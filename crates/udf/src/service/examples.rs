//! Modules to begin with.

/// A module to begin with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example {
    pub name: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    /// Whether its functions are called on streams.
    pub is_of_streams: bool,
    pub source: &'static str,
}

/// The examples, simplest first.
pub(crate) const EXAMPLES: [Example; 4] = [
    Example {
        name: "counters.lua",
        title: "Counters",
        description: "Adds to numbers in the bins of a record, up to a limit if there is one.",
        is_of_streams: false,
        source: include_str!("../examples/counters.lua"),
    },
    Example {
        name: "records.lua",
        title: "Work on records",
        description: "Renames bins, sets missing ones, gives a new lifetime, describes a record.",
        is_of_streams: false,
        source: include_str!("../examples/records.lua"),
    },
    Example {
        name: "statistics.lua",
        title: "Statistics",
        description: "Counts what a query finds; least, greatest, sum and mean of a bin.",
        is_of_streams: true,
        source: include_str!("../examples/statistics.lua"),
    },
    Example {
        name: "groups.lua",
        title: "Groups",
        description: "Counts what a query finds by the value of a bin, and sums up another for each.",
        is_of_streams: true,
        source: include_str!("../examples/groups.lua"),
    },
];

#[cfg(test)]
mod tests {
    use acm_lua::{Facts, Item, Limits, Sandbox, Side, Value};

    use super::EXAMPLES;

    fn load(name: &str) -> Sandbox {
        let example = EXAMPLES.iter().find(|example| example.name == name);
        let source = example.unwrap().source;
        Sandbox::load(source.as_bytes(), Limits::default()).unwrap()
    }

    /// What a function makes of records, on two nodes and then here.
    fn reduced(name: &str, function: &str, arguments: &[Value]) -> Vec<Value> {
        let record = |group: &str, score: i64| {
            let bins = vec![
                ("group".to_owned(), group.into()),
                ("score".to_owned(), score.into()),
            ];
            Item::Record(Facts::default(), bins)
        };
        let nodes = [
            vec![record("a", 1), record("b", 4)],
            vec![record("a", 7), Item::Record(Facts::default(), Vec::new())],
        ];
        let run = |side, items: Vec<Item>| {
            let mut items = items.into_iter();
            let mut out = Vec::new();
            let sandbox = load(name);
            let pull = &mut || items.next();
            let push = &mut |value| {
                out.push(value);
                true
            };
            sandbox
                .run_stream(function, arguments, side, pull, push)
                .unwrap();
            out
        };
        let parts = nodes.into_iter().flat_map(|items| run(Side::Server, items));
        let parts = parts.map(Item::Value).collect();
        run(Side::Client, parts)
    }

    fn map(entries: &[(&str, Value)]) -> Value {
        let entries = entries.iter();
        Value::Map(
            entries
                .map(|(key, value)| ((*key).into(), value.clone()))
                .collect(),
        )
    }

    #[test]
    fn every_example_loads_and_says_what_it_has() {
        for example in EXAMPLES {
            assert!(
                !load(example.name).functions().is_empty(),
                "{}",
                example.name
            );
        }
    }

    #[test]
    fn examples_of_streams_count_and_sum() {
        assert_eq!(reduced("statistics.lua", "count", &[]), [4.into()]);
        assert_eq!(
            reduced("statistics.lua", "sum", &["score".into()]),
            [12.into()]
        );
        assert_eq!(
            reduced("statistics.lua", "summary", &["score".into()]),
            [map(&[
                ("count", 3.into()),
                ("greatest", 7.into()),
                ("least", 1.into()),
                ("mean", 4.0.into()),
                ("sum", 12.into()),
            ])]
        );
        assert_eq!(
            reduced("groups.lua", "count_by", &["group".into()]),
            [map(&[("a", 2.into()), ("b", 1.into())])]
        );
        assert_eq!(
            reduced("groups.lua", "sum_by", &["group".into(), "score".into()]),
            [map(&[("a", 8.into()), ("b", 4.into())])]
        );
    }
}
