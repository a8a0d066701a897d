"""Checks of keys: doubled rows, look-alike ids, references that lead nowhere, circles."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.ingest.columns import repeated_rows
from netintl.model.cells import SEPARATOR, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.draft import Draft


_NAMED_IN_LISTS = frozenset({"organizations", "agreements", "sources"})


def check_keys(draft: Draft) -> None:
    """Reject ids that no list can hold and taken keys, merge doubled rows, report look-alikes."""
    if draft.table.name in _NAMED_IN_LISTS:
        refuse_separators(draft, "id")
    key = list(draft.table.key) or list(draft.columns)
    repeated = repeated_rows([draft.columns[name] for name in key], np.flatnonzero(draft.alive))
    if len(repeated):
        _settle_repeats(draft, repeated, key)
    if draft.table.key == ("id",):
        _report_look_alikes(draft, "id")


def refuse_separators(draft: Draft, name: str) -> None:
    """Reject rows whose id would be taken for several where a cell lists ids."""
    draft.note("KEY007", draft.columns[name].where(lambda value: SEPARATOR in value), column=name)


def _settle_repeats(draft: Draft, places: np.ndarray, key: list[str]) -> None:
    """Keep one row per key; which one depends on content, never on the order of rows."""
    columns = list(draft.columns)
    ordered = draft.frame(columns, places).sort_values(columns, kind="stable")
    same_row = ordered.duplicated(columns)
    same_key = ordered.duplicated(key) & ~same_row
    for code, repeated in (("KEY002", same_row), ("KEY001", same_key)):
        hit = np.zeros(len(draft), dtype=bool)
        hit[ordered.index[repeated.to_numpy()].to_numpy()] = True
        draft.note(code, hit, column=key[0] if draft.table.key else "")


def _report_look_alikes(draft: Draft, name: str) -> None:
    column = draft.columns[name]
    looks = pd.Series([look_of(text) for text in column.values])
    alike = looks.duplicated(keep=False).to_numpy()
    draft.note("KEY003", alike[column.codes], column=name)


def look_of(text: str) -> str:
    """Fold what the eye cannot tell apart: width, case and spaces.

    Examples
    --------
    >>> look_of("ＳＺ－01 ") == look_of("sz-01")
    True
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(plain.casefold().split())


def check_references(drafts: Mapping[str, Draft]) -> None:
    """Reject rows that name a row that is not there; blank references that are optional.

    Tables come in an order in which what is named is settled before who names it.
    """
    for draft in drafts.values():
        for column in draft.table.columns.values():
            if column.references and column.references in drafts:
                _check_reference(draft, column.name, drafts[column.references])
    if "organizations" in drafts:
        _break_circles(drafts["organizations"])


def _check_reference(draft: Draft, name: str, target: Draft) -> None:
    column = draft.table.columns[name]
    ids = target.columns["id"]
    known = set(ids.values[np.unique(ids.codes[target.alive])])
    dangling = draft.columns[name].where(
        lambda value: (
            bool(value) and not known.issuperset(parts_of(value) if column.separator else (value,))
        )
    )
    draft.note("KEY004" if column.required else "KEY005", dangling, column=name)


def _break_circles(draft: Draft) -> None:
    """Set to unknown the parents along every circle of parents."""
    if not draft.columns["parent"].where(bool).any():
        return
    alive = draft.alive
    parents = dict(zip(draft.cells("id")[alive], draft.cells("parent")[alive], strict=True))
    on_circle = set()
    for start in parents:
        seen = []
        here = start
        while here and here not in seen:
            seen.append(here)
            here = parents.get(here, "")
        if here:
            on_circle.update(seen[seen.index(here) :])
    if on_circle:
        hit = draft.columns["id"].where(on_circle.__contains__)
        draft.note("KEY006", hit, column="parent")
