#!/usr/bin/env bash
# Installs the browser that the tests of the pages use; they are skipped without one. Debian and its like.
set -eu
command -v chromium >/dev/null && exit 0
apt-get update -q
apt-get install -y -q --no-install-recommends chromium
