//! Who may depend on whom. The table is the rule; `cargo metadata` is the truth.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Crates of ours that a crate may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("aerospike-rt", &[]),
    ("acm-core", &[]),
    ("acm-aql", &[]),
    ("acm-lua", &[]),
    ("acm-embedded", &["acm-lua"]),
    ("acm-graph", &["acm-core"]),
    ("acm-aerospike", &["acm-core"]),
    ("acm-k8s-api", &["acm-core", "acm-graph"]),
    ("acm-store", &["acm-core"]),
    (
        "acm-connections",
        &["acm-aerospike", "acm-core", "acm-graph"],
    ),
    (
        "acm-data",
        &[
            "acm-aerospike",
            "acm-connections",
            "acm-core",
            "acm-graph",
            "acm-lua",
        ],
    ),
    (
        "acm-admin",
        &["acm-aerospike", "acm-connections", "acm-core", "acm-graph"],
    ),
    (
        "acm-udf",
        &[
            "acm-aerospike",
            "acm-connections",
            "acm-core",
            "acm-graph",
            "acm-lua",
        ],
    ),
    ("acm-terminal", &["acm-aql", "acm-core", "acm-graph"]),
    (
        "acm-k8s-clusters",
        &["acm-core", "acm-graph", "acm-k8s-api"],
    ),
    (
        "acm-k8s-templates",
        &["acm-core", "acm-graph", "acm-k8s-api"],
    ),
    ("acm-gateway", &["*"]),
    (
        "acm-tests",
        &["acm-core", "acm-embedded", "acm-gateway", "acm-k8s-api"],
    ),
];

/// Crates of others that only some of ours may name.
const OWNED: [(&str, &[&str]); 9] = [
    ("aerospike", &["acm-aerospike", "acm-tests"]),
    ("aerospike-rt", &["acm-aerospike"]),
    ("sqlx", &["acm-store"]),
    ("kube", &["acm-k8s-api", "acm-tests"]),
    ("k8s-openapi", &["acm-k8s-api", "acm-tests"]),
    ("axum", &["acm-gateway", "acm-tests"]),
    ("tower-http", &["acm-gateway"]),
    ("clap", &["acm-gateway", "acm-tests"]),
    ("mlua", &["acm-lua"]),
];

#[test]
fn a_crate_uses_only_the_crates_of_ours_it_may() {
    let mut wrong = Vec::new();
    for (name, uses) in dependencies() {
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{name} is not in the table"));
            continue;
        };
        let ours = uses.iter().filter(|used| used.starts_with("acm-"));
        let refused = ours.filter(|used| allowed != &["*"] && !allowed.contains(&used.as_str()));
        wrong.extend(refused.map(|used| format!("{name} may not use {used}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_driver_is_named_by_the_one_crate_that_owns_it() {
    let mut wrong = Vec::new();
    for (name, uses) in dependencies() {
        for (owned, owners) in OWNED {
            if uses.contains(owned) && !owners.contains(&name.as_str()) {
                wrong.push(format!("{name} may not name {owned}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_names_the_crates_there_are() {
    let there: BTreeSet<_> = dependencies().into_keys().collect();
    let named: BTreeSet<_> = ALLOWED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, named);
}

#[test]
fn services_know_nothing_of_graphql() {
    let mut wrong = Vec::new();
    for service in folders(&crates(), "service") {
        for file in sources(&service) {
            let text = fs::read_to_string(&file).unwrap();
            // Tests may look at the GraphQL names of a shared type.
            let shipped = text.split("#[cfg(test)]").next().unwrap();
            if shipped.contains("async_graphql") {
                wrong.push(file.display().to_string());
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these name async_graphql: {}",
        wrong.join(", ")
    );
}

/// Each of our packages with what it depends on outside its tests.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let all = package["dependencies"].as_array().unwrap().iter();
            (
                name(package),
                all.filter(|used| used["kind"].is_null())
                    .map(name)
                    .collect(),
            )
        })
        .collect()
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates")
}

fn folders(root: &Path, name: &str) -> Vec<PathBuf> {
    let crates = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    crates
        .map(|path| path.join("src").join(name))
        .filter(|path| path.is_dir())
        .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}
