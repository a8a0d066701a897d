"""Free text to codes: the longest known term wins, word by word in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS = re.compile("[;；、]")


@dataclass(frozen=True)
class Coder:
    """Terms with their codes, longest first."""

    terms: tuple[tuple[re.Pattern[str], str], ...]
    known: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]], known: Iterable[str]) -> Coder:
        """Build a coder from rows of term, language and code."""
        ordered = sorted(rows, key=lambda row: (-len(row[0]), row[0]))
        return cls(
            tuple((_pattern(term, lang), code) for term, lang, code in ordered), frozenset(known)
        )

    def codes(self, text: str) -> tuple[str, ...]:
        """Return the sorted codes that the parts of a text mean; codes pass through."""
        found = set()
        for part in _PARTS.split(text):
            if part.strip() in self.known:
                found.add(part.strip())
            else:
                found.update(self._part(part.casefold()))
        return tuple(sorted(found))

    def _part(self, part: str) -> set[str]:
        """Take the longest term out of a part again and again, so that "rail" is not in "trail"."""
        found = set()
        for pattern, code in self.terms:
            part, times = pattern.subn(" ", part)
            if times:
                found.add(code)
        return found


def _pattern(term: str, language: str) -> re.Pattern[str]:
    folded = re.escape(term.casefold())
    return re.compile(rf"(?<![a-z]){folded}(?![a-z])" if language == "en" else folded)
