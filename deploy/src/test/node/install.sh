#!/bin/sh
# Installs the peers of the integration tests as package-lock.json has them; nothing to do when they are there.
set -eu
cd "$(dirname "$0")"
if ! command -v npm >/dev/null 2>&1; then
  echo "the deployment's integration tests run pm2 and need Node 20 or newer with npm: https://nodejs.org" >&2
  exit 1
fi
if [ node_modules/.installed -nt package-lock.json ]; then
  exit 0
fi
npm ci --no-audit --no-fund --loglevel=error
touch node_modules/.installed
