#!/usr/bin/env bash
# What the tests need beyond the toolchains: npm packages, and a browser.
set -eu
cd "$(dirname "$0")/.."
need() {
  command -v "$1" >/dev/null && return
  echo "This needs $1: $2" >&2
  exit 1
}
need cargo "install Rust with rustup; rust-toolchain.toml names the version."
need node "install Node 20.19 or newer."
need go "install Go 1.26 or newer."
need npm "it comes with Node."
need curl "install curl 7.82 or newer (the examples of docs/api-design.md are run with it)."
make --no-print-directory frontend/node_modules/.stamp
scripts/ensure-chromium.sh
