"""What the columns of a foreign table mean: by the words of their headers, then by their cells."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from netintl.ingest.assumed_dates import assumed_date
from netintl.ingest.value_words import meant_code
from netintl.ingest.written_dates import written_date
from netintl.model.country_names import find_country
from netintl.model.labels import folded_label
from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LOOKED_AT: Final = 200  # cells of a column that tell what it holds
_MOST: Final = 0.8  # of the filled cells; fewer are no rule
_NAMES: Final = 0.5  # of the filled cells; the words of organizations are many, our list is short
_YEARS: Final = range(1900, 2101)
_VAGUE: Final = ("project", "title", "note", "kind")  # which addresses of pages cannot be
_PLAIN_KINDS: Final = re.compile("^(type|kind|category|类型|类别|性质)$")
_MARKS: Final = frozenset(
    (
        "0",
        "1",
        "x",
        "×",
        "✓",
        "✔",
        "√",
        "●",
        "○",
        "是",
        "否",
        "有",
        "无",
        "y",
        "n",
        "yes",
        "no",
        "-",
    )
)
_NUMBER: Final = re.compile(r"[<>≥≤约近~]?\d[\d,.\s]*[万余+%人名个]*")
_ADDRESS: Final = re.compile(
    r"(?i)(https?://|www\.)\S+|[\w.-]+\.(com|org|edu|gov|net|cn|ac)(\.\w+)?(/\S*)?"
)
_PAGE: Final = re.compile(r"[^/:]/[^/]+")  # an address with a path: a page, not a site
_TITLE: Final = re.compile(
    r"(?i)项目|工坊|计划|协议|备忘录|培训班|program|project|agreement|memorandum|initiative"
)
_NAMED: Final = re.compile(
    r"学校|院校|大学|高校|单位|公司|企业|机构|institution|partner|universit|college|organi"
)
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_BODY: Final = re.compile(
    r"大学|学院|学校|中学|技校|公司|集团|研究院|研究所|中心|协会|商会|学会|联盟|园区|"
    r"(?i:universi|college|school|institut|polytech|academy|\bltd|\binc\b|gmbh|\bcorp|company|"
    r"\bs\.?a\.?\b|\bllc|\bplc|sdn|\bco\b|hochschule|école|lycée|faculty|association|ministry|"
    r"council|foundation|centre|center|agency|politeknik|universitas|sekolah|มหาวิทยาลัย|วิทยาลัย|"
    r"университет|институт|колледж)"
)


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What one column means.

    Attributes
    ----------
    role
        One of the roles of ``column_words.toml``; ``other`` where nothing tells.
    side
        ``home`` or ``abroad`` where the header names one side of a cooperation.
    by
        What told it: ``header`` or ``cells``.
    """

    role: str
    side: str = ""
    by: str = "header"


@dataclass(frozen=True, slots=True)
class _Words:
    role: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def _rules() -> tuple[_Words, ...]:
    rules: Sequence[Mapping[str, str]] = _declared()["rules"]
    return tuple(
        _Words(
            rule["role"],
            re.compile(rule["words"]),
            re.compile(rule["unless"]) if "unless" in rule else None,
        )
        for rule in rules
    )


@cache
def _sides() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in _declared()["sides"].items()}


