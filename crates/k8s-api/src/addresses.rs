//! The addresses behind services, for who is where no name server knows them.

use std::{collections::BTreeMap, net::IpAddr};

use acm_graph::ServiceName;
use futures_util::future::join_all;
use k8s_openapi::api::core::v1::{Pod, Service};
use tracing::debug;

use crate::{Contexts, Result, Scope};

impl Contexts {
    /// The addresses a name server inside of Kubernetes would answer: those of the pods behind a service
    /// that are ready, or of the one that is named. None when no service of that name is known, and
    /// none when several contexts know one and it is not said which is meant.
    pub async fn addresses(&self, name: ServiceName<'_>, context: Option<&str>) -> Vec<IpAddr> {
        let contexts = match context {
            Some(context) => vec![context],
            None => self.names().collect(),
        };
        let asked = contexts
            .into_iter()
            .map(|context| self.addresses_in(context, name));
        let answers = join_all(asked).await.into_iter();
        let mut found = answers.filter_map(|answer| match answer {
            Ok(addresses) => Some(addresses).filter(|addresses| !addresses.is_empty()),
            Err(error) => {
                debug!(%error, service = name.service, "addresses are not known");
                None
            }
        });
        match (found.next(), found.next()) {
            (Some(addresses), None) => addresses,
            _ => Vec::new(),
        }
    }

    async fn addresses_in(&self, context: &str, name: ServiceName<'_>) -> Result<Vec<IpAddr>> {
        let client = self.client(Some(context)).await?;
        let service = client
            .get::<Service>(Some(name.namespace), name.service)
            .await?;
        let spec = service.spec.unwrap_or_default();
        let Some(selector) = spec.selector.filter(|selector| !selector.is_empty()) else {
            return Ok(Vec::new());
        };
        let all = spec.publish_not_ready_addresses.unwrap_or(false);
        let pods = client
            .list::<Pod>(&Scope::namespace(name.namespace).labels(equal(&selector)))
            .await?;
        let found = pods.items.iter().filter(|pod| {
            let own = pod.metadata.name.as_deref();
            (all || is_ready(pod)) && name.pod.is_none_or(|wanted| own == Some(wanted))
        });
        Ok(found.filter_map(address).collect())
    }
}

/// A selector of what has all these labels.
fn equal(labels: &BTreeMap<String, String>) -> String {
    let pairs = labels.iter().map(|(key, value)| format!("{key}={value}"));
    pairs.collect::<Vec<_>>().join(",")
}

fn is_ready(pod: &Pod) -> bool {
    let status = pod.status.as_ref();
    let mut conditions = status
        .and_then(|status| status.conditions.as_ref())
        .into_iter()
        .flatten();
    conditions.any(|condition| condition.type_ == "Ready" && condition.status == "True")
}

fn address(pod: &Pod) -> Option<IpAddr> {
    pod.status.as_ref()?.pod_ip.as_ref()?.parse().ok()
}
