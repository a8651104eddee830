use acm_core::json;
use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Bytes, written in base64 (RFC 4648, standard alphabet, padded).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bytes(pub Vec<u8>);

/// Bytes, written in base64 (RFC 4648, standard alphabet, padded).
#[Scalar]
impl ScalarType for Bytes {
    fn parse(value: Value) -> InputValueResult<Self> {
        let reason = "bytes are a base64 string";
        match value {
            Value::String(text) => STANDARD
                .decode(text)
                .map(Self)
                .map_err(|_| InputValueError::custom(reason)),
            _ => Err(InputValueError::custom(reason)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(STANDARD.encode(&self.0))
    }
}

/// The digest that identifies a record: 20 bytes, written as 40 hexadecimal digits.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Digest(pub [u8; 20]);

impl Digest {
    /// Forty lower-case hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        let mut text = String::new();
        json::hex(&self.0, &mut text);
        text
    }

    /// Reads forty hexadecimal digits of either case.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 40 {
            return None;
        }
        let mut digest = [0; 20];
        for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            *byte = u8::try_from(high << 4 | low).ok()?;
        }
        Some(Self(digest))
    }
}

/// The digest that identifies a record: 20 bytes, written as 40 hexadecimal digits.
#[Scalar]
impl ScalarType for Digest {
    fn parse(value: Value) -> InputValueResult<Self> {
        let digest = match &value {
            Value::String(text) => Self::from_hex(text),
            _ => None,
        };
        digest.ok_or_else(|| InputValueError::custom("a digest has 40 hexadecimal digits"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_passes_as_hex() {
        let digest = Digest(std::array::from_fn(|i| i as u8 * 13));
        assert_eq!(Digest::from_hex(&digest.to_hex()), Some(digest));
        assert_eq!(
            Digest::from_hex(&digest.to_hex().to_uppercase()),
            Some(digest)
        );
        for bad in ["", "00", &"g".repeat(40), &"+".repeat(40), &"é".repeat(20)] {
            assert_eq!(Digest::from_hex(bad), None, "{bad:?}");
        }
    }
}
