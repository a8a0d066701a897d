"""Sentences in the reader's language: English source, ``zh_CN`` catalogue.

A sentence is looked up where it is printed. Data and results hold codes and facts, so one run can
be printed in both languages.
"""

from __future__ import annotations

import gettext as _gettext
import os
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

Language = Literal["en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_CATALOGUES = {"en": "en", "zh": "zh_CN"}
_current: ContextVar[Language] = ContextVar("language", default="en")


@cache
def _catalogue(language: Language) -> _gettext.NullTranslations:
    folder = Path(__file__).parent / "locale"
    return _gettext.translation("netintl", folder, [_CATALOGUES[language]], fallback=True)


def current_language() -> Language:
    """Tell the language that sentences are printed in now."""
    return _current.get()


def set_language(language: Language) -> None:
    """Print all that follows in ``language``."""
    _current.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Print what happens inside the block in ``language``.

    Examples
    --------
    >>> with speaking("zh"):
    ...     current_language()
    'zh'
    """
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def _(message: str) -> str:
    """Translate one sentence into the current language."""
    return _catalogue(_current.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a sentence that depends on a number."""
    return _catalogue(_current.get()).ngettext(one, many, count)


def mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


def language_of_locale() -> Language:
    """Choose the language from ``LC_ALL``, ``LC_MESSAGES`` or ``LANG``; English otherwise."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
