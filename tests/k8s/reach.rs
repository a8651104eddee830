//! Gateways that lead to an API server, and what they are asked to change there.

use std::path::Path;

use acm_gateway::Config;
use acm_tests::Setup;

/// A gateway that manages what a kubeconfig leads to.
pub(crate) fn reaching(kubeconfig: &Path) -> Setup {
    let kubernetes = acm_k8s_api::Settings {
        enabled: true,
        kubeconfig: Some(kubeconfig.to_owned()),
        ..acm_k8s_api::Settings::default()
    };
    let config = Config {
        kubernetes,
        ..Config::default()
    };
    Setup {
        nodes: 1,
        config,
        ..Setup::default()
    }
}

/// The text of a mutation with one input, and what is selected of its payload.
pub(crate) fn mutation(name: &str, selection: &str) -> String {
    let (first, rest) = name.split_at(1);
    let kind = format!("{}{rest}Input", first.to_uppercase());
    format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} }} }}")
}
