"""Rebuild the bundled registers from the files they were taken from.

    python tools/build_registers.py FOLDER

FOLDER holds ``cn-moe-he-2025``, ``cn-moe-he-snapshots`` and ``ror-records-subset`` as
``netintl/model/reference/README.md`` tells of them. Writes ``moe_schools.csv`` (each name of a code
with the lists it stands on) and ``ror_schools.csv`` (active places of education).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

from netintl.model.places import countries

REFERENCE = Path(__file__).resolve().parents[1] / "netintl" / "model" / "reference"
LISTS = ("2017", "2022", "2025")


def main(folder: Path) -> None:
    """Write both tables."""
    _write("moe_schools", ("code", "name_zh", "lists", "city"), moe_rows(folder))
    columns = ("ror", "name", "others", "acronyms", "country", "city", "site")
    _write("ror_schools", columns, ror_rows(folder))


def _write(name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with (REFERENCE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(rows))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def moe_rows(folder: Path) -> Iterator[tuple[str, ...]]:
    """Give each name that a code of the Ministry had, the lists it is on, and the newest city."""
    older = folder / "cn-moe-he-snapshots"
    cities: dict[str, str] = {}
    for file in ("moe_he_2017.csv", "moe_he_2022.csv"):
        cities |= {row["moe_code"]: row["city"] for row in _read(older / file)}
    newest = _read(folder / "cn-moe-he-2025" / "moe_he_2025.csv")
    cities |= {row["moe_code"]: row["city"] for row in newest}
    for row in _read(older / "moe_code_name_history.csv"):
        lists: dict[str, list[str]] = {}
        for year in LISTS:
            if row[f"name_{year}"]:
                lists.setdefault(row[f"name_{year}"], []).append(year)
        for name, years in lists.items():
            yield row["moe_code"], name, ";".join(years), cities.get(row["moe_code"], "")


def ror_rows(folder: Path) -> Iterator[tuple[str, ...]]:
    """Give the active places of education by id: names, acronyms, place and site."""
    alpha3 = {place.alpha2: code for code, place in countries().items()}
    for row in _read(folder / "ror-records-subset" / "ror_records.csv"):
        if "education" not in row["types"].split("|") or row["status"] != "active":
            continue
        named = [_plain(row["name"])]
        labels = [label.partition(":")[2] for label in row["labels"].split("|")]
        named += [_plain(name) for name in (*labels, *row["aliases"].split("|"))]
        name, *others = dict.fromkeys(filter(None, named))
        site = urlsplit(row["links"].split("|")[0]).hostname or ""
        yield (
            row["ror_id"].rpartition("/")[2],
            name,
            "|".join(others),
            "|".join(filter(None, map(_plain, row["acronyms"].split("|")))),
            alpha3.get(row["country"], ""),
            _plain(row["city"]),
            site.removeprefix("www."),
        )


def _plain(text: str) -> str:
    return " ".join(text.replace('""', '"').split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
