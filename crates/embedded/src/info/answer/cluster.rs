//! The cluster as the node sees it: membership, peers, addresses.

use std::net::SocketAddr;

use crate::info::error::InfoError;
use crate::info::pairs::Pairs;
use crate::info::request::Command;
use crate::info::view::{InfoView, PeerView};

use super::{Answer, namespace};

/// The port clients assume when a peer's address names none.
const DEFAULT_PORT: u16 = 3000;

pub(super) fn name(view: &dyn InfoView) -> Answer {
    Ok(view
        .node()
        .cluster
        .name
        .unwrap_or_else(|| "null".to_owned()))
}

/// `cluster-stable:[size=N;][ignore-migrations=true|false;][namespace=NS]`: the cluster key when
/// all of it holds.
pub(super) fn stable(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let cluster = view.node().cluster;
    if let Some(size) = command.argument("size") {
        let size: u32 = size.parse().map_err(|_| InfoError::bad("size"))?;
        if size != cluster.size {
            return Err(InfoError::parameter("cluster-not-specified-size"));
        }
    }
    let ignore_migrations = match command.argument("ignore-migrations") {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(InfoError::bad("ignore-migrations")),
    };
    if !ignore_migrations {
        let remaining = match command.namespace() {
            Some(name) => view
                .namespace(name)
                .ok_or_else(InfoError::unknown_namespace)?
                .migration
                .remaining(),
            None => namespace::all(view)
                .iter()
                .map(|one| one.migration.remaining())
                .sum(),
        };
        if remaining > 0 {
            return Err(InfoError::parameter("unstable-cluster"));
        }
    }
    Ok(key_text(cluster.key))
}

/// The cluster key as nodes list it.
pub(super) fn key_text(key: u64) -> String {
    format!("{:X}", key & 0xFFFF_FFFF_FFFF)
}

pub(super) fn partition_generation(view: &dyn InfoView) -> Answer {
    Ok(view.node().partition_generation.to_string())
}

pub(super) fn rebalance_generation(view: &dyn InfoView) -> Answer {
    Ok(view.node().rebalance_generation.to_string())
}

pub(super) fn peers_generation(view: &dyn InfoView) -> Answer {
    Ok(view.node().peers_generation.to_string())
}

/// `generation,default port,[[id,tls name,[address,..]],..]`.
pub(super) fn peers(view: &dyn InfoView) -> Answer {
    let generation = view.node().peers_generation;
    let peers = view.peers();
    let peers: Vec<String> = peers
        .iter()
        .map(|peer| peer_text(&peer.id, &peer.addresses))
        .collect();
    Ok(format!("{generation},{DEFAULT_PORT},[{}]", peers.join(",")))
}

/// Peers at their alternate addresses; those that have none are left out.
pub(super) fn peers_alternate(view: &dyn InfoView) -> Answer {
    let generation = view.node().peers_generation;
    let peers = view.peers();
    let peers: Vec<String> = peers
        .iter()
        .filter(|peer| !peer.alternates.is_empty())
        .map(|peer| peer_text(&peer.id, &peer.alternates))
        .collect();
    Ok(format!("{generation},{DEFAULT_PORT},[{}]", peers.join(",")))
}

fn peer_text(id: &str, addresses: &[SocketAddr]) -> String {
    let addresses: Vec<String> = addresses.iter().map(peer_address).collect();
    format!("[{id},,[{}]]", addresses.join(","))
}

fn peer_address(address: &SocketAddr) -> String {
    match address {
        SocketAddr::V4(v4) if v4.port() == DEFAULT_PORT => v4.ip().to_string(),
        SocketAddr::V6(v6) if v6.port() == DEFAULT_PORT => format!("[{}]", v6.ip()),
        _ => address.to_string(),
    }
}

pub(super) fn service(view: &dyn InfoView) -> Answer {
    Ok(listed(&view.node().addresses, ","))
}

pub(super) fn service_alternate(view: &dyn InfoView) -> Answer {
    Ok(listed(&view.node().alternates, ","))
}

/// The other nodes' addresses, as very old clients ask for them.
pub(super) fn services(view: &dyn InfoView) -> Answer {
    let peers = view.peers();
    Ok(listed(peers.iter().flat_map(|peer| &peer.addresses), ";"))
}

pub(super) fn services_alternate(view: &dyn InfoView) -> Answer {
    let peers = view.peers();
    Ok(listed(peers.iter().flat_map(|peer| &peer.alternates), ";"))
}

fn listed<'a>(addresses: impl IntoIterator<Item = &'a SocketAddr>, separator: &str) -> String {
    let texts: Vec<String> = addresses.into_iter().map(SocketAddr::to_string).collect();
    texts.join(separator)
}

/// The node ids of the cluster, principal first.
pub(super) fn succession(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let namespace = command.required_namespace()?;
    if !view.namespaces().iter().any(|name| name == namespace) {
        return Err(InfoError::unknown_namespace());
    }
    Ok(view.node().cluster.succession.join(","))
}

pub(super) fn recluster(view: &dyn InfoView) -> Answer {
    let node = view.node();
    if node.cluster.principal != node.id {
        return Ok("ignored-by-non-principal".to_owned());
    }
    view.recluster();
    Ok("ok".to_owned())
}

/// Everything the node listens on. Embedded nodes talk to each other in memory, so only the service
/// port is real; the others, and the peers' endpoints, have port 0.
pub(super) fn endpoints(view: &dyn InfoView) -> Answer {
    let node = view.node();
    let peers = view.peers();
    let port = node.addresses.first().map_or(0, SocketAddr::port);
    let ips = |addresses: &[SocketAddr]| {
        let ips: Vec<String> = addresses.iter().map(|it| it.ip().to_string()).collect();
        ips.join(",")
    };
    let alternates = match ips(&node.alternates) {
        none if none.is_empty() => "null".to_owned(),
        some => some,
    };
    let ips = ips(&node.addresses);

    let mut pairs = Pairs::separated_by(';');
    pairs
        .put("service.port", port)
        .put("service.addresses", &ips)
        .put("service.access-port", port)
        .put("service.access-addresses", &ips)
        .put("service.alternate-access-port", port)
        .put("service.alternate-access-addresses", alternates)
        .put("service.tls-port", 0)
        .put("service.tls-addresses", "null")
        .put("service.tls-access-port", 0)
        .put("service.tls-access-addresses", "null")
        .put("service.tls-alternate-access-port", 0)
        .put("service.tls-alternate-access-addresses", "null")
        .put("admin.port", 0)
        .put("admin.addresses", "null")
        .put("admin.tls-port", 0)
        .put("admin.tls-addresses", "null")
        .put("heartbeat.port", 0)
        .put("heartbeat.addresses", "null")
        .put("heartbeat.tls-port", 0)
        .put("heartbeat.tls-addresses", "null");
    put_peers(&mut pairs, "heartbeat.peer", &peers);
    pairs
        .put("fabric.port", 0)
        .put("fabric.addresses", "null")
        .put("fabric.tls-port", 0)
        .put("fabric.tls-addresses", "null");
    put_peers(&mut pairs, "fabric.peer", &peers);
    Ok(pairs.into_text())
}

fn put_peers(pairs: &mut Pairs, key: &str, peers: &[PeerView]) {
    for peer in peers {
        let Some(address) = peer.addresses.first() else {
            continue;
        };
        let endpoint = SocketAddr::new(address.ip(), 0);
        let id = &peer.id;
        pairs.put(
            key,
            format_args!("node-id={id}:endpoint={endpoint}:endpoint-tls={endpoint}"),
        );
    }
}
