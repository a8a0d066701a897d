"""The review: pair after pair, a key each, and each answer is written at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from netintl.atomic_files import uninterrupted
from netintl.cli.entity_tables import name_of, parts_text, rows_by_id
from netintl.cli.register_words import register_words
from netintl.errors import InputError
from netintl.i18n import _
from netintl.identity.judgements import chain, ties
from netintl.identity.ledger_files import Line, ledger_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from netintl.cli.speech import Spoken
    from netintl.identity.candidates import Candidate
    from netintl.identity.ledger_files import LedgerFile

_VERDICTS: Final = {"s": "same", "d": "different", "u": "unsure"}


class Review:
    """One sitting: which pairs are asked, and what was answered in it."""

    def __init__(
        self,
        spoken: Spoken,
        ledger: LedgerFile,
        tables: Mapping[str, pd.DataFrame],
        pairs: Sequence[Candidate],
        by: str,
    ) -> None:
        self.spoken, self.ledger, self.tables = spoken, ledger, tables
        self.pairs, self.by = pairs, by
        self.known = rows_by_id(tables)
        self.told = register_words(tables, pairs)
        self.answered: list[tuple[int, list[Line]]] = []

    def run(self) -> None:
        """Ask until all is answered, or until whoever answers has had enough.

        Ctrl-C ends it too: what was answered is in the file by then, and is told.
        """
        try:
            self._ask()
        except (KeyboardInterrupt, click.Abort):
            click.echo("")
            self._tell()
            raise
        self._tell()

    def _tell(self) -> None:
        judged = len(self.answered)
        click.echo(_("{n} judged of {total} proposed.").format(n=judged, total=len(self.pairs)))
        if judged:
            self.spoken.tell(_("Added to {path}.").format(path=self.ledger.file))

    def _ask(self) -> None:
        place = 0
        while place < len(self.pairs):
            if self._settled(self.pairs[place]):
                place += 1
                continue
            self._show(place)
            key = self._key()
            if key == "q":
                break
            with uninterrupted():  # so that what is in the file is counted
                place = self._took(key, place)

    def _took(self, key: str, place: int) -> int:
        """Carry out a key; return which pair is asked next."""
        if key == "k":
            return place + 1
        if key == "z":
            return self._undo(place)
        if key not in _VERDICTS:
            click.echo(_("Press s, d, u, k, z or q."))
            return place
        pair = self.pairs[place]
        line = Line(*self._fuller_first(pair), _VERDICTS[key], self.by)
        try:
            added = self.ledger.judge(self.tables, line)
        except InputError as problem:
            click.echo(f"{problem} {_('Nothing was written.')}")
            return place
        self.answered.append((place, added))
        return place + 1

    def _undo(self, place: int) -> int:
        if not self.answered:
            click.echo(_("There is nothing to undo in this review."))
            return place
        before, added = self.answered.pop()
        for line in reversed(added):
            self.ledger.undo(self.tables, line.number, by=self.by)
        return before

    def _settled(self, pair: Candidate) -> bool:
        """Tell whether answers of this review have made the two one already."""
        if not any(line.verdict == "same" for _place, added in self.answered for line in added):
            return False
        frame = ledger_frame(self.ledger.lines())
        return bool(chain(ties(self.tables, frame), pair.left, pair.right))

    def _fuller_first(self, pair: Candidate) -> tuple[str, str]:
        """Put first who is better described: its name stays where the two are one."""
        left, right = (self._said(own) for own in (pair.left, pair.right))
        return (pair.right, pair.left) if right > left else (pair.left, pair.right)

    def _said(self, own: str) -> tuple[bool, int, int]:
        """Tell how much is said of an organization: its kind, cells that are filled, its name."""
        row = self.known[own]
        filled = sum(bool(cell) for cell in row.values())
        return row.get("kind", "") not in ("", "other"), filled, len(name_of(row))

    def _show(self, place: int) -> None:
        pair = self.pairs[place]
        click.echo("")
        click.echo(_("Pair {n} of {total}").format(n=place + 1, total=len(self.pairs)))
        for own in self._fuller_first(pair):
            row = self.known[own]
            cells = (name_of(row), row.get("name_zh", ""), row.get("name_en", ""))
            where = (row.get("city", ""), row.get("country", ""), row.get("aliases", ""))
            said = dict.fromkeys(cell for cell in (*cells, *where) if cell)
            click.echo(f"  {own}: {' · '.join(said)}")
        click.echo(parts_text(pair.comparison), nl=False)
        if (pair.left, pair.right) in self.told:
            click.echo(self.told[pair.left, pair.right])
        keys = _("s same · d different · u unsure · k skip · z undo · q quit")
        click.echo(f"{keys} > ", nl=False)

    def _key(self) -> str:
        """Return the next key; the end of what is piped in quits."""
        if sys.stdin.isatty():
            key = click.getchar()
            click.echo(key)
        else:
            key = sys.stdin.read(1)
            while key.isspace():
                key = sys.stdin.read(1)
            click.echo(key)
        return key.casefold() or "q"
