"""Patterns of a mapping: Python's regular expressions, with a bound on what they may cost."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from math import prod
from typing import Any, Final

import regex

from netintl.errors import InputError
from netintl.i18n import _
from netintl.model.limits import limits

# What is no brace of a count: an escaped sign, a class of signs.
_QUOTED: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_COUNT: Final = re.compile(r"[0-9]*(?:,[0-9]*)?")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that gives up on a text for which it would take too long."""

    pattern: str
    compiled: Any

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, or None.

        Raises
        ------
        InputError
            When the search takes longer than the limit ``pattern_seconds``.
        """
        seconds = limits()["pattern_seconds"]
        try:
            found: re.Match[str] | None = self.compiled.search(text, timeout=seconds)
        except (TimeoutError, MemoryError) as problem:
            raise InputError(
                _(
                    "The pattern {pattern} of the mapping takes longer than {seconds} s, the limit "
                    "of pattern_seconds, for the text {text}."
                ).format(pattern=self.pattern, seconds=seconds, text=repr(text[:40])),
                cure=_("Write the pattern without one repetition inside another, as in (a+)+."),
            ) from problem
        return found


def compile_pattern(text: str) -> Pattern:
    r"""Compile a pattern.

    Raises
    ------
    ValueError
        When it is no regular expression of Python's, too long, or repeats too often.

    Examples
    --------
    >>> compile_pattern(r"^(\d+)").search("12 a").group(1)
    '12'
    >>> compile_pattern("a{9999}")
    Traceback (most recent call last):
    ValueError: it repeats more than 1000 times, the limit of pattern
    """
    most = limits()["pattern"]
    if len(text) > most:
        raise ValueError(
            _("it is longer than {most} characters, the limit of pattern").format(most=most)
        )
    _check_counts(text, most)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of sets that a later Python may know
            warnings.simplefilter("ignore", DeprecationWarning)
            re.compile(text)  # so that the language is Python's, without what regex adds to it
            compiled = regex.compile(text)
    except (re.error, regex.error, OverflowError, RecursionError) as problem:
        raise ValueError(str(problem)) from problem
    return Pattern(text, compiled)


def _check_counts(text: str, most: int) -> None:
    """Refuse counts that would make a pattern large: they are written out when it is compiled."""
    counts = []
    for inside in _BRACES.findall(_QUOTED.sub("", text)):
        if not _COUNT.fullmatch(inside):
            raise ValueError(_("a brace that is no count is written with a backslash"))
        counts.append(max(int(part[:10] or 1) for part in inside.split(",")) or 1)
    if prod(counts) > most:
        raise ValueError(
            _("it repeats more than {most} times, the limit of pattern").format(most=most)
        )
