#!/usr/bin/env bash
# The Kubernetes of the tests: its format, its lints, its own tests, and the binary the suite `k8s` starts.
set -eu
cd "$(dirname "$0")/../tests/kube-testserver"
# As build.sh builds, so that all share what has been compiled.
export CGO_ENABLED=0 GOFLAGS=-trimpath
unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
  printf 'gofmt -w would change:\n%s\n' "$unformatted" >&2
  exit 1
fi
./build.sh
go vet ./...
go test -count=1 -v -vet=off -timeout 10m "$@" ./...
