//! How real clusters are dialled: through `acm-aerospike`.

mod diagnosis;
mod trust;

use std::{collections::BTreeSet, net::IpAddr, sync::Arc, time::Duration};

use acm_aerospike::{
    Cluster, ConnectOptions, Credentials, Deadline, ErrorKind, Secret,
    client::{Gate, GateRef, Lookup},
    info::{self, InfoReply},
};
use acm_core::{ApiError, BoxFuture};
use futures_util::future::join_all;
use tokio::time::Instant;

use crate::service::{
    Cause, Clients, Dialer, Failure, Gatekeeper, Host, Refusal, RefusedHost, Report, Target,
};

/// The live clusters of all profiles.
pub type LiveClusters = Clients<AerospikeDialer>;

impl LiveClusters {
    /// The live cluster of a profile; dialled when there is none, and shared by all who ask.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `UNAVAILABLE`, `TIMEOUT`, `FORBIDDEN` or `UNSUPPORTED`,
    /// with `details.cause`, when it cannot be reached within
    /// [`CONNECT_DEADLINE`](acm_core::limits::CONNECT_DEADLINE).
    pub async fn cluster(&self, connection_id: &str) -> Result<Arc<Cluster>, ApiError> {
        Ok(self.client(connection_id).await?)
    }
}

/// Dials Aerospike clusters, where its gatekeeper lets it.
#[derive(Clone)]
pub struct AerospikeDialer(Gatekeeper);

impl AerospikeDialer {
    /// A dialer behind this gatekeeper.
    #[must_use]
    pub fn new(gatekeeper: Gatekeeper) -> Self {
        Self(gatekeeper)
    }
}

impl Gate for Gatekeeper {
    fn resolve<'a>(&'a self, host: &'a str) -> Lookup<'a> {
        self.addresses(host)
    }

    fn admits(&self, _: &str, address: IpAddr) -> bool {
        self.judge(address).is_ok()
    }
}

/// Time kept back from a dial to find out why it failed.
const DIAGNOSIS: Duration = Duration::from_millis(1_500);
/// Time of a look that is kept back for the same purpose.
const LAST_MOMENTS: Duration = Duration::from_millis(100);

impl Dialer for AerospikeDialer {
    type Client = Cluster;

    fn dial<'a>(
        &'a self,
        target: &'a Target,
        deadline: Duration,
    ) -> BoxFuture<'a, Result<Cluster, Failure>> {
        Box::pin(async move {
            let end = Deadline::after(deadline.saturating_sub(LAST_MOMENTS));
            let reserve = DIAGNOSIS.min(deadline / 2);
            let gatekeeper = self.0.within(target.context.as_deref());
            let refused = gatekeeper.check(&target.hosts, reserve).await.err();
            if let Some(RefusedHost { refusal, .. }) = refused {
                return Err(Failure::new(Cause::TargetRefused(refusal)));
            }
            let mut options = options(target).await?;
            options.gate = Some(GateRef(Arc::new(gatekeeper.clone())));
            let connecting = Deadline::after(deadline.saturating_sub(reserve));
            let error = match Cluster::connect(&options, connecting).await {
                Ok(cluster) => return Ok(cluster),
                Err(error) => error,
            };
            let cause = match error.server_code().map(|code| code.code) {
                Some(SECURITY_NOT_SUPPORTED | SECURITY_NOT_ENABLED) => {
                    Cause::AuthenticationUnsupported
                }
                _ => {
                    let tls = options.tls.as_ref();
                    match diagnosis::of_target(&gatekeeper, target, tls, end.remaining()).await {
                        // A login that nobody answered was not refused.
                        Cause::AuthenticationRefused if error.kind() == ErrorKind::Timeout => {
                            Cause::Timeout
                        }
                        cause => cause,
                    }
                }
            };
            Err(Failure::new(cause).with_source(error))
        })
    }

    fn look<'a>(
        &'a self,
        cluster: &'a Cluster,
        hosts: &'a [Host],
        context: Option<&'a str>,
        deadline: Duration,
    ) -> BoxFuture<'a, Result<Report, Failure>> {
        Box::pin(async move {
            let end = Deadline::after(deadline.saturating_sub(LAST_MOMENTS));
            let asking = Deadline::after(deadline / 2);
            let nodes = cluster.nodes();
            let asked = nodes.iter().map(|node| ask(cluster, &node.id, asking));
            let answers = join_all(asked).await;
            let mut report = Report::of(cluster.name(), &answers);
            report.refused = self.refused(cluster);
            if report.answered() == 0 {
                let gatekeeper = self.0.within(context);
                let cause = diagnosis::of_hosts(&gatekeeper, hosts, end.remaining()).await;
                return Err(Failure::new(cause));
            }
            Ok(report)
        })
    }

    fn close<'a>(&'a self, cluster: &'a Arc<Cluster>) -> BoxFuture<'a, ()> {
        Box::pin(cluster.close())
    }
}

