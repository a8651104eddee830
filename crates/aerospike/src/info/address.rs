//! Addresses and lists of peers.

use std::fmt;

/// The server's own default port, left out of peer lists.
pub const DEFAULT_PORT: u16 = 3000;

/// A host and a port. IPv6 hosts are kept without brackets and shown with them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    /// Host name, IPv4 or IPv6 address.
    pub host: String,
    /// TCP port.
    pub port: u16,
}

impl Address {
    /// Reads `host`, `host:port`, `[v6]`, `[v6]:port` or a bare IPv6 address.
    #[must_use]
    pub fn parse(text: &str, default_port: u16) -> Option<Self> {
        let text = text.trim();
        let (host, port) = if let Some(rest) = text.strip_prefix('[') {
            let (host, rest) = rest.split_once(']')?;
            match rest.strip_prefix(':') {
                Some(port) => (host, port.parse().ok()?),
                None if rest.is_empty() => (host, default_port),
                None => return None,
            }
        } else {
            match text.split_once(':') {
                Some((host, port)) if !port.contains(':') => (host, port.parse().ok()?),
                _ => (text, default_port),
            }
        };
        let host = (!host.is_empty() && port != 0).then(|| host.to_owned())?;
        Some(Self { host, port })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(formatter, "[{}]:{}", self.host, self.port)
        } else {
            write!(formatter, "{}:{}", self.host, self.port)
        }
    }
}

/// One entry of a peer list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The node's id.
    pub id: String,
    /// The name in its certificate, when it serves TLS.
    pub tls_name: Option<String>,
    /// Where clients reach it.
    pub addresses: Vec<Address>,
}

/// The reply to `peers-clear-std` and its like: all nodes but the one asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peers {
    /// Grows with every change of the list.
    pub generation: u64,
    /// The other nodes.
    pub peers: Vec<Peer>,
}

impl Peers {
    /// Reads `generation,default-port,[[id,tls-name,[address,…]],…]`; `None` when it is not one.
    #[must_use]
    pub fn parse(reply: &str) -> Option<Self> {
        let (generation, rest) = reply.split_once(',')?;
        let (port, list) = rest.split_once(',')?;
        let port = if port.is_empty() {
            DEFAULT_PORT
        } else {
            port.parse().ok()?
        };
        let list = list.trim().strip_prefix('[')?.strip_suffix(']')?;
        let peers = items(list)?
            .into_iter()
            .map(|item| peer(item, port))
            .collect::<Option<_>>()?;
        Some(Self {
            generation: generation.trim().parse().ok()?,
            peers,
        })
    }
}

fn peer(item: &str, default_port: u16) -> Option<Peer> {
    let item = item.strip_prefix('[')?.strip_suffix(']')?;
    let (id, rest) = item.split_once(',')?;
    let (tls_name, addresses) = rest.split_once(',')?;
    let addresses = addresses.strip_prefix('[')?.strip_suffix(']')?;
    Some(Peer {
        id: id.to_owned(),
        tls_name: (!tls_name.is_empty()).then(|| tls_name.to_owned()),
        addresses: items(addresses)?
            .into_iter()
            .map(|text| Address::parse(text, default_port))
            .collect::<Option<_>>()?,
    })
}

/// Splits at the commas outside brackets; `None` when brackets do not match.
fn items(list: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (index, byte) in list.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.checked_sub(1)?,
            b',' if depth == 0 => {
                items.push(&list[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    if start < list.len() {
        items.push(&list[start..]);
    }
    (depth == 0).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::{Address, Peers};

    #[track_caller]
    fn check_address(text: &str, expected: Option<&str>) {
        let shown = Address::parse(text, 3000).map(|address| address.to_string());
        assert_eq!(shown.as_deref(), expected, "{text}");
    }

    #[test]
    fn addresses_of_every_form_are_read() {
        check_address("10.0.0.1", Some("10.0.0.1:3000"));
        check_address("10.0.0.1:3100", Some("10.0.0.1:3100"));
        check_address("node-1.example:4000", Some("node-1.example:4000"));
        check_address("[fe80::1]:3100", Some("[fe80::1]:3100"));
        check_address("[::1]", Some("[::1]:3000"));
        check_address("2001:db8::7", Some("[2001:db8::7]:3000"));
        for text in [
            "",
            ":3000",
            "host:",
            "host:99999",
            "host:0",
            "[::1]x",
            "[::1",
        ] {
            check_address(text, None);
        }
    }

    #[test]
    fn peers_as_captured_are_read() {
        let peers =
            Peers::parse("4,3000,[[B2,,[127.0.0.1:13210]],[B3,tls,[127.0.0.1,[::1]:5]]]").unwrap();
        assert_eq!(peers.generation, 4);
        assert_eq!(peers.peers.len(), 2);
        assert_eq!(peers.peers[0].addresses[0].to_string(), "127.0.0.1:13210");
        assert_eq!(peers.peers[1].tls_name.as_deref(), Some("tls"));
        assert_eq!(peers.peers[1].addresses[0].to_string(), "127.0.0.1:3000");
        assert_eq!(peers.peers[1].addresses[1].to_string(), "[::1]:5");
        assert_eq!(Peers::parse("4,3000,[]").unwrap().peers, []);
        assert_eq!(Peers::parse("4,3000,[[B2]]"), None);
    }
}
