use acm_lua::Value;

use crate::{fails, run};

#[track_caller]
fn becomes(body: &str, expected: &[u8]) {
    let value = run(&format!("local b = bytes(4)\n{body}\nreturn b"));
    assert_eq!(value, Ok(Value::Bytes(expected.to_vec())), "{body}");
}

#[track_caller]
fn reads(expression: &str, expected: impl Into<Value>) {
    let body = format!(
        "local b = bytes() bytes.append_string(b, '\\1\\2\\3\\4\\5\\6\\7\\255')\nreturn {expression}"
    );
    assert_eq!(run(&body), Ok(expected.into()), "{expression}");
}

#[test]
fn bytes_are_written_at_any_place_in_either_order() {
    becomes("b[1] = 255 b[4] = 1", &[255, 0, 0, 1]);
    becomes("bytes.set_byte(b, 2, 7)", &[0, 7, 0, 0]);
    becomes("bytes.set_int16(b, 1, 258)", &[1, 2, 0, 0]);
    becomes("bytes.set_int16_le(b, 1, -2)", &[254, 255, 0, 0]);
    becomes("bytes.set_int32_be(b, 1, 4294967295)", &[255; 4]);
    becomes("bytes.append_int32_le(b, 1)", &[0, 0, 0, 0, 1, 0, 0, 0]);
    becomes(
        "bytes.set_size(b, 1) bytes.append_int64(b, -1)",
        &[0, 255, 255, 255, 255, 255, 255, 255, 255],
    );
    becomes("bytes.set_string(b, 4, 'xyz')", b"\0\0\0xyz");
    becomes("bytes.set_string(b, 1, 'xyz', 1)", b"x\0\0\0");
    becomes("bytes.append_bytes(b, b, 2)", &[0; 6]);
    becomes("bytes.set_size(b, 6)", &[0; 6]);
    becomes(
        "bytes.set_size(b, 0) bytes.append_var_int(b, 300)",
        &[0xac, 0x02],
    );
    becomes("bytes.set_type(b, 3)", &[0; 4]);
}

#[test]
fn bytes_are_read_at_any_place_in_either_order() {
    reads("b[2]", 2);
    reads("b[9] == nil and b[0] == nil", true);
    reads("bytes.size(b) + #b", 16);
    reads("bytes.get_byte(b, 8)", 255);
    reads("bytes.get_int16(b, 1)", 258);
    reads("bytes.get_int16_le(b, 7)", -249);
    reads("bytes.get_int32(b, 1)", 0x0102_0304);
    reads("bytes.get_int64_le(b, 1)", -70_080_650_589_044_223);
    reads("bytes.get_int64(b, 2) == nil", true);
    reads("bytes.get_string(b, 1, 2)", "\u{1}\u{2}");
    reads("bytes.get_bytes(b, 7, 9)", Value::Bytes(vec![7, 255]));
    reads("bytes.get_var_int(b, 3)", 3);
    reads("b == bytes.get_bytes(b, 1, 8)", true);
    reads("tostring(bytes.get_bytes(b, 7, 2))", "07 ff");
}

#[test]
fn places_outside_and_sizes_that_cannot_be_are_refused() {
    fails("bytes(-1)", "bytes cannot have a size of -1");
    fails(
        "bytes(1 << 40)",
        "bytes cannot have a size of 1099511627776",
    );
    fails(
        "local b = bytes(1) bytes.set_byte(b, 3, 1)",
        "index 3 is outside of bytes of 1",
    );
    fails("bytes.size('x')", "bytes expected, got string");
}
