//! The binary as a person or a service manager starts it, and whether the README tells all of it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Command, Stdio},
};

/// Runs `acm` with these arguments and nothing in its environment but `variables`, in a folder
/// without `acm.toml`; its exit, standard output and standard error.
fn acm(arguments: &[&str], variables: &[(&str, &str)]) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_acm"))
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The settings that `acm check-config` prints.
fn settings(variables: &[(&str, &str)]) -> toml::Table {
    let (done, out, err) = acm(&["check-config"], variables);
    assert!(done, "{err}");
    out.parse().unwrap()
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap()
}

#[test]
fn a_server_that_has_said_it_is_ready_ends_in_order_when_it_is_told_to() {
    for round in 0..10 {
        let mut server = Command::new(env!("CARGO_BIN_EXE_acm"))
            .args(["serve", "--port", "0", "--log", "off"])
            .env_clear()
            .env("ACM_METRICS_ADDRESS", "off")
            .current_dir(env!("CARGO_TARGET_TMPDIR"))
            .args(["--data-dir", &format!("ended-{round}")])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(server.stdout.take().unwrap());
        let mut ready = String::new();
        said.read_line(&mut ready).unwrap();
        let id = server.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(told.success());
        said.read_to_string(&mut ready).unwrap();
        assert!(server.wait().unwrap().success(), "{ready}");
    }
}

#[test]
fn a_server_that_manages_no_kubernetes_reads_no_kubeconfig() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_acm"))
        .args(["serve", "--port", "0", "--log", "warn"])
        .args(["--data-dir", "without-kubernetes"])
        .env_clear()
        .env("ACM_METRICS_ADDRESS", "off")
        .env("KUBECONFIG", "there-is-none")
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut ready = String::new();
    let mut said = BufReader::new(server.stdout.take().unwrap());
    said.read_line(&mut ready).unwrap();
    server.kill().unwrap();
    let output = server.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{ready}");
}

