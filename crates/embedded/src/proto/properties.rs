//! Properties of the codec: what is encoded decodes to itself, and no bytes make it panic.

use bytes::{Bytes, BytesMut};
use proptest::collection::vec;
use proptest::prelude::*;

use super::batch::{self, Batch, Row, RowCommand};
use super::frame::{self, Decoded, Frame, FrameType};
use super::message::{self, Digest, Field, Fields, Header, Message, Operation};
use super::msgpack::{self, Outer};
use super::reader::Reader;
use super::value::Particle;

fn bytes(limit: usize) -> impl Strategy<Value = Bytes> {
    vec(any::<u8>(), 0..limit).prop_map(Bytes::from)
}

fn fields() -> impl Strategy<Value = Fields> {
    let field = (any::<u8>(), bytes(40)).prop_map(|(kind, value)| Field { kind, value });
    vec(field, 0..6).prop_map(Fields)
}

fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let operation =
        (any::<u8>(), any::<u8>(), bytes(20), bytes(40)).prop_map(|(code, kind, name, value)| {
            Operation {
                code,
                kind,
                name,
                value,
            }
        });
    vec(operation, 0..6)
}

fn header() -> impl Strategy<Value = Header> {
    any::<(u8, u8, u8, u16, u32)>().prop_map(|(info1, info2, info3, generation, ttl)| Header {
        info1,
        info2,
        info3,
        generation: u32::from(generation),
        ttl,
    })
}

prop_compose! {
    fn request()(header in header(), fields in fields(), operations in operations()) -> Message {
        Message { header, fields, operations }
    }
}

fn encode_message(message: &Message) -> Vec<u8> {
    let header = &message.header;
    let mut out = vec![22, header.info1, header.info2, header.info3, 0, 0];
    out.extend(header.generation.to_be_bytes());
    out.extend(header.ttl.to_be_bytes());
    out.extend([0; 4]);
    encode_parts(&message.fields, &message.operations, &mut out);
    out
}

fn encode_parts(fields: &Fields, operations: &[Operation], out: &mut Vec<u8>) {
    out.extend((fields.0.len() as u16).to_be_bytes());
    out.extend((operations.len() as u16).to_be_bytes());
    for field in &fields.0 {
        out.extend((field.value.len() as u32 + 1).to_be_bytes());
        out.push(field.kind);
        out.extend(&field.value);
    }
    for operation in operations {
        let length = 4 + operation.name.len() + operation.value.len();
        out.extend((length as u32).to_be_bytes());
        out.extend([
            operation.code,
            operation.kind,
            0,
            operation.name.len() as u8,
        ]);
        out.extend(&operation.name);
        out.extend(&operation.value);
    }
}

fn encode_batch(batch: &Batch) -> Vec<u8> {
    let mut out = (batch.rows.len() as u32).to_be_bytes().to_vec();
    out.push(if batch.respond_all_keys { 0x04 } else { 0 });
    let mut previous: Option<&Row> = None;
    for row in &batch.rows {
        out.extend(row.index.to_be_bytes());
        out.extend(row.digest.0);
        if previous.is_some_and(|previous| previous.command == row.command) {
            out.push(0x01);
        } else {
            let header = &row.command.header;
            out.extend([0x0e, header.info1, header.info2, header.info3]);
            out.extend((header.generation as u16).to_be_bytes());
            out.extend(header.ttl.to_be_bytes());
            encode_parts(&row.command.fields, &row.command.operations, &mut out);
        }
        previous = Some(row);
    }
    out
}

fn batch() -> impl Strategy<Value = Batch> {
    let row = (any::<u32>(), any::<[u8; 20]>(), request(), any::<bool>());
    (any::<bool>(), vec(row, 1..6)).prop_map(|(respond_all_keys, rows)| {
        let mut made: Vec<Row> = Vec::new();
        for (index, digest, request, repeats) in rows {
            let Message {
                header,
                fields,
                operations,
            } = request;
            let command = match made.last() {
                Some(previous) if repeats => previous.command.clone(),
                _ => RowCommand {
                    header,
                    fields,
                    operations,
                }
                .into(),
            };
            made.push(Row {
                index,
                digest: Digest(digest),
                command,
            });
        }
        Batch {
            respond_all_keys,
            rows: made,
        }
    })
}

