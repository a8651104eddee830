//! Apollo's multipart protocol for subscriptions, version 1.0.
//!
//! Clients show a part when they see the boundary after it, so each part is sent with the boundary
//! of the next; the end only closes that.

use bytes::Bytes;

pub(super) const CONTENT_TYPE: &str = "multipart/mixed;boundary=\"graphql\";subscriptionSpec=1.0";

const HEAD: &[u8] = b"\r\ncontent-type: application/json\r\n\r\n";
const BOUNDARY: &[u8] = b"\r\n--graphql";

/// The first boundary.
pub(super) fn opening() -> Bytes {
    Bytes::from_static(BOUNDARY)
}

/// An answer of the operation.
pub(super) fn item(answer: &[u8]) -> Bytes {
    part(&[b"{\"payload\":", answer, b"}"])
}

/// A part that clients pass over.
pub(super) fn heartbeat() -> Bytes {
    part(&[b"{}"])
}

/// The errors of a transport that has failed: no answer, and none will come. `answer` is an object
/// that holds errors alone.
pub(super) fn failure(answer: &[u8]) -> Bytes {
    let errors = answer.strip_prefix(b"{").unwrap_or(answer);
    part(&[b"{\"payload\":null,", errors])
}

/// The last boundary.
pub(super) fn end() -> Bytes {
    Bytes::from_static(b"--\r\n")
}

fn part(body: &[&[u8]]) -> Bytes {
    [HEAD, &body.concat(), BOUNDARY].concat().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_boundaries_make_a_multipart_body() {
        let parts = [
            opening(),
            heartbeat(),
            item(br#"{"data":1}"#),
            failure(br#"{"errors":[]}"#),
            end(),
        ];
        let body = String::from_utf8(parts.concat()).unwrap();
        let part = |text| format!("--graphql\r\ncontent-type: application/json\r\n\r\n{text}\r\n");
        let whole = [
            "\r\n".to_owned(),
            part("{}"),
            part("{\"payload\":{\"data\":1}}"),
            part("{\"payload\":null,\"errors\":[]}"),
            "--graphql--\r\n".to_owned(),
        ];
        assert_eq!(body, whole.concat());
    }
}
