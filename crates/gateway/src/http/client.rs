//! Who calls: the other end of the connection, or whom a proxy we trust speaks for.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The header in which proxies tell for whom they speak, the nearest last.
const FORWARDED: &str = "x-forwarded-for";

/// The address of whoever calls. An extension of each request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client(pub(super) IpAddr);

/// Whether an address is a proxy's of ours, which speaks for others.
pub(super) fn is_proxy(address: IpAddr, trusted: &[IpNet]) -> bool {
    let address = address.to_canonical();
    trusted.iter().any(|network| network.contains(&address))
}

/// The nearest address that is not a proxy's of ours. What stands further left in the header anybody
/// could have written.
pub(super) fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let hops: Vec<&str> = headers
        .get_all(FORWARDED)
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .map(str::trim)
        .collect();
    let mut nearest = peer;
    for hop in hops.into_iter().rev() {
        if !is_proxy(nearest, trusted) {
            break;
        }
        // A proxy that cannot say for whom it speaks speaks for itself.
        let Some(address) = address(hop) else { break };
        nearest = address;
    }
    nearest.to_canonical()
}

/// An address, with or without brackets and port.
fn address(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok();
    address
        .or_else(|| text.parse::<SocketAddr>().ok().map(|one| one.ip()))
        .or_else(|| text.strip_prefix('[')?.strip_suffix(']')?.parse().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(peer: &str, forwarded: &[&str], expected: &str) {
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED, HeaderValue::from_str(value).unwrap());
        }
        let client = behind(peer.parse().unwrap(), &headers, &trusted);
        assert_eq!(client.to_string(), expected, "{peer} {forwarded:?}");
    }

    #[test]
    fn whoever_connects_itself_cannot_claim_to_be_another() {
        check("192.0.2.1", &[], "192.0.2.1");
        check("192.0.2.1", &["198.51.100.7"], "192.0.2.1");
    }

    #[test]
    fn a_trusted_proxy_tells_for_whom_it_speaks() {
        check("10.0.0.1", &["198.51.100.7"], "198.51.100.7");
        check("::ffff:10.0.0.1", &["198.51.100.7:4711"], "198.51.100.7");
        check("::1", &["[2001:db8::1]:443"], "2001:db8::1");
        check("10.0.0.1", &["[2001:db8::1]"], "2001:db8::1");
    }

    #[test]
    fn what_the_client_wrote_itself_is_passed_over() {
        check(
            "10.0.0.1",
            &["203.0.113.9, 198.51.100.7, 10.1.1.1"],
            "198.51.100.7",
        );
        check("10.0.0.1", &["203.0.113.9", "198.51.100.7"], "198.51.100.7");
    }

    #[test]
    fn a_proxy_that_says_nothing_readable_speaks_for_itself() {
        check("10.0.0.1", &[], "10.0.0.1");
        check("10.0.0.1", &["198.51.100.7, unknown"], "10.0.0.1");
        check("10.0.0.1", &["10.0.0.2"], "10.0.0.2");
    }
}