/// Overwrites one byte, or cuts the rest off.
fn damage(mut bytes: Vec<u8>, at: prop::sample::Index, with: Option<u8>) -> Bytes {
    if !bytes.is_empty() {
        let at = at.index(bytes.len());
        match with {
            Some(byte) => bytes[at] = byte,
            None => bytes.truncate(at),
        }
    }
    bytes.into()
}

proptest! {
    #[test]
    fn a_message_decodes_to_what_was_encoded(request in request()) {
        prop_assert_eq!(message::decode(encode_message(&request).into()), Ok(request));
    }

    #[test]
    fn a_batch_decodes_to_what_was_encoded(batch in batch()) {
        prop_assert_eq!(batch::decode(encode_batch(&batch).into(), usize::MAX), Ok(batch));
    }

    #[test]
    fn a_frame_decodes_however_its_bytes_arrive(body in bytes(200), cut in any::<prop::sample::Index>()) {
        let whole = frame::encode(FrameType::Message, &body);
        let (first, rest) = whole.split_at(cut.index(whole.len()));
        let mut buffer = BytesMut::from(first);
        prop_assert_eq!(frame::decode(&mut buffer), Decoded::Incomplete);
        buffer.extend_from_slice(rest);
        let frame = Frame { kind: FrameType::Message, body };
        prop_assert_eq!(frame::decode(&mut buffer), Decoded::Frame(frame));
        prop_assert!(buffer.is_empty());
    }

    #[test]
    fn random_bytes_never_panic(bytes in bytes(300), kind in any::<u8>()) {
        let _ = message::decode(bytes.clone());
        let _ = batch::decode(bytes.clone(), usize::MAX);
        let _ = frame::decode(&mut BytesMut::from(bytes.as_ref()));
        let _ = msgpack::is_well_formed(&bytes, Outer::List);
        let _ = Particle::from_wire(kind, &bytes);
        let _ = msgpack::element(&mut Reader::new(bytes.clone()));
    }

    #[test]
    fn damaged_requests_never_panic(
        request in request(),
        batch in batch(),
        at in any::<prop::sample::Index>(),
        with in any::<Option<u8>>(),
    ) {
        let _ = message::decode(damage(encode_message(&request), at, with));
        let _ = batch::decode(damage(encode_batch(&batch), at, with), usize::MAX);
    }
}

#[test]
fn counts_and_lengths_that_are_only_announced_are_refused() {
    let mut many_fields = [0; message::HEADER_LENGTH];
    many_fields[18..].copy_from_slice(&[0xff; 4]);
    assert!(message::decode(Bytes::copy_from_slice(&many_fields)).is_err());
    assert!(batch::decode(Bytes::from_static(&[0xff, 0xff, 0xff, 0xff, 0]), usize::MAX).is_err());
    let mut longest = BytesMut::from(&[2, 3, 0, 0, 8, 0, 0, 0][..]);
    assert_eq!(frame::decode(&mut longest), Decoded::Incomplete);
    let mut too_long = BytesMut::from(&[2, 3, 0, 0, 8, 0, 0, 1][..]);
    assert_eq!(frame::decode(&mut too_long), Decoded::Refused);
}

#[test]
fn a_batch_with_more_rows_than_allowed_is_refused() {
    let row = Row {
        index: 0,
        digest: Digest([0; 20]),
        command: RowCommand {
            header: Header::default(),
            fields: Fields::default(),
            operations: Vec::new(),
        }
        .into(),
    };
    let batch = Batch {
        respond_all_keys: false,
        rows: vec![row.clone(), row],
    };
    let encoded = Bytes::from(encode_batch(&batch));
    assert!(batch::decode(encoded.clone(), 1).is_err());
    assert_eq!(batch::decode(encoded, 2), Ok(batch));
}
