/// What is to be sent to a collector.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::telemetry) struct Wanted {
    pub(in crate::telemetry) traces: bool,
    pub(in crate::telemetry) metrics: bool,
}

impl Wanted {
    /// As the environment of this process says, and what it asks for in vain.
    pub(in crate::telemetry) fn from_environment() -> (Self, Vec<String>) {
        Self::by(variable)
    }

    fn by(variable: impl Fn(&str) -> Option<String>) -> (Self, Vec<String>) {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        if set("OTEL_SDK_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Default::default();
        }
        let mut in_vain = Vec::new();
        let mut sent = |signal: Signal| {
            let wanted = signal.is_sent(&set);
            wanted.unwrap_or_else(|reason| {
                in_vain.push(reason);
                false
            })
        };
        let wanted = Self {
            traces: sent(TRACES),
            metrics: sent(METRICS),
        };
        (wanted, in_vain)
    }
}

/// A kind of telemetry, as the names of variables say it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signal(&'static str);

pub(super) const TRACES: Signal = Signal("TRACES");
pub(super) const METRICS: Signal = Signal("METRICS");

/// A variable of this process. An empty one counts as not set.
pub(super) fn variable(name: &str) -> Option<String> {
    let value = std::env::var(name).ok();
    value.filter(|value| !value.trim().is_empty())
}

impl Signal {
    /// What the signal's own variable says, else the one for all.
    pub(super) fn own_or_shared(
        self,
        end: &str,
        set: &impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let own = set(&format!("OTEL_EXPORTER_OTLP_{}_{end}", self.0));
        own.or_else(|| set(&format!("OTEL_EXPORTER_OTLP_{end}")))
    }

    /// Whether its collector is reached over TLS.
    pub(super) fn is_encrypted(self, set: &impl Fn(&str) -> Option<String>) -> bool {
        let endpoint = self.own_or_shared("ENDPOINT", set);
        endpoint.is_some_and(|endpoint| endpoint.starts_with("https://"))
    }

    /// Whether it is sent: when its exporter is `otlp`, or when none is named and an endpoint is.
    fn is_sent(self, set: &impl Fn(&str) -> Option<String>) -> Result<bool, String> {
        let endpoint = self.own_or_shared("ENDPOINT", set);
        let exporter = format!("OTEL_{}_EXPORTER", self.0);
        match set(&exporter).as_deref() {
            Some("otlp") => {}
            // Prometheus' metrics are at /metrics in any case.
            Some("none" | "prometheus") => return Ok(false),
            Some(other) => return Err(format!("{exporter}={other}: here it is otlp or none")),
            None if endpoint.is_none() => return Ok(false),
            None => {}
        }
        let protocol = self.own_or_shared("PROTOCOL", set);
        let is_http = endpoint.is_none_or(|endpoint| {
            endpoint.starts_with("http://") || endpoint.starts_with("https://")
        });
        if is_http && protocol.is_none_or(|protocol| protocol == "http/protobuf") {
            Ok(true)
        } else {
            Err(format!(
                "{}: this server speaks http/protobuf to an http:// or https:// endpoint",
                self.0
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[(&str, &str)], traces: bool, metrics: bool) {
        let (wanted, _) = Wanted::by(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        });
        assert_eq!(wanted, Wanted { traces, metrics }, "{variables:?}");
    }

    #[test]
    fn nothing_is_sent_unless_the_environment_asks_for_it() {
        const ENDPOINT: (&str, &str) = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
        check(&[], false, false);
        check(&[("OTEL_EXPORTER_OTLP_ENDPOINT", " ")], false, false);
        check(&[ENDPOINT], true, true);
        check(
            &[("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://c")],
            true,
            false,
        );
        check(&[("OTEL_METRICS_EXPORTER", "otlp")], false, true);
        check(&[ENDPOINT, ("OTEL_TRACES_EXPORTER", "none")], false, true);
        check(
            &[ENDPOINT, ("OTEL_METRICS_EXPORTER", "prometheus")],
            true,
            false,
        );
        check(&[ENDPOINT, ("OTEL_TRACES_EXPORTER", "zipkin")], false, true);
        check(&[ENDPOINT, ("OTEL_SDK_DISABLED", "TRUE")], false, false);
        check(&[ENDPOINT, ("OTEL_SDK_DISABLED", "false")], true, true);
        check(
            &[ENDPOINT, ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")],
            false,
            false,
        );
        check(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "https://c")], true, true);
        check(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "c:4318")], false, false);
        let own = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        check(
            &[ENDPOINT, ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), own],
            true,
            false,
        );
    }
}
