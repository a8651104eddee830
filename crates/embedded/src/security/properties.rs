//! Security messages of any shape are answered with well-formed entries.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;

use super::message::{HEADER_LENGTH, Reply};
use super::{Guard, SecuritySpec, admin};
use crate::cluster::Cluster;
use crate::options::Options;
use crate::proto::ResultCode;

/// A connection, of the user `admin` or of nobody.
fn guard(is_logged_in: bool) -> Guard {
    let options = Options {
        security: Some(SecuritySpec::new()),
        ..Options::default()
    };
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 3000));
    let cluster = Arc::new(Cluster::new(options, &[address]));
    let node = cluster.node(0);
    let mut guard = Guard::new(cluster, node, IpAddr::from(Ipv4Addr::LOCALHOST));
    if is_logged_in {
        let hash = b"$2a$10$7EqJtq98hPqEX7fNZaFWoO1mVO/4MLpGzsqojz6E9Gef6iXDjXdDa";
        let fields = [(0, b"admin".to_vec()), (3, hash.to_vec())];
        let reply = answer(&mut guard, &request(20, &fields));
        assert_eq!(reply[1], ResultCode::OK.number());
    }
    guard
}

fn answer(guard: &mut Guard, body: &[u8]) -> Vec<u8> {
    let cluster = Arc::clone(&guard.cluster);
    let security = cluster.security.as_ref().expect("security is on");
    admin::answer(security, guard, Bytes::copy_from_slice(body))
}

fn request(command: u8, fields: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut request = Reply::default();
    request.push(ResultCode::OK, fields);
    let mut body = request.into_body();
    body[2] = command;
    body
}

/// Result codes of the entries of a reply; panics when they are not well-formed.
fn results(mut body: &[u8]) -> Vec<u8> {
    let mut results = Vec::new();
    while !body.is_empty() {
        let (header, mut rest) = body.split_at(HEADER_LENGTH);
        results.push(header[1]);
        for _ in 0..header[3] {
            let (length, after) = rest.split_at(4);
            let length = u32::from_be_bytes(length.try_into().expect("four bytes"));
            rest = &after[length as usize..];
        }
        body = rest;
    }
    results
}

/// Commands and fields that exist, and some that do not.
fn any_request() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof![
        vec(any::<u8>(), 0..80),
        "[a-z,./0-9]{0,80}".prop_map(String::into_bytes),
        Just(b"admin".to_vec()),
        Just(b"read".to_vec()),
        Just(b"\x01\x04read".to_vec()),
        Just(b"\x01\x0a\x04test\x00".to_vec()),
        Just(b"$2a$10$7EqJtq98hPqEX7fNZaFWoO1mVO/4MLpGzsqojz6E9Gef6iXDjXdDa".to_vec()),
    ];
    (0_u8..24, vec((0_u8..20, text), 0..8)).prop_map(|(command, fields)| request(command, &fields))
}

proptest! {
    #[test]
    fn any_bytes_are_answered(body in vec(any::<u8>(), 0..200), is_logged_in: bool) {
        let reply = answer(&mut guard(is_logged_in), &body);
        prop_assert!(!results(&reply).is_empty());
    }

    #[test]
    fn any_commands_are_answered(bodies in vec(any_request(), 1..20), is_logged_in: bool) {
        let mut guard = guard(is_logged_in);
        for body in bodies {
            prop_assert!(!results(&answer(&mut guard, &body)).is_empty());
        }
    }

    #[test]
    fn damaged_commands_are_answered(body in any_request(), cut in 0_usize..100, flipped in 0_usize..100) {
        let mut guard = guard(true);
        let mut damaged = body.clone();
        damaged.truncate(body.len().saturating_sub(cut));
        if let Some(byte) = damaged.get_mut(flipped) {
            *byte ^= 0x80;
        }
        prop_assert!(!results(&answer(&mut guard, &damaged)).is_empty());
    }

    #[test]
    fn who_is_not_logged_in_changes_and_learns_nothing(body in any_request()) {
        prop_assume!(!matches!(body[2], 0 | 20));
        let results = results(&answer(&mut guard(false), &body));
        prop_assert_eq!(results.len(), 1);
        prop_assert_ne!(results[0], ResultCode::OK.number());
    }
}
