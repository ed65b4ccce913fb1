#!/bin/sh
# npm ci in the folder it is called in, but only when the lock has changed since the last one: it deletes and unpacks all.
set -eu
# Two modules of one parallel build come here; where there is no flock they are built one after the other.
if command -v flock >/dev/null 2>&1; then
  exec 9<package-lock.json
  flock 9
fi
done_for=node_modules/.installed-lock
if [ -f "$done_for" ] && cmp -s package-lock.json "$done_for"; then exit 0; fi
npm ci --no-audit --no-fund --loglevel=error
cp package-lock.json "$done_for"
