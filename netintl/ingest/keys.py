"""Checks of keys: doubled rows, look-alike ids, references that lead nowhere, circles."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from netintl.ingest.columns import repeated_rows
from netintl.model.cells import SEPARATOR, parts_of
from netintl.model.limits import limits
from netintl.model.verdicts import Verdict, latest, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.draft import Draft


_NAMED_IN_LISTS = frozenset({"organizations", "agreements", "sources"})


def check_keys(draft: Draft) -> None:
    """Reject ids that no list can hold and taken keys, merge doubled rows."""
    if draft.table.name in _NAMED_IN_LISTS:
        refuse_separators(draft, "id")
    key = list(draft.table.key) or list(draft.columns)
    repeated = repeated_rows([draft.columns[name] for name in key], np.flatnonzero(draft.alive))
    if len(repeated):
        _settle_repeats(draft, repeated, key)


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


def judged_beside(draft: Draft | None) -> dict[str, set[str]]:
    """Map each id to those it was judged the same as or different from, where that stands."""
    beside: dict[str, set[str]] = {}
    if draft is None or not {"left", "right", "verdict"} <= draft.columns.keys():
        return beside
    frame = draft.kept()
    days = frame["at"] if "at" in frame else [""] * len(frame)
    columns = (days, frame["left"], frame["right"], frame["verdict"])
    stands = standing(Verdict(*line) for line in zip(*columns, strict=True))
    for pair, rows in stands.items():
        if latest(rows) != "unsure":
            for name in pair:
                beside.setdefault(name, set()).update(pair - {name})
    return beside


def report_twins(draft: Draft, names: tuple[str, ...], judged: Mapping[str, set[str]]) -> None:
    """Report values that the eye takes for one, across all the columns named.

    Who was judged the same as, or different from, everyone who looks like it is left in peace.
    """
    values = dict.fromkeys(text for name in names for text in draft.columns[name].values if text)
    looks = list(map(look_of, values))
    if len(set(looks)) == len(looks):
        return
    groups: dict[str, list[str]] = {}
    for text, look in zip(values, looks, strict=True):
        groups.setdefault(look, []).append(text)
    alike: set[str] = set()
    for group in groups.values():
        if len(group) > 1:
            whole = set(group)
            alike |= {text for text in group if whole - judged.get(text, set()) != {text}}
    for name in names:
        draft.note("KEY003", draft.columns[name].where(alike.__contains__), column=name)


def look_of(text: str) -> str:
    """Fold what the eye cannot tell apart: width, case, Unicode form and spaces.

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
    if column.separator:
        dangling = draft.columns[name].where(lambda value: not known.issuperset(parts_of(value)))
    else:
        dangling = ~draft.columns[name].where((known | {""}).__contains__)
    draft.note("KEY004" if column.required else "KEY005", dangling, column=name)


def _break_circles(draft: Draft) -> None:
    """Set to unknown the parents along every circle, and above what is deeper than the limit."""
    if not draft.columns["parent"].where(bool).any():
        return
    alive = draft.alive
    parents = dict(zip(draft.cells("id")[alive], draft.cells("parent")[alive], strict=True))
    depth = depths(parents)
    on_circle = {name for name, steps in depth.items() if steps < 0}
    draft.note("KEY006", draft.columns["id"].where(on_circle.__contains__), column="parent")
    most = limits()["depth"]
    deep = {name for name, steps in depth.items() if steps > most}
    draft.note("KEY009", draft.columns["id"].where(deep.__contains__), column="parent")


def depths(parents: Mapping[str, str]) -> dict[str, int]:
    """Count the parents above each id, -1 on a circle; every id is walked over once.

    Examples
    --------
    >>> depths({"a": "b", "b": "", "c": "d", "d": "c", "e": "c"})
    {'b': 0, 'a': 1, 'd': -1, 'c': -1, 'e': 0}
    """
    depth: dict[str, int] = {}
    for start in parents:
        walked: dict[str, int] = {}
        here = start
        while here in parents and here not in depth and here not in walked:
            walked[here] = len(walked)
            here = parents[here]
        circle = walked.get(here, len(walked))  # where the walk met itself
        names = list(walked)
        for place in range(len(names) - 1, -1, -1):
            above = depth.get(parents[names[place]], -1)
            depth[names[place]] = -1 if place >= circle else above + 1
    return depth
