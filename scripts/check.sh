#!/usr/bin/env bash
# The quick checks, for every commit.
set -eu
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
cargo fmt --all --check
cargo clippy --locked --workspace --all-targets -- -D warnings
cargo test --locked --workspace --exclude acm-tests -q
cargo test --locked -p acm-tests --test contract -q
scripts/check-schema.sh
cd frontend
npm run -s format:check
npm run -s lint
npm run -s type-check
npm run -s codegen:check
npm run -s test
