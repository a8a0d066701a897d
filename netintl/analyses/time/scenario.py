"""What if: agreements added, ended or changed, capacities set, and the analyses run again."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _, current_language
from netintl.ingest.cell_checks import cell_verdict
from netintl.ingest.text_tables import read_whole_table
from netintl.model.cells import parts_of
from netintl.model.issue_codes import issue_codes
from netintl.model.schema import tables
from netintl.network.dates import first_day, last_day
from netintl.network.network import Network
from netintl.network.persons import STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row: TypeAlias = Hashable

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
    cure = _("Name a CSV file with one change in each row.")
    frame = read_whole_table(path, "changes", cure=cure, refused=partial(_refused, path))
    if "action" not in frame.columns:
        raise _refused(path, _("it has no column action"))
    for row, action in frame["action"].items():
        if action not in ACTIONS:
            raise _problem(row, _("the action {name} is unknown").format(name=action or "–"))
    return frame


def apply_changes(network: Network, changes: pd.DataFrame) -> Network:
    """Return a new network with the changes made; the view's settings are not taken over.

    Who is who stays as it is in the network given.

    Parameters
    ----------
    changes
        As ``read_changes`` gives them; the index is the row that messages name.

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
    listed = changes.fillna("")
    for row, change in zip(listed.index, listed.to_dict("records"), strict=True):
        cells = {str(name): str(value) for name, value in change.items()}
        {"add": _add, "end": _end, "change": _change, "capacity": _capacity}[cells["action"]](
            frames, cells, row
        )
    made = Network.from_tables(frames, pair_rule=network.pair_rule, described=network.described)
    return replace(made, identity=replace(network.identity, origin={}))


def _frames(network: Network) -> dict[str, pd.DataFrame]:
    """Return the tables a network is made of, as copies."""
    own = {
        "organizations": network.organizations,
        "agreements": network.agreements,
        "parties": network.parties,
    }
    return {name: frame.copy() for name, frame in {**network.tables, **own}.items()}


def _add(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: Row) -> None:
    parties = parts_of(cells.get("organizations", ""))
    if not parties:
        raise _problem(row, _("no organizations are named"))
    for name in parties:
        _known(frames, name, row)
    name = cells.get("id") or f"{SOURCE}-{row}"
    if name in set(frames["agreements"]["id"]):
        raise _problem(row, _("the agreement {name} exists").format(name=name))
    given = _checked("agreements", _AGREEMENT, cells, row)
    agreement = {"kind": "programme_cooperation", "status": "active", "source": SOURCE, **given}
    _check_span(agreement, row)
    _append(frames, "agreements", [{"id": name, **agreement}])
    listed = [{"agreement": name, "organization": party, "role": "partner"} for party in parties]
    _append(frames, "parties", listed)


def _end(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: Row) -> None:
    if cells.get("end"):
        _change(frames, {"id": cells.get("id", ""), "end": cells["end"]}, row)
        return
    place = _agreement(frames, cells, row)
    table, parties = frames["agreements"], frames["parties"]
    gone = str(table.loc[place, "id"])
    frames["agreements"] = table.drop(index=place).reset_index(drop=True)
    frames["parties"] = parties[parties["agreement"] != gone].reset_index(drop=True)


def _change(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: Row) -> None:
    place = _agreement(frames, cells, row)
    table = frames["agreements"]
    given = _checked("agreements", _AGREEMENT, cells, row)
    _check_span({"start": table.loc[place, "start"], "end": table.loc[place, "end"], **given}, row)
    for column, value in given.items():
        table.loc[place, column] = value


def _capacity(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: Row) -> None:
    _known(frames, cells.get("organization", ""), row)
    given = _checked("capacities", _CAPACITY, cells, row)
    if given.get("measure") not in STAGES.values():
        raise _problem(row, _("the measure must be places, seats or hires"))
    if "persons_per_year" not in given:
        raise _problem(row, _("persons_per_year must be a whole number"))
    table = frames["capacities"]
    same = np.array(table["agreement"] == "", dtype=bool)  # those of a programme stay
    for column in ("organization", "measure", "field"):
        same &= (table[column] == given.get(column, "")).to_numpy(dtype=bool)
    frames["capacities"] = table[~same].reset_index(drop=True)
    _append(frames, "capacities", [{**given, "method": "stated", "source": SOURCE}])


def _checked(
    table: str, columns: Sequence[str], cells: Mapping[str, str], row: Row
) -> dict[str, str]:
    """Return the filled cells of a change, read and judged as those of the table itself."""
    given = {}
    for name in [name for name in columns if cells.get(name)]:
        tidy, code = cell_verdict(tables()[table].columns[name], cells[name])
        if code:
            language = current_language()
            meaning = issue_codes()[code]
            what = f"{name}: {meaning.title(language)}: {cells[name]}"
            raise _problem(row, what, cure=meaning.cure(language))
        given[name] = tidy
    return given


def _check_span(agreement: Mapping[str, Any], row: Row) -> None:
    start, end = str(agreement.get("start", "")), str(agreement.get("end", ""))
    if start and end and last_day(end) < first_day(start):
        raise _problem(
            row, _("the end, {end}, is before the start, {start}").format(end=end, start=start)
        )


def _agreement(frames: dict[str, pd.DataFrame], cells: Mapping[str, str], row: Row) -> int:
    """Return the place of the agreement a change is about."""
    ids = frames["agreements"]["id"]
    hits = np.flatnonzero((ids == cells.get("id", "")).to_numpy(dtype=bool))
    if not len(hits):
        raise _problem(row, _("there is no agreement {name}").format(name=cells.get("id") or "–"))
    return int(hits[0])


def _known(frames: dict[str, pd.DataFrame], name: str, row: Row) -> None:
    if name not in set(frames["organizations"]["id"]):
        raise _problem(row, _("there is no organization {name}").format(name=name or "–"))


def _append(frames: dict[str, pd.DataFrame], table: str, rows: list[dict[str, str]]) -> None:
    more = pd.DataFrame(rows, columns=list(frames[table].columns), dtype=object).fillna("")
    frames[table] = pd.concat([frames[table], more], ignore_index=True)


def _refused(path: Path, what: str) -> InputError:
    return InputError(
        _("{path} is no table of changes: {what}.").format(path=path, what=what),
        cure=_("Write one change in each row: {actions}.").format(actions=", ".join(ACTIONS)),
    )


def _problem(row: Row, what: str, cure: str = "") -> InputError:
    return InputError(
        _("Row {row} of the changes: {what}.").format(row=row, what=what),
        cure=cure or _("Correct the row; ids are those of the data."),
    )
