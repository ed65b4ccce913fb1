#!/bin/sh
# One clear sentence for what is missing, before npm says many unclear ones.
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "cloudflare-worker needs Node.js 20.11 or newer with npm: https://nodejs.org/en/download" >&2
  exit 1
fi
node -e '
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 20 || (major === 20 && minor >= 11)) process.exit(0);
console.error(`cloudflare-worker needs Node.js 20.11 or newer, but ${process.execPath} is ${process.versions.node}: https://nodejs.org/en/download`);
process.exit(1);
'
