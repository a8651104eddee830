#!/usr/bin/env bash
# Other people's clients (graphql-http's audits, graphql-ws, Apollo Client, graphql-sse, curl) against `acm demo`.
set -eu
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
cargo build --locked -q -p acm-gateway --bin acm
cd frontend
npm run -s test:clients -- "$@"
