//! The bytes on the wire: framing, messages, batch rows and replies.
//!
//! Everything here is pure: bytes in, plain data out, no I/O and no clock. Decoders take untrusted
//! input. They never panic, never read past the frame, and allocate only in proportion to bytes
//! that are really there, so a header that announces a huge count costs nothing.

pub(crate) mod batch;
pub(crate) mod compression;
pub(crate) mod flags;
pub(crate) mod frame;
pub(crate) mod message;
pub(crate) mod msgpack;
#[cfg(test)]
mod properties;
pub(crate) mod reader;
pub(crate) mod reply;
mod result_code;
pub(crate) mod value;

pub use result_code::ResultCode;
