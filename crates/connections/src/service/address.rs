//! Addresses in every form resolvers read them, and the addresses hidden in others. Pure.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The IPv4 address a text stands for in the eyes of `inet_aton`: one to four parts, each decimal,
/// octal (`0…`) or hexadecimal (`0x…`), the last one filling what the others leave.
pub(crate) fn loose_v4(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u64> = text.split('.').map(number).collect::<Option<_>>()?;
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|part| *part > 0xff) {
        return None;
    }
    let room = 32 - 8 * u32::try_from(first.len()).ok()?;
    if *last >= 1_u64 << room {
        return None;
    }
    let high = first
        .iter()
        .enumerate()
        .fold(0_u64, |sum, (place, part)| sum | part << (24 - 8 * place));
    u32::try_from(high | *last).ok().map(Ipv4Addr::from)
}

fn number(part: &str) -> Option<u64> {
    let (digits, radix) = match part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None if part.len() > 1 && part.starts_with('0') => (&part[1..], 8),
        None => (part, 10),
    };
    // `from_str_radix` takes a sign, an address has none.
    digits
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric())
        .then(|| u64::from_str_radix(digits, radix).ok())
        .flatten()
}

/// The address itself, then each IPv4 address it carries: what a dial to it may end at.
pub(crate) fn faces(address: IpAddr) -> impl Iterator<Item = IpAddr> {
    let carried = match address {
        IpAddr::V4(_) => Vec::new(),
        IpAddr::V6(address) => carried(address),
    };
    std::iter::once(address).chain(carried.into_iter().map(IpAddr::V4))
}

/// The IPv4 addresses inside an IPv6 address: mapped, compatible, NAT64, 6to4 and Teredo.
fn carried(address: Ipv6Addr) -> Vec<Ipv4Addr> {
    let s = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match s {
        [0, 0, 0, 0, 0, 0xffff, high, low] => vec![v4(high, low)],
        // `::` and `::1` are what they are.
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => Vec::new(),
        [0, 0, 0, 0, 0 | 0xffff, 0, high, low] => vec![v4(high, low)],
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => vec![v4(high, low)],
        // RFC 8215 leaves the place of the address to the network: all that RFC 6052 knows.
        [0x64, 0xff9b, 1, a, b, c, high, low] => vec![
            v4(high, low),
            v4(a, b << 8 | c >> 8),
            v4(a << 8 | b >> 8, b << 8 | c >> 8),
        ],
        [0x2002, high, low, ..] => vec![v4(high, low)],
        [0x2001, 0, server_high, server_low, _, _, high, low] => {
            vec![v4(server_high, server_low), v4(!high, !low)]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_loose_form_of_loopback_is_read_as_loopback() {
        for text in [
            "127.0.0.1",
            "2130706433",
            "0x7f000001",
            "0X7F.1",
            "0x7f.1",
            "017700000001",
            "0177.0.0.1",
            "127.1",
            "127.0.1",
            "0177.0x0.0.01",
        ] {
            assert_eq!(loose_v4(text), Some(Ipv4Addr::LOCALHOST), "{text}");
        }
        for text in [
            "",
            "1.2.3.4.5",
            "256.1",
            "4294967296",
            "1.2.3.256",
            "0x",
            "08",
            "+1",
            "0x+1",
            "a.b",
            "1..2",
            "1.",
        ] {
            assert_eq!(loose_v4(text), None, "{text}");
        }
    }

    #[test]
    fn ipv4_addresses_inside_ipv6_addresses_are_found() {
        for text in [
            "::ffff:169.254.169.254",
            "::169.254.169.254",
            "::ffff:0:169.254.169.254",
            "64:ff9b::169.254.169.254",
            "64:ff9b:1::169.254.169.254",
            "2002:a9fe:a9fe::1",
            "2001:0:a9fe:a9fe::1",
            "2001::5601:5601",
        ] {
            let found: Vec<IpAddr> = faces(text.parse().unwrap()).collect();
            assert!(
                found.contains(&"169.254.169.254".parse().unwrap()),
                "{text}: {found:?}"
            );
        }
        for text in ["2001:db8::7", "fd00::1", "::1", "::"] {
            assert_eq!(faces(text.parse().unwrap()).count(), 1, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_address_written_in_any_radix_and_any_number_of_parts_is_the_same(
            address in any::<u32>(), parts in 1..=4_usize, radixes in any::<[u8; 4]>(),
        ) {
            let bytes = address.to_be_bytes();
            let mut numbers: Vec<u32> = bytes[..parts - 1].iter().map(|byte| u32::from(*byte)).collect();
            let rest = bytes[parts - 1..].iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
            numbers.push(rest);
            let text = |(number, radix): (&u32, &u8)| match radix % 4 {
                0 => format!("{number}"),
                1 => format!("0{number:o}"),
                2 => format!("0x{number:x}"),
                _ => format!("0X{number:08X}"),
            };
            let written: Vec<String> = numbers.iter().zip(&radixes).map(text).collect();
            prop_assert_eq!(loose_v4(&written.join(".")), Some(Ipv4Addr::from(address)));
        }

        #[test]
        fn any_ipv4_address_is_found_in_what_maps_or_translates_it(address in any::<u32>()) {
            let v4 = Ipv4Addr::from(address);
            let [a, b, c, d] = v4.octets().map(u16::from);
            let (high, low) = (a << 8 | b, c << 8 | d);
            for v6 in [
                v4.to_ipv6_mapped(),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
                Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1),
                Ipv6Addr::new(0x2001, 0, 0x4136, 0xe378, 0x8000, 0x63bf, !high, !low),
            ] {
                prop_assert!(faces(v6.into()).any(|face| face == IpAddr::V4(v4)), "{}", v6);
            }
        }

        #[test]
        fn any_text_is_read_or_not_and_never_panics(text in "[0-9a-fxX.+-]{0,30}") {
            let _ = loose_v4(&text);
        }
    }
}
