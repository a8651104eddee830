//! Logs of a cluster's pods, several at once.

use std::sync::Arc;

use acm_core::{ApiError, UnixMillis};
use acm_k8s_api::{Client, LogLine, LogLines, LogQuery, Time};
use futures_util::{
    Stream, StreamExt,
    stream::{self, select_all},
};
use regex::{Regex, RegexBuilder};

use super::{Clusters, Look, Reference};
use crate::error::{Error, Result};

/// Pods whose logs are shown at once.
const MAX_PODS: usize = 16;
/// Lines of the past, of each pod.
const MAX_TAIL: i64 = 10_000;
/// Seconds of the past.
const MAX_SINCE: i64 = 86_400;
/// Characters of a pattern.
const MAX_PATTERN_CHARS: usize = 500;
/// Bytes a pattern may take once it is understood.
const MAX_PATTERN_BYTES: usize = 1 << 20;
/// Lines handed over at once.
const MAX_LINES: usize = 200;

/// Which lines of which pods.
#[derive(Clone, Debug)]
pub(crate) struct LogRequest {
    /// Empty: all pods of the cluster.
    pub pods: Vec<String>,
    pub container: Option<String>,
    pub follow: bool,
    pub previous: bool,
    pub since_seconds: Option<i64>,
    pub tail: i64,
    /// A regular expression.
    pub grep: Option<String>,
}

/// A line of a pod, or why there are no more.
#[derive(Clone, Debug)]
pub(crate) enum Logged {
    Line {
        pod: Arc<str>,
        at: Option<UnixMillis>,
        text: String,
        cut: bool,
    },
    Ended {
        pod: Arc<str>,
        problem: Option<ApiError>,
    },
}

impl LogRequest {
    fn pattern(&self) -> Result<Option<Regex>> {
        if !(0..=MAX_TAIL).contains(&self.tail) {
            return Err(Error::input(
                "tail",
                format!("0 to {MAX_TAIL} lines can be asked for"),
            ));
        }
        if self
            .since_seconds
            .is_some_and(|seconds| !(1..=MAX_SINCE).contains(&seconds))
        {
            let reason = format!("1 to {MAX_SINCE} seconds can be asked for");
            return Err(Error::input("sinceSeconds", reason));
        }
        let Some(pattern) = &self.grep else {
            return Ok(None);
        };
        if pattern.len() > MAX_PATTERN_CHARS {
            let reason = format!("a pattern has at most {MAX_PATTERN_CHARS} characters");
            return Err(Error::input("grep", reason));
        }
        let built = RegexBuilder::new(pattern)
            .size_limit(MAX_PATTERN_BYTES)
            .build();
        let pattern = built.map_err(|_| Error::input("grep", "this is no regular expression"))?;
        Ok(Some(pattern))
    }
}

impl Clusters {
    /// Lines of several pods as they come, some at a time. Nothing is queued: who reads slowly makes
    /// the API server wait.
    ///
    /// # Errors
    /// There is no such cluster or pod; what is asked for is too much.
    pub(crate) async fn logs(
        &self,
        reference: &Reference,
        request: LogRequest,
    ) -> Result<impl Stream<Item = Vec<Logged>> + use<>> {
        let pattern = request.pattern()?;
        let view = self.find(reference).await?;
        let known = Look::new(self.clone()).pods(&view).await?;
        let known: Vec<String> = known
            .iter()
            .map(|pod| acm_k8s_api::ResourceExt::name_any(&**pod))
            .collect();
        let pods = match request.pods.as_slice() {
            [] => known,
            named => {
                if let Some(pod) = named.iter().find(|pod| !known.contains(pod)) {
                    return Err(Error::Other(ApiError::not_found(
                        "pod of this cluster",
                        pod,
                    )));
                }
                named.to_vec()
            }
        };
        if pods.len() > MAX_PODS {
            let reason = format!("the logs of at most {MAX_PODS} pods are shown at once");
            return Err(Error::input("pods", reason));
        }
        let client = self.client(&reference.context).await?;
        let query = LogQuery {
            container: request.container,
            follow: request.follow,
            previous: request.previous,
            since_seconds: request.since_seconds,
            tail_lines: Some(request.tail),
            timestamps: true,
        };
        let logs = pods.into_iter().map(|pod| {
            lines(
                client.clone(),
                reference.namespace.clone(),
                Arc::from(pod),
                query.clone(),
            )
            .boxed()
        });
        let wanted = move |logged: &Logged| match (logged, &pattern) {
            (Logged::Line { text, .. }, Some(pattern)) => pattern.is_match(text),
            _ => true,
        };
        let all = select_all(logs).filter(move |logged| std::future::ready(wanted(logged)));
        Ok(all.ready_chunks(MAX_LINES))
    }
}

