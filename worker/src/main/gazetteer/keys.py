"""How a name becomes a key. Key.java must do the same; KeyTest holds both to a common table."""

import unicodedata

LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
DROPPED = "'’‘ʻʼ`´."


def key(name):
    """Lower case, without accents, apostrophes and full stops; anything else that is no letter is one space."""
    folded = unicodedata.normalize("NFKD", name.lower()).lower().translate(LETTERS)
    out = []
    for char in folded:
        kind = unicodedata.category(char)
        if char in DROPPED or kind == "Mn":
            continue
        out.append(char if kind[0] in "LN" or kind == "Mc" else " ")
    return " ".join("".join(out).split())


def digest(text):
    """FNV-1a of 64 bits over UTF-8, stirred, because its upper half picks the slot."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    value ^= value >> 32
    value = (value * 0xD6E8FEB86659FD93) & 0xFFFFFFFFFFFFFFFF
    return value ^ (value >> 32)
