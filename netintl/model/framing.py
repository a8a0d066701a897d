"""How things are called now: by the words of a package, and neutrally where it is not of China.

What runs for a network is framed by it, as sentences are spoken in a language; nothing else need
know.
"""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from netintl.model.self_description import in_language
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """Whether words are neutral, and what a package calls kinds of organizations."""

    neutral: bool = False
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


_framing: ContextVar[Framing] = ContextVar("framing", default=Framing())  # noqa: B039 - frozen


def current_framing() -> Framing:
    """Tell how things are called now."""
    return _framing.get()


def set_framing(framing: Framing) -> None:
    """Call things so in all that follows."""
    _framing.set(framing)


@contextmanager
def framed(framing: Framing) -> Iterator[None]:
    """Call things so inside the block.

    Examples
    --------
    >>> with framed(Framing(neutral=True)):
    ...     kind_label("college", "en"), kind_label("school", "zh")
    ('college', '学校')
    >>> kind_label("college", "en")
    'overseas college'
    """
    token = _framing.set(framing)
    try:
        yield
    finally:
        _framing.reset(token)


def kind_label(code: str, language: str) -> str:
    """Return what a kind of organization is called; an unknown one stands for itself."""
    framing = current_framing()
    if code in framing.kinds:
        return in_language(framing.kinds[code], language)
    if framing.neutral and code in _neutral()["kinds"]:
        return str(_neutral()["kinds"][code][language])
    term = vocabulary("kinds").get(code)
    return term.label(language) if term else code


def framed_text(words: Mapping[str, str], language: str) -> str:
    """Return a heading or a description as it is said now.

    Parameters
    ----------
    words
        It in both languages.

    Examples
    --------
    >>> words = {"en": "Partners that are Chinese schools.", "zh": "其中中国职业院校数。"}
    >>> with framed(Framing(neutral=True)):
    ...     framed_text(words, "en"), framed_text(words, "zh")
    ('Partners that are schools.', '其中学校数。')
    """
    framing = current_framing()
    kind = _neutral()["heads"].get(words["en"])
    if kind in framing.kinds:
        label = kind_label(kind, language)
        return label[:1].upper() + label[1:]
    if framing.neutral and words["en"] in _neutral()["texts"]:
        return str(_neutral()["texts"][words["en"]][language])
    return words[language]


def layer_label(code: str, language: str) -> str:
    """Return what a layer between two kinds is called now; nothing where it is called as ever."""
    framing = current_framing()
    ends = tuple(code.split("_"))
    if ends not in _LAYERS or not (framing.neutral or framing.kinds.keys() & set(ends)):
        return ""
    return "–".join(kind_label(end, language) for end in ends)


_LAYERS: Final = (("school", "college"), ("school", "enterprise"), ("college", "enterprise"))


@cache
def _neutral() -> Mapping[str, Any]:
    text = files("netintl.model").joinpath("neutral_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