/// Where the log of a pod stands.
enum Log {
    Closed(Client, String, LogQuery),
    Open(LogLines),
    Over,
}

fn lines(
    client: Client,
    namespace: String,
    pod: Arc<str>,
    query: LogQuery,
) -> impl Stream<Item = Logged> + Send {
    let start = (pod, Log::Closed(client, namespace, query));
    stream::unfold(start, async |(pod, log)| {
        let opened = match log {
            Log::Over => return None,
            Log::Open(lines) => Ok(lines),
            Log::Closed(client, namespace, query) => client.logs(&namespace, &pod, &query).await,
        };
        let next = match opened {
            Ok(mut lines) => lines
                .next()
                .await
                .map(|line| line.map(|line| (line, lines))),
            Err(error) => Err(error),
        };
        Some(match next {
            Ok(Some((line, lines))) => (shown(&pod, line), (pod, Log::Open(lines))),
            Ok(None) => (ended(&pod, None), (pod, Log::Over)),
            Err(error) => (ended(&pod, Some(error.into())), (pod, Log::Over)),
        })
    })
}

fn shown(pod: &Arc<str>, line: LogLine) -> Logged {
    let (at, text) = match line.text.split_once(' ') {
        Some((at, text)) => match Time(at.to_owned()).millis() {
            Some(at) => (Some(at), text.to_owned()),
            None => (None, line.text),
        },
        None => (None, line.text),
    };
    Logged::Line {
        pod: Arc::clone(pod),
        at,
        text,
        cut: line.cut,
    }
}

fn ended(pod: &Arc<str>, problem: Option<ApiError>) -> Logged {
    Logged::Ended {
        pod: Arc::clone(pod),
        problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(grep: Option<&str>) -> LogRequest {
        LogRequest {
            pods: Vec::new(),
            container: None,
            follow: false,
            previous: false,
            since_seconds: None,
            tail: 10,
            grep: grep.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_too_much_or_no_pattern_is_refused() {
        assert!(request(Some("(?i)warn|fail")).pattern().is_ok());
        for bad in ["(", "a{1000}{1000}{1000}", &"x".repeat(501)] {
            assert!(request(Some(bad)).pattern().is_err(), "{bad}");
        }
        for (tail, since) in [(-1, None), (10_001, None), (1, Some(0)), (1, Some(86_401))] {
            let mut request = request(None);
            (request.tail, request.since_seconds) = (tail, since);
            assert!(request.pattern().is_err(), "{tail} {since:?}");
        }
    }

    #[test]
    fn the_time_before_a_line_is_told_apart_from_it() {
        let line = |text: &str| {
            let line = LogLine {
                text: text.to_owned(),
                cut: false,
            };
            match shown(&Arc::from("db-0-0"), line) {
                Logged::Line { at, text, .. } => (at, text),
                Logged::Ended { .. } => unreachable!(),
            }
        };
        assert_eq!(
            line("1970-01-01T00:00:01Z a b"),
            (Some(1_000), "a b".to_owned())
        );
        assert_eq!(line("no time"), (None, "no time".to_owned()));
        assert_eq!(line(""), (None, String::new()));
    }
}
