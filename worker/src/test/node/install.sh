#!/bin/sh
# Installs the peers of the integration tests as package-lock.json has them; nothing to do when they are there.
set -eu
cd "$(dirname "$0")"
if ! command -v npm >/dev/null 2>&1; then
  echo "the worker's integration tests talk to real Yjs peers and need Node 20 or newer with npm: https://nodejs.org" >&2
  exit 1
fi
# The document server of this repository is one of the peers.
(cd ../../../../cloudflare-worker && sh scripts/install.sh)
if [ node_modules/.installed -nt package-lock.json ]; then
  exit 0
fi
npm ci --no-audit --no-fund --loglevel=error
touch node_modules/.installed
