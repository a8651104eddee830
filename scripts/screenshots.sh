#!/usr/bin/env bash
# Takes the README's pictures of the demo into docs/images. `make screenshots` builds what it starts.
set -eu
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
acm_bin="${ACM_BIN:-$CARGO_TARGET_DIR/quick/acm}"
[ -x "$acm_bin" ] || { echo "There is no $acm_bin: run make screenshots, which builds it." >&2; exit 1; }
scripts/ensure-chromium.sh
out=$(mktemp)
"$acm_bin" demo --port 0 >"$out" 2>"$out.log" &
acm=$!
trap 'kill $acm 2>/dev/null; wait $acm 2>/dev/null; rm -f "$out" "$out.log"' EXIT
for _ in $(seq 1 600); do
  grep -q 'Stop with' "$out" && break
  kill -0 $acm 2>/dev/null || { cat "$out.log" >&2; exit 1; }
  sleep 0.1
done
ACM_E2E_URL=$(sed -n 's/^ *UI *\(http[^ ]*\).*/\1/p' "$out")
[ -n "$ACM_E2E_URL" ] || { echo "acm demo did not become ready" >&2; cat "$out.log" >&2; exit 1; }
export ACM_E2E_URL ACM_PICTURES="$PWD/docs/images"
cd frontend
npx --no-install playwright test --config e2e/pictures/playwright.config.ts
ls -l "$ACM_PICTURES"/*.png
