//! Paths of routes: `/api/k8s/clusters/{namespace}/{name}`.

use percent_encoding::percent_decode_str;

/// The pattern of a path.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Segment>);

#[derive(Debug)]
enum Segment {
    Fixed(String),
    Value(String),
}

impl Pattern {
    pub(super) fn read(text: &str) -> Self {
        let segments = text.split('/').map(|part| {
            let inner = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'));
            match inner {
                Some(name) => Segment::Value(name.to_owned()),
                None => Segment::Fixed(part.to_owned()),
            }
        });
        Self(segments.collect())
    }

    /// The names of its values.
    pub(super) fn names(&self) -> Vec<&str> {
        let names = self.0.iter().filter_map(|segment| match segment {
            Segment::Value(name) => Some(name.as_str()),
            Segment::Fixed(_) => None,
        });
        names.collect()
    }

    /// The values of a path that fits.
    pub(super) fn values(&self, path: &str) -> Option<Vec<(String, String)>> {
        let mut values = Vec::new();
        let mut parts = path.split('/');
        for segment in &self.0 {
            let part = parts.next()?;
            match segment {
                Segment::Fixed(text) if text == part => {}
                Segment::Fixed(_) => return None,
                Segment::Value(name) => {
                    let value = percent_decode_str(part).decode_utf8().ok()?;
                    if value.is_empty() {
                        return None;
                    }
                    values.push((name.clone(), value.into_owned()));
                }
            }
        }
        parts.next().is_none().then_some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_segment_by_segment_and_yields_its_values_decoded() {
        let pattern = Pattern::read("/a/{b}/c/{d}");
        assert_eq!(pattern.names(), ["b", "d"]);
        let values = pattern.values("/a/x%2Fy/c/z").unwrap();
        let expected =
            [("b", "x/y"), ("d", "z")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(values, expected);
        for other in ["/a/x/c", "/a/x/c/z/", "/a//c/z", "/a/x/b/z", "/a/%ff/c/z"] {
            assert_eq!(pattern.values(other), None, "{other}");
        }
    }
}
