"""The likeliest duplicates of a package: pairs nobody has judged yet, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from netintl.errors import UsageError
from netintl.i18n import _
from netintl.identity.changes import changed
from netintl.identity.judgements import verdict_lines
from netintl.identity.levels import distinct_rows
from netintl.identity.likely_pairs import (
    carried_over,
    comparison_of,
    likely_pairs,
)
from netintl.identity.pair_cache import kept_pairs
from netintl.identity.records import partners_of, read_records
from netintl.model.cells import parts_of
from netintl.model.nearest import nearest
from netintl.model.official_ids import official_id
from netintl.model.verdicts import latest, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.identity.comparison import Comparison
    from netintl.identity.likely_pairs import Found
    from netintl.identity.records import Record

LEAST: Final = 0.35
"""The probability from which a pair is proposed, chosen on the train half of labelled pairs."""


class Candidate(NamedTuple):
    """Two organizations that may be one, and why."""

    left: str
    right: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Candidates:
    """Proposed pairs, how many were compared, and the keys of which not all pairs were."""

    pairs: tuple[Candidate, ...]
    compared: int
    capped: tuple[tuple[str, int], ...]


def find_candidates(
    tables: Mapping[str, pd.DataFrame],
    *,
    least: float = LEAST,
    again: bool = False,
    kept: bool = False,
) -> Candidates:
    """Find the likeliest duplicates among the organizations of a package.

    Parameters
    ----------
    tables
        Checked tables as they are before judgements are carried out.
    least
        Probability from which a pair is proposed.
    again
        Propose pairs once more that were judged unsure.
    kept
        Keep what no judgement changes in the user's cache folder, and take it from there.

    Examples
    --------
    >>> import pandas as pd
    >>> names = ["渤海职业技术学院", "渤海職業技術學院", "宁波大学"]
    >>> frame = pd.DataFrame({"id": ["a", "b", "c"], "kind": "school", "name_zh": names})
    >>> judged = pd.DataFrame({"left": [], "right": [], "verdict": []})
    >>> found = find_candidates({"organizations": frame, "judgements": judged})
    >>> [(pair.left, pair.right) for pair in found.pairs]
    [('a', 'b')]
    """
    judgements = tables["judgements"]
    change = changed(tables, judgements)
    likely = (kept_pairs if kept else likely_pairs)(change.before, least)
    found = carried_over(likely, change, least)
    pairs = _ranked(found, change.ids, change.parties, least)
    silent = _judged(judgements, change.renames, again=again)
    if silent:
        pairs = [pair for pair in pairs if frozenset((pair.left, pair.right)) not in silent]
    return Candidates(tuple(pairs), len(likely.left), likely.capped)


def _ranked(
    found: Found, ids: list[str], parties: pd.DataFrame | None, least: float
) -> list[Candidate]:
    """Return the likely pairs, the likeliest first, then by their ids, which are sorted."""
    named = np.array(ids, dtype=object)
    one, other = named[found.left], named[found.right]
    shared = _sharing(one.tolist(), other.tolist(), parties)
    rows, sort = distinct_rows(np.column_stack([found.levels, shared]))
    said = [comparison_of(row[:-1], bool(row[-1])) for row in rows]
    scores = np.array([score for _comparison, score in said])[sort] if said else np.zeros(0)
    kept = np.flatnonzero(scores >= least)
    order = kept[np.lexsort((found.right[kept], found.left[kept], -scores[kept]))]
    comparisons = [said[row][0] for row in sort[order].tolist()]
    return list(map(Candidate, one[order].tolist(), other[order].tolist(), comparisons))


def _sharing(one: list[str], other: list[str], parties: pd.DataFrame | None) -> np.ndarray:
    """Tell which pairs have a partner in common."""
    shared = np.zeros(len(one), dtype=bool)
    if parties is not None and len(parties):
        partners = partners_of(parties, frozenset((*one, *other)))
        none: frozenset[str] = frozenset()
        shared[:] = [
            not partners.get(left, none).isdisjoint(partners.get(right, none))
            for left, right in zip(one, other, strict=True)
        ]
    return shared


def _judged(
    judgements: pd.DataFrame, renames: Mapping[str, str], *, again: bool
) -> set[frozenset[str]]:
    """Return the pairs of settled ids that somebody has judged."""
    stands = standing(verdict_lines(judgements))
    return {
        frozenset(renames.get(name, name) for name in pair)
        for pair, rows in stands.items()
        if not (again and latest(rows) == "unsure")
    }


def record_named(tables: Mapping[str, pd.DataFrame], name: str) -> Record:
    """Return the record of one id."""
    return next(record for record in read_records(tables) if record.id == name)


def find_id(tables: Mapping[str, pd.DataFrame], text: str, *, official: bool = False) -> str:
    """Return the id meant by an id or a name of an organization, or by the id of an agreement.

    With ``official`` an official id, such as a code of the Ministry of Education, means itself.

    Raises
    ------
    UsageError
        When nothing or several fit.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": ["a", "b"], "name_zh": "", "name_en": ["Bo", "Hai"]})
    >>> find_id({"organizations": frame.assign(aliases="Bo Hai;H")}, "hai")
    'b'
    """
    frame = tables["organizations"]
    called = {
        str(own): (str(own), zh, en, *parts_of(also))
        for own, zh, en, also in zip(
            frame["id"], frame["name_zh"], frame["name_en"], frame["aliases"], strict=True
        )
    }
    if text in called or ("agreements" in tables and text in set(tables["agreements"]["id"])):
        return text
    if official and official_id(text):
        return official_id(text)
    wanted = text.strip().casefold()
    hits = [own for own, names in called.items() if wanted in map(str.casefold, names)]
    hits = hits or [
        own for own, names in called.items() if any(wanted in name.casefold() for name in names)
    ]
    if len(hits) == 1 and wanted:
        return hits[0]
    near = hits[:_SHOWN] if wanted and hits else nearest(text, called)
    cure = _("Use an id, or a name that only one organization has.")
    if near:
        listed = "; ".join(f"{own} ({called[own][1] or called[own][2]})" for own in near)
        cure = _("Did you mean {names}?").format(names=listed)
    raise UsageError(_("No single organization is meant by {name}.").format(name=text), cure=cure)


_SHOWN: Final = 8
