"""Foreign files as rows of text, before anybody knows what they mean: one grid for each sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netintl.ingest.spreadsheets import sheet_grids
from netintl.ingest.text_tables import text_records
from netintl.ingest.workbook_files import is_workbook

if TYPE_CHECKING:
    from netintl.ingest.issues import IssueLog
    from netintl.ingest.raw import Records
    from netintl.ingest.sheet import SheetCells


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a text file or of one sheet.

    ``sheet`` is empty where there is one table only; ``cells`` are those of a sheet, with what was
    strange about them.
    """

    records: Records
    sheet: str = ""
    cells: SheetCells | None = None


def grids_of(file: str, data: bytes, log: IssueLog, encoding: str | None = None) -> list[Grid]:
    r"""Read every table of a file as it stands; what cannot be read is a located issue.

    Parameters
    ----------
    encoding
        Of a text file that is not UTF-8.

    Examples
    --------
    >>> from netintl.ingest.issues import IssueLog
    >>> grids = grids_of("p.csv", b"Partner;Country\nITB;Indonesia\n", IssueLog())
    >>> grids[0].records.cells
    [['Partner', 'Country'], ['ITB', 'Indonesia']]
    """
    if is_workbook(data):
        return [Grid(rows, title, cells) for title, rows, cells in sheet_grids(file, data, log)]
    records = text_records(file, data, log, encoding)
    return [] if records is None else [Grid(records)]
