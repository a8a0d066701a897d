"""Workbooks of every format as sheets: XLSX and XLSM, XLS, ODS, told apart by their content."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from netintl.ingest.archives import check_archive
from netintl.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOK_SUFFIXES: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls and of encrypted .xlsx
_ZIP: Final = b"PK\x03\x04"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 1.3.2


class ProtectedBookError(ValueError):
    """A workbook that only its password opens."""


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes begin as a workbook does."""
    return data.startswith((_OLE, _ZIP))


@contextmanager
def opened_workbook(file: str, data: bytes) -> Iterator[list[Sheet]]:
    """Yield the sheets of a workbook, whatever its suffix says.

    Raises
    ------
    ProtectedBookError
        When it is protected by a password.
    InputError
        When it is beyond a limit. For damaged files the libraries raise errors of any kind.
    """
    if data.startswith(_OLE):
        yield _old_sheets(data)
        return
    if zipfile.is_zipfile(io.BytesIO(data)):
        check_archive(file, data)
        ods = _ods_sheets(file, data)
        if ods is not None:
            yield ods
            return
    book = _new_book(data)
    try:
        yield [
            Sheet(sheet.title, sheet.sheet_state == "visible", partial(_read, sheet))
            for sheet in book.worksheets
        ]
    finally:
        book.close()


def _old_sheets(data: bytes) -> list[Sheet]:
    from netintl.ingest.xls_cells import ProtectedError, xls_sheets  # noqa: PLC0415

    if _ENCRYPTED in data:
        raise ProtectedBookError
    try:
        return xls_sheets(data)
    except ProtectedError as problem:
        raise ProtectedBookError from problem


def _ods_sheets(file: str, data: bytes) -> list[Sheet] | None:
    from netintl.ingest.ods_cells import is_ods, is_protected, ods_sheets  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not is_ods(archive):
            return None
        if is_protected(archive):
            raise ProtectedBookError
    return ods_sheets(file, data)


def _new_book(data: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.25 s that a CSV package never needs

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True)


def _read(sheet: Any) -> Any:
    from netintl.ingest.sheet_cells import read_cells  # noqa: PLC0415 - it imports openpyxl

    return read_cells(sheet)
