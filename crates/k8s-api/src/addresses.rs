//! The addresses behind services, for who is where no name server knows them.

use std::{collections::BTreeMap, net::IpAddr};

use acm_graph::ServiceName;
use futures_util::future::join_all;
use k8s_openapi::api::core::v1::{Pod, Service};
use tracing::debug;

use crate::{Contexts, Error, Result, Scope};

impl Contexts {
    /// The addresses a name server inside of Kubernetes would answer: those of the pods behind a service
    /// that are ready, or of the one that is named. None when no service of that name is known.
    ///
    /// # Errors
    /// The contexts that could be meant, when it is not said which one is: those that know the service,
    /// and those that could not be asked.
    pub async fn addresses(
        &self,
        name: ServiceName<'_>,
        context: Option<&str>,
    ) -> Result<Vec<IpAddr>, Vec<String>> {
        let contexts = match context {
            Some(context) => vec![context],
            None => self.names().collect(),
        };
        let asked = contexts.into_iter().map(async |context| {
            let found = self.addresses_in(context, name).await;
            if let Err(error) = &found {
                debug!(%error, service = name.service, "addresses are not known");
            }
            (context.to_owned(), found)
        });
        let mut candidates = join_all(asked).await;
        candidates.retain(|(_, found)| !found.as_ref().is_err_and(Error::is_not_found));
        let is_known = candidates.iter().any(|(_, found)| found.is_ok());
        match candidates.pop() {
            Some((_, only)) if candidates.is_empty() => Ok(only.unwrap_or_default()),
            Some(last) if is_known => {
                candidates.push(last);
                Err(candidates.into_iter().map(|(context, _)| context).collect())
            }
            _ => Ok(Vec::new()),
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
