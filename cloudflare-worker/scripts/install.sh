#!/bin/sh
# npm ci, but only when the lock has changed since the last one: it deletes and unpacks some 400 MB.
set -eu
done_for=node_modules/.installed-lock
if [ -f "$done_for" ] && cmp -s package-lock.json "$done_for"; then exit 0; fi
npm ci --no-audit --no-fund --loglevel=error
cp package-lock.json "$done_for"
