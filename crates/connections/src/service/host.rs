//! Seed hosts: `host`, `host:port`, `[v6]:port`, or a bare IPv6 address.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use super::address::loose_v4;

/// The port of a host that names none.
pub(super) const DEFAULT_PORT: u16 = 3000;

/// Characters a host name may have (RFC 1035 §2.3.4).
const MAX_NAME: usize = 253;
/// Characters one part of a host name may have.
const MAX_PART: usize = 63;

/// A seed host as a profile stores it: an address or a name, and a port when one was given.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Host {
    name: Name,
    port: Option<u16>,
}

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Name {
    V6(Ipv6Addr),
    /// An IPv4 address or a name, in lower case.
    Text(String),
}

impl Host {
    /// The address or name alone, without brackets.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.name {
            Name::V6(address) => address.to_string(),
            Name::Text(text) => text.clone(),
        }
    }

    /// The address, when it is one and no name.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        match &self.name {
            Name::V6(address) => Some((*address).into()),
            Name::Text(text) => text.parse().ok(),
        }
    }

    /// The port, 3000 when none was given.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(DEFAULT_PORT)
    }

    /// Whether two entries reach the same place.
    #[must_use]
    pub fn same_place(&self, other: &Self) -> bool {
        self.name == other.name && self.port() == other.port()
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.name, self.port) {
            (Name::V6(address), Some(port)) => write!(f, "[{address}]:{port}"),
            (Name::V6(address), None) => write!(f, "{address}"),
            (Name::Text(text), Some(port)) => write!(f, "{text}:{port}"),
            (Name::Text(text), None) => f.write_str(text),
        }
    }
}

/// Why a text is not a host; written for the person who typed it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum HostError {
    /// Nothing was typed.
    #[error("a host cannot be empty")]
    Empty,
    /// The part after the last colon is no port.
    #[error("the port must be a number from 1 to 65535")]
    Port,
    /// Brackets without an IPv6 address between them, or text after them.
    #[error("brackets enclose one IPv6 address, as in [::1]:3000")]
    Brackets,
    /// Several colons, yet no IPv6 address.
    #[error("this is not an IPv6 address; write [address]:port when a port follows")]
    V6,
    /// Ends in a number, yet is no IPv4 address.
    #[error("this is not an IPv4 address; write four numbers from 0 to 255")]
    V4,
    /// What resolvers read as an IPv4 address, in a form that hides it.
    #[error("this is another form of the address {0}; write it so when you mean it")]
    Form(Ipv4Addr),
    /// A character or length no host name has.
    #[error(
        "a host name has letters, digits, \"-\" and \"_\" in parts of 1 to 63 characters, 253 in all"
    )]
    Name,
}

impl FromStr for Host {
    type Err = HostError;

    fn from_str(text: &str) -> Result<Self, HostError> {
        if text.is_empty() {
            return Err(HostError::Empty);
        }
        if let Some(rest) = text.strip_prefix('[') {
            let (address, rest) = rest.split_once(']').ok_or(HostError::Brackets)?;
            let address = address.parse().map_err(|_| HostError::Brackets)?;
            let port = match rest.strip_prefix(':') {
                Some(port) => Some(parse_port(port)?),
                None if rest.is_empty() => None,
                None => return Err(HostError::Brackets),
            };
            return Ok(Self {
                name: Name::V6(address),
                port,
            });
        }
        match text.split_once(':') {
            None => Ok(Self {
                name: parse_name(text)?,
                port: None,
            }),
            Some((_, rest)) if rest.contains(':') => Ok(Self {
                name: Name::V6(text.parse().map_err(|_| HostError::V6)?),
                port: None,
            }),
            Some((name, port)) => Ok(Self {
                name: parse_name(name)?,
                port: Some(parse_port(port)?),
            }),
        }
    }
}

impl TryFrom<String> for Host {
    type Error = HostError;

    fn try_from(text: String) -> Result<Self, HostError> {
        text.parse()
    }
}

impl From<Host> for String {
    fn from(host: Host) -> Self {
        host.to_string()
    }
}

fn parse_port(text: &str) -> Result<u16, HostError> {
    let digits = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(port) if digits && port != 0 => Ok(port),
        _ => Err(HostError::Port),
    }
}

