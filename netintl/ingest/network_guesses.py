"""A first mapping for sheets that hold the nodes and the edges of one network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netintl.ingest.body_kinds import ABROAD
from netintl.ingest.column_roles import ColumnRole
from netintl.ingest.guesses import SHOWN, Guess
from netintl.ingest.headers import SOUGHT
from netintl.ingest.layouts import Layout, header_labels
from netintl.ingest.network_tables import network_place
from netintl.model.labels import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.ingest.grids import Grid

_ENDS: Final = (("source", "target"), ("vertex 1", "vertex 2"), ("from", "to"), ("起点", "终点"))
_IDS: Final = ("id", "vertex", "编号")
_LABELS: Final = ("label", "name", "标签", "名称")
_CHINESE: Final = "[\u3400-\u9fff]"


def network_guesses(grids: Sequence[Grid], file: str) -> dict[str, Guess]:
    """Return what the sheets of nodes and edges are taken for; nothing where not both are there.

    Examples
    --------
    >>> network_guesses([], "net.xlsx")
    {}
    """
    found: dict[str, tuple[str, Guess]] = {}
    for grid in grids:
        cells = grid.records.cells
        role, place = network_place(grid.sheet, cells[:SOUGHT])
        if not role or role in {told for told, _guess in found.values()}:
            continue
        guess = _guess(grid, file, role, place)
        if guess is not None:
            found[grid.sheet] = (role, guess)
    if {role for role, _guess in found.values()} != {"links", "organizations"}:
        return {}
    return {sheet: guess for sheet, (_role, guess) in found.items()}


def _guess(grid: Grid, file: str, role: str, place: int) -> Guess | None:
    records = grid.records
    labels = header_labels(records.cells, (place,))
    named = {folded(label): label for label in reversed(labels)}
    cells = _link(named) if role == "links" else _organization(named)
    if cells is None:
        return None
    rule: dict[str, Any] = {"table": role, "cells": cells}
    if role == "links":
        read = {*cells.values()}
    else:
        read = {cells["id"], cells["kind"]["column"]}
        rule["unite"] = True
    entry = {
        "file": file,
        "sheet": grid.sheet,
        "header": [int(records.rows[place])],
        "unused": [label for label in labels if label not in read],
        "rows": [rule],
    }
    body = records.cells[place + 1 :]
    samples = tuple(
        (
            label,
            "party" if label in read else "",
            tuple(row[column] for row in body[:SHOWN] if column < len(row)),
        )
        for column, label in enumerate(labels)
    )
    shape = "edges" if role == "links" else "register"
    roles = tuple(ColumnRole("party" if label in read else "other") for label in labels)
    return Guess(Layout((place,), labels, roles, shape), entry, {}, (), samples)


def _link(named: dict[str, str]) -> dict[str, Any] | None:
    pair = next((pair for pair in _ENDS if all(end in named for end in pair)), None)
    return None if pair is None else {"source": named[pair[0]], "target": named[pair[1]]}


def _organization(named: dict[str, str]) -> dict[str, Any] | None:
    own = next((named[sign] for sign in _IDS if sign in named), None)
    if own is None:
        return None
    name = next((named[sign] for sign in _LABELS if sign in named), own)
    chinese = {"column": name, "matches": _CHINESE}
    return {
        "id": own,
        "kind": {"column": name, "code": ABROAD},
        "name_zh": {"column": name, "when": chinese},
        "name_en": {"column": name, "when": chinese | {"not": True}},
    }
