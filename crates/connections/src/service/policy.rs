//! Which addresses this server dials.

use std::net::IpAddr;

use ipnet::IpNet;

use super::address::faces;

/// Where clouds tell machines, containers and pods their credentials. Those that are link-local would be
/// refused as such; they are here to be called what they are.
const METADATA: [&str; 9] = [
    // Most clouds; Amazon's containers and pods.
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "fd00:ec2::254",
    "fd00:ec2::23",
    // Azure, Alibaba, Oracle, Google.
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "fd20:ce::254",
];

/// The rule, made from the configuration at the start.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TargetPolicy {
    /// Whether this machine itself may be dialled.
    pub loopback: bool,
    /// When not empty, only these networks.
    pub allow: Vec<IpNet>,
    /// Never these networks.
    pub deny: Vec<IpNet>,
}

/// Why an address is not dialled.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
pub enum Refusal {
    /// `0.0.0.0/8`, `::`.
    #[error("an unspecified address")]
    Unspecified,
    /// `127.0.0.0/8`, `::1`.
    #[error("a loopback address (allow-loopback-targets would permit it)")]
    Loopback,
    /// A cloud's metadata service.
    #[error("the address of a cloud's metadata service")]
    Metadata,
    /// `169.254.0.0/16`, `fe80::/10`.
    #[error("a link-local address")]
    LinkLocal,
    /// `224.0.0.0/4`, `ff00::/8`.
    #[error("a multicast address")]
    Multicast,
    /// `240.0.0.0/4`, broadcast among them.
    #[error("a reserved address")]
    Reserved,
    /// In `denied-targets`.
    #[error("an address in denied-targets")]
    Denied,
    /// Not in `allowed-targets`.
    #[error("an address outside of allowed-targets")]
    NotAllowed,
}

impl Refusal {
    /// The name in `details.refusal`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unspecified => "UNSPECIFIED",
            Self::Loopback => "LOOPBACK",
            Self::Metadata => "METADATA",
            Self::LinkLocal => "LINK_LOCAL",
            Self::Multicast => "MULTICAST",
            Self::Reserved => "RESERVED",
            Self::Denied => "DENIED",
            Self::NotAllowed => "NOT_ALLOWED",
        }
    }
}

