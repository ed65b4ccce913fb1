#!/bin/sh
# Says in one sentence each what the build lacks and how to get it, and leaves a file where it lacks something:
# the enforcer ends the build for it. Run once, before anything else.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
missing=$root/target/missing-tools
rm -f "$missing"

lacks() {
  printf 'The build needs %s\n' "$*" >&2
  mkdir -p "$root/target" && : >"$missing"
}

has() {
  command -v "$1" >/dev/null 2>&1
}

node_is_old() {
  major=$(node --version | sed -n 's/^v\([0-9]*\).*/\1/p')
  [ "${major:-0}" -lt 20 ]
}

for tool in "$@"; do
  case $tool in
    jdk)
      # Whoever keeps a toolchains.xml has said where the JDK is.
      [ -e "${HOME:-}/.m2/toolchains.xml" ] || "$root/attache" java-home >/dev/null 2>&1 ||
        lacks 'a JDK 25 or newer beside the Java that runs Maven: https://adoptium.net; the usual folders, JAVA_HOME and PATH are looked into.'
      ;;
    cargo) has cargo || lacks 'cargo (Rust 1.85 or newer) for worker/native: https://rustup.rs' ;;
    node) { has node && ! node_is_old; } || lacks 'Node.js 20 or newer for cloudflare-worker and the peers in tests: https://nodejs.org' ;;
    npm) has npm || lacks 'npm, which comes with Node.js: https://nodejs.org' ;;
    python3) has python3 || lacks "python3, for the tests of protocol's example worker: https://www.python.org or your system's package python3" ;;
  esac
done
