"""Answers of the store as text: for people with names and headings, else as they came."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from netintl.cli.output import markdown_text, named_columns, table_text
from netintl.csv_cells import csv_text, plain
from netintl.i18n import _, current_language
from netintl.model.cells import joined
from netintl.model.terms import term
from netintl.words.wording import (
    country_name,
    field_name,
    industry_name,
    label,
    number,
    province_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netintl.store.client import Answer
    from netintl.store.questions import Column, Question

_UNKNOWN = "–"
_NUMBERS = ("number", "integer")
_FEW = 8  # columns that a screen holds side by side
_WORDS: Mapping[str, Callable[[str], str]] = {
    "country": country_name,
    "province": province_name,
    "field": field_name,
    "industry": industry_name,
    "kind": lambda code: label("kinds", code),
    "type": lambda code: label("agreement_kinds", code),
    "brand": lambda code: label("brands", code),
    "status": lambda code: label("statuses", code),
    "word": term,
}
_SINGULAR = {
    "countries": "country",
    "fields": "field",
    "industries": "industry",
    "brands": "brand",
    "words": "word",
}

PLAIN = (
    "text", "texts", "day", "boolean", "organization", "organizations", "agreement", "agreements",
    "sources",
)  # fmt: skip
TYPES = frozenset({*_NUMBERS, *_WORDS, *_SINGULAR, *PLAIN})
"""What a column of an answer can hold."""


def listing(found: Mapping[str, Question]) -> str:
    """List the questions with the parameters that each needs."""
    language = current_language()
    rows = [(q.name, q.title(language), _needs(q)) for q in found.values()]
    heads = [_("Name"), _("Question"), _("Needs")]
    return table_text(heads, rows, [False, False, False])


def _needs(question: Question) -> str:
    if question.one_of:
        return " | ".join(question.one_of)
    return ", ".join(p.name for p in question.parameters if not p.default)


def explanation(question: Question) -> str:
    """Show what a question asks, with what, what it returns, and its text."""
    language = current_language()
    lines = [question.title(language), ""]
    lines += (
        textwrap.wrap(question.remarks[language], 100)
        if language == "en"
        else [question.remarks[language]]
    )
    lines += ["", _("Parameters")]
    for parameter in question.parameters:
        default = f" = {parameter.default}" if parameter.default else ""
        lines.append(f"  {parameter.name}{default}: {parameter.meanings[language]}")
    if question.one_of:
        lines.append("  " + _("exactly one of: {names}").format(names=", ".join(question.one_of)))
    lines += ["", _("Columns")]
    lines += [f"  {column.name}: {column.labels[language]}" for column in question.columns]
    return "\n".join([*lines, "", question.code]) + "\n"


def answer_text(answer: Answer, question: Question | None, format_: str, chosen: str | None) -> str:
    """Write an answer in a format; tables have headings and names in the current language."""
    columns = _columns(answer, question)
    shown = _shown(columns, answer, question, format_, chosen)
    places = [answer.columns.index(column.name) for column in shown]
    rows = [[row[place] for place in places] for row in answer.rows]
    if format_ in ("table", "md"):
        return _for_people(shown, rows, format_)
    names = [column.name for column in shown]
    if format_ == "csv":
        return csv_text(names, [[_joined(value) for value in row] for row in rows])
    records = [dict(zip(names, map(_rounded, row), strict=True)) for row in rows]
    if format_ == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    document = {"query": question.name if question else "", "cut": answer.cut, "rows": records}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def answer_book(answer: Answer, question: Question | None, chosen: str | None) -> bytes:
    """Write an answer as a workbook, with headings in the current language and ids as they are."""
    from netintl.documents.workbooks import Sheet, workbook

    language = current_language()
    shown = _shown(_columns(answer, question), answer, question, "xlsx", chosen)
    places = [answer.columns.index(column.name) for column in shown]
    rows = [[_joined(row[place]) for place in places] for row in answer.rows]
    name, title = (question.name, question.title(language)) if question else ("query", "")
    return workbook([Sheet(name, [column.labels[language] for column in shown], rows)], title=title)


def hidden_columns(
    answer: Answer, question: Question | None, format_: str, chosen: str | None
) -> list[str]:
    """Name the columns that a table leaves out."""
    columns = _columns(answer, question)
    shown = {column.name for column in _shown(columns, answer, question, format_, chosen)}
    return [] if chosen else [column.name for column in columns if column.name not in shown]


def _columns(answer: Answer, question: Question | None) -> list[Column]:
    from netintl.store.questions import Column

    if question is not None:
        return list(question.columns)
    return [
        Column(name, "integer" if _is_numeric(answer, place) else "text", {"en": name, "zh": name})
        for place, name in enumerate(answer.columns)
    ]


def _is_numeric(answer: Answer, place: int) -> bool:
    values = [row[place] for row in answer.rows if row[place] is not None]
    return bool(values) and all(type(value) in (int, float) for value in values)


def _shown(
    columns: Sequence[Column],
    answer: Answer,
    question: Question | None,
    format_: str,
    chosen: str | None,
) -> list[Column]:
    if chosen and chosen != "all":
        known = {column.name: column for column in columns}
        return [known[name] for name in named_columns(chosen, list(known))]
    single = len(answer.rows) == 1
    if chosen == "all" or format_ != "table" or question is None or single:
        return list(columns)
    return [column for column in columns if not column.detail]


def _for_people(columns: Sequence[Column], rows: Sequence[Sequence[Any]], format_: str) -> str:
    """Lay rows out; a single row of many columns stands upright."""
    language = current_language()
    heads = [column.labels[language] for column in columns]
    cells = [
        [_readable(value, column.type) for value, column in zip(row, columns, strict=True)]
        for row in rows
    ]
    write = table_text if format_ == "table" else markdown_text
    if len(rows) == 1 and len(columns) > _FEW:
        upright = list(zip(heads, cells[0], strict=True))
        return write([_("What"), _("Value")], upright, [False, False])
    return write(heads, cells, [column.type in _NUMBERS for column in columns])


def _readable(value: Any, type_: str) -> str:
    if value is None or value == []:
        return _UNKNOWN
    if isinstance(value, bool):
        return term("yes" if value else "no")
    if isinstance(value, list):
        joiner = "、" if current_language() == "zh" else ", "
        return joiner.join(_readable(part, _SINGULAR.get(type_, "text")) for part in value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return _WORDS[type_](value) if type_ in _WORDS else str(value)


def _joined(value: Any) -> Any:
    """Write lists as cells of the tables do, joined by semicolons."""
    if isinstance(value, list):
        return joined("" if part is None else str(part) for part in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _rounded(value: Any) -> Any:
    return plain(value) if isinstance(value, float) else value