#[test]
fn the_environment_of_the_original_is_honoured() {
    let cases = [
        (("BACKEND_PORT", "8123"), "port", "8123"),
        (
            ("CORS_ORIGINS", "http://a:1,http://b:2"),
            "cors-origins",
            r#"["http://a:1", "http://b:2"]"#,
        ),
        (("AEROSPIKE_HOST", "db"), "aerospike-seed", r#""db:3000""#),
        (
            ("AEROSPIKE_PORT", "4000"),
            "aerospike-seed",
            r#""localhost:4000""#,
        ),
        (("ACM_LOG_FORMAT", "pretty"), "log-format", r#""text""#),
    ];
    for (variable, setting, expected) in cases {
        assert_eq!(
            settings(&[variable])[setting].to_string(),
            expected,
            "{variable:?}"
        );
    }
}

#[test]
fn the_environment_says_which_kubernetes_clusters_are_reached_and_how() {
    let cases = [
        (("K8S_MANAGEMENT_ENABLED", "true"), "enabled", "true"),
        (("K8S_API_TIMEOUT", "5"), "api-timeout", "5"),
        (("K8S_LOG_TIMEOUT", "60"), "log-timeout", "60"),
        (("K8S_CA_FILE", "/ca.pem"), "ca-file", r#""/ca.pem""#),
        (("K8S_CONTEXTS", "a,b"), "contexts", r#"["a", "b"]"#),
        (("K8S_NAMESPACES", "a,b"), "namespaces", r#"["a", "b"]"#),
        (("K8S_KUBECONFIG", "/k"), "kubeconfig", r#""/k""#),
    ];
    for (variable, setting, expected) in cases {
        assert_eq!(
            settings(&[variable])["kubernetes"][setting].to_string(),
            expected,
            "{variable:?}"
        );
    }
}

#[test]
fn without_settings_it_listens_on_loopback_and_allows_the_development_server() {
    let settings = settings(&[]);
    assert_eq!(settings["host"].as_str(), Some("127.0.0.1"));
    assert_eq!(settings["port"].as_integer(), Some(8000));
    assert_eq!(
        settings["cors-origins"].to_string(),
        r#"["http://localhost:3100"]"#
    );
    assert_eq!(settings["kubernetes"]["enabled"].as_bool(), Some(false));
    assert!(!settings.contains_key("aerospike-seed"));
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    let names = [
        "ACM_CONFIG",
        "ACM_DATA_DIR",
        "ACM_HOST",
        "ACM_INTROSPECTION",
        "ACM_LOG",
        "ACM_LOG_FORMAT",
        "ACM_SECRET_KEY",
        "ACM_TRUSTED_PROXIES",
        "AEROSPIKE_HOST",
        "AEROSPIKE_PORT",
        "BACKEND_PORT",
        "CORS_ORIGINS",
        "K8S_API_TIMEOUT",
        "K8S_CA_FILE",
        "K8S_CONTEXTS",
        "K8S_KUBECONFIG",
        "K8S_LOG_TIMEOUT",
        "K8S_MANAGEMENT_ENABLED",
        "K8S_NAMESPACES",
    ];
    let empty: Vec<_> = names.map(|name| (name, "")).to_vec();
    assert_eq!(settings(&empty), settings(&[]));
}

#[test]
fn health_of_a_server_that_is_not_there_fails_and_says_where_it_looked() {
    let (done, _, err) = acm(&["health", "--host", "0.0.0.0", "--port", "1"], &[]);
    assert!(!done);
    assert!(err.contains("no server answers at 127.0.0.1:1"), "{err}");
}

#[test]
fn a_flag_wins_over_the_environment() {
    let (_, out, _) = acm(&["check-config", "--port", "1"], &[("BACKEND_PORT", "2")]);
    assert!(out.contains("port = 1\n"), "{out}");
}

#[test]
fn what_cannot_be_a_setting_is_refused_by_name() {
    for (arguments, variables, named) in [
        (&["check-config", "--prot", "1"][..], &[][..], "--prot"),
        (&["check-config"], &[("BACKEND_PORT", "http")], "--port"),
        (&["check-config"], &[("CORS_ORIGINS", "*")], "cors-origins"),
        (
            &["check-config"],
            &[("K8S_MANAGEMENT_ENABLED", "perhaps")],
            "--k8s-management-enabled",
        ),
        (
            &["check-config"],
            &[("K8S_API_TIMEOUT", "0")],
            "k8s-api-timeout",
        ),
        (
            &["check-config", "--config", "missing.toml"],
            &[],
            "missing.toml",
        ),
    ] {
        let (done, _, err) = acm(arguments, variables);
        assert!(!done, "{arguments:?} {variables:?}");
        assert!(err.contains(named), "{err}");
    }
}

#[test]
fn the_secret_key_is_never_printed() {
    let key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    let (done, out, err) = acm(&["check-config"], &[("ACM_SECRET_KEY", key)]);
    assert!(
        done && !out.contains(key) && !err.contains(key),
        "{out}{err}"
    );
}

#[test]
fn the_readme_names_every_flag_and_variable_of_the_server() {
    let (_, help, _) = acm(&["serve", "--help"], &[]);
    let flags = help
        .split_whitespace()
        .filter(|word| word.starts_with("--"));
    let variables = help.lines().filter_map(|line| {
        let name = line.trim().strip_prefix("[env: ")?;
        name.strip_suffix("=]")
    });
    let readme = readme();
    let named: Vec<_> = flags
        .chain(variables)
        .filter(|name| *name != "--help")
        .collect();
    let missing: Vec<_> = named
        .iter()
        .filter(|name| !readme.contains(&format!("| `{name}`")))
        .collect();
    assert!(named.len() >= 22, "the help has more than {named:?}");
    assert!(missing.is_empty(), "the README's table lacks {missing:?}");
}

#[test]
fn the_readme_names_every_command() {
    let (_, help, _) = acm(&["--help"], &[]);
    let commands = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help");
    let readme = readme();
    let missing: Vec<_> = commands
        .filter(|command| !readme.contains(&format!("| `acm {command}")))
        .collect();
    assert!(missing.is_empty(), "the README's table lacks {missing:?}");
}
