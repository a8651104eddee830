//! Server-sent events: `next` with an answer, `complete`, comments in between.

use bytes::Bytes;

pub(super) const CONTENT_TYPE: &str = "text/event-stream; charset=utf-8";

/// An answer. It is JSON and holds no line break, which would end the field.
pub(super) fn item(answer: &[u8]) -> Bytes {
    [b"event: next\ndata: ", answer, b"\n\n"].concat().into()
}

/// A comment, which no client shows.
pub(super) fn heartbeat() -> Bytes {
    Bytes::from_static(b":\n\n")
}

/// The end; without the empty data a browser would not tell the page.
pub(super) fn end() -> Bytes {
    Bytes::from_static(b"event: complete\ndata: \n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_closed_by_an_empty_line() {
        let event = item(br#"{"data":{"text":"a\nb"}}"#);
        assert_eq!(
            event,
            "event: next\ndata: {\"data\":{\"text\":\"a\\nb\"}}\n\n"
        );
    }
}
