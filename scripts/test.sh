#!/usr/bin/env bash
# Runs every ring of tests, each to its end, then says what passed and where the time went.
set -u -o pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
names=() seconds=() failures=()

# ring NAME COMMAND…: runs it, keeps its output and its time.
ring() {
  local name=$1 start=$SECONDS
  shift
  printf '\n=== %s\n' "$name"
  if ! "$@" 2>&1 | tee "$logs/$name"; then
    failures+=("$name")
  fi
  names+=("$name")
  seconds+=($((SECONDS - start)))
}

ring set-up scripts/setup.sh
ring ui-build make --no-print-directory ui
ring ui-checks bash -c 'cd frontend && npm run -s format:check && npm run -s lint && npm run -s type-check && npm run -s codegen:check'
ring ui-unit bash -c 'cd frontend && npm run -s test'
ring rust-format cargo fmt --all --check
ring rust-lint cargo clippy --locked --workspace --all-targets -- -D warnings
ring kube-testserver scripts/kube-testserver.sh
ring rust-build cargo test --locked --workspace --no-run
ring rust-tests cargo test --locked --workspace --no-fail-fast
ring schema scripts/check-schema.sh
ring clients scripts/clients.sh
ring browser scripts/e2e.sh
ring browser-kubernetes scripts/e2e-k8s.sh
ring packaging scripts/packaging.sh

# What a failed ring said last, where it is found at the end of a long log.
for name in "${failures[@]+"${failures[@]}"}"; do
  printf '\n=== %s failed; it ended with\n' "$name"
  grep -nE 'Unhandled|Error|FAIL|panicked|failed' "$logs/$name" | head -n 40
  tail -n 40 "$logs/$name"
done

printf '\n=== Where the time went\n'
for i in "${!names[@]}"; do printf '%5d s  %s\n' "${seconds[$i]}" "${names[$i]}"; done

printf '\n=== What ran\n'
node scripts/summary.mjs "$logs" "${failures[@]+"${failures[@]}"}"
