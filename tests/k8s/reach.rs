//! Gateways that lead to an API server.

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
