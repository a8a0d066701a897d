"""CSV and TSV bytes to raw tables: encoding, separator, quotes, ragged rows."""

from __future__ import annotations

import csv
import io
import warnings
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.i18n import current_language
from netintl.ingest.columns import Column
from netintl.ingest.decoding import decode
from netintl.ingest.headers import SOUGHT, header_place
from netintl.ingest.issues import IssueLog, each_issue
from netintl.ingest.raw import RawTable, Records, check_size, distinct_headers, from_records
from netintl.settings_files import read_limited

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netintl.errors import InputError
    from netintl.ingest.decoding import Decoded

SEPARATORS = (",", ";", "\t", "|")
LONGEST_FIELD = 2**31 - 1  # of the csv module; our own limit is an issue, not a crash


def read_text_table(
    name: str, file: str, data: bytes, log: IssueLog, encoding: str | None = None
) -> RawTable | None:
    """Read one text table, or note why it cannot be read and return None.

    A file without quotes whose separators add up is parsed by pandas; anything else goes
    record by record, so that every irregular row is located. ``encoding`` is what the user says
    of files that are not UTF-8.
    """
    check_size(file, data.count(b"\n"), 1)
    found = _text_of(file, data, log, encoding)
    if found is None:
        return None
    text = found.text
    separator = sniff_separator(text)
    if separator != ",":
        log.add("FIL008", file, value="\\t" if separator == "\t" else separator)
    plain = found.encoding == "utf-8" and not found.broken
    fast = _rectangular(text, separator, data if plain else text.encode("utf-8"))
    if fast is not None and header_place(name, [[label for label, _ in fast]]) == 0:
        header = distinct_headers([label for label, _ in fast], file, log)
        columns = dict(zip(header, (column for _, column in fast), strict=True))
        check_size(file, text.count("\n"), len(header))
        return RawTable.of(name, file, columns)
    cells, first = _records(text, separator, file, log)
    records = Records(file, cells, np.arange(first, first + len(cells)), separator)
    return from_records(name, records, header_place(name, cells), log)


def text_records(
    file: str, data: bytes, log: IssueLog, encoding: str | None = None
) -> Records | None:
    """Read the rows of a text file as they stand, or note why it cannot be read."""
    check_size(file, data.count(b"\n"), 1)
    found = _text_of(file, data, log, encoding)
    if found is None:
        return None
    separator = sniff_separator(found.text)
    cells, first = _records(found.text, separator, file, log)
    return Records(file, cells, np.arange(first, first + len(cells)), separator)


def _text_of(file: str, data: bytes, log: IssueLog, encoding: str | None) -> Decoded | None:
    """Decode a file and say how, or say that it is no text or holds none."""
    found = decode(data, encoding)
    if found is None:
        log.add("FIL001", file, value=data[:16].hex(" "))
        return None
    if not found.text.strip("\ufeff \t\r\n,;|\x00"):
        log.add("FIL002", file)
        return None
    _tell_encoding(found, file, log)
    return found


def _tell_encoding(found: Decoded, file: str, log: IssueLog) -> None:
    """Say how a file was read that is not plain UTF-8, with a sample where that is a guess."""
    if found.broken:
        log.add("FIL011", file, value=str(found.broken))
    if found.guessed:
        strange = next(line for line in found.text.splitlines() if not line.isascii())
        log.add("FIL014", file, value=f"{found.encoding}: {strange}")
    elif not found.encoding.startswith("utf-8"):
        log.add("FIL003", file, value=found.encoding)


def read_whole_table(
    path: Path, name: str, *, cure: str, refused: Callable[[str], InputError]
) -> pd.DataFrame:
    """Read a table that an option names, trimmed, each row under the number a spreadsheet shows.

    Blank rows are left out.

    Parameters
    ----------
    cure
        What to do when the file cannot be read.
    refused
        Makes the error for a file that is no table, or has a row that does not fit its header.

    Raises
    ------
    InputError
        In either case.
    """
    log = IssueLog()
    raw = read_text_table(name, path.name, read_limited(path, limit="file", cure=cure), log)
    issues = log.table()
    broken = issues[issues["severity"] == "error"]
    if raw is None or len(broken):
        first = next(each_issue(broken if len(broken) else issues))
        raise refused(first.sentence(current_language()).rstrip(".。"))
    frame = raw.frame.apply(lambda column: column.str.strip()).set_axis(raw.rows, axis=0)
    return pd.DataFrame(frame[(frame != "").any(axis=1)])


def sniff_separator(text: str) -> str:
    r"""Name the separator that splits the header, or the line below a title, into most cells.

    Examples
    --------
    >>> sniff_separator("source;target\na,b;c"), sniff_separator("id\n1")
    (';', ',')
    """
    lines = islice(io.StringIO(text.lstrip("\ufeff\r\n"), newline=None), SOUGHT)
    for line in lines:
        outside = "".join(line.split('"')[::2])
        if any(sign in outside for sign in SEPARATORS):
            return max(SEPARATORS, key=lambda sign: (outside.count(sign), sign == ","))
    return ","


def _rectangular(text: str, separator: str, data: bytes) -> list[tuple[str, Column]] | None:
    """Parse text that has no quotes, no blank lines and equally many separators in each row.

    ``data`` is the text as UTF-8, which the parser reads as it is.
    """
    if '"' in text or "\r" in text.replace("\r\n", "\n") or "\x00" in text:
        return None
    header = text.partition("\n")[0].rstrip("\r").split(separator)
    lines = text.count("\n") + (not text.endswith("\n"))
    if text.count(separator) != lines * (len(header) - 1) or (len(header) == 1 and "\n\n" in text):
        return None
    if lines == 1:
        return [(label, Column.of([])) for label in header]
    try:
        with warnings.catch_warnings():
            # One row is longer and another shorter: find them record by record.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.BytesIO(data),
                sep=separator,
                header=None,
                skiprows=1,
                names=range(len(header)),
                dtype=object,
                na_filter=False,
                quoting=csv.QUOTE_NONE,
                skip_blank_lines=False,
                index_col=False,
                low_memory=False,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        return None
    return [
        (label, Column.of(frame[place].to_numpy(dtype=object)))
        for place, label in enumerate(header)
    ]


def _records(text: str, separator: str, file: str, log: IssueLog) -> tuple[list[list[str]], int]:
    """Return the records and the row in which the first stands, below blank lines."""
    csv.field_size_limit(LONGEST_FIELD)
    unified = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    started = unified.lstrip("\n")
    first = len(unified) - len(started) + 1
    stream = io.StringIO(started, newline="")
    try:
        return list(csv.reader(stream, delimiter=separator, strict=True)), first
    except csv.Error:
        return _line_by_line(started, separator, file, log), first


def _line_by_line(text: str, separator: str, file: str, log: IssueLog) -> list[list[str]]:
    """Split each physical line on its own, so that one stray quote cannot swallow the rest."""
    records = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            records.append(next(csv.reader([line], delimiter=separator, strict=True), []))
        except csv.Error:
            log.add("ROW004", file, number, value=line)
            records.append(line.split(separator))
    return records
