"""The named queries: one Cypher file each, whose opening comments declare what it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from netintl.model.bundled import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from netintl.i18n import Language

REQUIRED: Final = ""
NOTHING: Final = "null"
_PARAMETER: Final = re.compile(r"(\w+): (\w+)(?: = (\S+))? \| (.+?) \| (.+)")
_COLUMN: Final = re.compile(r"(\w+): (\w+) \| (.+?) \| (.+)")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query is asked with; ``default`` is empty where a value is required."""

    name: str
    type: str
    default: str
    meanings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """What a query returns: its name in the rows, what it holds, its heading for people.

    A ``detail`` is left out of tables on a screen, unless asked for.
    """

    name: str
    type: str
    labels: Mapping[str, str]
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One named query.

    ``one_of`` are parameters of which exactly one is given, ``example`` the values shown in the
    catalogue, ``code`` the statement without comments around it.
    """

    name: str
    titles: Mapping[str, str]
    remarks: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    one_of: tuple[str, ...]
    columns: tuple[Column, ...]
    example: Mapping[str, str]
    text: str
    code: str

    def title(self, language: Language) -> str:
        """Return the question in a language."""
        return self.titles[language]


@cache
def questions(folder: Path | None = None) -> Mapping[str, Question]:
    """Read the named queries in the order of their names.

    Raises
    ------
    ValueError
        When the opening comments of a file do not declare it.

    Examples
    --------
    >>> questions()["shared_partners"].title("en")
    'Which partners do two organizations have in common?'
    """
    place = folder or bundled("queries")
    found = [read_question(path) for path in sorted(place.glob("*.cypher"))]
    return MappingProxyType({question.name: question for question in found})


def read_question(path: Path) -> Question:
    """Read one file; its comments up to the first empty line declare it.

    Raises
    ------
    ValueError
        When they do not.
    """
    text = path.read_text(encoding="utf-8-sig")
    opening, _blank, rest = text.replace("\r\n", "\n").partition("\n\n")
    lines = [line.removeprefix("//").rstrip() for line in opening.splitlines()]
    parts = _parts(lines)
    if len(parts["about"]) < len(("en", "zh")) or not parts["returns"]:
        raise ValueError(path.name)
    first, second, *remarks = parts["about"]
    return Question(
        name=path.stem,
        titles=MappingProxyType({"en": first, "zh": second}),
        remarks=MappingProxyType(_by_language(remarks)),
        parameters=tuple(_parameter(path.name, line) for line in parts["params"]),
        one_of=tuple(name.strip() for line in parts["one of"] for name in line.split(",")),
        columns=(
            *[_column(path.name, line) for line in parts["returns"]],
            *[_column(path.name, line, detail=True) for line in parts["details"]],
        ),
        example=MappingProxyType(
            dict(word.split("=", 1) for line in parts["example"] for word in line.split())
        ),
        text=text,
        code=without_end(rest),
    )


def without_end(text: str) -> str:
    """Return a statement without the semicolon that ends it in a file.

    Examples
    --------
    >>> without_end("RETURN ';' AS sign; ")
    "RETURN ';' AS sign"
    """
    return text.strip().removesuffix(";").rstrip()


def _parts(lines: Iterable[str]) -> dict[str, list[str]]:
    """Sort the lines under their headings; what stands before the first is about the query."""
    parts: dict[str, list[str]] = {
        name: [] for name in ("about", "params", "one of", "returns", "details", "example")
    }
    heading = "about"
    for line in lines:
        name, colon, value = line.strip().partition(":")
        if name in parts and not line.startswith("   "):
            heading = name
            if colon and value.strip():
                parts[name].append(value.strip())
        elif line.strip():
            parts[heading].append(line.strip())
    return parts


def _by_language(lines: Iterable[str]) -> dict[str, str]:
    english: list[str] = []
    chinese: list[str] = []
    for line in lines:
        (chinese if _CHINESE.search(line) else english).append(line)
    return {"en": " ".join(english), "zh": "".join(chinese)}


def _parameter(file: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise ValueError(f"{file}: {line}")
    name, type_, default, en, zh = found.groups()
    return Parameter(name, type_, default or REQUIRED, MappingProxyType({"en": en, "zh": zh}))


def _column(file: str, line: str, *, detail: bool = False) -> Column:
    found = _COLUMN.fullmatch(line)
    if found is None:
        raise ValueError(f"{file}: {line}")
    name, type_, en, zh = found.groups()
    return Column(name, type_, MappingProxyType({"en": en, "zh": zh}), detail)
