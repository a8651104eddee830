#!/usr/bin/env bash
# Takes a picture of each page for Kubernetes, light and dark, on a desk and on a phone: to be looked at.
set -eu
cd "$(dirname "$0")/.."
export ACM_PICTURES="${ACM_PICTURES:-$PWD/frontend/test-results/pictures}"
scripts/with-k8s.sh npm --prefix frontend run -s test:e2e -- --config e2e/k8s/pictures/playwright.config.ts "$@"
echo "The pictures are in $ACM_PICTURES"
