"""A crosswalk of one's own, from a CSV file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.text_tables import read_whole_table
from netintl.model.fields import majors
from netintl.model.industries import industries

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS = ("major", "industry", "weight")
_TOLERANCE = 1e-6


def read_crosswalk(path: str | Path) -> Mapping[str, Mapping[str, float]]:
    """Read major, industry and weight; the weights of each major add to 1.

    Raises
    ------
    InputError
        When the file, a code or a sum is wrong.
    """
    path = Path(path)
    weights: dict[str, dict[str, float]] = {}
    for major, industry, weight in _rows(path):
        if major not in majors() or industry not in industries() or not 0 <= weight <= 1:
            raise _problem(path, f"{major},{industry},{weight:g}")
        weights.setdefault(major, {})[industry] = weight
    for major, row in weights.items():
        if abs(sum(row.values()) - 1) > _TOLERANCE:
            raise _problem(path, f"{major}: {sum(row.values()):g}")
    return weights


def _rows(path: Path) -> list[tuple[str, str, float]]:
    cure = _("Name strict, weighted, broad, or a CSV file that exists.")
    frame = read_whole_table(path, "crosswalk", cure=cure, refused=partial(_problem, path))
    if not set(_COLUMNS) <= set(frame.columns):
        raise _problem(path, ",".join(_COLUMNS))
    try:
        rows = frame[list(_COLUMNS)].itertuples(index=False)
        return [(major, industry, float(weight)) for major, industry, weight in rows]
    except ValueError as problem:
        raise _problem(path, str(problem)) from problem


def _problem(path: Path, what: str) -> InputError:
    return InputError(
        _("{path} is no crosswalk: {what}.").format(path=path, what=what),
        cure=_("Write the columns major,industry,weight; the weights of each major add to 1."),
    )
