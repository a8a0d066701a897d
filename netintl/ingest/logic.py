"""Checks that need several cells or several tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.ingest.columns import Column, repeated_rows
from netintl.ingest.keys import look_of
from netintl.model.limits import limits
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.draft import Draft

_PERSON_TIMES = ("person-times", "person times", "person-time", "人次")


def check_dates(draft: Draft, first: str, last: str) -> None:
    """Reject rows whose end lies before their start, judged by the precision both have."""
    both = draft.columns[first].where(bool) & draft.columns[last].where(bool)
    if not both.any():
        return
    starts, ends = draft.cells(first), draft.cells(last)
    hit = np.zeros(len(starts), dtype=bool)
    for place in np.flatnonzero(both):
        digits = min(len(starts[place]), len(ends[place]))
        hit[place] = ends[place][:digits] < starts[place][:digits]
    draft.note("LOG001", hit, column=last)


def check_names(draft: Draft) -> None:
    """Report organizations without a name, and two that share one."""
    nameless = draft.columns["name_zh"].equals("") & draft.columns["name_en"].equals("")
    draft.note("LOG005", nameless)
    for name in ("name_zh", "name_en"):
        column = draft.columns[name]
        looks = Column.of([look_of(text) for text in column.values])
        same = Column(looks.codes[column.codes], looks.values)
        named = np.flatnonzero(column.where(bool))
        twice = np.zeros(len(draft), dtype=bool)
        twice[repeated_rows([same, draft.columns["country"]], named)] = True
        draft.note("LOG006", twice, column=name)


def check_starts(dated: Draft, sources: Draft) -> None:
    """Report agreements that begin more than a year after the newest source was seen."""
    seen = [text for name in ("published", "retrieved") for text in sources.cells(name) if text]
    if not seen:
        return
    newest = max(seen)
    limit = f"{int(newest[:4]) + 1:04d}{newest[4:]}"
    late = dated.columns["start"].where(lambda text: text[: len(limit)] > limit[: len(text)])
    dated.note("LOG009", late, column="start")


def check_flows(drafts: Mapping[str, Draft]) -> None:
    """Reject persons on agreements that carry none, and person-times among persons."""
    flows, agreements = drafts["flows"], drafts["agreements"]
    kinds = dict(zip(agreements.cells("id"), agreements.cells("kind"), strict=True))
    carrying = {
        c for c, term in vocabulary("agreement_kinds").items() if term.extra["flows"] == "yes"
    }
    idle = flows.columns["agreement"].where(lambda name: kinds.get(name, "") not in {"", *carrying})
    flows.note("LOG002", idle, column="agreement")
    wrong = flows.columns["note"].where(_speaks_of_person_times)
    flows.note("LOG007", wrong & flows.columns["persons"].where(bool), column="persons")
    _check_flow_ends(flows, drafts["parties"])


def _speaks_of_person_times(text: str) -> bool:
    return any(words in text.casefold() for words in _PERSON_TIMES)


def _check_flow_ends(flows: Draft, parties: Draft) -> None:
    alive = parties.alive
    present = set(
        zip(parties.cells("agreement")[alive], parties.cells("organization")[alive], strict=True)
    )
    for end in ("from", "to"):
        pairs = zip(flows.cells("agreement"), flows.cells(end), strict=True)
        strange = np.fromiter((pair not in present for pair in pairs), bool, len(flows))
        flows.note("LOG008", strange, column=end)


def check_parties(drafts: Mapping[str, Draft]) -> None:
    """Reject agreements of an organization with itself, or of too many; report few and many."""
    agreements, parties = drafts["agreements"], drafts["parties"]
    kept = parties.frame(["agreement", "organization"], np.flatnonzero(parties.alive))
    grouped = kept.groupby("agreement", sort=False)["organization"]
    per_agreement = pd.DataFrame({"rows": grouped.size(), "bodies": grouped.nunique()})
    matched = per_agreement.reindex(agreements.cells("id")).fillna(0).to_numpy(dtype=np.int64)
    rows, bodies = matched[:, 0], matched[:, 1]
    most = limits()
    agreements.note("LOG011", bodies > most["parties"])
    agreements.note("LOG010", bodies > most["paired_parties"])
    agreements.note("LOG003", (rows > 1) & (bodies == 1))
    agreements.note("LOG004", bodies < 2)  # noqa: PLR2004 - an agreement takes two
