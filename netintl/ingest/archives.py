"""What a zipped file may unpack to, judged before a byte of it is unpacked."""

from __future__ import annotations

import io
import zipfile

from netintl.errors import InputError
from netintl.i18n import _
from netintl.model.limits import limits

_SMALL = 1_000_000  # bytes; below, any ratio is harmless
_ENCRYPTED = 0x1  # of the general purpose flags, APPNOTE 4.4.4


def check_archive(file: str, data: bytes) -> None:
    """Refuse a zipped file that is encrypted or unpacks beyond the limits.

    The sizes are those the archive declares; `zipfile` reads no byte beyond them.

    Raises
    ------
    InputError
        Naming the limit.
    zipfile.BadZipFile
        When it is no zip file.

    Examples
    --------
    >>> bomb = io.BytesIO()
    >>> with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
    ...     archive.writestr("sheet.xml", bytes(2_000_000))
    >>> check_archive("bomb.xlsx", bomb.getvalue())
    Traceback (most recent call last):
    netintl.errors.InputError: bomb.xlsx: a part of it grows 1023-fold when unpacked; the limit \
is 500.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    cure = _("Save it again from a spreadsheet, or export its sheets as CSV.")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise InputError(_("{file} is encrypted.").format(file=file), cure=cure)
    whole, most = sum(part.file_size for part in parts), limits()
    if whole > most["unpacked"]:
        raise InputError(
            _("{file} unpacks to {n} bytes; the limit is {limit}.").format(
                file=file, n=whole, limit=most["unpacked"]
            ),
            cure=cure,
        )
    steepest = max(
        (part.file_size // max(part.compress_size, 1) for part in parts if part.file_size > _SMALL),
        default=0,
    )
    if steepest > most["ratio"]:
        raise InputError(
            _("{file}: a part of it grows {n}-fold when unpacked; the limit is {limit}.").format(
                file=file, n=steepest, limit=most["ratio"]
            ),
            cure=cure,
        )


def is_own_export(data: bytes) -> bool:
    """Tell whether netintl wrote a workbook: its properties name who made it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.getinfo("docProps/core.xml")
            if part.file_size > _SMALL:
                return False
            return b"<dc:creator>netintl</dc:creator>" in archive.read(part)
    except Exception:  # noqa: BLE001 - a damaged part can break any decompressor
        return False
