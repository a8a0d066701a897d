"""What if: agreements added, ended or changed, capacities set, and the analyses run again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.issues import IssueLog
from netintl.ingest.text_tables import read_text_table
from netintl.model.vocabularies import vocabulary
from netintl.network.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTIONS = ("add", "end", "change", "capacity")
_AGREEMENT = ("kind", "brand", "title", "status", "start", "end", "fields", "programme",
              "confidence")  # fmt: skip
_CAPACITY = ("organization", "measure", "field", "year", "persons_per_year")
SOURCE = "scenario"


def read_changes(path: str | Path) -> pd.DataFrame:
    """Read a table of changes, one per row.

    ``action`` is *add* (an agreement between ``organizations``, ids joined by semicolons, with any
    of kind, brand, start, end, fields, status, title, programme, confidence), *end* (``id`` from
    the day ``end``, at once when empty), *change* (``id``, with every filled column of an
    agreement) or *capacity* (organization, measure, field, year, persons_per_year).

    Raises
    ------
    InputError
        When the file cannot be read or an action is unknown; the row is named.
    """
    path = Path(path)
    try:
        raw = read_text_table("changes", path.name, path.read_bytes(), IssueLog())
    except OSError as problem:
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=problem.strerror),
            cure=_("Name a CSV file with one change in each row."),
        ) from problem
    if raw is None or "action" not in raw.frame.columns:
        raise InputError(
            _("{path} has no column action.").format(path=path),
            cure=_("Write one change in each row: {actions}.").format(actions=", ".join(ACTIONS)),
        )
    frame = raw.frame.apply(lambda column: column.str.strip()).reset_index(drop=True)
    for row, action in enumerate(frame["action"], 2):
        if action not in ACTIONS:
            raise _problem(row, _("the action {name} is unknown").format(name=action or "–"))
    return pd.DataFrame(frame)


def apply_changes(network: Network, changes: pd.DataFrame) -> Network:
    """Return a new network with the changes made; the view's settings are not taken over.

    Parameters
    ----------
    changes
        As ``read_changes`` gives them.

    Raises
    ------
    InputError
        When a change names an agreement or organization that does not exist, or a bad figure.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> rows = pd.DataFrame([{"action": "add", "id": "new", "organizations": "S1;C2"}])
    >>> len(apply_changes(from_links([("S1", "C1"), ("S2", "C2")]), rows).pairs)
    3
    """
    frames = _frames(network)
    for row, change in enumerate(changes.fillna("").to_dict("records"), 2):
        cells = {str(name): str(value) for name, value in change.items()}
        {"add": _add, "end": _end, "change": _change, "capacity": _capacity}[cells["action"]](
            frames, cells, row
        )
    return Network.from_tables(frames, pair_rule=network.pair_rule)


def _frames(network: Network) -> dict[str, pd.DataFrame]:
    """Return the tables a network is made of, as copies."""
    own = {
        "organizations": network.organizations,
        "agreements": network.agreements,
        "parties": network.parties,
    }
    return {name: frame.copy() for name, frame in {**network.tables, **own}.items()}


def _add(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: int) -> None:
    parties = [part.strip() for part in cells.get("organizations", "").split(";") if part.strip()]
    if not parties:
        raise _problem(row, _("no organizations are named"))
    for name in parties:
        _known(frames, name, row)
    name = cells.get("id") or f"{SOURCE}-{row}"
    if name in set(frames["agreements"]["id"]):
        raise _problem(row, _("the agreement {name} exists").format(name=name))
    given = {column: cells[column] for column in _AGREEMENT if cells.get(column)}
    _check_kind(given, row)
    agreement = {"kind": "programme_cooperation", "status": "active", "source": SOURCE, **given}
    _append(frames, "agreements", [{"id": name, **agreement}])
    listed = [{"agreement": name, "organization": party, "role": "partner"} for party in parties]
    _append(frames, "parties", listed)


def _end(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: int) -> None:
    place = _agreement(frames, cells, row)
    table = frames["agreements"]
    if cells.get("end"):
        table.loc[place, "end"] = cells["end"]
        return
    gone = str(table.loc[place, "id"])
    frames["agreements"] = table.drop(index=place).reset_index(drop=True)
    parties = frames["parties"]
    frames["parties"] = parties[parties["agreement"] != gone].reset_index(drop=True)


def _change(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: int) -> None:
    place = _agreement(frames, cells, row)
    given = {column: cells[column] for column in _AGREEMENT if cells.get(column)}
    _check_kind(given, row)
    for column, value in given.items():
        frames["agreements"].loc[place, column] = value


def _capacity(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: int) -> None:
    _known(frames, cells.get("organization", ""), row)
    if cells.get("measure") not in ("places", "seats", "hires"):
        raise _problem(row, _("the measure must be places, seats or hires"))
    if not cells.get("persons_per_year", "").isdigit():
        raise _problem(row, _("persons_per_year must be a whole number"))
    table = frames["capacities"]
    same = np.ones(len(table), dtype=bool)
    for column in ("organization", "measure", "field"):
        same &= (table[column] == cells.get(column, "")).to_numpy(dtype=bool)
    frames["capacities"] = table[~same].reset_index(drop=True)
    figures = {column: cells.get(column, "") for column in _CAPACITY}
    _append(frames, "capacities", [{**figures, "method": "stated", "source": SOURCE}])


def _agreement(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: int) -> int:
    """Return the place of the agreement a change is about."""
    ids = frames["agreements"]["id"]
    hits = np.flatnonzero((ids == cells.get("id", "")).to_numpy(dtype=bool))
    if not len(hits):
        raise _problem(row, _("there is no agreement {name}").format(name=cells.get("id") or "–"))
    return int(hits[0])


def _known(frames: dict[str, pd.DataFrame], name: str, row: int) -> None:
    if name not in set(frames["organizations"]["id"]):
        raise _problem(row, _("there is no organization {name}").format(name=name or "–"))


def _check_kind(given: Mapping[str, str], row: int) -> None:
    if given.get("kind", "mou_only") not in vocabulary("agreement_kinds"):
        raise _problem(row, _("the kind {name} is unknown").format(name=given["kind"]))


def _append(frames: dict[str, pd.DataFrame], table: str, rows: list[dict[str, str]]) -> None:
    more = pd.DataFrame(rows, columns=list(frames[table].columns), dtype=object).fillna("")
    frames[table] = pd.concat([frames[table], more], ignore_index=True)


def _problem(row: int, what: str) -> InputError:
    return InputError(
        _("Row {row} of the changes: {what}.").format(row=row, what=what),
        cure=_("Correct the row; ids are those of the data."),
    )
