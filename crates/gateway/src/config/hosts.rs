/// A seed host with a port: `host:port`, an IPv6 address in brackets.
#[must_use]
pub fn seed_host(host: &str, port: u16) -> String {
    let bare = host.trim().trim_start_matches('[').trim_end_matches(']');
    if bare.contains(':') {
        format!("[{bare}]:{port}")
    } else {
        format!("{bare}:{port}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_address_is_put_in_brackets() {
        assert_eq!(seed_host("db.example", 3000), "db.example:3000");
        assert_eq!(seed_host("::1", 3000), "[::1]:3000");
        assert_eq!(seed_host("[fd00::2]", 4000), "[fd00::2]:4000");
    }
}
