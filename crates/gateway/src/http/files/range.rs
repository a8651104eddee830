//! The range of a file that is asked for.

use axum::http::HeaderValue;

/// What of a file to send.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Range {
    /// All of it.
    Whole,
    /// So many bytes from there on.
    Part { from: u64, bytes: u64 },
    /// It has none of what was asked for.
    Outside,
}

/// The range a header asks for, of a file of that size. Several ranges, and what is no range, are
/// answered with the whole, as RFC 9110 allows.
pub(super) fn range(header: Option<&HeaderValue>, size: u64) -> Range {
    let text = header.and_then(|header| header.to_str().ok());
    let Some((first, last)) = text.and_then(|text| text.strip_prefix("bytes=")?.split_once('-'))
    else {
        return Range::Whole;
    };
    let (from, to) = match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => (from, to.min(size.saturating_sub(1))),
        (Ok(from), Err(_)) if last.trim().is_empty() => (from, size.saturating_sub(1)),
        (Err(_), Ok(length)) if first.trim().is_empty() => {
            if length == 0 {
                return Range::Outside;
            }
            (size.saturating_sub(length), size.saturating_sub(1))
        }
        _ => return Range::Whole,
    };
    if from >= size {
        return Range::Outside;
    }
    Range::Part {
        from,
        bytes: to - from + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &'static str, expected: Range) {
        let header = HeaderValue::from_static(text);
        assert_eq!(range(Some(&header), 10), expected, "{text}");
    }

    #[test]
    fn one_range_is_cut_out_and_what_is_none_is_the_whole() {
        let part = |from, bytes| Range::Part { from, bytes };
        check("bytes=0-3", part(0, 4));
        check("bytes=4-", part(4, 6));
        check("bytes=-3", part(7, 3));
        check("bytes=-30", part(0, 10));
        check("bytes=8-99", part(8, 2));
        check("bytes=10-", Range::Outside);
        check("bytes=-0", Range::Outside);
        for text in [
            "bytes=0-1,4-5",
            "items=0-1",
            "bytes=5-2",
            "bytes=",
            "bytes=a-b",
        ] {
            check(text, Range::Whole);
        }
        assert_eq!(range(None, 10), Range::Whole);
        let first = HeaderValue::from_static("bytes=0-");
        assert_eq!(range(Some(&first), 0), Range::Outside);
    }
}
