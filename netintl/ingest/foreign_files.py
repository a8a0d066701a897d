"""The bytes of a foreign file, unpacked where it was packed by gzip, within the limits."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Final

from netintl.errors import InputError
from netintl.i18n import _
from netintl.model.limits import limits
from netintl.settings_files import read_limited

PACKED: Final = ".gz"
_MAGIC: Final = b"\x1f\x8b"
_STEP: Final = 1 << 20  # bytes unpacked at a time
_SMALL: Final = 1_000_000  # bytes; below, any ratio is harmless


def read_foreign(path: Path) -> bytes:
    """Read a file that a user names; what gzip packed is unpacked.

    Raises
    ------
    InputError
        When it cannot be read, is damaged, or unpacks beyond the limits.
    """
    cure = _("Check that the file exists and that you may read it.")
    data = read_limited(path, limit="file", cure=cure)
    return unpacked(path.name, data) if data.startswith(_MAGIC) else data


def inner_suffix(path: Path) -> str:
    """Return the suffix that tells the format, below that of gzip.

    Examples
    --------
    >>> inner_suffix(Path("edges.graphml.gz")), inner_suffix(Path("p.csv"))
    ('.graphml', '.csv')
    """
    return Path(path.stem).suffix if path.suffix.lower() == PACKED else path.suffix


def unpacked(file: str, data: bytes) -> bytes:
    r"""Unpack what gzip packed, and stop where it grows beyond the limits.

    Raises
    ------
    InputError
        Naming the limit, or that the file is damaged.

    Examples
    --------
    >>> unpacked("p.csv.gz", gzip.compress(b"a,b\n"))
    b'a,b\n'
    >>> unpacked("b.gz", gzip.compress(bytes(5_000_000)))
    Traceback (most recent call last):
    netintl.errors.InputError: b.gz grows more than 500-fold when unpacked, the limit of ratio.
    """
    most, ratio = limits()["unpacked"], limits()["ratio"]
    cure = _("Unpack it yourself and import the part that you need.")
    found = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            while part := packed.read(_STEP):
                found += part
                if len(found) > most:
                    said = _("{file} unpacks to more than {limit} bytes, the limit of {name}.")
                    raise InputError(said.format(file=file, limit=most, name="unpacked"), cure=cure)
                if len(found) > _SMALL and len(found) > ratio * len(data):
                    said = _(
                        "{file} grows more than {limit}-fold when unpacked, the limit of {name}."
                    )
                    raise InputError(said.format(file=file, limit=ratio, name="ratio"), cure=cure)
    except (OSError, EOFError, zlib.error) as problem:
        raise InputError(
            _("{file} is damaged: it cannot be unpacked.").format(file=file),
            cure=_("Copy or download it again."),
        ) from problem
    return bytes(found)
