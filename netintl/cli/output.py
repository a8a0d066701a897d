"""Results on stdout or in a file: table, csv, json, jsonl, md, xlsx."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.analyses.result import narrow_columns, told
from netintl.atomic_files import write_file
from netintl.csv_cells import BOM, csv_text, plain
from netintl.errors import UsageError
from netintl.i18n import _, current_language
from netintl.model.proposals import offered_names
from netintl.words.named_tables import with_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from netintl.analyses.result import Result
    from netintl.cli.speech import Spoken
    from netintl.network.network import Network

_LONGEST_WORD = 40  # places; a longer one, an address perhaps, is broken
_BETWEEN = 3  # places between two columns
_SUFFIXES = {
    ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "md", ".txt": "table",
    ".xlsx": "xlsx",
}  # fmt: skip


def write_result(spoken: Spoken, result: Result, network: Network, output: dict[str, Any]) -> None:
    """Write a result as asked; notes and the number of rows cut go to stderr."""
    path = path_of(output["output"])
    format_ = output["format_"] or format_of(path)
    columns = _columns(result, output["columns"], format_)
    rows = len(result.table) if output["top"] is None else output["top"]
    if format_ == "xlsx":
        write_book(spoken, _book(result, network, columns, rows), path, force=output["force"])
    else:
        text = _text(result, network, format_, columns, rows)
        write_text(spoken, text, path, format_, force=output["force"])
    if rows < len(result.table):
        spoken.tell(_("{shown} of {total} rows shown.").format(shown=rows, total=len(result.table)))
    if format_ != "json":
        for note in _notes(result, network):
            spoken.tell(note)


def _notes(result: Result, network: Network) -> list[str]:
    """Say the claims of a result, without titles that say a headline again."""
    from netintl.pictures.registry import REPEATED
    from netintl.words.claims import sentence

    return [sentence(claim, network) for claim in result.claims if claim.code not in REPEATED]


def path_of(output: str | None) -> Path | None:
    """Return the file that was asked for; none for the screen."""
    return None if output in (None, "-") else Path(str(output))


def check_no_folder(path: Path) -> None:
    """Refuse a folder where a file is to be written, before anything is computed.

    Raises
    ------
    UsageError
        When it is one.
    """
    if path.is_dir():
        raise UsageError(
            _("{name} is a folder.").format(name=path.name),
            cure=_("Name a file in it with -o."),
        )


def format_of(path: Path | None) -> str:
    """Return the format that a file's name says; a table on the screen.

    Raises
    ------
    UsageError
        When no format goes with its suffix.
    """
    if path is None:
        return "table"
    check_no_folder(path)
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            _("{name} has a suffix that no format goes with.").format(name=path.name),
            cure=_("Use one of {suffixes}, or give --format.").format(
                suffixes=", ".join(_SUFFIXES)
            ),
        )
    return _SUFFIXES[path.suffix.lower()]


def write_text(spoken: Spoken, text: str, path: Path | None, format_: str, *, force: bool) -> None:
    """Print a text, or write it into a file; CSV files for people begin with a mark for Excel."""
    if path is None:
        click.echo(text, nl=False)
        return
    write_file(path, BOM + text if format_ == "csv" else text, force=force)
    spoken.tell(_("Wrote {path}.").format(path=path))


def write_book(spoken: Spoken, book: bytes, path: Path | None, *, force: bool) -> None:
    """Write a workbook into a file; a screen cannot show one.

    Raises
    ------
    UsageError
        When no file was named.
    """
    if path is None:
        raise UsageError(
            _("The format {name} is no text for a screen.").format(name="xlsx"),
            cure=_("Name a file with -o."),
        )
    write_file(path, book, force=force)
    spoken.tell(_("Wrote {path}.").format(path=path))


def _book(result: Result, network: Network, columns: list[str], rows: int) -> bytes:
    """Return a result as a workbook: its table, its reasons, and what was assumed."""
    from dataclasses import replace

    from netintl.documents.workbooks import workbook
    from netintl.report.report_workbook import reasons_sheet, result_sheet

    narrowed = replace(result, table=result.table[columns].head(rows))
    sheets = [result_sheet(narrowed, network, current_language())]
    if not result.reasons.empty:
        sheets.append(reasons_sheet(result))
    notes = _notes(result, network) or [result.fingerprint]
    return workbook(sheets, title=result.analysis, notes=notes)


def _columns(result: Result, chosen: str | None, format_: str) -> list[str]:
    known = list(result.table.columns)
    if chosen is None:
        narrow = told(result, narrow_columns(result.analysis)) if format_ in ("table", "md") else []
        return [name for name in narrow if name in known] or known
    return known if chosen == "all" else named_columns(chosen, known)


def named_columns(chosen: str, known: Sequence[str]) -> list[str]:
    """Return the columns that ``--columns`` names.

    Raises
    ------
    UsageError
        When there is no such column.
    """
    wanted = [name.strip() for name in chosen.split(",")]
    for name in wanted:
        if name not in known:
            raise UsageError(
                _("There is no column {name}.").format(name=name),
                cure=offered_names(name, known),
            )
    return wanted


def _text(result: Result, network: Network, format_: str, columns: list[str], rows: int) -> str:
    if format_ in ("table", "md"):
        return people_text(result, network, format_, columns, rows)
    table = with_names(result, network, current_language()).head(rows)
    known = {*columns, *[f"{name}_name" for name in columns]}
    if "organization" in known:
        known.add("name")
    kept = [name for name in table.columns if name in known]
    table = table[kept]
    if format_ == "csv":
        return csv_text(kept, table.itertuples(index=False))
    records = records_of(table)
    if format_ == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return _json(result, records)


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as JSON holds them."""
    names = list(frame.columns)
    return [dict(zip(names, map(plain, row), strict=True)) for row in frame.itertuples(index=False)]