@cache
def _declared() -> Mapping[str, Any]:
    text = files("netintl.ingest").joinpath("column_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def role_of_label(label: str, above: str = "") -> ColumnRole | None:
    """Say what a header means by its words; None where no word tells.

    Parameters
    ----------
    label
        The header.
    above
        The header of its group, in the row above.

    Examples
    --------
    >>> role_of_label("外方院校所在国家"), role_of_label("Signed on").role
    (ColumnRole(role='org_country', side='abroad', by='header'), 'start')
    >>> role_of_label("起", "有效期").role, role_of_label("weather") is None
    ('start', True)
    """
    own, group = folded_label(label), folded_label(above)
    role = _role_of(own)
    if role in (None, "party") and group:
        role = _role_of(f"{group} {own}") if role is None else role
    return None if role is None else ColumnRole(role, _side_of(label, above))


def _side_of(label: str, above: str) -> str:
    """Say which side of a cooperation a header names, if it names one."""
    text = f"{folded_label(above)} {folded_label(label)}"
    return next((name for name, words in _sides().items() if words.search(text)), "")


def _role_of(text: str) -> str | None:
    for rule in _rules():
        if rule.words.search(text) and not (rule.unless and rule.unless.search(text)):
            return rule.role
    return None


def roles_of(
    labels: Sequence[str], columns: Sequence[Sequence[str]], above: Sequence[str] = ()
) -> list[ColumnRole]:
    """Say what each column means.

    The words of the header decide, unless its cells cannot be that; a column whose header says
    nothing is known by its cells.

    Parameters
    ----------
    labels
        The headers.
    columns
        The cells below each of them.
    above
        The headers of groups, where there are two rows of headers.

    Examples
    --------
    >>> cells = [["1", "2"], ["Bohai College", "ITB"], ["Thailand", "Laos"]]
    >>> [column.role for column in roles_of(["#", "Partner", "?"], cells)]
    ['serial', 'party', 'org_country']
    """
    groups = above or [""] * len(labels)
    found = []
    for label, group, cells in zip(labels, groups, columns, strict=True):
        told = _of_what_kind(label, role_of_label(label, group), cells)
        seen = [cell.strip() for cell in cells[:LOOKED_AT] if cell.strip()]
        if told and told.role in _VAGUE and share(seen, _ADDRESS.fullmatch) >= _MOST:
            found.append(ColumnRole("evidence", by="cells"))
        elif told and told.role == "party" and _are_titles(label, seen):
            found.append(ColumnRole("title", by="cells"))
        elif told and told.role in _VAGUE and _count_up(seen):
            found.append(ColumnRole("serial", by="cells"))
        elif told is None or _contradicts(told.role, seen):
            role = _role_of_cells(seen)
            if role == "start" and found and found[-1].role == "start":
                role = "end"  # the second of two columns of dates
            found.append(
                ColumnRole(role, told.side if told else _side_of(label, group), by="cells")
            )
        else:
            found.append(told)
    return found


def share(cells: Sequence[str], holds: Callable[[str], object]) -> float:
    """Return the share of cells of which something holds; 0 of none."""
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if cells else 0.0


def is_number(cell: str) -> bool:
    """Tell whether a cell is a number, with the signs people write around it."""
    return bool(_NUMBER.fullmatch(cell))


def is_mark(cell: str) -> bool:
    """Tell whether a cell says yes or no, as the cells of a matrix do."""
    return simplified(cell.casefold()) in _MARKS


def is_body(cell: str) -> bool:
    """Tell whether a text names a kind of organization, such as a college or a company."""
    return bool(_BODY.search(simplified(cell)))


def is_year(cell: str) -> bool:
    """Tell whether a cell is a year."""
    return cell.isascii() and cell.isdigit() and int(cell) in _YEARS


def _of_what_kind(label: str, told: ColumnRole | None, cells: Sequence[str]) -> ColumnRole | None:
    """Tell kinds of organizations from kinds of agreements where the header says kind alone."""
    if told is None or told.role != "kind" or not _PLAIN_KINDS.search(folded_label(label)):
        return told
    seen = [cell for cell in cells[:LOOKED_AT] if cell]
    meant = {
        name: sum(bool(meant_code(name, cell)) for cell in seen)
        for name in ("kinds", "agreement_kinds")
    }
    return (
        ColumnRole("org_kind", told.side, "cells")
        if meant["kinds"] > meant["agreement_kinds"]
        else told
    )


def _count_up(cells: Sequence[str]) -> bool:
    """Tell whether cells number their rows."""
    return [cell.rstrip(".") for cell in cells] == [str(n) for n in range(1, len(cells) + 1)]


def _are_titles(label: str, cells: Sequence[str]) -> bool:
    """Tell whether what may be names are titles of projects, where the header does not decide."""
    return not _NAMED.search(folded_label(label)) and share(cells, _is_title) > _NAMES


def _contradicts(role: str, cells: Sequence[str]) -> bool:
    """Tell whether cells cannot be what a header says."""
    if not cells:
        return False
    if role in ("persons", "lat", "lon"):
        return share(cells, lambda cell: any(sign.isdigit() for sign in cell)) < 1 - _MOST
    if role in ("start", "end", "year"):
        return share(cells, _tells_a_time) < 1 - _MOST
    if role == "role":
        return share(cells, is_body) > _NAMES
    if role == "party":
        return share(cells, lambda cell: is_number(cell) or bool(written_date(cell))) > _MOST
    return False


def _tells_a_time(cell: str) -> bool:
    """Tell whether a cell may be a date, also by words such as 至今 and 长期."""
    return any(sign.isdigit() for sign in cell) or assumed_date(cell) is not None


def _role_of_cells(cells: Sequence[str]) -> str:
    """Say what cells hold by their looks; the first that most of them have."""
    if not cells:
        return "other"
    if _count_up(cells):
        return "serial"
    looks: tuple[tuple[str, Callable[[str], object], float], ...] = (
        ("contact", _MAIL.search, _MOST),
        ("evidence", lambda cell: _ADDRESS.fullmatch(cell) and _PAGE.search(cell), _NAMES),
        ("org_url", _ADDRESS.fullmatch, _MOST),
        ("org_country", find_country, _MOST),
        ("year", is_year, _MOST),
        ("start", written_date, _MOST),
        ("party", is_body, _NAMES),
    )
    return next((role for role, holds, least in looks if share(cells, holds) >= least), "other")


def _is_title(cell: str) -> bool:
    return bool(_TITLE.search(simplified(cell)))
