//! Networks that the users of a role may connect from.

use std::net::IpAddr;

use crate::proto::ResultCode;

/// Most networks of a role.
const MAX_NETWORKS: usize = 255;

/// A network, or a single address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Network {
    /// As it was given.
    text: String,
    address: IpAddr,
    /// Bits of the address that count.
    length: u8,
}

impl Network {
    /// `address` or `address/bits`.
    fn parse(text: &str) -> Option<Self> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let length = match length {
            None => bits,
            // A number that is parsed may have a sign.
            Some(length) if !length.bytes().all(|byte| byte.is_ascii_digit()) => return None,
            Some(length) => length.parse().ok().filter(|&length| length <= bits)?,
        };
        Some(Self {
            text: text.to_owned(),
            address,
            length,
        })
    }

    pub(super) fn contains(&self, address: IpAddr) -> bool {
        let same = |network: u128, address: u128, bits: u8| {
            let rest = u32::from(bits - self.length);
            network.checked_shr(rest) == address.checked_shr(rest)
        };
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                same(network.to_bits().into(), address.to_bits().into(), 32)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                same(network.to_bits(), address.to_bits(), 128)
            }
            _ => false,
        }
    }
}

/// Networks separated by commas, as clients send them.
pub(super) fn parse(text: &[u8]) -> Result<Vec<Network>, ResultCode> {
    let text = std::str::from_utf8(text).map_err(|_| ResultCode::INVALID_ALLOWLIST)?;
    if text.split(',').count() > MAX_NETWORKS {
        return Err(ResultCode::INVALID_ALLOWLIST);
    }
    let networks = text.split(',').map(Network::parse);
    networks
        .collect::<Option<_>>()
        .ok_or(ResultCode::INVALID_ALLOWLIST)
}

/// The same text again.
pub(super) fn print(networks: &[Network]) -> String {
    let texts: Vec<_> = networks
        .iter()
        .map(|network| network.text.as_str())
        .collect();
    texts.join(",")
}

#[cfg(test)]
mod tests {
    use super::{parse, print};

    #[test]
    fn networks_contain_the_addresses_that_share_their_prefix() {
        for (network, inside, outside) in [
            ("10.0.0.0/8", "10.255.1.2", "11.0.0.0"),
            ("10.1.2.3", "10.1.2.3", "10.1.2.4"),
            ("10.1.2.3/32", "10.1.2.3", "10.1.2.2"),
            ("10.1.2.3/31", "10.1.2.2", "10.1.2.4"),
            ("0.0.0.0/0", "203.0.113.9", "::1"),
            ("::1", "::1", "::2"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"),
            ("::/0", "2001:db9::", "10.0.0.1"),
        ] {
            let networks = parse(network.as_bytes()).expect(network);
            let holds = |address: &str| networks[0].contains(address.parse().expect("an address"));
            assert!(holds(inside), "{network} {inside}");
            assert!(!holds(outside), "{network} {outside}");
        }
        let mapped = "::ffff:10.0.0.1".parse().expect("an address");
        assert!(parse(b"10.0.0.0/8").expect("a network")[0].contains(mapped));
    }

    #[test]
    fn lists_are_told_as_they_were_given() {
        let text = "10.0.0.0/8,192.168.1.7,fe80::/10";
        assert_eq!(print(&parse(text.as_bytes()).expect("networks")), text);
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in [
            "",
            ",",
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0/8",
            "a",
            "10.0.0.1, 10.0.0.2",
            "::/129",
            "10.0.0.1,",
            "10.0.0.1/-1",
            "10.0.0.0/+8",
            "fe80::1%eth0",
            "[::1]",
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text:?}");
        }
        assert!(parse(&[0xff]).is_err());
        assert!(parse("10.0.0.1,".repeat(255).as_bytes()).is_err());
    }
}