def _json(result: Result, records: list[dict[str, Any]]) -> str:
    reasons = records_of(result.reasons)
    document = {
        "schema": f"netintl/{result.analysis}/1",
        "network": result.fingerprint,
        "settings": dict(result.settings),
        "claims": [claim.record() for claim in result.claims],
        "rows": records,
        "reasons": reasons,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def people_text(
    result: Result, network: Network, format_: str, columns: list[str], rows: int
) -> str:
    """Lay out some columns of a result for people: a table, or Markdown."""
    from netintl.words.wording import headings, readable

    labels = dict(zip(result.table.columns, headings(result), strict=True))
    shown = readable(result, network)[columns].head(rows)
    numeric = [result.table[name].dtype.kind in "if" for name in columns]
    heads = [labels[name] for name in columns]
    write = table_text if format_ == "table" else markdown_text
    return write(heads, shown.itertuples(index=False), numeric)


def table_text(heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]) -> str:
    """Lay out a table for a terminal; wide characters take two places.

    No word is broken: columns that find no room are left out from the right, and named below.
    """
    from io import StringIO

    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    held = [list(row) for row in rows]
    least = [_longest_word([head, *cells]) for head, *cells in zip(heads, *held, strict=True)]
    room = _columns_that_fit(least, _width())
    wanted = [max(map(cell_len, cells)) for cells in zip(heads, *held, strict=True)]
    widths = _widths(least[:room], wanted[:room], _width())
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head, right, width in zip(heads, numeric, widths, strict=False):
        side: Any = "right" if right else "left"
        table.add_column(Text(head), justify=side, overflow="fold", width=width)
    for row in held:
        table.add_row(*[Text(cell) for cell in row[:room]])
    stream = StringIO()
    Console(file=stream, width=_width(), no_color=True, highlight=False).print(table)
    text = "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
    if room == len(heads):
        return text
    left_out = _("Left out for want of room: {names}; a wider terminal or --format csv shows all.")
    return text + left_out.format(names=", ".join(heads[room:])) + "\n"


def _widths(least: Sequence[int], wanted: Sequence[int], width: int) -> list[int]:
    """Share what room is left among the columns that want more, a place each in turn."""
    widths = list(least)
    spare = width - sum(widths) - _BETWEEN * (len(widths) - 1)
    while spare > 0:
        short = [place for place, want in enumerate(wanted) if widths[place] < want]
        if not short:
            break
        for place in short[:spare]:
            widths[place] += 1
        spare -= len(short)
    return widths


def _longest_word(cells: Iterable[str]) -> int:
    """Return how many places the longest word takes; Chinese may break between two signs."""
    from rich.cells import cell_len

    words = (word for cell in cells for word in cell.split())
    places = (cell_len(word) if word.isascii() else _longest_run(word) for word in words)
    return min(max(places, default=1), _LONGEST_WORD)


def _longest_run(word: str) -> int:
    from rich.cells import cell_len

    runs = re.split(r"(?<=[\u2e80-\uffef])|(?=[\u2e80-\uffef])", word)
    return max(cell_len(run) for run in runs)


def _columns_that_fit(least: Sequence[int], width: int) -> int:
    """Return how many columns, from the left, have room for their longest words; one at least."""
    taken = 0
    for count, need in enumerate(least):
        taken += need + (_BETWEEN if count else 0)
        if taken > width and count:
            return count
    return len(least)


def _width() -> int:
    from shutil import get_terminal_size

    return max(get_terminal_size((120, 24)).columns, 80)


def markdown_text(
    heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]
) -> str:
    """Lay out a table as Markdown."""
    from netintl.documents.markdown import escaped

    lines = [list(heads), ["---:" if right else "---" for right in numeric]]
    lines += [[escaped(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
