#!/bin/sh
# Lays the document server's run-time libraries under <folder>/node_modules; nothing to do when they are there.
set -eu
to=${1:?usage: install.sh <folder>}
cd "$(dirname "$0")"
mkdir -p "$to"
if [ -e "$to/.installed" ] && cmp -s package-lock.json "$to/package-lock.json"; then
  exit 0
fi
cp package.json package-lock.json "$to/"
# The scripts would only fetch what the packages of this platform carry already.
(cd "$to" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error)
: >"$to/.installed"
