//! What the caller accepts: the header `Accept`, with its weights and parameters.

use std::cmp::Reverse;

use axum::http::{HeaderMap, header};

use super::stream::Framing;

/// A form an answer can have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// `application/json`: a refused document is still 200, as its clients expect.
    Json,
    /// `application/graphql-response+json`: the status tells how far the operation came.
    GraphqlResponse,
    /// Answers one after another.
    Stream(Framing),
}

const WHOLE: [Form; 2] = [Form::Json, Form::GraphqlResponse];
const STREAMS: [Form; 2] = [
    Form::Stream(Framing::Events),
    Form::Stream(Framing::Multipart),
];

impl Form {
    /// How closely a range of the header names this form; `None` when it does not. Streams are for
    /// who asks for them by name: who takes anything expects an answer that ends.
    fn named_by(self, range: &Range) -> Option<Closeness> {
        let named = range.essence.as_str();
        let essence = match self {
            Self::Json => "application/json",
            Self::GraphqlResponse => "application/graphql-response+json",
            Self::Stream(Framing::Events) => "text/event-stream",
            Self::Stream(Framing::Multipart) => {
                return (named == "multipart/mixed" && range.is_subscription_spec)
                    .then_some(Closeness::Exact);
            }
        };
        match named {
            _ if named == essence => Some(Closeness::Exact),
            "application/*" if WHOLE.contains(&self) => Some(Closeness::Kind),
            "*/*" if WHOLE.contains(&self) => Some(Closeness::Anything),
            _ => None,
        }
    }
}

/// How closely a range names a form; the closest one's weight counts (RFC 9110, section 12.5.1).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Closeness {
    Anything,
    Kind,
    Exact,
}

/// The header, read.
#[derive(Debug)]
pub(super) struct Accept(Vec<Range>);

/// One media range: `type/subtype; parameter=value; q=0.5`.
#[derive(Debug)]
struct Range {
    essence: String,
    /// Thousandths.
    weight: u16,
    /// Whether it has the parameter by which Apollo's clients ask for their protocol.
    is_subscription_spec: bool,
}

impl Accept {
    /// What the caller accepts. Without the header, `application/json` alone.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::ACCEPT).iter();
        let mut ranges: Vec<Range> = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| split(line, ','))
            .filter_map(range)
            .collect();
        if ranges.is_empty() && !headers.contains_key(header::ACCEPT) {
            ranges.extend(range("application/json"));
        }
        Self(ranges)
    }

    /// The form of an answer that comes alone. Of equal weights, one that is written whole.
    pub(super) fn one(&self) -> Option<Form> {
        let all = [WHOLE, STREAMS].concat();
        self.best(&all)
    }

    /// The form of answers that come one after another.
    pub(super) fn many(&self) -> Option<Framing> {
        match self.best(&STREAMS)? {
            Form::Stream(framing) => Some(framing),
            _ => None,
        }
    }

    /// Whether the caller would rather have a page than an answer: a person with a browser.
    pub(super) fn wants_page(&self) -> bool {
        let weight = |essence: &str| {
            let named = self.0.iter().find(|range| range.essence == essence);
            named.map_or(0, |range| range.weight)
        };
        let page = weight("text/html");
        page > 0 && page >= weight("application/json")
    }

    /// The offered form of the highest weight; of equals a whole one, then the one the caller names
    /// first, then the one offered first.
    fn best(&self, offers: &[Form]) -> Option<Form> {
        let weighed = offers.iter().filter_map(|form| {
            let named = self.0.iter().enumerate();
            let named = named.filter_map(|(place, range)| {
                Some((form.named_by(range)?, Reverse(place), range.weight))
            });
            let (_, place, weight) = named.max()?;
            let is_stream = STREAMS.contains(form);
            (weight > 0).then_some(((Reverse(weight), is_stream, place.0), *form))
        });
        weighed.min_by_key(|(rank, _)| *rank).map(|(_, form)| form)
    }
}

