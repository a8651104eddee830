//! YAML of objects: what is written is read again, and what would harm is refused.

use acm_core::{ApiError, ErrorCode};
use acm_k8s_api::yaml::{self, MAX_YAML_BYTES, MAX_YAML_OBJECTS};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::reference;

fn json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        prop::sample::select(vec![
            "yes",
            "No",
            "on",
            "y",
            "null",
            "~",
            "",
            "012",
            "0o14",
            "0x1F",
            "1_000",
            "1e3",
            "22:22:22",
            ".inf",
            "2024-01-01",
            "true",
            "- a",
            "a: b",
            "# a",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "<<",
            "=",
            " a ",
            "a\n",
            "a\n\nb\n\n",
            "\ta",
            "'",
            "\"",
            "---",
            "...",
            "é\u{2028}",
            "\u{feff}a",
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no others", |number| number.is_finite())
            .prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |below| {
        prop_oneof![
            prop::collection::vec(below.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(text.clone(), below, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(below in json()) {
        let object = json!({"kind": "Any", "below": below});
        let text = yaml::write(&object).unwrap();
        prop_assert_eq!(yaml::read(&text).unwrap(), object, "{}", text);
    }

    #[test]
    fn json_is_yaml(below in json()) {
        let object = json!({"kind": "Any", "below": below});
        prop_assert_eq!(yaml::read(&object.to_string()).unwrap(), object);
    }

    #[test]
    fn no_text_is_too_much(text in "[-:{}\\[\\]&*a<!?|>'\" \n\t]{0,60}") {
        let _ = yaml::read_all(&text);
    }
}

#[test]
fn words_that_older_readers_take_for_something_else_are_quoted() {
    for word in [
        "yes", "no", "on", "off", "y", "n", "012", "1_000", "22:22", "null", "~", "1e3",
    ] {
        let text = yaml::write(&json!({ "label": word })).unwrap();
        let quoted = [format!("label: '{word}'\n"), format!("label: \"{word}\"\n")];
        assert!(quoted.contains(&text), "{text}");
    }
}

#[test]
fn what_would_harm_or_is_no_object_is_refused() {
    let laughs = (1..12).fold("a0: &a0 [lol, lol]\n".to_owned(), |text, level| {
        let below = format!("*a{}, ", level - 1).repeat(10);
        format!("{text}a{level}: &a{level} [{below}]\n")
    });
    let deep = "[".repeat(100);
    let many = "---\na: 1\n".repeat(MAX_YAML_OBJECTS + 1);
    let long = format!("a: {}", "b".repeat(MAX_YAML_BYTES));
    let wide = format!("a: [{}]", "1, ".repeat(200_000));
    let refused = [
        &laughs,
        &deep,
        &many,
        &long,
        &wide,
        "a: &x [*x]",
        "a: 1\na: 2",
        "a: .inf",
        "a: *nobody",
        "a: [1",
        "- a",
        "just text",
        "",
    ];
    for text in refused {
        let bad = yaml::read(text).unwrap_err();
        assert!(!bad.reason.is_empty());
        let shown: String = text.chars().take(40).collect();
        assert!(bad.reason.len() < 300, "{shown}: {}", bad.reason);
    }
    for text in [&laughs, &many, &wide] {
        let reason = yaml::read(text).unwrap_err().reason;
        assert!(reason.starts_with("it is too much"), "{reason}");
    }
    let two = yaml::read("a: 1\n---\na: 2\n").unwrap_err();
    assert_eq!(two.reason, "one object is wanted, here are 2");
    assert_eq!(
        yaml::read_all("a: 1\n---\n# none\n---\na: 2\n")
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_refusal_says_where() {
    let bad = yaml::read("kind: A\nspec:\n  size: 1\n  size: 2\n").unwrap_err();
    assert_eq!(bad.at, Some((4, 3)));
    let error = ApiError::from(bad);
    assert_eq!(error.code(), ErrorCode::BadUserInput);
    let details = error.details().unwrap();
    assert_eq!(
        (&details["line"], &details["column"]),
        (&json!(4), &json!(3))
    );
}

#[test]
fn the_operators_samples_are_written_as_they_are_read() {
    let test = "the_operators_samples_are_written_as_they_are_read";
    for (file, sample) in reference::samples(test).unwrap_or_default() {
        let text = yaml::write(&sample).unwrap();
        assert_eq!(yaml::read(&text).unwrap(), sample, "{file}");
    }
}

/// Half of what a thread of the server has.
const STACK: usize = 1024 * 1024;

/// Texts nested deeper than any object is.
fn deep() -> Vec<(&'static str, String)> {
    let stair: String = (0..1_000)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect();
    let bombs =
        (0..1_000).map(|level| format!("a{level}: &a{level} {{ x: *a{} }}\n", level.max(1) - 1));
    vec![
        ("brackets", format!("x: {}", "[".repeat(100_000))),
        (
            "closed brackets",
            format!("x: {}{}", "[".repeat(5_000), "]".repeat(5_000)),
        ),
        ("braces", format!("x: {}", "{a: ".repeat(50_000))),
        (
            "closed braces",
            format!("x: {}1{}", "{a: ".repeat(5_000), "}".repeat(5_000)),
        ),
        ("explicit keys", format!("x: {}", "? ".repeat(50_000))),
        ("items", format!("x:\n{}", "- ".repeat(50_000))),
        ("tags", format!("x: {}1", "!!seq ".repeat(5_000))),
        ("anchors", format!("x: {}1", "&a ".repeat(5_000))),
        ("a stair", stair),
        ("aliases of aliases", bombs.collect()),
    ]
}

/// Whoever reads a text may have used up most of a stack, and what is too deep must not use up the rest.
#[test]
fn a_text_of_any_depth_is_refused_on_a_small_stack() {
    for (what, text) in deep() {
        let reading = std::thread::Builder::new()
            .name(what.to_owned())
            .stack_size(STACK);
        let read = reading.spawn(move || yaml::read(&text)).unwrap();
        assert!(read.join().unwrap().is_err(), "{what}");
    }
}
