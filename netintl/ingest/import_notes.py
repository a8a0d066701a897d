"""What an import says of itself: all issues in the user's own rows, the ledger, the mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.csv_cells import csv_text
from netintl.ingest.conversion import row_label
from netintl.ingest.issues import COLUMNS, each_issue
from netintl.ingest.package import check_tables
from netintl.ingest.raw import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.i18n import Language
    from netintl.ingest.conversion import Imported
    from netintl.ingest.mapping_rules import ImportMapping

FOLDER: Final = "import"
# What the tables of an import lack by nature, or what the import has said already.
_SAID: Final = ("FIL006", "FIL007", "FIL008")


def checked_issues(found: Imported) -> pd.DataFrame:
    """Return what was wrong in reading and what is wrong with the result, in the user's own rows.

    The result is checked as ``check`` would. An issue in a row of the result is told of the row of
    the user's file that it was first read from, and of the column that fed the cell.
    """
    result = check_tables(found.tables)
    result = result[~result["code"].isin(_SAID)]
    moved = [_moved(issues, str(file), found) for file, issues in result.groupby("file", sort=True)]
    whole = pd.concat([found.issues, *moved], ignore_index=True)[list(COLUMNS)]
    order = ["file", "row", "column", "code", "value"]
    return whole.drop_duplicates().sort_values(order, ignore_index=True)


def _moved(issues: pd.DataFrame, file: str, found: Imported) -> pd.DataFrame:
    """Point the issues of one table at the user's file."""
    name = file.removesuffix(".csv")
    frame = found.tables[name]
    places = issues["row"].to_numpy() - FIRST_ROW
    within = (places >= 0) & (places < len(frame))
    records: list[dict[str, str]] = []
    if len(frame):
        shown = frame.iloc[np.where(within, places, 0)]
        records = [dict(zip(frame.columns, row, strict=True)) for row in shown.to_numpy()]
    feeding = _feeding(found.mapping, name)
    rows = []
    for issue, record, inside in zip(issues.to_dict("records"), records, within, strict=True):
        origin = found.origins.get((name, row_label(name, record))) if inside else None
        if origin is not None:
            column = feeding.get((origin[0], issue["column"]), issue["column"])
            issue |= {"file": origin[0], "row": origin[1], "column": column}
        rows.append(issue)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _feeding(mapping: ImportMapping, table: str) -> dict[tuple[str, str], str]:
    """Name for each file and column of a table the one column that feeds it, where it is one."""
    found: dict[tuple[str, str], str] = {}
    for entry in mapping.inputs:
        for rule in entry.rules:
            if rule.table != table:
                continue
            for name, alternatives in rule.cells.items():
                columns = {column for cell in alternatives for column in cell.columns}
                if len(columns) == 1:
                    found.setdefault((entry.file, name), columns.pop())
    return found


def beside(
    found: Imported, issues: pd.DataFrame, mapping: str, language: Language
) -> Mapping[str, str]:
    """Return the files that stand beside the package: mapping, issues and ledger.

    Issues have a sentence and its cure, so that a colleague can work through them in a
    spreadsheet. The ledger lists every row that is not in the package as it stood.
    """
    return {
        f"{FOLDER}/mapping.toml": mapping,
        f"{FOLDER}/issues.csv": issues_csv(issues, language),
        f"{FOLDER}/ledger.csv": csv_of(found.ledger.table),
        f"{FOLDER}/rows-not-kept.csv": csv_of(found.ledger.fallen),
    }


def issues_csv(issues: pd.DataFrame, language: Language) -> str:
    """Write issues as CSV, each with its sentence and its cure."""
    told = [issue.sentence(language) for issue in each_issue(issues)]
    return csv_of(issues.assign(sentence=told))


def csv_of(frame: pd.DataFrame) -> str:
    """Write a table of notes as CSV, plain for programs and safe for a spreadsheet."""
    return csv_text([str(name) for name in frame.columns], frame.to_numpy(dtype=object).tolist())
