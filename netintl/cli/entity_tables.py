"""Pairs that may be one, their evidence and their judgements, as tables and as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from netintl.cli.output import (
    format_of,
    markdown_text,
    named_columns,
    path_of,
    table_text,
    write_book,
    write_text,
)
from netintl.cli.register_words import register_words, said_of
from netintl.csv_cells import csv_text
from netintl.i18n import _, current_language, mark, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from netintl.cli.speech import Spoken
    from netintl.identity.candidates import Candidate, Candidates
    from netintl.identity.comparison import Comparison

_HEADS: Final = {
    "score": mark("Probability"),
    "left": mark("Id"),
    "left_name": mark("Name"),
    "left_city": mark("City"),
    "right": mark("Other id"),
    "right_name": mark("Other name"),
    "right_city": mark("Other city"),
    "country": mark("Country or region"),
    "parts": mark("Evidence"),
    "register": mark("Register"),
}
_EVIDENCE: Final = {
    "start.pair": mark("start"),
    "zh.same": mark("same Chinese name"),
    "zh.upgrade": mark("vocational college and university of one name"),
    "zh.raised": mark("college and university of one name"),
    "zh.suffix": mark("Chinese names that differ by 技术"),
    "zh.sound": mark("Chinese names that sound alike"),
    "zh.alike": mark("Chinese names nearly alike"),
    "zh.short": mark("short form of a Chinese name"),
    "zh.field": mark("other field in a Chinese name"),
    "zh.rank": mark("other kind of school in a Chinese name"),
    "zh.other": mark("other Chinese name"),
    "en.same": mark("same name"),
    "en.spelling": mark("name spelled nearly alike"),
    "en.within": mark("one name within the other"),
    "en.words": mark("names that differ in common words"),
    "en.initials": mark("initials of a name"),
    "en.part": mark("one name says more"),
    "en.other": mark("other name"),
    "country.same": mark("same country"),
    "country.other": mark("other country"),
    "city.same": mark("same city"),
    "city.other": mark("other city"),
    "id.same": mark("same official id"),
    "word.rare": mark("a rare word in both names"),
    "partners.shared": mark("shared partners"),
    "register.same": mark("names of one entry of a register"),
    "register.short": mark("an acronym or a word of one entry of a register"),
    "register.other": mark("two entries of a register"),
}
_VETOES: Final = {
    "id": mark("They have different official ids."),
    "parent": mark("One belongs to the other."),
    "kind": mark("They are of different kinds."),
}


def write_candidates(
    spoken: Spoken, found: Candidates, tables: Mapping[str, pd.DataFrame], output: dict[str, Any]
) -> None:
    """Write the proposed pairs as asked, and say how many were compared and what was capped."""
    path = path_of(output["output"])
    format_ = output["format_"] or format_of(path)
    records = _records(found, tables, in_words=format_ in ("table", "md", "xlsx"))
    shown = records[: output["top"]]
    chosen = output["columns"]
    names = list(_HEADS)
    if chosen is not None and chosen != "all":
        names = named_columns(chosen, names)
    rows = [[record[name] for name in names] for record in shown]
    if format_ == "xlsx":
        book = rows_book(_HEADS, names, rows, _("Likely duplicates"))
        write_book(spoken, book, path, force=output["force"])
    else:
        text = rows_text(_HEADS, names, rows, format_)
        write_text(spoken, text, path, format_, force=output["force"])
    _tell(spoken, found, len(shown))


def _tell(spoken: Spoken, found: Candidates, shown: int) -> None:
    if shown < len(found.pairs):
        sentence = _("{shown} of {total} rows shown.")
        spoken.tell(sentence.format(shown=shown, total=len(found.pairs)))
    count = len(found.pairs)
    spoken.tell(
        ngettext(
            "{n} pair of {compared} compared may be one.",
            "{n} pairs of {compared} compared may be one.",
            count,
        ).format(n=count, compared=found.compared)
    )
    if found.capped:
        key, size = max(found.capped, key=lambda pair: pair[1])
        spoken.tell(
            _(
                "{n} keys were too common to compare all their pairs; the largest, {key}, has "
                "{size} organizations."
            ).format(n=len(found.capped), key=key.split(":", 1)[1], size=size)
        )


def rows_text(
    heads: Mapping[str, str], names: list[str], rows: list[list[Any]], format_: str
) -> str:
    """Write rows under the heads of their columns, in a format of text."""
    if format_ == "csv":
        return csv_text(names, rows)
    if format_ in ("json", "jsonl"):
        records = [dict(zip(names, row, strict=True)) for row in rows]
        if format_ == "jsonl":
            return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        document = {"schema": "netintl/entities/1", "rows": records}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    titles = [_(heads[name]) for name in names]
    shown = [[f"{cell:.3f}" if isinstance(cell, float) else cell for cell in row] for row in rows]
    write = table_text if format_ == "table" else markdown_text
    return write(titles, shown, [name == "score" for name in names])


def rows_book(
    heads: Mapping[str, str], names: list[str], rows: list[list[Any]], title: str
) -> bytes:
    """Write rows as a workbook of one sheet."""
    from netintl.documents.workbooks import Sheet, workbook

    return workbook([Sheet(title, [_(heads[name]) for name in names], rows)], title=title)


def _records(
    found: Candidates, tables: Mapping[str, pd.DataFrame], *, in_words: bool
) -> list[dict[str, Any]]:
    known, said = rows_by_id(tables), register_words(tables, found.pairs)
    return [
        _record(pair, known, in_words=in_words)
        | {"register": said.get((pair.left, pair.right), "")}
        for pair in found.pairs
    ]


def _record(
    pair: Candidate, known: Mapping[str, Mapping[str, str]], *, in_words: bool
) -> dict[str, Any]:
    left, right = known[pair.left], known[pair.right]
    parts = (
        f"{word(part.evidence, part.level) if in_words else f'{part.evidence}.{part.level}'} "
        f"{part.weight:+.1f}"
        for part in pair.comparison.parts
    )
    return {
        "score": round(pair.comparison.score, 4),
        "left": pair.left,
        "left_name": name_of(left),
        "left_city": left.get("city", ""),
        "right": pair.right,
        "right_name": name_of(right),
        "right_city": right.get("city", ""),
        "country": left.get("country", ""),
        "parts": "; ".join(parts),
    }


def rows_by_id(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """Return the rows of organizations by id."""
    frame = tables["organizations"]
    rows = frame.astype(str).to_dict("records")
    return {str(row["id"]): {str(k): str(v) for k, v in row.items()} for row in rows}


def name_of(row: Mapping[str, str]) -> str:
    """Return the name of an organization in the current language, else in the other."""
    names = (row.get("name_zh", ""), row.get("name_en", ""))
    first, other = names if current_language() == "zh" else names[::-1]
    return first or other or row["id"]


def word(evidence: str, level: str) -> str:
    """Say in words what a part of the evidence is."""
    return _(_EVIDENCE[f"{evidence}.{level}"])


def parts_text(comparison: Comparison) -> str:
    """Lay out the parts of a comparison, one a line, and their sum."""
    rows = [(word(p.evidence, p.level), f"{p.weight:+.2f}") for p in comparison.parts]
    rows.append((_("sum"), f"{sum(p.weight for p in comparison.parts):+.2f}"))
    rows.append((_("probability"), f"{comparison.score:.3f}"))
    text = table_text([_("Evidence"), _("Log-odds")], rows, [False, True])
    return text + (_(_VETOES[comparison.veto]) + "\n" if comparison.veto else "")


def explanation(tables: Mapping[str, pd.DataFrame], left: str, right: str) -> str:
    """Explain how likely two organizations are one, and which judgements make them one."""
    from netintl.identity.candidates import find_id, record_named
    from netintl.identity.comparison import compare
    from netintl.identity.judgements import chain, ties

    ids = [find_id(tables, name) for name in (left, right)]
    known = rows_by_id(tables)
    if not known.keys() >= set(ids):
        from netintl.errors import UsageError

        raise UsageError(_("Only organizations are compared."), cure=_("Name two organizations."))
    lines = [
        f"{own}: {name_of(known[own])}, {known[own].get('city', '')}".rstrip(", ") for own in ids
    ]
    records = [record_named(tables, own) for own in ids]
    comparison = compare(*records)
    way = chain(ties(tables, tables["judgements"]), *ids)
    told = (
        _("Judgements make them one: {chain}.").format(chain=" = ".join(way))
        if way
        else _("No judgement makes them one.")
    )
    parts = parts_text(comparison) + "".join(f"{said}\n" for said in said_of(*records))
    return "\n".join([*lines, "", parts, told]) + "\n"


def history_text(place: Path, tables: Mapping[str, pd.DataFrame], organization: str | None) -> str:
    """List the lines of the ledger about an organization, and of all that are one with it.

    Successions follow, where there are any.
    """
    from netintl.identity.candidates import find_id
    from netintl.identity.judgements import settled_ids
    from netintl.identity.ledger_files import read_lines, verdicts_about

    lines, family = read_lines(place), None
    if organization is not None:
        own = find_id(tables, organization)
        renames = settled_ids(tables, tables["judgements"])
        kept = renames.get(own, own)
        family = {own, kept, *(name for name, stays in renames.items() if stays == kept)}
        lines = verdicts_about(lines, family)
    rows = [(str(line.number), *line.cells()) for line in lines]
    heads = [_("No."), _("Left"), _("Right"), _("Verdict"), _("By"), _("At"), _("Note")]
    return table_text(heads, rows, [True, *[False] * 6]) + _successions_text(tables, family)


def _successions_text(tables: Mapping[str, pd.DataFrame], family: set[str] | None) -> str:
    """List the successions of some organizations, or of all, the first day first."""
    from netintl.words.wording import label

    columns = ("date", "before", "after", "kind")
    frame = tables["successions"]
    rows = [
        (day, before, after, label("succession_kinds", kind))
        for day, before, after, kind in sorted(zip(*(frame[c] for c in columns), strict=True))
        if family is None or not family.isdisjoint((before, after))
    ]
    if not rows:
        return ""
    return "\n" + table_text([_("Date"), _("Before"), _("After"), _("Kind")], rows, [False] * 4)
