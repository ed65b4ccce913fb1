#!/usr/bin/env python3
"""Makes natural-earth.tsv: the islands, ranges, capes, peaks, seas, lakes and rivers that GeoNames' lists of towns lack.

    python3 natural_earth.py FOLDER      the folder holds Natural Earth's 1:10m physical themes as GeoJSON, ne_10m_….json

No registry carries these themes, so the table is committed and build.py reads only that.
"""

import json
import math
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
THEMES = {
    "geography_marine_polys": "water",
    "geography_regions_polys": "area",
    "geography_regions_points": "area",
    "geography_regions_elevation_points": "area",
    "lakes": "water",
    "lakes_europe": "water",
    "lakes_north_america": "water",
    "rivers_lake_centerlines": "river",
    "rivers_europe": "river",
    "rivers_north_america": "river",
}
SPELT_OUT = {
    "Mt.": "Mount", "Mts.": "Mountains", "Mtns.": "Mountains", "I.": "Island", "Is.": "Islands", "Pen.": "Peninsula",
    "Cr.": "Creek", "Ck.": "Creek", "Pt.": "Point", "Str.": "Strait", "L.": "Lake", "R.": "River", "Arch.": "Archipelago",
    "Ra.": "Range", "Ft.": "Fort", "C.": "Cape", "Res.": "Reservoir",
}
LITTLE = {"of", "the", "and", "de", "la", "del", "da", "do"}
KINDS_LEFT_OUT = {"Continent", "pole", "spot elevation", "generic"}
SAME_WITHIN_KM = 500


def main(folder):
    found = {}
    for theme, kind in THEMES.items():
        for feature in json.loads((folder / f"ne_10m_{theme}.json").read_text())["features"]:
            about = {key.lower(): value for key, value in feature["properties"].items()}
            names = _names(about)
            if names and about.get("featurecla") not in KINDS_LEFT_OUT and feature["geometry"]:
                points = list(_points(feature["geometry"]["coordinates"]))
                _add(found, kind, about, names, points)
    rows = []
    for (kind, name), bodies in found.items():
        for names, rank, points, feature in bodies:
            latitude, longitude = _middle(points)
            rows.append((kind, f"{latitude:.2f}", f"{longitude:.2f}", str(rank), feature, "|".join(names)))
    rows.sort(key=lambda row: (row[0], row[5], row[1], row[2]))
    header = "# kind\tlatitude\tlongitude\tNatural Earth's rank, 0 the greatest\twhat it is\tnames; made by natural_earth.py, public domain\n"
    (HERE / "natural-earth.tsv").write_text(header + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} rows")


def _names(about):
    texts = [about.get("name"), about.get("name_en"), about.get("namealt"), about.get("name_alt")]
    names = []
    for text in texts:
        for name in re.split(r"[|;/(),]", text or ""):
            name = _spelt(name.strip())
            if len(name) > 2 and name not in names and not re.search(r"\d|\bFk\b|\bFk\.|\bBr\.|\?", name):
                names.append(name)
    return names


def _spelt(name):
    words = [SPELT_OUT.get(word, word) for word in name.split()]
    if name.isupper():
        words = [word.lower() if word.lower() in LITTLE and at else word.title() for at, word in enumerate(words)]
    return " ".join(words)


def _add(found, kind, about, names, points):
    bodies = found.setdefault((kind, names[0]), [])
    here = _middle(points)
    rank = int(float(about.get("scalerank") or 0))
    for body in bodies:
        if _kilometres(here, _middle(body[2])) < SAME_WITHIN_KM:
            body[0].extend(name for name in names if name not in body[0])
            body[1] = min(body[1], rank)
            body[2].extend(points)
            return
    bodies.append([names, rank, points, str(about.get("featurecla")).lower()])


def _points(coordinates):
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[1], coordinates[0]
    else:
        for part in coordinates:
            yield from _points(part)


def _middle(points):
    """Of the box; where that crosses the date line, of the half with more points."""
    longitudes = [longitude for _, longitude in points]
    if max(longitudes) - min(longitudes) > 180:
        east = sum(longitude > 0 for longitude in longitudes) * 2 >= len(points)
        points = [point for point in points if (point[1] > 0) == east]
    return tuple((min(axis) + max(axis)) / 2 for axis in zip(*points))


def _kilometres(one, other):
    up = one[0] - other[0]
    along = (one[1] - other[1]) * math.cos(math.radians(one[0]))
    return math.hypot(up, along) * 111.2


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
