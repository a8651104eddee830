//! A file that is read line by line, whatever it holds, in constant memory.

use tokio::{
    fs::File,
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
};

use crate::error::Result;
use acm_core::ApiError;

/// The longest line, in bytes: twice the largest record.
pub(super) const MAX_LINE: usize = 16 * 1024 * 1024;
/// Bytes read at once.
const BUFFER: usize = 256 * 1024;

/// A file that is read.
pub(super) struct Input {
    file: BufReader<File>,
    /// Lines read.
    lines: u64,
    /// Bytes read.
    bytes: u64,
}

/// A line of a file, without the line feed.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    /// What it holds.
    Text(Vec<u8>),
    /// It is longer than a line may be; it was passed over.
    TooLong,
    /// There is none.
    End,
}

impl Input {
    pub(super) fn new(file: File) -> Self {
        Self {
            file: BufReader::with_capacity(BUFFER, file),
            lines: 0,
            bytes: 0,
        }
    }

    /// The number of the line read last, from 1.
    pub(super) fn line_number(&self) -> u64 {
        self.lines
    }

    /// Bytes read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The next line.
    ///
    /// # Errors
    /// `INTERNAL` when the file cannot be read.
    pub(super) async fn line(&mut self) -> Result<Line> {
        let mut text = Vec::new();
        let mut too_long = false;
        loop {
            let buffer = self.file.fill_buf().await.map_err(ApiError::internal)?;
            if buffer.is_empty() {
                if text.is_empty() && !too_long {
                    return Ok(Line::End);
                }
                break;
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if text.len() + part.len() > MAX_LINE {
                too_long = true;
                text = Vec::new();
            }
            if !too_long {
                text.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.file.consume(used);
            self.bytes += used as u64;
            if end.is_some() {
                break;
            }
        }
        self.lines += 1;
        if too_long {
            return Ok(Line::TooLong);
        }
        Ok(Line::Text(text))
    }

    /// So many bytes, whatever they are; `None` when the file ends before.
    ///
    /// # Errors
    /// `INTERNAL` when the file cannot be read.
    pub(super) async fn exactly(&mut self, count: usize) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let mut part = (&mut self.file).take(count as u64);
        part.read_to_end(&mut bytes)
            .await
            .map_err(ApiError::internal)?;
        self.bytes += bytes.len() as u64;
        self.lines += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        Ok((bytes.len() == count).then_some(bytes))
    }

    /// The bytes up to one of these two, which is taken too, and which it was; `None` at the end, or
    /// after `most` bytes.
    ///
    /// # Errors
    /// `INTERNAL` when the file cannot be read.
    pub(super) async fn until(
        &mut self,
        ends: [u8; 2],
        most: usize,
    ) -> Result<Option<(Vec<u8>, u8)>> {
        let mut text = Vec::new();
        loop {
            let buffer = self.file.fill_buf().await.map_err(ApiError::internal)?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let end = buffer.iter().position(|byte| ends.contains(byte));
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if text.len() + part.len() > most {
                return Ok(None);
            }
            text.extend_from_slice(part);
            let stop = end.and_then(|end| buffer.get(end).copied());
            let used = part.len() + usize::from(end.is_some());
            self.file.consume(used);
            self.bytes += used as u64;
            if let Some(stop) = stop {
                self.lines += u64::from(stop == b'\n');
                return Ok(Some((text, stop)));
            }
        }
    }
}
