#!/bin/sh
# Installs what package-lock.json names and bundles the reference; nothing to do when that is done.
set -eu
cd "$(dirname "$0")"
if ! command -v npm >/dev/null 2>&1; then
  echo "the benchmarks are run against Node 20 or newer with npm: https://nodejs.org" >&2
  exit 1
fi
sh ../../../cloudflare-worker/scripts/install.sh
if [ node_modules/.bundled -nt package-lock.json ] && [ node_modules/.bundled -nt reference-worker.mjs ]; then
  exit 0
fi
node_modules/.bin/esbuild reference-worker.mjs --bundle --minify --platform=node --format=cjs \
  --outfile=node_modules/reference-worker.cjs --log-level=error
touch node_modules/.bundled
