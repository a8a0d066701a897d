"""Write the names of countries in other languages from CLDR, as babel holds it.

    python tools/build_country_names.py

A name that would mean two countries, or that our own lists have already, is left out.
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale

from netintl.model.country_names import country_key
from netintl.model.places import countries
from netintl.model.reference import read_reference

TARGET = Path(__file__).parents[1] / "netintl/model/reference/country_names_cldr.csv"
LANGUAGES = ("en", "zh", "zh_Hant", "zh_Hant_HK", "fr", "es", "pt", "de", "ru", "id", "th")
SHORTEST = 4  # letters of a Latin name; shorter ones look like codes


def main() -> None:
    """Write the table."""
    known = {country_key(row["name"]) for row in read_reference("country_names")}
    for place in countries().values():
        known |= {country_key(n) for n in (place.name_en, place.name_zh, *place.aliases)}
    owners: dict[str, set[str]] = {}
    names: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code, place in countries().items():
            name = territories[place.alpha2]
            key = country_key(name)
            if key in known or ";" in name or (name.isascii() and len(name) < SHORTEST):
                continue
            owners.setdefault(key, set()).add(code)
            names.setdefault(code, {}).setdefault(key, name)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("alpha3", "names"))
        for code in sorted(names):
            clear = sorted(name for key, name in names[code].items() if len(owners[key]) == 1)
            writer.writerow((code, ";".join(clear)))
    print([key for key, codes in owners.items() if len(codes) > 1])


if __name__ == "__main__":
    main()
