//! Compressed frames: the size of the frame inside, and that frame as a zlib stream.

use std::io::{Read as _, Write as _};

use bytes::{Bytes, BytesMut};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::frame::{self, Decoded, FrameType, HEADER_LENGTH, MAX_BODY_LENGTH};
use super::reader::{Malformed, Reader};

/// The body of the message frame inside a compressed one.
///
/// The size that is announced is a bound and not a promise: memory grows with the bytes that come
/// out, and a stream that holds more or less than it said is malformed.
pub(crate) fn inflate(body: Bytes) -> Result<Bytes, Malformed> {
    let mut reader = Reader::new(body);
    let size = usize::try_from(reader.u64()?).map_err(|_| Malformed)?;
    if size > HEADER_LENGTH + MAX_BODY_LENGTH {
        return Err(Malformed);
    }
    let compressed = reader.take(reader.remaining())?;
    let mut inflated = Vec::new();
    ZlibDecoder::new(compressed.as_ref())
        .take(size as u64 + 1)
        .read_to_end(&mut inflated)
        .map_err(|_| Malformed)?;
    if inflated.len() != size {
        return Err(Malformed);
    }
    let mut inner = BytesMut::from(Bytes::from(inflated));
    match frame::decode(&mut inner) {
        Decoded::Frame(frame) if frame.kind == FrameType::Message && inner.is_empty() => {
            Ok(frame.body)
        }
        _ => Err(Malformed),
    }
}

/// A frame inside a compressed one, when that is shorter; else the frame as it is.
pub(crate) fn deflate(plain: Vec<u8>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail; if it did, the frame would go out as it is.
    let compressed = encoder.write_all(&plain).and_then(|()| encoder.finish());
    match compressed {
        Ok(compressed) if size_of::<u64>() + HEADER_LENGTH + compressed.len() < plain.len() => {
            let size = (plain.len() as u64).to_be_bytes();
            frame::encode(
                FrameType::Compressed,
                &[&size, compressed.as_slice()].concat(),
            )
        }
        _ => plain,
    }
}
