"""What people's own words for kinds, states and roles mean in our vocabularies."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from netintl.model.labels import folded_label
from netintl.model.vocabularies import current_additions, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.model.vocabularies import Additions


def meant_code(name: str, text: str) -> str:
    """Return the code of a vocabulary that a text means, or nothing where no word tells.

    A code and its titles mean themselves; else the first pattern of ``value_words.toml`` holds.

    Examples
    --------
    >>> meant_code("statuses", "已签约"), meant_code("agreement_kinds", "MoU")
    ('signed', 'mou_only')
    """
    plain = folded_label(text)
    named = _names(name, current_additions()).get(plain)
    if named:
        return named
    return next((code for code, words in _words(name).items() if words.search(plain)), "")


@lru_cache(maxsize=64)
def _names(name: str, _additions: Additions) -> Mapping[str, str]:
    return {
        folded_label(label): code
        for code, term in vocabulary(name).items()
        for label in (code, term.en, term.zh)
    }


@cache
def _words(name: str) -> Mapping[str, re.Pattern[str]]:
    text = files("netintl.ingest").joinpath("value_words.toml").read_text(encoding="utf-8")
    return {code: re.compile(words) for code, words in tomllib.loads(text).get(name, {}).items()}
