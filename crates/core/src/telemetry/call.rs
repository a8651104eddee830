use std::time::Instant;

use super::{INSTRUMENTS, record};

/// A call to a cluster under way. It is measured when it ends, as `cancelled` when it is dropped
/// before.
#[derive(Debug)]
pub struct Call {
    operation: &'static str,
    started: Instant,
    error: Option<&'static str>,
}

impl Call {
    /// A call of this kind begins.
    #[must_use]
    pub fn begin(operation: &'static str) -> Self {
        Self {
            operation,
            started: Instant::now(),
            error: Some("cancelled"),
        }
    }

    /// It has ended, with this kind of error or well.
    pub fn end(mut self, error: Option<&'static str>) {
        self.error = error;
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if let Some(instruments) = INSTRUMENTS.get() {
            let elapsed = self.started.elapsed();
            record(
                &instruments.calls,
                elapsed,
                Some(self.operation),
                self.error,
            );
        }
    }
}
