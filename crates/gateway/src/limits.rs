use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Bounds of the edge. Each can be set in the section `[limits]` of `acm.toml`; times are in
/// milliseconds. `docs/api-design.md` says what a client sees when it meets one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// HTTP connections in all, those upgraded to `WebSocket` not counted.
    pub max_http_connections: usize,
    /// HTTP connections from one address.
    pub max_http_connections_per_client: usize,
    /// Time an HTTP client has to send a request's head, the wait for the next request included.
    pub header_timeout_ms: u64,
    /// Bytes of a request body or WebSocket message.
    pub max_body_bytes: usize,
    /// Documents kept by their hash.
    pub max_persisted_queries: usize,
    /// Bytes of the documents kept by their hash, in all.
    pub max_persisted_query_bytes: usize,
    /// Lexical tokens in a document.
    pub max_tokens: usize,
    /// Bytes of an operation's variables.
    pub max_variables_bytes: usize,
    /// Fields at the root of an operation.
    pub max_root_fields: usize,
    /// Levels of selections in a document.
    pub max_depth: usize,
    /// Fields that an operation may select, and points that it may cost: one for each field,
    /// multiplied by the length of the lists it stands in, and one for each item of the lists it is given.
    pub max_complexity: usize,
    /// Aliases in a document.
    pub max_aliases: usize,
    /// Directives on one field.
    pub max_directives: usize,
    /// Requests a second from one caller, over ten seconds.
    pub max_requests_per_second: u32,
    /// Points a second that the operations of one caller may cost, over ten seconds.
    pub max_cost_per_second: u32,
    /// Time one query or mutation may take, and time its body has to arrive.
    pub request_deadline_ms: u64,
    /// Operations under way on one WebSocket connection.
    pub max_operations_per_connection: usize,
    /// WebSocket connections and feeds over HTTP, from one address.
    pub max_connections_per_client: usize,
    /// WebSocket connections and feeds over HTTP, in all.
    pub max_connections: usize,
    /// Bytes of memory that the feeds of one address may hold: text, variables and selection.
    pub max_client_feed_bytes: usize,
    /// Bytes of memory that all feeds may hold.
    pub max_feed_bytes: usize,
    /// Time a WebSocket client has to send `connection_init`.
    pub connection_init_timeout_ms: u64,
    /// Time a `WebSocket` connection may stay without an operation.
    pub idle_timeout_ms: u64,
    /// Time between two pings to a WebSocket client, and silence after which a feed over HTTP sends a
    /// sign of life.
    pub ping_interval_ms: u64,
    /// Time a client has to take what it was sent off our hands.
    pub write_timeout_ms: u64,
    /// Time requests under way have when the server stops.
    pub shutdown_deadline_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_http_connections: 4_096,
            max_http_connections_per_client: 512,
            header_timeout_ms: 30_000,
            max_body_bytes: 4 * 1024 * 1024,
            max_persisted_queries: 1_000,
            max_persisted_query_bytes: 16 * 1024 * 1024,
            max_tokens: 20_000,
            max_variables_bytes: 4 * 1024 * 1024,
            max_root_fields: 250,
            max_depth: 16,
            max_complexity: 50_000,
            max_aliases: 200,
            max_directives: 16,
            max_requests_per_second: 5_000,
            max_cost_per_second: 2_000_000,
            request_deadline_ms: 30_000,
            max_operations_per_connection: 100,
            max_connections_per_client: 100,
            max_connections: 2_000,
            max_client_feed_bytes: 64 * 1024 * 1024,
            max_feed_bytes: 512 * 1024 * 1024,
            connection_init_timeout_ms: 5_000,
            idle_timeout_ms: 600_000,
            ping_interval_ms: 15_000,
            write_timeout_ms: 20_000,
            shutdown_deadline_ms: 10_000,
        }
    }
}

impl Limits {
    /// Time an HTTP client has to send a request's head.
    #[must_use]
    pub fn header_timeout(&self) -> Duration {
        Duration::from_millis(self.header_timeout_ms)
    }

    /// Time one query or mutation may take.
    #[must_use]
    pub fn request_deadline(&self) -> Duration {
        Duration::from_millis(self.request_deadline_ms)
    }

    /// Time a WebSocket client has to send `connection_init`.
    #[must_use]
    pub fn connection_init_timeout(&self) -> Duration {
        Duration::from_millis(self.connection_init_timeout_ms)
    }

    /// Time a `WebSocket` connection may stay without an operation.
    #[must_use]
    pub fn idle_timeout(&self) -> Duration {
        Duration::from_millis(self.idle_timeout_ms)
    }

    /// Time between two pings.
    #[must_use]
    pub fn ping_interval(&self) -> Duration {
        Duration::from_millis(self.ping_interval_ms)
    }

    /// Time a client has to take what it was sent.
    #[must_use]
    pub fn write_timeout(&self) -> Duration {
        Duration::from_millis(self.write_timeout_ms)
    }

    /// Time requests under way have when the server stops.
    #[must_use]
    pub fn shutdown_deadline(&self) -> Duration {
        Duration::from_millis(self.shutdown_deadline_ms)
    }

    /// Names a bound that is zero, which would refuse everything.
    #[must_use]
    pub fn zero(&self) -> Option<&'static str> {
        let counts = [
            ("max-http-connections", self.max_http_connections),
            (
                "max-http-connections-per-client",
                self.max_http_connections_per_client,
            ),
            ("max-body-bytes", self.max_body_bytes),
            ("max-persisted-queries", self.max_persisted_queries),
            ("max-persisted-query-bytes", self.max_persisted_query_bytes),
            ("max-tokens", self.max_tokens),
            ("max-variables-bytes", self.max_variables_bytes),
            ("max-root-fields", self.max_root_fields),
            ("max-depth", self.max_depth),
            ("max-complexity", self.max_complexity),
            ("max-aliases", self.max_aliases),
            ("max-directives", self.max_directives),
            (
                "max-operations-per-connection",
                self.max_operations_per_connection,
            ),
            (
                "max-connections-per-client",
                self.max_connections_per_client,
            ),
            ("max-connections", self.max_connections),
            ("max-client-feed-bytes", self.max_client_feed_bytes),
            ("max-feed-bytes", self.max_feed_bytes),
        ];
        let rates = [
            ("max-requests-per-second", self.max_requests_per_second),
            ("max-cost-per-second", self.max_cost_per_second),
        ];
        let times = [
            ("header-timeout-ms", self.header_timeout_ms),
            ("request-deadline-ms", self.request_deadline_ms),
            (
                "connection-init-timeout-ms",
                self.connection_init_timeout_ms,
            ),
            ("idle-timeout-ms", self.idle_timeout_ms),
            ("ping-interval-ms", self.ping_interval_ms),
            ("write-timeout-ms", self.write_timeout_ms),
            ("shutdown-deadline-ms", self.shutdown_deadline_ms),
        ];
        let counts = counts.into_iter().map(|(name, value)| (name, value == 0));
        let rates = rates.into_iter().map(|(name, value)| (name, value == 0));
        let times = times.into_iter().map(|(name, value)| (name, value == 0));
        counts
            .chain(rates)
            .chain(times)
            .find_map(|(name, is_zero)| is_zero.then_some(name))
    }
}
