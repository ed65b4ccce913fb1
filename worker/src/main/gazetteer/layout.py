"""The file, little-endian. GazetteerFile.java reads it.

    header    "ATGZ", then ints: version, places, slots, postings, bytes of text
    places    24 bytes each: latitude and longitude * 100,000, population, offset of the name in the text,
              country (two ASCII letters, zero for none), region (its place, from REGIONS_FROM on; 0xFFFF for none),
              kind, rank, in how many other names it is known
    slots     8 bytes each, open addressing: the lower half of the key's hash, and
              bits 0-20 a place or an index into the postings, 21 it is an index, 22 alternative name, 23-31 flags
    postings  ints: a count, then that many of (place | alternative << 22)
    text      each name: one byte of length, UTF-8
"""

import struct

import keys

EMPTY = 0xFFFFFFFF
NOWHERE = 0x1FFFFF
INDEX = 1 << 21
ALTERNATIVE = 1 << 22
FLAGS_AT = 23
FULL = 0.72


def pack(atlas, entries):
    text, offsets = bytearray(), {}
    table = bytearray()
    for place in atlas:
        if place.name not in offsets:
            offsets[place.name] = len(text)
            encoded = place.name.encode()[:255]
            text += bytes([len(encoded)]) + encoded
        table += struct.pack(
            "<iiiI2sHBBH",
            round(place.latitude * 100_000),
            round(place.longitude * 100_000),
            place.population,
            offsets[place.name],
            place.country.encode(),
            place.region,
            place.kind,
            place.rank,
            min(0xFFFF, len(place.others)),
        )
    count = int(len(entries) / FULL)
    slots, postings = [None] * count, []
    for key in sorted(entries):
        flags, meanings = entries[key]
        value = NOWHERE
        if len(meanings) == 1:
            value = meanings[0][0] | (ALTERNATIVE if meanings[0][1] else 0)
        elif meanings:
            value = len(postings) | INDEX
            postings.append(len(meanings))
            postings += [place | (ALTERNATIVE if other else 0) for place, other in meanings]
        hashed = keys.digest(key)
        at = ((hashed >> 32) * count) >> 32
        while slots[at] is not None:
            at = (at + 1) % count
        slots[at] = (hashed & 0xFFFFFFFF, value | flags << FLAGS_AT)
    print(f"{len(entries)} names, {len(postings)} postings, {len(text)} bytes of text")
    assert len(postings) < NOWHERE and len(atlas) < NOWHERE
    packed = bytearray(b"ATGZ" + struct.pack("<5i", 1, len(atlas), count, len(postings), len(text)))
    packed += table
    for slot in slots:
        packed += struct.pack("<II", *(slot or (0, EMPTY)))
    packed += struct.pack(f"<{len(postings)}i", *postings)
    return bytes(packed + text)
