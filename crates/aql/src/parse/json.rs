//! JSON, read so that nothing is lost: integers stay integers, entries keep their order.

use std::collections::HashSet;

use crate::{ast::Json, limits::MAX_JSON_DEPTH};

/// What is wrong with a JSON text, and before which byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct JsonError {
    pub(super) at: usize,
    pub(super) message: &'static str,
}

type Read<T> = Result<T, JsonError>;

pub(super) fn parse(text: &str) -> Read<Json> {
    let mut reader = Reader { text, at: 0 };
    let json = reader.value(0)?;
    reader.space();
    match reader.rest().is_empty() {
        true => Ok(json),
        false => Err(reader.error("nothing should stand behind the value")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn error(&self, message: &'static str) -> JsonError {
        JsonError {
            at: self.at,
            message,
        }
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len() } else { 0 };
        found
    }

    fn value(&mut self, depth: usize) -> Read<Json> {
        self.space();
        match self.rest().bytes().next() {
            Some(b'[' | b'{') if depth == MAX_JSON_DEPTH => {
                Err(self.error("lists and maps are nested too deep: 32 at most"))
            }
            Some(b'[') => self.list(depth + 1),
            Some(b'{') => self.map(depth + 1),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.take("true") => Ok(Json::Bool(true)),
            _ if self.take("false") => Ok(Json::Bool(false)),
            _ if self.take("null") => Ok(Json::Null),
            Some(b'\'') => Err(self.error("texts stand in double quotes")),
            Some(_) => Err(self.error("a value should stand here")),
            None => Err(self.error("a value is missing at the end")),
        }
    }

    fn list(&mut self, depth: usize) -> Read<Json> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.take("]") {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            self.space();
            if self.take("]") {
                return Ok(Json::List(items));
            }
            if !self.take(",") {
                return Err(self.error("a comma or ] should stand here"));
            }
        }
    }

    fn map(&mut self, depth: usize) -> Read<Json> {
        self.at += 1;
        let mut entries = Vec::new();
        let mut keys = HashSet::new();
        self.space();
        if self.take("}") {
            return Ok(Json::Map(entries));
        }
        loop {
            self.space();
            let place = self.at;
            if !self.rest().starts_with('"') {
                return Err(self.error("a key in double quotes should stand here"));
            }
            let key = self.string()?;
            if !keys.insert(key.clone()) {
                self.at = place;
                return Err(self.error("this key stands there twice"));
            }
            self.space();
            if !self.take(":") {
                return Err(self.error("a colon should stand behind the key"));
            }
            entries.push((key, self.value(depth)?));
            self.space();
            if self.take("}") {
                return Ok(Json::Map(entries));
            }
            if !self.take(",") {
                return Err(self.error("a comma or } should stand here"));
            }
        }
    }

    fn number(&mut self) -> Read<Json> {
        let rest = self.rest();
        let part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
        let number = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
        if !is_number(number.as_bytes()) {
            return Err(self.error("this is no number of JSON"));
        }
        let json = if number.contains(['.', 'e', 'E']) {
            let float: Option<f64> = number.parse().ok();
            let float = float.filter(|float| float.is_finite()).map(Json::Float);
            float.ok_or_else(|| self.error("this number is too large for a float"))?
        } else {
            let int = number.parse().map(Json::Int);
            int.map_err(|_| self.error("this integer has more than 64 bits"))?
        };
        self.at += number.len();
        Ok(json)
    }

    fn string(&mut self) -> Read<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ');
            let Some(plain) = plain else {
                self.at = self.text.len();
                return Err(self.error("a text is not closed"));
            };
            text.push_str(&rest[..plain]);
            self.at += plain;
            if self.take("\"") {
                return Ok(text);
            }
            if !self.take("\\") {
                return Err(self.error("a control character stands here; write it as \\n or \\u…"));
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Read<char> {
        let plain = match self.rest().bytes().next() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.error("no escape begins so")),
        };
        self.at += 1;
        Ok(plain)
    }

    /// The character of `XXXX`, or of a pair `XXXX\uXXXX`.
    fn unicode(&mut self) -> Read<char> {
        let high = self.unit()?;
        let code = match high {
            0xd800..=0xdbff if self.take("\\u") => match self.unit()? {
                low @ 0xdc00..=0xdfff => 0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00)),
                _ => high,
            },
            code => code,
        };
        char::from_u32(code).ok_or_else(|| self.error("this is half a character"))
    }

    fn unit(&mut self) -> Read<u32> {
        let digits = self
            .rest()
            .get(..4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.error("four hexadecimal digits should stand here"))?;
        self.at += 4;
        Ok(unit)
    }
}

/// Whether this is a number as JSON writes it: `-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?`.
fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest[0] == b'0') {
        return false;
    }
    rest = &rest[whole..];
    if let Some(part) = rest.strip_prefix(b".") {
        let length = digits(part);
        if length == 0 {
            return false;
        }
        rest = &part[length..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = match exponent {
            [b'+' | b'-', exponent @ ..] => exponent,
            exponent => exponent,
        };
        let length = digits(exponent);
        return length > 0 && length == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_exactly() {
        let check = |text: &str, expected: Json| assert_eq!(parse(text), Ok(expected), "{text}");
        check("9007199254740993", Json::Int(9_007_199_254_740_993));
        check("-0.0", Json::Float(-0.0));
        check(" 1e3 ", Json::Float(1000.0));
        check(r#""\ud83d\ude00\n""#, Json::Text("😀\n".to_owned()));
        check(
            r#"{"b": [1, null], "a": {}}"#,
            Json::Map(vec![
                ("b".to_owned(), Json::List(vec![Json::Int(1), Json::Null])),
                ("a".to_owned(), Json::Map(Vec::new())),
            ]),
        );
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_stands() {
        let check = |text: &str, at: usize| {
            let error = parse(text).expect_err(text);
            assert_eq!(error.at, at, "{text}: {}", error.message);
        };
        check("", 0);
        check("[1,]", 3);
        check("{'a': 1}", 1);
        check(r#"{"a": 1, "a": 2}"#, 9);
        check("01", 0);
        check("1.", 0);
        check("9223372036854775808", 0);
        check("1e999", 0);
        check("\"a", 2);
        check(r#""\ud800""#, 7);
        check("[1] 2", 4);
        check(&"[".repeat(100), 32);
    }
}