fn parse_name(text: &str) -> Result<Name, HostError> {
    let parts = text.strip_suffix('.').unwrap_or(text);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let valid = |part: &str| {
        (1..=MAX_PART).contains(&part.len())
            && part.bytes().all(allowed)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    if parts.is_empty() {
        return Err(HostError::Empty);
    }
    if parts.len() > MAX_NAME || !parts.split('.').all(valid) {
        return Err(HostError::Name);
    }
    let last = parts.rsplit('.').next().unwrap_or(parts);
    if is_number(last) {
        return match (text.parse::<Ipv4Addr>(), loose_v4(text)) {
            (Ok(address), _) => Ok(Name::Text(address.to_string())),
            (Err(_), Some(address)) => Err(HostError::Form(address)),
            (Err(_), None) => Err(HostError::V4),
        };
    }
    Ok(Name::Text(text.to_ascii_lowercase()))
}

/// Whether a resolver could read the part as a number: decimal, octal or hexadecimal.
fn is_number(part: &str) -> bool {
    let hex = part
        .strip_prefix("0x")
        .or_else(|| part.strip_prefix("0X"))
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    hex || part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hosts_are_read_in_every_form() {
        for (text, name, port, shown) in [
            ("localhost", "localhost", 3000, "localhost"),
            (
                "Node-1.Example.COM:4000",
                "node-1.example.com",
                4000,
                "node-1.example.com:4000",
            ),
            ("aerospike_1", "aerospike_1", 3000, "aerospike_1"),
            (
                "db.example.com.",
                "db.example.com.",
                3000,
                "db.example.com.",
            ),
            ("10.0.0.7", "10.0.0.7", 3000, "10.0.0.7"),
            ("10.0.0.7:3100", "10.0.0.7", 3100, "10.0.0.7:3100"),
            ("::1", "::1", 3000, "::1"),
            ("[::1]", "::1", 3000, "::1"),
            (
                "[2001:DB8::7]:65535",
                "2001:db8::7",
                65_535,
                "[2001:db8::7]:65535",
            ),
            ("2001:db8:0:0:0:0:0:7", "2001:db8::7", 3000, "2001:db8::7"),
            (
                "::ffff:127.0.0.1",
                "::ffff:127.0.0.1",
                3000,
                "::ffff:127.0.0.1",
            ),
        ] {
            let host: Host = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!((host.name().as_str(), host.port()), (name, port), "{text}");
            assert_eq!(host.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        for (text, reason) in [
            ("", HostError::Empty),
            (".", HostError::Empty),
            (":3000", HostError::Empty),
            ("host:", HostError::Port),
            ("host:0", HostError::Port),
            ("host:65536", HostError::Port),
            ("host:+80", HostError::Port),
            ("host:000080", HostError::Port),
            ("host:3000 ", HostError::Port),
            ("127.0.0.1:abc", HostError::Port),
            ("[::1]:", HostError::Port),
            ("[::1", HostError::Brackets),
            ("[::1]3000", HostError::Brackets),
            ("[::1]:3000x", HostError::Port),
            ("[host]:3000", HostError::Brackets),
            ("[127.0.0.1]:3000", HostError::Brackets),
            ("[fe80::1%eth0]:3000", HostError::Brackets),
            ("a:b:c", HostError::V6),
            ("::1::", HostError::V6),
            ("2130706433", HostError::Form(Ipv4Addr::LOCALHOST)),
            ("2130706433:3000", HostError::Form(Ipv4Addr::LOCALHOST)),
            ("0x7f.1", HostError::Form(Ipv4Addr::LOCALHOST)),
            ("0177.0.0.1", HostError::Form(Ipv4Addr::LOCALHOST)),
            ("1.2.3", HostError::Form(Ipv4Addr::new(1, 2, 0, 3))),
            ("1.2.3.4.5", HostError::V4),
            ("4294967296", HostError::V4),
            ("1.2.3.256", HostError::V4),
            ("1.2.3.4.", HostError::V4),
            ("example.0x7f", HostError::V4),
            ("a b", HostError::Name),
            (" host", HostError::Name),
            ("host\n", HostError::Name),
            ("a..b", HostError::Name),
            ("-a", HostError::Name),
            ("höst", HostError::Name),
            ("http//x", HostError::Name),
            ("user@host", HostError::Name),
        ] {
            assert_eq!(text.parse::<Host>(), Err(reason), "{text:?}");
        }
        let long = "a".repeat(64);
        assert_eq!(long.parse::<Host>(), Err(HostError::Name));
    }

    #[test]
    fn the_port_left_out_is_the_same_place_as_the_default_port() {
        let (bare, full): (Host, Host) = ("a".parse().unwrap(), "A:3000".parse().unwrap());
        assert_ne!(bare, full);
        assert!(bare.same_place(&full));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_as_the_same_host(
            v6 in any::<u128>(), v4 in any::<u32>(), kind in 0..3_u8,
            name in "[a-z][a-z0-9_]{0,20}(\\.[a-z][a-z0-9]{0,10}){0,3}",
            port in proptest::option::of(1..=u16::MAX),
        ) {
            let address = match kind {
                0 => Name::V6(Ipv6Addr::from(v6)),
                1 => Name::Text(Ipv4Addr::from(v4).to_string()),
                _ => Name::Text(name),
            };
            let host = Host { name: address, port };
            prop_assert_eq!(host.to_string().parse::<Host>(), Ok(host));
        }

        #[test]
        fn any_text_is_read_or_refused_and_never_panics(text in "\\PC{0,40}") {
            if let Ok(host) = text.parse::<Host>() {
                prop_assert_eq!(host.to_string().parse::<Host>(), Ok(host));
            }
        }

        #[test]
        fn text_made_of_the_characters_that_matter_never_panics(text in "[\\[\\]:.%0-9a-fx-]{0,30}") {
            if let Ok(host) = text.parse::<Host>() {
                prop_assert_eq!(host.to_string().parse::<Host>(), Ok(host));
            }
        }
    }
}
