//! Follows a run.

use std::sync::Arc;

use acm_core::ApiError;
use futures_util::{Stream, stream};

use super::run::{Run, View};

/// Bytes of results in one item.
const MAX_ITEM_BYTES: usize = 512 * 1024;

/// Somebody who follows a run. What it was given counts as received when it asks for more.
struct Reader {
    run: Arc<Run>,
    place: u64,
    sequence: u64,
    change: u64,
    is_over: bool,
}

/// What a run yields behind a result, and how its statements change: first the whole state.
///
/// # Errors
/// `LIMIT_EXCEEDED` when results behind `after` were given up.
pub(crate) fn follow(run: Arc<Run>, after: u64) -> Result<impl Stream<Item = View>, ApiError> {
    let place = run.join(after)?;
    let reader = Reader {
        run,
        place,
        sequence: after,
        change: 0,
        is_over: false,
    };
    Ok(stream::unfold(reader, |mut reader| async move {
        let view = reader.next().await?;
        Some((view, reader))
    }))
}

impl Reader {
    async fn next(&mut self) -> Option<View> {
        if self.is_over {
            return None;
        }
        self.run.given(self.place, self.sequence);
        let mut changes = self.run.changes();
        loop {
            changes.mark_unchanged();
            let view = self.run.news(self.sequence, self.change, MAX_ITEM_BYTES);
            let is_news = !view.results.is_empty() || !view.statements.is_empty() || view.is_last;
            if is_news {
                self.sequence = view.sequence;
                self.change = view.change;
                self.is_over = view.is_last;
                return Some(view);
            }
            changes.changed().await.ok()?;
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.run.leave_reader(self.place);
    }
}
