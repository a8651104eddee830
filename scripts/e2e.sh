#!/usr/bin/env bash
# Journeys in a real browser against `acm demo`, and a cluster with users and roles beside it.
set -eu
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
scripts/ensure-chromium.sh
make --no-print-directory ui
cargo build --locked -q -p acm-gateway --bin acm
out=$(mktemp)
"$CARGO_TARGET_DIR/debug/acm" demo --port 0 >"$out" 2>"$out.log" &
acm=$!
"$CARGO_TARGET_DIR/debug/acm" embedded --security --port 0 >"$out.secured" 2>"$out.log.secured" &
secured=$!
trap 'kill $acm $secured 2>/dev/null; wait $acm $secured 2>/dev/null; rm -f "$out" "$out".*' EXIT
for _ in $(seq 1 600); do
  grep -q 'Stop with' "$out" && grep -q 'Stop with' "$out.secured" && break
  kill -0 $acm 2>/dev/null || { cat "$out.log" >&2; exit 1; }
  kill -0 $secured 2>/dev/null || { cat "$out.log.secured" >&2; exit 1; }
  sleep 0.1
done
ACM_E2E_URL=$(sed -n 's/^ *UI *\(http[^ ]*\).*/\1/p' "$out")
[ -n "$ACM_E2E_URL" ] || { echo "acm demo did not become ready" >&2; cat "$out.log" >&2; exit 1; }
ACM_E2E_SECURED=$(sed -n 's/^ *Nodes *\([^ ]*\).*/\1/p' "$out.secured")
[ -n "$ACM_E2E_SECURED" ] || { echo "acm embedded did not become ready" >&2; cat "$out.log.secured" >&2; exit 1; }
export ACM_E2E_URL ACM_E2E_SECURED
cd frontend
npm run -s test:e2e -- "$@"
