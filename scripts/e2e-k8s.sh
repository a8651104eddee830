#!/usr/bin/env bash
# Journeys in a real browser against the demonstration in Kubernetes.
set -eu
cd "$(dirname "$0")/.."
scripts/with-k8s.sh npm --prefix frontend run -s test:e2e -- --config e2e/k8s/playwright.config.ts "$@"
