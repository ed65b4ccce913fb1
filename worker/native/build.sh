#!/bin/sh
# Builds the native library and lays it under <classes>/native/<os>-<arch>/, where NativeLibrary.java looks for it.
# Called by Maven with the folder of the classes and that of generated sources; a production host never runs it.
set -eu
classes=${1:?usage: build.sh <folder of the classes> <folder of generated sources>}
sources=${2:?usage: build.sh <folder of the classes> <folder of generated sources>}
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
# All workers of a host map one copy of what the jar packs, and its name says which build it is. That name is code: to read
# it out of the jar would mean to open the jar, which is a tenth of a worker's start.
print=$(cksum <"$target/$library" | tr ' ' '-' | sed 's/-$//')
gazetteer=$(cut -c 1-16 ../src/main/resources/dev/attache/worker/extract/gazetteer.sha256)
packed=$sources/dev/attache/worker/shared/Packed.java
mkdir -p "$(dirname "$packed")"
cat >"$packed.new" <<END
package dev.attache.worker.shared;

/** What the jar packs, told apart by its content. Written by native/build.sh. */
public final class Packed {
    public static final String LIBRARY = "/native/$os-$arch/$library";
    public static final String LIBRARY_PRINT = "$print";
    public static final String GAZETTEER_PRINT = "$gazetteer";

    private Packed() {}
}
END
cmp -s "$packed.new" "$packed" || cp "$packed.new" "$packed"
rm "$packed.new"
