"""What a file of which nothing was read looks like, and what to do with it."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from netintl.i18n import _, mark
from netintl.model.labels import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENDS: Final = (("source", "target"), ("from", "to"), ("origin", "destination"), ("起点", "终点"))
_NETWORK_FILES: Final = (
    (re.compile(r"<graphml\b", re.IGNORECASE), "GraphML", ".graphml"),
    (re.compile(r"<gexf\b", re.IGNORECASE), "GEXF", ".gexf"),
    (re.compile(r"^\s*\*vertices\b", re.IGNORECASE), "Pajek", ".net"),
    (re.compile(r"^\s*graph\s*\[", re.IGNORECASE), "GML", ".gml"),
)
_SMALLEST_MATRIX: Final = 3  # labels that stand both in the first row and in the first column
_AS_LINKS: Final = mark(
    "Name the sheet or file links and the two columns source and target; each row is an agreement."
)
_AS_PAIRS: Final = mark(
    "Write one row for each pair, with the columns source and target, into links.csv."
)
_RENAME: Final = mark("Give it the suffix {suffix}; then netintl -d FILE check.")


def likeness_of(text: str) -> tuple[str, str] | None:
    r"""Say what the beginning of a file or sheet looks like, and the cure; None where unknown.

    Examples
    --------
    >>> likeness_of("Source;Target;Type\\nA;B;Undirected\\n")[0]
    'an edge list'
    >>> likeness_of("<?xml version='1.0'?><graphml>")[0], likeness_of("to whom it may concern")
    ('a GraphML file', None)
    """
    for pattern, name, suffix in _NETWORK_FILES:
        if pattern.search(text):
            return _("a {format} file").format(format=name), _(_RENAME).format(suffix=suffix)
    rows = [row for row in csv.reader(text.splitlines(), delimiter=_sign(text)) if any(row)]
    if not rows:
        return None
    header = [folded(label) for label in rows[0]]
    if any(one in header and other in header for one, other in _ENDS):
        return _("an edge list"), _(_AS_LINKS)
    if _is_matrix(rows):
        return _("a matrix"), _(_AS_PAIRS)
    if {"id", "label"} <= set(header):
        return _("a table of nodes"), _(
            "Name it organizations and give it the columns id, kind and name_en."
        )
    return None


def best_likeness(heads: Iterable[str]) -> tuple[str, str] | None:
    """Say what the first of several beginnings looks like; links tell more than nodes."""
    found = [likeness for likeness in map(likeness_of, heads) if likeness]
    nodes = _("a table of nodes")
    return next((one for one in found if one[0] != nodes), found[0] if found else None)


def _sign(text: str) -> str:
    header = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t|", key=header.count)


def _is_matrix(rows: Sequence[Sequence[str]]) -> bool:
    labels = {label for label in rows[0][1:] if label}
    firsts = {row[0] for row in rows[1:] if row}
    return len(labels & firsts) >= min(_SMALLEST_MATRIX, len(labels)) > 1
