//! Networks from which users may connect.

use std::net::IpAddr;

/// Networks of a role.
pub(crate) const MAX_NETWORKS: usize = 64;

/// Whether a text is an address, or a network as address and bits (CIDR).
///
/// # Errors
/// The rule the text breaks.
pub(crate) fn check(text: &str) -> Result<(), &'static str> {
    const RULE: &str = "a network is an address, such as 10.1.2.3, or an address and how many of its bits count, such as 10.1.0.0/16";
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().map_err(|_| RULE)?;
    let Some(bits) = bits else {
        return Ok(());
    };
    let most = if address.is_ipv4() { 32 } else { 128 };
    let digits = !bits.is_empty() && bits.bytes().all(|byte| byte.is_ascii_digit());
    match bits.parse::<u8>() {
        Ok(bits) if digits && bits <= most => Ok(()),
        _ if address.is_ipv4() => Err("after the slash stands a number from 0 to 32"),
        _ => Err("after the slash stands a number from 0 to 128"),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn networks_are_addresses_with_or_without_bits() {
        for good in [
            "10.1.2.3",
            "10.0.0.0/8",
            "0.0.0.0/0",
            "10.1.2.3/32",
            "::1",
            "2001:db8::/32",
            "::/0",
            "::ffff:10.0.0.1/128",
            // Bits that do not count may be set.
            "10.1.2.3/8",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "10.0.0",
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0.0/+8",
            "10.0.0.0/-1",
            "host",
            "10.0.0.1,10.0.0.2",
            " 10.0.0.1",
            "::/129",
            "10.0.0.0/8/8",
            "[::1]",
            "fe80::1%eth0",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
