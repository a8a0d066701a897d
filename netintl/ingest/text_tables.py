"""CSV and TSV bytes to raw tables: encoding, separator, quotes, ragged rows."""

from __future__ import annotations

import csv
import io
import warnings
from typing import TYPE_CHECKING

import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _, current_language
from netintl.ingest.columns import Column
from netintl.ingest.decoding import sniff_encoding
from netintl.ingest.issues import IssueLog, each_issue
from netintl.ingest.raw import RawTable, distinct_headers, from_records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEPARATORS = (",", ";", "\t", "|")
LONGEST_FIELD = 2**31 - 1  # of the csv module; our own limit is an issue, not a crash


def read_text_table(name: str, file: str, data: bytes, log: IssueLog) -> RawTable | None:
    """Read one text table, or note why it cannot be read and return None.

    A file without quotes whose separators add up is parsed by pandas; anything else goes
    record by record, so that every irregular row is located.
    """
    encoding = sniff_encoding(data)
    if encoding is None:
        log.add("FIL001", file, value=data[:16].hex(" "))
        return None
    text = data.decode(encoding)
    if not text.strip("\ufeff \t\r\n,;|\x00"):
        log.add("FIL002", file)
        return None
    if not encoding.startswith("utf-8"):
        log.add("FIL003", file, value=encoding)
    separator = sniff_separator(text)
    if separator != ",":
        log.add("FIL008", file, value="\\t" if separator == "\t" else separator)
    fast = _rectangular(text, separator, data if encoding == "utf-8" else text.encode("utf-8"))
    if fast is not None:
        header = distinct_headers([label for label, _ in fast], file, log)
        columns = dict(zip(header, (column for _, column in fast), strict=True))
        return RawTable.of(name, file, columns)
    return from_records(name, file, _records(text, separator, file, log), separator, log)


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
    try:
        raw = read_text_table(name, path.name, path.read_bytes(), log)
    except OSError as problem:
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=problem.strerror),
            cure=cure,
        ) from problem
    issues = log.table()
    broken = issues[issues["severity"] == "error"]
    if raw is None or len(broken):
        first = next(each_issue(broken if len(broken) else issues))
        raise refused(first.sentence(current_language()).rstrip(".。"))
    frame = raw.frame.apply(lambda column: column.str.strip()).set_axis(raw.rows, axis=0)
    return pd.DataFrame(frame[(frame != "").any(axis=1)])


def sniff_separator(text: str) -> str:
    r"""Name the separator that splits the header into most cells.

    Examples
    --------
    >>> sniff_separator("source;target\na,b;c"), sniff_separator("id\n1")
    (';', ',')
    """
    header = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    outside = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=lambda sign: (outside.count(sign), sign == ","))


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


def _records(text: str, separator: str, file: str, log: IssueLog) -> list[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    unified = unified.removesuffix("\n").lstrip("\n")
    stream = io.StringIO(unified, newline="")
    try:
        return list(csv.reader(stream, delimiter=separator, strict=True))
    except csv.Error:
        return _line_by_line(unified, separator, file, log)


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
