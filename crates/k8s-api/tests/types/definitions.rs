//! Our definitions, against the table of what the operator's say, against those where they are at
//! hand, and against the file the test server takes.

use std::{fs, path::Path};

use acm_k8s_api::definitions::Definition;
use serde_json::Value;

use crate::{
    reference,
    schema::{Lines, lines},
};

/// The operator's own fields: kind, path, and what its definition says. Below what is of Kubernetes
/// the table says nothing; that part is compared where the operator's definitions are at hand.
const TABLE: &str = include_str!("table.txt");

/// What the table says of a part whose type is one of Kubernetes'.
const KUBERNETES: &str = "Kubernetes";

/// Parts of a cluster that are another part again.
const AGAIN: &[(&str, &str)] = &[
    ("spec.rackConfig.racks[].storage", "spec.storage"),
    ("status.appliedSpec", "spec"),
    ("status.templateSnapshot.spec", "spec.overrides"),
];

fn table(kind: &str) -> Lines {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let fields = lines.filter_map(|line| {
        let (of, field) = line.split_once(' ')?;
        let (path, said) = field.split_once(" | ")?;
        (of == kind).then(|| (path.to_owned(), said.to_owned()))
    });
    fields.collect()
}

/// The rest of a path below a part of an object.
fn below<'a>(path: &'a str, part: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(part)?;
    rest.starts_with(['.', '[', '{']).then_some(rest)
}

fn all_below(lines: &Lines, part: &str) -> Lines {
    let lines = lines
        .iter()
        .filter_map(|(path, line)| Some((below(path, part)?.to_owned(), line.clone())));
    lines.collect()
}

/// A definition says of the operator's own fields what the table says.
fn check(definition: &Value) {
    let kind = definition["spec"]["names"]["kind"].as_str().unwrap();
    let mut lines = lines(definition);
    for (part, model) in AGAIN.iter().filter(|(part, _)| lines.contains_key(*part)) {
        assert_eq!(all_below(&lines, part), all_below(&lines, model), "{part}");
    }
    let table = table(kind);
    let of_kubernetes = |path: &str| table.get(path).is_some_and(|said| said == KUBERNETES);
    let parts: Vec<_> = table.keys().filter(|path| of_kubernetes(path)).collect();
    lines.retain(|path, _| {
        let again = AGAIN.iter().any(|(part, _)| below(path, part).is_some());
        !again && !parts.iter().any(|part| below(path, part).is_some())
    });
    for (path, line) in &mut lines {
        if of_kubernetes(path) {
            KUBERNETES.clone_into(line);
        }
    }
    assert_eq!(lines, table, "{kind}");
}

#[test]
fn our_definitions_say_what_the_table_says() {
    for (_, definition) in Definition::all() {
        check(definition.json());
    }
}

#[test]
fn the_file_of_the_test_server_is_what_the_types_say() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kube-testserver/definitions");
    for (file, definition) in Definition::all() {
        let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
        assert!(
            text == definition.yaml().unwrap(),
            "{file} is out of date: run make definitions"
        );
        let read: Value = serde_saphyr::from_str(&text).unwrap();
        assert_eq!(&read, definition.json());
    }
}

/// The operator's definition of a kind, beside ours.
fn pairs(test: &str) -> Vec<(&'static str, Value, Value)> {
    let Some(folder) = reference::folder("acko", test) else {
        return Vec::new();
    };
    let pairs = Definition::all().into_iter().map(|(file, ours)| {
        let theirs = fs::read_to_string(folder.join(format!("acko.io_{file}"))).unwrap();
        (
            file,
            serde_saphyr::from_str(&theirs).unwrap(),
            ours.json().clone(),
        )
    });
    pairs.collect()
}

#[test]
fn the_operators_definitions_say_what_the_table_says() {
    for (_, theirs, _) in pairs("the_operators_definitions_say_what_the_table_says") {
        check(&theirs);
    }
}

/// Below what is of Kubernetes too. Ours may have fields of a newer Kubernetes beside them.
#[test]
fn whatever_the_operators_definitions_check_ours_check() {
    for (file, theirs, ours) in pairs("whatever_the_operators_definitions_check_ours_check") {
        let mut ours = lines(&ours);
        let theirs = lines(&theirs);
        ours.retain(|path, _| theirs.contains_key(path));
        let differ: Vec<_> = theirs
            .iter()
            .filter(|(path, line)| ours.get(*path) != Some(line))
            .map(|(path, line)| (path, line, ours.get(path)))
            .collect();
        assert!(differ.is_empty(), "{file}: {differ:#?}");
    }
}

#[test]
fn kinds_are_named_and_addressed_as_the_operators_are() {
    for (file, theirs, ours) in pairs("kinds_are_named_and_addressed_as_the_operators_are") {
        for path in [
            "/metadata/name",
            "/spec/group",
            "/spec/names",
            "/spec/scope",
        ] {
            assert_eq!(ours.pointer(path), theirs.pointer(path), "{file} {path}");
        }
        for part in ["name", "served", "storage", "subresources"] {
            let part = format!("/spec/versions/0/{part}");
            assert_eq!(ours.pointer(&part), theirs.pointer(&part), "{file} {part}");
        }
    }
}