/// A range as it is written; nothing for what is none. A weight that is no number counts as 0.
fn range(text: &str) -> Option<Range> {
    let mut parts = split(text, ';').map(str::trim);
    let essence = parts.next()?.to_ascii_lowercase();
    if !essence.contains('/') {
        return None;
    }
    let mut weight = 1_000;
    let mut is_subscription_spec = false;
    for part in parts {
        let Some((name, value)) = part.split_once('=') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "q" => weight = thousandths(value),
            "subscriptionspec" => is_subscription_spec = value.trim_matches('"') == "1.0",
            _ => {}
        }
    }
    Some(Range {
        essence,
        weight,
        is_subscription_spec,
    })
}

fn thousandths(text: &str) -> u16 {
    let weight = text.parse::<f32>().unwrap_or(0.0);
    // Clamped before: neither sign nor size can be lost. What is not a number becomes 0.
    (weight.clamp(0.0, 1.0) * 1_000.0).round() as u16
}

/// The parts between separators that stand in no quoted string.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    text.split(move |found: char| {
        if escaped {
            escaped = false;
            return false;
        }
        match found {
            '"' => quoted = !quoted,
            '\\' if quoted => escaped = true,
            _ => {}
        }
        !quoted && found == separator
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn accept(text: &str) -> Accept {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(text).unwrap());
        Accept::of(&headers)
    }

    #[test]
    fn the_form_of_the_highest_weight_is_taken() {
        use Form::{GraphqlResponse, Json};
        let cases = [
            ("application/json", Some(Json)),
            ("application/graphql-response+json", Some(GraphqlResponse)),
            (
                "application/graphql-response+json, application/json;q=0.9",
                Some(GraphqlResponse),
            ),
            (
                "application/graphql-response+json;q=0.5, application/json;q=0.9",
                Some(Json),
            ),
            (
                "application/graphql-response+json,application/json",
                Some(GraphqlResponse),
            ),
            (
                "application/json,application/graphql-response+json",
                Some(Json),
            ),
            ("*/*", Some(Json)),
            ("text/html, */*;q=0.1", Some(Json)),
            ("application/*", Some(Json)),
            ("*/*, application/json;q=0", Some(GraphqlResponse)),
            ("APPLICATION/JSON ; Q=0.3", Some(Json)),
            ("application/json;charset=\"a,b;c\"", Some(Json)),
            ("application/json;q=high", None),
            (
                "text/html, text/event-stream",
                Some(Form::Stream(Framing::Events)),
            ),
            ("text/event-stream, application/json", Some(Json)),
            (
                "text/event-stream, application/json;q=0.9",
                Some(Form::Stream(Framing::Events)),
            ),
            ("multipart/mixed;deferSpec=20220824", None),
            ("text/html", None),
            ("json", None),
            ("", None),
        ];
        for (text, form) in cases {
            assert_eq!(accept(text).one(), form, "{text}");
        }
        assert_eq!(Accept::of(&HeaderMap::new()).one(), Some(Json));
    }

    #[test]
    fn a_stream_is_for_who_names_it() {
        use Framing::{Events, Multipart};
        let apollo = "multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json;q=0.9";
        let cases = [
            ("text/event-stream", Some(Events)),
            (apollo, Some(Multipart)),
            ("multipart/mixed; SubscriptionSpec=\"1.0\"", Some(Multipart)),
            ("multipart/mixed;subscriptionSpec=2.0", None),
            ("multipart/mixed", None),
            (
                "text/event-stream;q=0.5, multipart/mixed;subscriptionSpec=1.0",
                Some(Multipart),
            ),
            ("text/event-stream;q=0", None),
            ("text/*, */*", None),
            ("application/json", None),
        ];
        for (text, framing) in cases {
            assert_eq!(accept(text).many(), framing, "{text}");
        }
    }

    #[test]
    fn several_headers_are_one_list() {
        let mut headers = HeaderMap::new();
        for line in [
            "application/json;q=0.5",
            "application/graphql-response+json",
        ] {
            headers.append(header::ACCEPT, HeaderValue::from_static(line));
        }
        assert_eq!(Accept::of(&headers).one(), Some(Form::GraphqlResponse));
    }

    #[test]
    fn a_browser_wants_a_page_and_a_script_does_not() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert!(accept(browser).wants_page());
        for script in [
            "*/*",
            "application/json",
            "application/json, text/html;q=0.5",
        ] {
            assert!(!accept(script).wants_page(), "{script}");
        }
    }
}
