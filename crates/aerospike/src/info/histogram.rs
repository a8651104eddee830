//! The reply to `histogram:`: how long records live, and how large they are.

use crate::{
    error::{Error, ErrorKind, Result},
    names::{check_namespace, check_set},
};

/// Buckets read of one histogram; the server's have 100 or 1,024.
const MAX_BUCKETS: usize = 1_024;

/// What a histogram counts records by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistogramKind {
    /// Seconds until they expire, in equal steps.
    Ttl,
    /// Bytes they take in storage, by powers of two.
    ObjectSize,
}

impl HistogramKind {
    /// The command that reads the histogram of a namespace or of one of its sets.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for a name no namespace or set can have.
    pub fn command(self, namespace: &str, set: Option<&str>) -> Result<String> {
        check_namespace(namespace)?;
        let kind = match self {
            Self::Ttl => "ttl",
            Self::ObjectSize => "object-size",
        };
        Ok(match set {
            Some(set) => {
                check_set(set)?;
                format!("histogram:namespace={namespace};set={set};type={kind}")
            }
            None => format!("histogram:namespace={namespace};type={kind}"),
        })
    }
}

/// Records by seconds or bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// The width of every bucket, when they are of one width.
    pub width: Option<u64>,
    /// The buckets, rising. Where they are of different widths, empty ones are left out.
    pub buckets: Vec<HistogramBucket>,
}

/// One bucket of a histogram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistogramBucket {
    /// The least that is counted here.
    pub from: u64,
    /// What is counted in the next bucket; `None` when there is no limit.
    pub to: Option<u64>,
    /// Records.
    pub count: u64,
}

/// Reads a reply; `None` when the node has made no such histogram yet.
///
/// # Errors
///
/// [`ErrorKind::NotFound`] for a set the node does not know, [`ErrorKind::Unsupported`] where the
/// namespace's storage has no such histogram, [`ErrorKind::Internal`] for what is none.
pub fn histogram(reply: &str) -> Result<Option<Histogram>> {
    match reply {
        "" | "hist-unavailable" => return Ok(None),
        "hist-not-applicable" => {
            return Err(Error::new(
                ErrorKind::Unsupported,
                "The storage of the namespace has no such histogram.",
            ));
        }
        "error-unknown-set-name" => {
            return Err(Error::new(
                ErrorKind::NotFound,
                "The node does not know the set.",
            ));
        }
        _ => {}
    }
    parse(reply).map(Some).ok_or_else(|| {
        Error::new(
            ErrorKind::Internal,
            "The node's histogram could not be read.",
        )
    })
}

fn parse(reply: &str) -> Option<Histogram> {
    let rest = reply.strip_prefix("units=")?;
    let (_, rest) = rest.split_once(':').unwrap_or((rest, ""));
    if rest.starts_with("hist-width=") {
        return linear(rest);
    }
    let buckets = rest.split(':').filter(|part| !part.is_empty());
    Some(Histogram {
        width: None,
        buckets: buckets
            .take(MAX_BUCKETS)
            .map(range)
            .collect::<Option<_>>()?,
    })
}

/// `hist-width=..:bucket-width=..:buckets=1,2,..`
fn linear(text: &str) -> Option<Histogram> {
    let mut width = None;
    let mut counts = None;
    for (key, value) in text.split(':').filter_map(|part| part.split_once('=')) {
        match key {
            "bucket-width" => width = value.parse().ok().filter(|width: &u64| *width > 0),
            "buckets" => counts = Some(value),
            _ => {}
        }
    }
    let width = width?;
    let buckets = counts?.split(',').take(MAX_BUCKETS).zip(0_u64..);
    let bucket = |(count, index): (&str, u64)| {
        let from = index.checked_mul(width)?;
        Some(HistogramBucket {
            from,
            to: Some(from.checked_add(width)?),
            count: count.parse().ok()?,
        })
    };
    Some(Histogram {
        width: Some(width),
        buckets: buckets.map(bucket).collect::<Option<_>>()?,
    })
}

