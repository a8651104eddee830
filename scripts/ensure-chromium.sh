#!/usr/bin/env bash
# Makes sure there is a Chromium for the browser tests; ACM_CHROMIUM names another one.
set -eu
chromium="${ACM_CHROMIUM:-/usr/bin/chromium}"
if [ -x "$chromium" ]; then
  echo "Browser: $("$chromium" --version 2>/dev/null || echo "$chromium")"
  exit 0
fi
if [ -z "${ACM_CHROMIUM:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
  "$chromium" --version
  exit 0
fi
echo "The browser tests need Chromium at $chromium: install it (apt install chromium), or name one in ACM_CHROMIUM." >&2
exit 1
