//! Room for files: so many, of so many bytes, and never the last of the disk.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Bounds of the files.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileLimits {
    /// Files kept, those being written included.
    pub max_files: usize,
    /// Bytes of one file.
    pub max_file_bytes: u64,
    /// Bytes of all files.
    pub max_total_bytes: u64,
    /// Bytes that stay free on the disk.
    pub min_free_bytes: u64,
}

impl Default for FileLimits {
    fn default() -> Self {
        const GIB: u64 = 1024 * 1024 * 1024;
        Self {
            max_files: 100,
            max_file_bytes: 64 * GIB,
            max_total_bytes: 128 * GIB,
            min_free_bytes: GIB,
        }
    }
}

/// What is taken up.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    files: usize,
    bytes: u64,
}

/// The room there is.
pub(super) struct Room {
    limits: FileLimits,
    held: Mutex<Held>,
}

impl Room {
    pub(super) fn new(limits: FileLimits) -> Self {
        Self {
            limits,
            held: Mutex::default(),
        }
    }

    /// Counts a file that is there.
    pub(super) fn hold(&self, bytes: u64) {
        let mut held = self.held();
        held.files += 1;
        held.bytes += bytes;
    }

    /// A file is gone.
    pub(super) fn give_back(&self, bytes: u64) {
        let mut held = self.held();
        held.files = held.files.saturating_sub(1);
        held.bytes = held.bytes.saturating_sub(bytes);
    }

    /// Room for one more file, empty yet.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when there are as many as may be.
    pub(super) fn take_file(&self) -> Result<()> {
        let mut held = self.held();
        if held.files >= self.limits.max_files {
            return Err(Error::NoRoom {
                limit: "maxFiles",
                bytes: None,
            });
        }
        held.files += 1;
        Ok(())
    }

    /// Room for so many bytes more of a file that has `written` already.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when the file, or all of them, would grow too large.
    pub(super) fn take_bytes(&self, written: u64, more: u64) -> Result<()> {
        let FileLimits {
            max_file_bytes,
            max_total_bytes,
            ..
        } = self.limits;
        let mut held = self.held();
        let (limit, bytes) = if written + more > max_file_bytes {
            ("maxFileBytes", max_file_bytes)
        } else if held.bytes + more > max_total_bytes {
            ("maxTotalBytes", max_total_bytes)
        } else {
            held.bytes += more;
            return Ok(());
        };
        let bytes = Some(bytes);
        Err(Error::NoRoom { limit, bytes })
    }

    /// Whether the disk has room beyond what stays free.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when it has not.
    pub(super) fn check_disk(&self, folder: &Path) -> Result<()> {
        let least = self.limits.min_free_bytes;
        // Where nobody can tell, writing itself finds out.
        match rustix::fs::statvfs(folder) {
            Ok(disk) if disk.f_bavail.saturating_mul(disk.f_frsize) < least => Err(Error::NoRoom {
                limit: "disk",
                bytes: None,
            }),
            _ => Ok(()),
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
