//! The binary `acm`.

use std::process::ExitCode;

/// Answers are built of many small pieces; this allocator makes and frees them faster than the
/// system's (`docs/performance.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    acm_gateway::cli::main()
}
