#!/usr/bin/env bash
# The schema file is what the binary exports, and breaks nobody who used its version before,
# unless accepted in writing (schema/breaking-accepted.txt).
set -eu
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
fresh=$(mktemp)
trap 'rm -f "$fresh" "$fresh.before"' EXIT
cargo run --locked -q -p acm-gateway --bin acm -- schema >"$fresh"
if ! diff -u schema/schema.graphql "$fresh"; then
  echo "schema/schema.graphql is not what the binary exports: run make schema." >&2
  exit 1
fi
# The version before: of the working tree that is HEAD's, of a clean one the file's last but one.
if git diff --quiet HEAD -- schema/schema.graphql; then
  before=$(git log -2 --format=%H -- schema/schema.graphql | tail -n 1)
else
  before=HEAD
fi
if git show "$before:schema/schema.graphql" >"$fresh.before" 2>/dev/null; then
  node frontend/scripts/breaking-changes.mjs "$fresh.before" "$fresh" schema/breaking-accepted.txt
else
  echo "This is the first version of the schema: there is none it could break."
fi