impl TargetPolicy {
    /// Whether an address may be dialled; an address that carries another must pass as both.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn judge(&self, address: IpAddr) -> Result<(), Refusal> {
        let address = address.to_canonical();
        for face in faces(address) {
            self.judge_kind(face)?;
            if self.deny.iter().any(|net| net.contains(&face)) {
                return Err(Refusal::Denied);
            }
        }
        if !self.allow.is_empty() && !self.allow.iter().any(|net| net.contains(&address)) {
            return Err(Refusal::NotAllowed);
        }
        Ok(())
    }

    fn judge_kind(&self, face: IpAddr) -> Result<(), Refusal> {
        if METADATA
            .iter()
            .any(|known| known.parse::<IpAddr>() == Ok(face))
        {
            return Err(Refusal::Metadata);
        }
        let refusal = match face {
            IpAddr::V4(v4) => match v4.octets() {
                [0, ..] => Refusal::Unspecified,
                [127, ..] => Refusal::Loopback,
                [169, 254, ..] => Refusal::LinkLocal,
                [224..=239, ..] => Refusal::Multicast,
                [240..=255, ..] => Refusal::Reserved,
                _ => return Ok(()),
            },
            IpAddr::V6(v6) => match v6.segments() {
                [0, 0, 0, 0, 0, 0, 0, 0] => Refusal::Unspecified,
                [0, 0, 0, 0, 0, 0, 0, 1] => Refusal::Loopback,
                [0xfe80..=0xfebf, ..] => Refusal::LinkLocal,
                [0xff00..=0xffff, ..] => Refusal::Multicast,
                _ => return Ok(()),
            },
        };
        match refusal {
            Refusal::Loopback if self.loopback => Ok(()),
            refusal => Err(refusal),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judge(policy: &TargetPolicy, text: &str) -> Result<(), Refusal> {
        policy.judge(text.parse().unwrap())
    }

    #[test]
    fn addresses_no_cluster_has_are_refused_by_their_kind() {
        let policy = TargetPolicy::default();
        for (text, refusal) in [
            ("0.0.0.0", Refusal::Unspecified),
            ("0.1.2.3", Refusal::Unspecified),
            ("::", Refusal::Unspecified),
            ("127.0.0.1", Refusal::Loopback),
            ("127.255.255.254", Refusal::Loopback),
            ("::1", Refusal::Loopback),
            ("::ffff:127.0.0.1", Refusal::Loopback),
            ("64:ff9b::7f00:1", Refusal::Loopback),
            ("2002:7f00:1::", Refusal::Loopback),
            ("169.254.1.1", Refusal::LinkLocal),
            ("fe80::1", Refusal::LinkLocal),
            ("febf::1", Refusal::LinkLocal),
            ("169.254.169.254", Refusal::Metadata),
            ("::ffff:169.254.169.254", Refusal::Metadata),
            ("64:ff9b::a9fe:a9fe", Refusal::Metadata),
            ("64:ff9b:1::a9fe:a9fe", Refusal::Metadata),
            ("64:ff9b:1:a9fe:a9:fe00:a00:1", Refusal::Metadata),
            ("2002:a9fe:a9fe::1", Refusal::Metadata),
            ("2001:0:4136:e378:8000:63bf:5601:5601", Refusal::Metadata),
            ("::169.254.169.254", Refusal::Metadata),
            ("169.254.170.2", Refusal::Metadata),
            ("169.254.170.23", Refusal::Metadata),
            ("100.100.100.200", Refusal::Metadata),
            ("192.0.0.192", Refusal::Metadata),
            ("168.63.129.16", Refusal::Metadata),
            ("fd00:ec2::254", Refusal::Metadata),
            ("fd00:ec2::23", Refusal::Metadata),
            ("fd20:ce::254", Refusal::Metadata),
            ("fd20:ce:0:0:0:0:0:254", Refusal::Metadata),
            ("224.0.0.1", Refusal::Multicast),
            ("ff02::1", Refusal::Multicast),
            ("255.255.255.255", Refusal::Reserved),
            ("240.0.0.1", Refusal::Reserved),
        ] {
            assert_eq!(judge(&policy, text), Err(refusal), "{text}");
        }
        for text in [
            "10.0.0.1",
            "192.168.1.1",
            "172.16.0.1",
            "100.64.0.1",
            "8.8.8.8",
            "fd00::1",
            "2001:db8::7",
            "64:ff9b::a00:1",
        ] {
            assert_eq!(judge(&policy, text), Ok(()), "{text}");
        }
    }

    #[test]
    fn loopback_is_dialled_where_it_is_allowed_and_nothing_else_with_it() {
        let policy = TargetPolicy {
            loopback: true,
            ..TargetPolicy::default()
        };
        for text in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(judge(&policy, text), Ok(()), "{text}");
        }
        for text in ["0.0.0.0", "::", "169.254.169.254", "224.0.0.1"] {
            assert!(judge(&policy, text).is_err(), "{text}");
        }
    }

    #[test]
    fn lists_narrow_what_is_dialled_and_never_widen_it() {
        let nets = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        let policy = TargetPolicy {
            loopback: false,
            allow: nets(&["10.0.0.0/8", "169.254.0.0/16", "fd00::/8"]),
            deny: nets(&["10.9.0.0/16"]),
        };
        for (text, judged) in [
            ("10.1.2.3", Ok(())),
            ("::ffff:10.1.2.3", Ok(())),
            ("fd00::1", Ok(())),
            ("10.9.1.1", Err(Refusal::Denied)),
            ("::ffff:10.9.1.1", Err(Refusal::Denied)),
            ("64:ff9b::a09:101", Err(Refusal::Denied)),
            ("11.0.0.1", Err(Refusal::NotAllowed)),
            ("64:ff9b::a01:203", Err(Refusal::NotAllowed)),
            ("169.254.1.1", Err(Refusal::LinkLocal)),
            ("127.0.0.1", Err(Refusal::Loopback)),
        ] {
            assert_eq!(judge(&policy, text), judged, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_refused_stays_refused_however_it_is_wrapped(address in any::<u32>()) {
            let v4 = std::net::Ipv4Addr::from(address);
            let policy = TargetPolicy::default();
            let judged = policy.judge(v4.into());
            let [a, b, c, d] = v4.octets().map(u16::from);
            let (high, low) = (a << 8 | b, c << 8 | d);
            for wrapped in [
                v4.to_ipv6_mapped(),
                std::net::Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
                std::net::Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 9),
            ] {
                prop_assert_eq!(policy.judge(wrapped.into()), judged, "{}", wrapped);
            }
        }
    }
}