/// `[512-1K)=17`
fn range(text: &str) -> Option<HistogramBucket> {
    let (range, count) = text.split_once('=')?;
    let (from, to) = range
        .strip_prefix('[')?
        .strip_suffix(')')?
        .split_once('-')?;
    Some(HistogramBucket {
        from: bound(from)?,
        to: match to {
            "inf" => None,
            to => Some(bound(to)?),
        },
        count: count.parse().ok()?,
    })
}

/// `64`, `1K`, `8M`: multiples of 1,024.
fn bound(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|unit: char| unit.is_ascii_uppercase());
    let power = match &text[digits.len()..] {
        "" => 0,
        "K" => 1,
        "M" => 2,
        "G" => 3,
        "T" => 4,
        "P" => 5,
        "E" => 6,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(1024_u64.pow(power))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bucket(from: u64, to: u64, count: u64) -> HistogramBucket {
        let to = Some(to);
        HistogramBucket { from, to, count }
    }

    #[test]
    fn equal_steps_begin_at_zero() {
        let reply = "units=seconds:hist-width=108:bucket-width=36:buckets=7,0,3";
        assert_eq!(
            histogram(reply).unwrap(),
            Some(Histogram {
                width: Some(36),
                buckets: vec![bucket(0, 36, 7), bucket(36, 72, 0), bucket(72, 108, 3)],
            })
        );
    }

    #[test]
    fn powers_of_two_name_their_bounds() {
        let reply = "units=bytes:[0-1)=2:[512-1K)=16000:[1M-2M)=1:[8E-inf)=3";
        let mut last = bucket(8 << 60, 0, 3);
        last.to = None;
        assert_eq!(
            histogram(reply).unwrap().unwrap().buckets,
            [
                bucket(0, 1, 2),
                bucket(512, 1 << 10, 16_000),
                bucket(1 << 20, 1 << 21, 1),
                last
            ]
        );
    }

    #[test]
    fn a_histogram_of_nothing_is_not_a_missing_one() {
        let empty = histogram("units=bytes").unwrap().unwrap();
        assert!(empty.buckets.is_empty());
        for reply in ["", "hist-unavailable"] {
            assert_eq!(histogram(reply).unwrap(), None);
        }
    }

    #[test]
    fn what_a_node_cannot_tell_has_its_reason() {
        let kind = |reply| histogram(reply).unwrap_err().kind();
        assert_eq!(kind("hist-not-applicable"), ErrorKind::Unsupported);
        assert_eq!(kind("error-unknown-set-name"), ErrorKind::NotFound);
        for broken in [
            "nonsense",
            "units=seconds:hist-width=1:bucket-width=0:buckets=1",
            "units=seconds:hist-width=1:bucket-width=1:buckets=1,x",
            "units=bytes:[1-2=3",
            "units=bytes:[99999999E-2)=3",
        ] {
            assert_eq!(kind(broken), ErrorKind::Internal, "{broken}");
        }
    }

    #[test]
    fn names_cannot_carry_a_second_argument() {
        let command = HistogramKind::Ttl.command("test", Some("users"));
        assert_eq!(
            command.unwrap(),
            "histogram:namespace=test;set=users;type=ttl"
        );
        assert_eq!(
            HistogramKind::ObjectSize.command("test", None).unwrap(),
            "histogram:namespace=test;type=object-size"
        );
        assert!(HistogramKind::Ttl.command("a;b", None).is_err());
        assert!(HistogramKind::Ttl.command("a", Some("b;type=x")).is_err());
    }

    proptest! {
        #[test]
        fn no_reply_panics_and_buckets_rise(
            reply in prop_oneof![
                any::<String>(),
                "units=bytes(:\\[[0-9]{1,3}[KMGTPEZ]?-[0-9]{1,3}[KMGTPE]?\\)=[0-9]{1,20}){0,4}",
                "units=seconds:hist-width=[0-9]{1,4}:bucket-width=[0-9]{1,20}:buckets=[0-9,]{0,30}",
            ],
        ) {
            if let Ok(Some(Histogram { width: Some(width), buckets })) = histogram(&reply) {
                prop_assert!(buckets.windows(2).all(|pair| pair[0].to == Some(pair[1].from)));
                prop_assert!(buckets.iter().all(|one| one.to == Some(one.from + width)));
            }
        }
    }
}
