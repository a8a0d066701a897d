"""Rows of several ids made one, and every reference to the ids that gave way rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.ingest.keys import depths
from netintl.ingest.unions import UNKNOWN, Union, united_frame
from netintl.model.schema import tables as declared_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.model.schema import Table

    Bringing = Callable[[Mapping[str, str], dict[str, str]], dict[str, str]]

SETTLED: Final = ("organizations", "agreements")
_FIRST_ROLES: Final = {"member": 0, "lead": 1}
_CONFLICTS: Final = ("kind", "start", "status")
_EVIDENCE: Final = frozenset(("source", "confidence", "note", "edition"))
_OWN_TO_A_FLOW: Final = frozenset(("id", "per", "counts", "scope", "source", "note"))


def contracted(
    tables: Mapping[str, pd.DataFrame],
    renames: Mapping[str, str],
    *,
    brings: Bringing | None = None,
) -> dict[str, pd.DataFrame]:
    """Make one row of the ids that are one, and rewrite every reference to them.

    Parameters
    ----------
    tables
        Checked tables of a package.
    renames
        For each id that gives way, the id that stays.
    brings
        Given where two bodies come together, not two rows about one: what of the row of another
        comes into the row of the one that stays, which is given first. Such bodies are one party
        of an agreement from the first day of the one to the last day of the other.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["a", "b"], "name_en": ["Bo Hai", "Bohai"], "aliases": ""})
    >>> contracted({"organizations": frame}, {"b": "a"})["organizations"].to_dict("records")
    [{'id': 'a', 'name_en': 'Bo Hai', 'aliases': 'Bohai'}]
    """
    whole = dict(tables)
    for name in SETTLED:
        if name in whole:
            whole[name] = _merged(whole[name], renames, declared_tables()[name], brings)
    changed = {name: _rewritten(name, frame, renames) for name, frame in whole.items()}
    for name, (frame, moved) in changed.items():
        if name == "parties" and brings is not None:
            whole[name] = _together(frame, moved)
        else:
            whole[name] = _without_doubles(name, frame, moved)
    return whole


def _merged(
    frame: pd.DataFrame, renames: Mapping[str, str], table: Table, brings: Bringing | None
) -> pd.DataFrame:
    """Unite the rows of each group under the id that stays."""
    touched = frame["id"].isin([*renames, *renames.values()]).to_numpy(dtype=bool)
    groups: dict[str, list[dict[str, str]]] = {}
    for record in frame.loc[touched].to_dict("records"):
        row = {str(name): value for name, value in record.items()}
        groups.setdefault(renames.get(row["id"], row["id"]), []).append(row)
    rows = []
    for name, members in groups.items():
        members.sort(key=lambda row: (row["id"] != name, row["id"]))
        union = Union(members[0], table)
        for row in members[1:]:
            union.add((brings or _one)(union.cells, row))
        rows.append(union.row())
    whole = pd.concat([frame.loc[~touched], pd.DataFrame(rows, columns=frame.columns)])
    return whole.sort_values("id", ignore_index=True, kind="stable")  # quick where nearly sorted


def _one(kept: Mapping[str, str], row: dict[str, str]) -> dict[str, str]:
    """Return what a second row about one thing brings: all it says, also what the first denies."""
    return row | {"note": _traced(kept, row)} if "note" in row else row


def _traced(kept: Mapping[str, str], row: Mapping[str, str]) -> str:
    """Say in the note what the merged row had otherwise, under its id."""
    differing = [
        f"{name} {row[name]}"
        for name in _CONFLICTS
        if row.get(name, "") not in UNKNOWN and kept.get(name, "") not in {*UNKNOWN, row[name]}
    ]
    label = f"[{', '.join([row['id'], *differing])}]"
    return f"{label} {row['note']}".rstrip() if row["note"] or differing else ""


def _rewritten(
    name: str, frame: pd.DataFrame, renames: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.Series]:
    """Replace ids that gave way in every column that refers to them."""
    columns = [
        column.name
        for column in declared_tables()[name].columns.values()
        if column.references in SETTLED or (name, column.name) == ("observations", "subject")
    ]
    frame = frame.copy(deep=False)
    moved = pd.Series(data=False, index=frame.index)
    for column in columns:
        if column in frame.columns:
            gone = frame[column].isin(list(renames))
            if gone.any():
                frame[column] = frame[column].mask(gone, frame[column][gone].map(renames))
                moved |= gone
    if name == "organizations" and "parent" in frame.columns:
        children = frame[frame["parent"] != ""]
        above = depths(dict(zip(children["id"], children["parent"], strict=True)))
        circling = [own for own, steps in above.items() if steps < 0]
        if circling:
            frame["parent"] = frame["parent"].mask(frame["id"].isin(circling), "")
    return frame, moved


def _without_doubles(name: str, frame: pd.DataFrame, moved: pd.Series) -> pd.DataFrame:
    """Unite the rows that became the same; a party keeps the role it has in its own agreement."""
    table = declared_tables()[name]
    same = {
        "parties": ["agreement", "organization"],
        "capacities": [column for column in table.key if column in frame.columns],
        "flows": [c for c in table.columns if c in frame.columns and c not in _OWN_TO_A_FLOW],
        "observations": [c for c in table.columns if c in frame.columns and c not in _EVIDENCE],
    }.get(name)
    if same is None or not moved.any():
        return frame
    places = pd.MultiIndex.from_frame(frame[same])
    touched = places.isin(places[moved.to_numpy(dtype=bool)])
    group = frame.loc[touched].assign(moved=moved[touched])
    group = group.sort_values(["moved", *sorted(frame.columns)], kind="stable")
    united = united_frame(group.drop(columns="moved"), same, table)
    whole = pd.concat([frame.loc[~touched], united], ignore_index=True)
    order = [column for column in table.key if column in frame.columns] or list(frame.columns)
    return whole.sort_values(order, ignore_index=True, kind="stable")


def _together(parties: pd.DataFrame, moved: pd.Series) -> pd.DataFrame:
    """Make one party of bodies that come together, in the role of a member, of a lead, or its own.

    It is a party from the first day of the one to the last day of the other, also where there is a
    pause; a day that is not known bounds nothing.
    """
    ends = pd.MultiIndex.from_frame(parties[["agreement", "organization"]])
    touched = ends.duplicated(keep=False) & ends.isin(ends[moved.to_numpy(dtype=bool)])
    if not touched.any():
        return parties
    group = parties[touched].assign(
        moved=moved[touched],
        order=parties["role"][touched].map(_FIRST_ROLES).fillna(len(_FIRST_ROLES)),
    )
    group = group.sort_values(["order", "moved", *parties.columns], kind="stable")
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for record in group[list(parties.columns)].to_dict("records"):
        row = {str(name): value for name, value in record.items()}
        kept = rows.setdefault((row["agreement"], row["organization"]), row)
        kept["since"] = min(kept["since"], row["since"])  # an unknown day is the least
        days = (kept["until"], row["until"])
        kept["until"] = max(days, key=_latest) if all(days) else ""
    united = pd.DataFrame(list(rows.values()), columns=parties.columns, dtype=object)
    return pd.concat([parties[~touched], united], ignore_index=True)


def _latest(day: str) -> str:
    """Put a year after its months and days, for it ends with them."""
    return f"{day}~"
