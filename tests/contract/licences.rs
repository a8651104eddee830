//! What the dependencies of the workspace may be: `deny.toml` is the rule.

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};

fn rule() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deny.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

/// Every package of others, in all the graph.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let all = metadata["packages"].as_array().unwrap();
    all.iter()
        .filter(|package| !package["source"].is_null())
        .cloned()
        .collect()
}

fn refused(allow: &[Licensee], license: &Value) -> bool {
    let expression = license
        .as_str()
        .and_then(|text| Expression::parse_mode(text, ParseMode::LAX).ok());
    !expression.is_some_and(|expression| {
        expression.evaluate(|wanted| allow.iter().any(|licensee| licensee.satisfies(wanted)))
    })
}

#[test]
fn every_dependency_has_a_licence_we_accept_and_comes_from_the_registry() {
    let rule = rule();
    let allow = rule["licenses"]["allow"].as_array().unwrap().iter();
    let allow: Vec<_> = allow
        .map(|name| Licensee::parse(name.as_str().unwrap()).unwrap())
        .collect();
    let packages = packages();
    let mut wrong = Vec::new();
    for package in &packages {
        let (name, license) = (&package["name"], &package["license"]);
        if refused(&allow, license) {
            wrong.push(format!("{name} has the licence {license}"));
        }
        if !package["source"].as_str().unwrap().starts_with("registry+") {
            wrong.push(format!("{name} is not from the registry"));
        }
    }
    assert!(packages.len() > 200, "only {} are known", packages.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for license in ["GPL-3.0-only", "AGPL-3.0-only AND MIT", "no licence"] {
        assert!(refused(&allow, &license.into()), "{license} was accepted");
    }
}

#[test]
fn no_dependency_is_one_that_is_banned() {
    let rule = rule();
    let banned = rule["bans"]["deny"].as_array().unwrap();
    let packages = packages();
    let found: Vec<_> = banned
        .iter()
        .filter(|ban| {
            packages
                .iter()
                .any(|one| one["name"] == ban["name"].as_str().unwrap())
        })
        .collect();
    assert!(found.is_empty(), "{found:?}");
}
