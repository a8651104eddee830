//! Where something stands in the text.

/// A range of the text, in bytes: `start` is in it, `end` is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Span {
    /// A range of bytes.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The place before a byte: nothing is in it.
    #[must_use]
    pub fn at(place: usize) -> Self {
        Self::new(place, place)
    }

    /// From the start of this to the end of the other.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start, other.end)
    }
}

/// A part of a statement and where it stands. Two are equal when they say the same, wherever it
/// stands.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// What it says.
    pub node: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// What is said at a place.
    pub fn new(node: T, span: Span) -> Self {
        Self { node, span }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

/// Counts places of a text as JavaScript does, in UTF-16 units, and as editors do, in lines.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    /// The byte and the UTF-16 unit each line starts with.
    lines: Vec<(usize, usize)>,
}

/// A place of a text as people and editors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// UTF-16 units before it.
    pub offset: usize,
    /// Its line; the first is 1.
    pub line: usize,
    /// Its column in UTF-16 units; the first is 1.
    pub column: usize,
}

impl<'a> Places<'a> {
    /// Reads a text once.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let mut units = 0;
        let mut lines = vec![(0, 0)];
        for (at, c) in text.char_indices() {
            units += c.len_utf16();
            if c == '\n' {
                lines.push((at + 1, units));
            }
        }
        Self { text, lines }
    }

    /// The place before a byte; one inside a character is the place before that.
    #[must_use]
    pub fn place(&self, byte: usize) -> Place {
        let byte = self.text.floor_char_boundary(byte);
        let index = self.lines.partition_point(|(start, _)| *start <= byte) - 1;
        let (start, units) = self.lines[index];
        let column = self.text[start..byte].encode_utf16().count();
        Place {
            offset: units + column,
            line: index + 1,
            column: column + 1,
        }
    }

    /// The byte at a UTF-16 offset; the end of the text when it lies behind it.
    #[must_use]
    pub fn byte(&self, offset: usize) -> usize {
        let index = self.lines.partition_point(|(_, units)| *units <= offset) - 1;
        let (start, mut units) = self.lines[index];
        for (at, c) in self.text[start..].char_indices() {
            if units + c.len_utf16() > offset {
                return start + at;
            }
            units += c.len_utf16();
        }
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_utf16_units_and_lines() {
        let places = Places::of("aé\n😀b\n");
        let check = |byte, offset, line, column| {
            let place = Place {
                offset,
                line,
                column,
            };
            assert_eq!(places.place(byte), place);
            assert_eq!(places.byte(offset), byte);
        };
        check(0, 0, 1, 1);
        check(1, 1, 1, 2);
        check(4, 3, 2, 1);
        check(8, 5, 2, 3);
        check(10, 7, 3, 1);
        assert_eq!(places.place(6).offset, 3, "inside the emoji is before it");
        assert_eq!(places.byte(99), 10);
    }
}
