"""What stands of the judgements about pairs: an undo is a line too, and takes one line back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

VERDICTS: Final = ("same", "different", "unsure")
UNDO: Final = "undo_"


class Verdict(NamedTuple):
    """One line of the ledger, as far as it settles anything; lines sort by day."""

    day: str
    left: str
    right: str
    word: str


def undoing(word: str) -> str:
    """Return the word of the line that takes a line back; a line taken back is written again.

    Examples
    --------
    >>> undoing("same"), undoing("undo_same")
    ('undo_same', 'same')
    """
    return word.removeprefix(UNDO) if word.startswith(UNDO) else UNDO + word


def standing(lines: Iterable[Verdict]) -> dict[frozenset[str], list[Verdict]]:
    """Return what stands about each pair, oldest first; the order of the lines is of no meaning.

    Each undo takes back one line of its word and its pair, the latest there is.

    Examples
    --------
    >>> same, undo = Verdict("2026-01-01", "a", "b", "same"), Verdict("", "b", "a", "undo_same")
    >>> standing([undo, same]), list(standing([same]).values())
    ({}, [[Verdict(day='2026-01-01', left='a', right='b', word='same')]])
    """
    given: dict[frozenset[str], list[Verdict]] = {}
    undone: dict[tuple[frozenset[str], str], int] = {}
    for line in lines:
        pair = frozenset((line.left, line.right))
        if line.word.startswith(UNDO):
            key = (pair, line.word.removeprefix(UNDO))
            undone[key] = undone.get(key, 0) + 1
        else:
            given.setdefault(pair, []).append(line)
    left = {pair: _left(sorted(rows), pair, undone) for pair, rows in given.items()}
    return {pair: rows for pair, rows in left.items() if rows}


def _left(
    rows: list[Verdict], pair: frozenset[str], undone: dict[tuple[frozenset[str], str], int]
) -> list[Verdict]:
    kept = []
    for row in reversed(rows):
        if undone.get((pair, row.word), 0):
            undone[pair, row.word] -= 1
        else:
            kept.append(row)
    return kept[::-1]


def latest(rows: list[Verdict]) -> str:
    """Return the verdict of the latest day; on one day unsure takes back same.

    Opposite verdicts of one day give ``""``: nobody can say which holds.

    Examples
    --------
    >>> latest([Verdict("2026-01-01", "a", "b", "same"), Verdict("2026-01-01", "a", "b", "unsure")])
    'unsure'
    """
    day = max(row.day for row in rows)
    words = {row.word for row in rows if row.day == day}
    if {"same", "different"} <= words:
        return ""
    return "unsure" if "unsure" in words else min(words)
