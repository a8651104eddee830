//! The binary `acm`.

use std::process::ExitCode;

fn main() -> ExitCode {
    acm_gateway::cli::main()
}
