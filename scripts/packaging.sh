#!/usr/bin/env bash
# Compose files, settings and the steps of the image, without a container engine.
set -eu
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/acm/target}"
cd tests/packaging
go vet ./...
go test -count=1 -v -timeout 60m "$@" ./...
