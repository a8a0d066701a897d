"""How much of what matters is filled, table by table and column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.quality.parts import cells_of, described, is_filled, table_of
from netintl.model.places import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netintl.analyses.result import Result
    from netintl.network.network import Network

# What the analyses read, in the order of the data dictionary. A blank end means "still" and a
# blank brand "none", so neither is here.
WATCHED: Final = {
    "organizations": (
        "name_zh", "name_en", "country", "province", "city", "lat", "level", "official_id",
        "industries", "fields", "opened", "source",
    ),
    "agreements": ("status", "start", "fields", "source", "confidence"),
    "flows": ("field", "level", "year", "persons", "counts", "source"),
    "capacities": ("field", "year", "method", "source"),
    "indicators": ("industry", "year", "method", "source"),
    "observations": ("as_of", "source"),
    "sources": ("url", "title", "kind", "published", "retrieved"),
}  # fmt: skip
# Columns that are asked of some kinds of organizations only.
_ASKED: Final = {
    "level": ("school", "college"),
    "fields": ("school", "college"),
    "industries": ("enterprise",),
}
# What another table states of these rows, counted by them: not the column of that other table.
_CAPABLE: Final = "organizations/capacities.persons_per_year"
_COUNTED: Final = "agreements/flows.persons"
_PERSONS: Final = "persons"  # the unit of observations that count them
FEWEST: Final = 10  # rows from which a group says something
APART: Final = 0.25  # of the share of the whole, from which it says more
_COLUMNS: Final = ["table", "column", "by", "group", "filled", "rows", "share", "telling"]


def find_completeness(network: Network) -> Result:
    """Count the rows that fill each column that matters, whole, by kind and by country.

    All rows that the data hold count, whatever the view. ``unknown`` fills nothing, and an empty
    cell is no zero. A group is ``telling`` when it has ten rows or more and its share is 25
    points or more from that of the whole.

    Returns
    -------
    Result
        One row per column and group; ``group`` is empty for all rows. Tables without rows are
        named in a claim.
    """
    rows = [row for name in WATCHED for row in _of_table(network, name)]
    table = pd.DataFrame(rows, columns=_COLUMNS[:-1])
    whole = table.groupby(["table", "column"])["share"].transform("first")
    far = (table["share"] - whole).abs() >= APART - 1e-9
    table["telling"] = (table["by"] == "all") | (far & (table["rows"] >= FEWEST))
    empty = tuple(name for name in WATCHED if not len(table_of(network, name)))
    claims = [Claim("no_rows", {"tables": empty}, "known")] if empty else []
    if len(table):
        facts = {"fewest": FEWEST, "points": round(APART * 100)}
        claims.append(Claim("completeness", facts, "known"))
    return described("completeness", network, table, claims)


def known_of_agreements(network: Network) -> pd.DataFrame:
    """Tell, for each agreement, what is known: dated, status, fields, persons, source.

    Persons are known by a flow, or by an observation of the agreement: nobody says then to whom
    they went.
    """
    rows = network.agreements
    return pd.DataFrame(
        {
            "kind": rows["kind"],
            "dated": is_filled(cells_of(rows, "start")),
            "status": is_filled(cells_of(rows, "status")),
            "fields": is_filled(cells_of(rows, "fields")),
            "persons": rows["id"].isin(_counted(network) | _observed(network)),
            "source": is_filled(cells_of(rows, "source")),
        }
    )


def _counted(network: Network) -> set[str]:
    """Name the agreements with a flow that states persons or person-days."""
    flows = network.tables["flows"]
    return set(flows.loc[(flows["persons"] != "") | (flows["person_days"] != ""), "agreement"])


def _observed(network: Network) -> set[str]:
    """Name what an observation counts the persons of."""
    rows = network.tables["observations"]
    return set(rows.loc[(rows["unit"] == _PERSONS) & (rows["value"] != ""), "subject"])


_Row = tuple[str, str, str, str, int, int, float]


def _of_table(network: Network, name: str) -> Iterator[_Row]:
    frame = table_of(network, name)
    for column in WATCHED[name]:
        asked = _asked(network, name, column)
        if asked.any():
            cells = cells_of(frame, column)
            filled = is_filled(cells)
            if (name, column) == ("flows", "persons"):
                filled = filled | is_filled(cells_of(frame, "person_days"))
            yield from _of_column(network, name, column, filled, asked)
    if name == "organizations":
        stated = np.isin(network.ids.astype(str), _capable(network))
        asked = np.isin(network.kinds.astype(str), ["school", "college", "enterprise"])
        if asked.any():
            yield from _of_column(network, name, _CAPABLE, stated, asked)
    if name == "agreements" and len(frame):
        counted = frame["id"].isin(_counted(network)).to_numpy(dtype=bool)
        everything = np.ones(len(frame), dtype=bool)
        yield from _of_column(network, name, _COUNTED, counted, everything)


def _capable(network: Network) -> list[str]:
    """Name the organizations that state a capacity."""
    table = network.tables["capacities"]
    return sorted(set(table.loc[table["persons_per_year"] != "", "organization"]))


def _asked(network: Network, name: str, column: str) -> np.ndarray:
    """Mask the rows that a column is asked of."""
    rows = np.ones(len(table_of(network, name)), dtype=bool)
    if name == "organizations" and column == "province":
        return np.asarray(network.countries == HOME, dtype=bool)
    if name == "organizations" and column in _ASKED:
        return np.isin(network.kinds.astype(str), _ASKED[column])
    return rows


def _of_column(
    network: Network, name: str, column: str, filled: np.ndarray, asked: np.ndarray
) -> Iterator[_Row]:
    """Count one column: all rows, then those of each kind and of each country."""
    dotted = column if "." in column else f"{name}.{column}"
    count, total = int(filled[asked].sum()), int(asked.sum())
    yield name, dotted, "all", "", count, total, count / total
    for by, groups, rows in _groupings(network, name):
        if column in ("country", "province") and by == "country":
            continue  # a country that is not known has no group
        kept = asked[rows]
        grouped = pd.Series(filled[rows][kept]).groupby(groups[kept])
        for group, size, known in zip(
            grouped.size().index, grouped.size(), grouped.sum(), strict=True
        ):
            if group:
                yield name, dotted, by, str(group), int(known), int(size), int(known) / int(size)


def _groupings(network: Network, name: str) -> Iterable[tuple[str, np.ndarray, np.ndarray]]:
    """Yield for a table its groupings: by what, the group of each row, and which rows."""
    if name == "organizations":
        every = np.arange(len(network.ids))
        yield "kind", network.kinds.astype(str), every
        yield "country", network.countries.astype(str), every
    if name == "agreements":
        every = np.arange(len(network.agreements))
        yield "kind", cells_of(network.agreements, "kind").astype(str), every
        pairs = pd.DataFrame(
            {
                "agreement": network.party_agreement,
                "country": network.countries[network.party_organization].astype(str),
            }
        )
        pairs = pairs[pairs["country"] != HOME].drop_duplicates()
        yield "country", pairs["country"].to_numpy(dtype=str), pairs["agreement"].to_numpy()
