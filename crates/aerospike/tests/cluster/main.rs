//! The crate against a cluster: the embedded one, or, with `ACM_TEST_AEROSPIKE=host:port[,host:port]`
//! set, a real one (the suites of faults need control of nodes and always use the embedded one).

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "helpers of tests fail the test, and speak to whoever runs it"
)]

mod batches;
mod connecting;
mod faults;
mod gate;
mod harness;
mod last_update;
mod records;
mod scanning;
