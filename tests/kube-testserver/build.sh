#!/usr/bin/env bash
# build.sh: builds the server where its sources have not been built yet and prints the path of the binary.
# build.sh --path: prints the path alone.
set -eu -o pipefail
cd "$(dirname "$0")"
cache="${ACM_KUBE_TESTSERVER_CACHE:-$HOME/.cache/acm/kube-testserver}"
sources=$(find . -type f \( -name '*.go' ! -name '*_test.go' -o -name 'go.*' -o -name build.sh \) | LC_ALL=C sort | xargs sha256sum | sha256sum)
binary="$cache/${sources:0:16}/kube-testserver"
if [ "${1:-}" != --path ] && [ ! -x "$binary" ]; then
  command -v go >/dev/null || { echo "This needs go: install Go 1.26 or newer." >&2; exit 1; }
  kubernetes=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
  minor=${kubernetes#v1.}
  version=k8s.io/component-base/version
  mkdir -p "$(dirname "$binary")"
  CGO_ENABLED=0 go build -trimpath -o "$binary.$$" -ldflags="-s -w -X $version.gitVersion=$kubernetes -X $version.gitMajor=1 \
    -X $version.gitMinor=${minor%%.*} -X $version.gitTreeState=clean -X $version.buildDate=1970-01-01T00:00:00Z" ./cmd/kube-testserver
  mv "$binary.$$" "$binary"
  # Builds of other sources that nobody has made for a week.
  find "$cache" -mindepth 1 -maxdepth 1 -type d -mtime +7 -exec rm -rf {} +
fi
echo "$binary"
