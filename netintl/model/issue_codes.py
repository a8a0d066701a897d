"""The codes of every problem a table can have, read from ``issue_codes.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from netintl.model.limits import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.i18n import Language

Severity = Literal["error", "warning", "info"]
Effect = Literal["reject", "blank", "merge", "keep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCode:
    """What one code means, in both languages, and what the tool does about it."""

    code: str
    severity: Severity
    effect: Effect
    titles: Mapping[str, str]
    causes: Mapping[str, str]
    examples: Mapping[str, str]
    cures: Mapping[str, str]

    def title(self, language: Language) -> str:
        """Return what happened, in one clause."""
        return self.titles[language]

    def cure(self, language: Language) -> str:
        """Return what to do, in one sentence."""
        return self.cures[language]


def _limited(text: str) -> str:
    """Write the limits that a text names, such as ``{persons}``."""
    for name, most in limits().items():
        text = text.replace(f"{{{name}}}", f"{most:,}")
    return text


def _issue_code(code: str, entry: Mapping[str, str]) -> IssueCode:
    def both(name: str) -> Mapping[str, str]:
        return MappingProxyType({code: _limited(entry[f"{name}_{code}"]) for code in ("en", "zh")})

    return IssueCode(
        code=code,
        severity=entry["severity"],  # type: ignore[arg-type]
        effect=entry["effect"],  # type: ignore[arg-type]
        titles=both("title"),
        causes=both("cause"),
        examples=both("example"),
        cures=both("cure"),
    )


@cache
def issue_codes() -> Mapping[str, IssueCode]:
    """Return all codes, in the order of the documentation.

    Examples
    --------
    >>> issue_codes()["CEL004"].cure("en")
    'Write YYYY, YYYY-MM or YYYY-MM-DD.'
    """
    text = files("netintl.model").joinpath("issue_codes.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)
    return MappingProxyType({code: _issue_code(code, entry) for code, entry in entries.items()})
