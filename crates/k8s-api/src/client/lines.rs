//! Lines of an answer that goes on, each of them bounded.

use bytes::{Buf, Bytes, BytesMut};
use http_body_util::BodyExt;
use kube::client::Body;

/// One line, without its end.
pub(super) struct Line {
    pub(super) text: Bytes,
    /// Whether it was longer than a line may be: the rest is not kept.
    pub(super) cut: bool,
}

/// Reads a body line by line. Dropping it closes the connection it comes from.
pub(super) struct Lines {
    body: Option<Body>,
    held: BytesMut,
    /// Bytes of `held` that hold no line's end.
    searched: usize,
    longest: usize,
    /// The line under way was cut and told; its rest is dropped.
    skipping: bool,
}

impl Lines {
    pub(super) fn new(body: Body, longest: usize) -> Self {
        Self {
            body: Some(body),
            held: BytesMut::new(),
            searched: 0,
            longest,
            skipping: false,
        }
    }

    /// Waits for the next line; `None` at the end. Safe to cancel: nothing is lost when the future
    /// is dropped.
    pub(super) async fn next(&mut self) -> Result<Option<Line>, kube::Error> {
        loop {
            if let Some(line) = self.held_line() {
                return Ok(Some(line));
            }
            let Some(body) = &mut self.body else {
                return Ok(self.rest());
            };
            match body.frame().await {
                Some(frame) => {
                    if let Ok(data) = frame?.into_data() {
                        self.held.extend_from_slice(&data);
                    }
                }
                None => self.body = None,
            }
        }
    }

    fn held_line(&mut self) -> Option<Line> {
        loop {
            let found = self.held[self.searched..]
                .iter()
                .position(|byte| *byte == b'\n');
            let Some(end) = found.map(|at| self.searched + at) else {
                self.searched = self.held.len();
                return self.cut();
            };
            let mut text = self.held.split_to(end + 1).freeze();
            self.searched = 0;
            text.truncate(end);
            if text.last() == Some(&b'\r') {
                text.truncate(end - 1);
            }
            if std::mem::take(&mut self.skipping) {
                continue;
            }
            let cut = text.len() > self.longest;
            text.truncate(self.longest);
            return Some(Line { text, cut });
        }
    }

    /// What is held of a line too long: told at once, so that no more of it is held.
    fn cut(&mut self) -> Option<Line> {
        if self.held.len() <= self.longest {
            return None;
        }
        let mut held = self.held.split().freeze();
        self.searched = 0;
        if self.skipping {
            return None;
        }
        self.skipping = true;
        held.truncate(self.longest);
        Some(Line {
            text: held,
            cut: true,
        })
    }

    fn rest(&mut self) -> Option<Line> {
        self.searched = 0;
        if self.skipping {
            self.held.advance(self.held.len());
        }
        let text = self.held.split().freeze();
        (!text.is_empty()).then_some(Line { text, cut: false })
    }
}
