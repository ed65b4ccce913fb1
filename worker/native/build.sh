#!/bin/sh
# Builds the native library and lays it under <classes>/native/<os>-<arch>/, where NativeLibrary.java looks for it.
# Called by Maven with the folder of the classes; a production host never runs it.
set -eu
classes=${1:?usage: build.sh <folder of the classes>}
cd "$(dirname "$0")"

if ! command -v cargo >/dev/null 2>&1; then
  echo "building the worker needs cargo (Rust 1.85 or newer): https://rustup.rs; a built archive does not need it" >&2
  exit 1
fi
cargo build --release --locked --quiet

case $(uname -s) in
  Darwin) os=macos library=libattache_yrs.dylib ;;
  Linux) os=linux library=libattache_yrs.so ;;
  *) os=windows library=attache_yrs.dll ;;
esac
case $(uname -m) in
  x86_64 | amd64) arch=x86_64 ;;
  aarch64 | arm64) arch=aarch64 ;;
  *) arch=$(uname -m) ;;
esac

target=$classes/native/$os-$arch
built=${CARGO_TARGET_DIR:-target}/release/$library
mkdir -p "$target"
# An untouched library keeps its time stamp, so that nothing is packed again for it.
cmp -s "$built" "$target/$library" || cp "$built" "$target/$library"
# All workers of a host map one copy, whose name says which build it is.
cksum <"$target/$library" | tr ' ' '-' | sed 's/-$//' >"$target/$library.stamp.new"
cmp -s "$target/$library.stamp.new" "$target/$library.stamp" || cp "$target/$library.stamp.new" "$target/$library.stamp"
rm "$target/$library.stamp.new"
