"""Pools that fitted no weight and chose no threshold, names and country only.

- ``held_out``: organizations of education of the Research Organization Registry (CC0), each by
  its name, its labels and its aliases: families by a hash, a third, of these a quarter; none is a
  family of `labelled_organizations.csv`.
- ``renames``: half of the renamed codes of the Ministry of Education by a hash of the code, of
  the families that fitted nothing; these names were seen while rules were written.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import labelled

if TYPE_CHECKING:
    from netintl.identity.records import Record
    from netintl.identity.register_evidence import KnownNames

POOLS = ("held_out", "renames")


def pool(name: str, known: KnownNames | None = None) -> labelled.Pool:
    if name == "renames":
        whole = labelled.pool("renames", "test")
        renamed = {whole.entities[one] for one, _other in whole.true_pairs()}
        chosen = {code for code in renamed if hashlib.sha256(code.encode()).digest()[0] % 2}
        rows = [r for r in whole.rows if r["entity"] not in renamed or r["entity"] in chosen]
    else:
        rows = labelled.rows_of("held_out_organizations.csv")
    return labelled.pool_of(rows, known)


def findable(found: labelled.Pool) -> set[tuple[int, int]]:
    """True pairs of one script whose names share an own word, or a pair of Chinese signs."""
    said = [_words(record) for record in found.records]
    return {(one, other) for one, other in found.true_pairs() if said[one] & said[other]}


def _words(record: Record) -> set[str]:
    words = {word for name in record.names for word in name.own}
    return words | {n.core[at : at + 2] for n in record.names for at in range(len(n.core) - 1)}
