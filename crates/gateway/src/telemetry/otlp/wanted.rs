/// What is to be sent to a collector.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::telemetry) struct Wanted {
    pub(in crate::telemetry) traces: bool,
    pub(in crate::telemetry) metrics: bool,
}

impl Wanted {
    /// As the environment of this process says, and what it asks for in vain.
    pub(in crate::telemetry) fn from_environment() -> (Self, Vec<String>) {
        Self::by(|name| std::env::var(name).ok())
    }

    fn by(variable: impl Fn(&str) -> Option<String>) -> (Self, Vec<String>) {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        if set("OTEL_SDK_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Default::default();
        }
        let mut in_vain = Vec::new();
        let mut sent = |name| {
            let wanted = signal(name, &set);
            wanted.unwrap_or_else(|reason| {
                in_vain.push(reason);
                false
            })
        };
        let wanted = Self {
            traces: sent("TRACES"),
            metrics: sent("METRICS"),
        };
        (wanted, in_vain)
    }
}

/// Whether a signal is sent: when its exporter is `otlp`, or when none is named and an endpoint is.
fn signal(signal: &str, set: &impl Fn(&str) -> Option<String>) -> Result<bool, String> {
    let own = |end: &str| set(&format!("OTEL_EXPORTER_OTLP_{signal}_{end}"));
    let endpoint = own("ENDPOINT").or_else(|| set("OTEL_EXPORTER_OTLP_ENDPOINT"));
    let exporter = format!("OTEL_{signal}_EXPORTER");
    match set(&exporter).as_deref() {
        Some("otlp") => {}
        // Prometheus' metrics are at /metrics in any case.
        Some("none" | "prometheus") => return Ok(false),
        Some(other) => return Err(format!("{exporter}={other}: here it is otlp or none")),
        None if endpoint.is_none() => return Ok(false),
        None => {}
    }
    let protocol = own("PROTOCOL").or_else(|| set("OTEL_EXPORTER_OTLP_PROTOCOL"));
    let is_plain = endpoint.is_none_or(|endpoint| endpoint.starts_with("http://"));
    if is_plain && protocol.is_none_or(|protocol| protocol == "http/protobuf") {
        Ok(true)
    } else {
        Err(format!(
            "{signal}: this server speaks http/protobuf to an http:// endpoint, such as a collector beside it"
        ))
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
        check(
            &[("OTEL_EXPORTER_OTLP_ENDPOINT", "https://c")],
            false,
            false,
        );
        let own = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        check(
            &[ENDPOINT, ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), own],
            true,
            false,
        );
    }
}