impl AerospikeDialer {
    /// What the cluster advertises and this server does not dial, without repetition.
    fn refused(&self, cluster: &Cluster) -> Vec<(String, Refusal)> {
        let judged = cluster.refused().into_iter().filter_map(|refused| {
            let refusal = self.0.judge(refused.address).err()?;
            Some((refused.host, refusal))
        });
        let mut refused: Vec<_> = judged.collect();
        refused.dedup();
        refused
    }
}

/// Result code of a server whose edition has no security.
const SECURITY_NOT_SUPPORTED: u8 = 51;
/// Result code of a server whose security is switched off.
const SECURITY_NOT_ENABLED: u8 = 52;

async fn options(target: &Target) -> Result<ConnectOptions, Failure> {
    let server_name = target.tls.as_ref().and_then(|tls| tls.server_name.clone());
    let hosts = target.hosts.iter().map(|host| acm_aerospike::Host {
        name: host.name(),
        port: host.port(),
        tls_name: server_name.clone(),
    });
    let mut options = ConnectOptions::new(hosts.collect());
    options.cluster_name.clone_from(&target.cluster_name);
    options.credentials = target.credentials.as_ref().map(|login| Credentials {
        user: login.username.clone(),
        password: Secret::new(login.password.expose()),
    });
    if let Some(tls) = &target.tls {
        options.tls = Some(trust::options(tls).await?);
    }
    Ok(options)
}

/// What one node answered, and how long it took.
struct Answer {
    node: String,
    reply: Option<(InfoReply, Duration)>,
}

async fn ask(cluster: &Cluster, node: &str, deadline: Deadline) -> Answer {
    let asked = Instant::now();
    let reply = cluster
        .info(node, &["build", "edition", "namespaces"], deadline)
        .await;
    Answer {
        node: node.to_owned(),
        reply: reply.ok().map(|reply| (reply, asked.elapsed())),
    }
}

impl Report {
    fn of(cluster_name: Option<String>, answers: &[Answer]) -> Self {
        let replies = || answers.iter().filter_map(|answer| answer.reply.as_ref());
        let text = |command| {
            replies()
                .filter_map(move |(reply, _)| reply.get(command).ok())
                .filter(|text| !text.is_empty())
        };
        let builds: BTreeSet<&str> = text("build").collect();
        let namespaces: BTreeSet<&str> = text("namespaces").flat_map(info::list).collect();
        let named = text("namespaces").next().is_some();
        let silent = answers.iter().filter(|answer| answer.reply.is_none());
        Self {
            nodes: answers.iter().map(|answer| answer.node.clone()).collect(),
            silent: silent.map(|answer| answer.node.clone()).collect(),
            builds: builds.into_iter().map(str::to_owned).collect(),
            edition: text("edition").next().map(str::to_owned),
            cluster_name,
            namespaces: named.then(|| namespaces.into_iter().map(str::to_owned).collect()),
            refused: Vec::new(),
            round_trip: replies().map(|(_, took)| *took).min(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(node: &str, reply: Option<(&[(&str, &str)], u64)>) -> Answer {
        let owned = |pairs: &[(&str, &str)]| {
            let pairs = pairs
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into()));
            InfoReply::new(pairs.collect())
        };
        Answer {
            node: node.to_owned(),
            reply: reply.map(|(pairs, millis)| (owned(pairs), Duration::from_millis(millis))),
        }
    }

    #[test]
    fn a_report_joins_what_the_nodes_that_answered_said() {
        let one = [
            ("build", "8.1.2.0"),
            ("edition", "CE"),
            ("namespaces", "test;bar"),
        ];
        let two = [
            ("build", "8.1.1.0"),
            ("edition", "CE"),
            ("namespaces", "test"),
        ];
        let answers = [
            answer("A", Some((&one, 7))),
            answer("B", None),
            answer("C", Some((&two, 3))),
        ];
        let report = Report::of(Some("c".into()), &answers);
        assert_eq!(report.answered(), 2);
        assert_eq!(report.silent, ["B"]);
        assert_eq!(report.builds, ["8.1.1.0", "8.1.2.0"]);
        assert_eq!(report.namespaces.unwrap(), ["bar", "test"]);
        assert_eq!(report.round_trip, Some(Duration::from_millis(3)));
    }

    #[test]
    fn what_no_node_said_is_unknown() {
        let failed = [("namespaces", "ERROR:4:no"), ("build", "")];
        let report = Report::of(None, &[answer("A", Some((&failed, 1)))]);
        assert_eq!((report.namespaces, report.edition), (None, None));
        assert!(report.builds.is_empty());
    }
}
