#!/usr/bin/env bash
# Runs a command beside the demonstration in Kubernetes: ACM_E2E_K8S is its address, ACM_E2E_VIEWER that of who may only look.
set -eu
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
scripts/ensure-chromium.sh
make --no-print-directory ui kube-testserver
cargo build --locked -q -p acm-tests --bin run-k8s
out=$(mktemp)
"$CARGO_TARGET_DIR/debug/run-k8s" --port 0 --speed 20 >"$out" 2>"$out.log" &
stack=$!
trap 'kill $stack 2>/dev/null; wait $stack 2>/dev/null; rm -f "$out" "$out".*' EXIT
for _ in $(seq 1 1800); do
  grep -q 'Stop with' "$out" && break
  kill -0 $stack 2>/dev/null || { cat "$out.log" >&2; exit 1; }
  sleep 0.1
done
address() { sed -n "s/^ *$1 *\(http[^ ,]*\).*/\1/p" "$out"; }
ACM_E2E_K8S=$(address UI)
[ -n "$ACM_E2E_K8S" ] || { echo "run-k8s did not become ready" >&2; cat "$out.log" >&2; exit 1; }
ACM_E2E_VIEWER=$(address Viewer)
export ACM_E2E_K8S ACM_E2E_VIEWER
"$@"
