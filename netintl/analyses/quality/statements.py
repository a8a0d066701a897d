"""Everything that the files state, also what a key that stands twice has set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.identity.judgements import settled_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.draft import Draft
    from netintl.ingest.package import Package

TABLES: Final = (
    "organizations", "agreements", "flows", "capacities", "indicators", "observations",
)  # fmt: skip
_SET_ASIDE: Final = "KEY001"  # the key stands twice with different content
_REFERRING: Final = {
    "organizations": ("id",),
    "agreements": ("id",),
    "flows": ("agreement", "from", "to"),
    "capacities": ("organization", "agreement"),
    "observations": ("subject",),
}


def statements_of(package: Package) -> Mapping[str, pd.DataFrame]:
    """Return the rows that stand and those whose key stood twice, with settled ids.

    One table is not united with itself here: of two rows that were judged the same, both say what
    they say.

    Examples
    --------
    >>> from netintl.ingest.package import load_package
    >>> from netintl.model.bundled import bundled
    >>> len(statements_of(load_package(bundled("data") / "worked-example"))["organizations"])
    8
    """
    tables = dict(package.tables)
    renames = settled_ids(tables, tables["judgements"])
    found = {}
    for name in TABLES:
        frame = tables[name]
        if name in package.drafts:
            aside = _aside(package.drafts[name])
            frame = pd.concat([frame, aside], ignore_index=True).fillna("") if len(aside) else frame
        for column in _REFERRING.get(name, ()) if renames else ():
            frame = frame.assign(
                **{column: frame[column].map(lambda cell: renames.get(cell, cell))}
            )
        found[name] = frame
    return found


def _aside(draft: Draft) -> pd.DataFrame:
    """Return the rows, as they were read, that another row of their key has displaced."""
    hit = (draft.reasons == _SET_ASIDE).nonzero()[0]
    names = [name for name in draft.table.columns if name in draft.columns]
    return draft.frame(names, hit)
