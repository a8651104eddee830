//! Replies about a node as a whole: `statistics`, `release`, `best-practices`.

use super::Pairs;

/// The part of `statistics` a manager shows. Everything else is reached through [`Pairs`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeStats {
    /// Nodes in the cluster as this node sees it.
    pub cluster_size: Option<u64>,
    /// The cluster's present key, hexadecimal.
    pub cluster_key: Option<String>,
    /// The id of the principal node.
    pub cluster_principal: Option<String>,
    /// Whether the node sees a whole cluster.
    pub cluster_integrity: Option<bool>,
    /// Seconds since the start of the server.
    pub uptime: Option<u64>,
    /// Open client connections.
    pub client_connections: Option<u64>,
    /// Client connections opened since the start.
    pub client_connections_opened: Option<u64>,
    /// Client connections closed since the start.
    pub client_connections_closed: Option<u64>,
    /// Records on this node, replicas included.
    pub objects: Option<u64>,
    /// Tombstones on this node.
    pub tombstones: Option<u64>,
    /// Whether some best practice is not followed; see [`failed_best_practices`].
    pub failed_best_practices: Option<bool>,
    /// Partitions still to be moved, in and out.
    pub migrate_partitions_remaining: Option<u64>,
    /// Per cent of memory free on the host, as the server sees it.
    pub system_free_mem_pct: Option<f64>,
    /// Kibibytes of memory free, as the server sees it.
    pub system_free_mem_kbytes: Option<u64>,
    /// Per cent of all processors in use.
    pub system_total_cpu_pct: Option<f64>,
    /// Per cent of all processors the server uses.
    pub process_cpu_pct: Option<f64>,
    /// Kibibytes of heap the server has allocated.
    pub heap_allocated_kbytes: Option<u64>,
    /// How far the clocks of the nodes are apart, in milliseconds.
    pub clock_skew_ms: Option<u64>,
}

impl NodeStats {
    /// Reads the reply to `statistics`.
    #[must_use]
    pub fn parse(reply: &str) -> Self {
        let pairs = Pairs::parse(reply, ';');
        Self {
            cluster_size: pairs.u64("cluster_size"),
            cluster_key: pairs.text("cluster_key").map(str::to_owned),
            cluster_principal: pairs
                .text("cluster_principal")
                .or_else(|| pairs.text("paxos_principal"))
                .map(str::to_owned),
            cluster_integrity: pairs.bool("cluster_integrity"),
            uptime: pairs.u64("uptime"),
            client_connections: pairs.u64("client_connections"),
            client_connections_opened: pairs.u64("client_connections_opened"),
            client_connections_closed: pairs.u64("client_connections_closed"),
            objects: pairs.u64("objects"),
            tombstones: pairs.u64("tombstones"),
            failed_best_practices: pairs.bool("failed_best_practices"),
            migrate_partitions_remaining: pairs.u64("migrate_partitions_remaining"),
            system_free_mem_pct: pairs.f64("system_free_mem_pct"),
            system_free_mem_kbytes: pairs.u64("system_free_mem_kbytes"),
            system_total_cpu_pct: pairs.f64("system_total_cpu_pct"),
            process_cpu_pct: pairs.f64("process_cpu_pct"),
            heap_allocated_kbytes: pairs.u64("heap_allocated_kbytes"),
            clock_skew_ms: pairs.u64("cluster_clock_skew_ms"),
        }
    }
}

/// The reply to `release`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Release {
    /// `Aerospike Community Edition` and the like.
    pub edition: Option<String>,
    /// The build, such as `8.1.2.0`.
    pub version: Option<String>,
    /// The operating system it was built for.
    pub os: Option<String>,
    /// The processor it was built for.
    pub arch: Option<String>,
}

impl Release {
    /// Reads the reply to `release`. Servers before 8.1 do not know the command: ask `build` and
    /// `edition` there.
    #[must_use]
    pub fn parse(reply: &str) -> Self {
        let pairs = Pairs::parse(reply, ';');
        let text = |key| pairs.text(key).map(str::to_owned);
        Self {
            edition: text("edition"),
            version: text("version"),
            os: text("os"),
            arch: text("arch"),
        }
    }

    /// Whether this is the Community Edition; `None` when the server did not say.
    #[must_use]
    pub fn is_community(&self) -> Option<bool> {
        self.edition
            .as_deref()
            .map(|edition| edition.contains("Community"))
    }
}

/// The names in the reply to `best-practices`; empty when all are followed, `None` when the reply
/// is not one.
#[must_use]
pub fn failed_best_practices(reply: &str) -> Option<Vec<String>> {
    let names = reply
        .strip_prefix("failed_best_practices=")?
        .trim_end_matches(';');
    let names = names
        .split(',')
        .filter(|name| !name.is_empty() && *name != "none");
    Some(names.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::{NodeStats, Release, failed_best_practices};

    #[test]
    fn statistics_as_captured_are_read() {
        let stats = NodeStats::parse(
            "failed_best_practices=true;cluster_size=3;cluster_key=D0A6EE3DC2DA;cluster_principal=B3;cluster_integrity=true;cluster_duplicate_nodes=null;uptime=71;client_connections=31;migrate_partitions_remaining=0;process_cpu_pct=1",
        );
        assert_eq!((stats.cluster_size, stats.uptime), (Some(3), Some(71)));
        assert_eq!(stats.cluster_principal.as_deref(), Some("B3"));
        assert_eq!(stats.objects, None, "a missing key is unknown, not zero");
    }

    #[test]
    fn the_release_as_captured_is_read() {
        let release = Release::parse(
            "edition=Aerospike Community Edition;version=8.1.2.0;os=debian12;arch=x86_64;sha=05b9",
        );
        assert_eq!(release.version.as_deref(), Some("8.1.2.0"));
        assert_eq!(release.is_community(), Some(true));
        assert_eq!(Release::default().is_community(), None);
    }

    #[test]
    fn best_practices_are_a_list_of_those_not_followed() {
        let failed = |reply| failed_best_practices(reply).map(|names| names.join(" "));
        assert_eq!(
            failed("failed_best_practices=swappiness,thp").as_deref(),
            Some("swappiness thp")
        );
        assert_eq!(failed("failed_best_practices=none").as_deref(), Some(""));
        assert_eq!(failed("ok"), None);
    }
}
