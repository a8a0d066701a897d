"""The checked tables of a large package, kept beside it so that the next command need not check.

A cache is keyed by the content of the files and the version of netintl; deleting the folder
``.netintl`` is always safe. Small packages load faster than a cache would.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.atomic_files import write_file
from netintl.errors import OutputError
from netintl.identity.judgements import settle
from netintl.ingest.columns import Column
from netintl.ingest.package import digest_of, list_files, load_package
from netintl.model.successions import LASTING
from netintl.network.ordering import ordered_tables
from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = ".netintl"
SMALLEST = 4_000_000  # bytes of input from which reading a cache beats checking again
_DIGEST = hashlib.sha256().digest_size
_CELL, _PART = "\x1f", "\x1e"  # text cells hold no control characters once checked


def settled_tables(
    place: Path, *, encoding: str | None = None, directed: bool = False
) -> Mapping[str, pd.DataFrame]:
    """Return the checked tables of a package with settled ids, from the cache if it has them.

    Mergers, which hold from a day on, are not carried out.
    """
    files = list_files(place)
    read = partial(_settled, place, encoding, directed)
    if sum(file.stat().st_size for file in files) < SMALLEST:
        return read()
    hashes = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    year = datetime.now(tz=UTC).year  # what lies in the future is judged by it
    digest = digest_of(hashes | {"read as": f"{encoding} {directed} {year}"})
    folder = (place if place.is_dir() else place.parent) / FOLDER
    kept = folder / f"tables-{digest[:24]}-{__version__}.cache"
    found = _kept(kept)
    if found is not None:
        return found
    tables = read()
    with contextlib.suppress(OSError, OutputError):  # a read-only folder goes without a cache
        folder.mkdir(exist_ok=True)
        data = pack(tables)
        write_file(kept, hashlib.sha256(data).digest() + data, force=True)
        for old in folder.glob("tables-*"):
            if old != kept and old.is_file():
                old.unlink()
    return tables


def _kept(file: Path) -> dict[str, pd.DataFrame] | None:
    """Read a cache, unless it is not there or not as it was written."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    digest, packed = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(packed).digest() != digest:
        return None
    try:
        return unpack(packed)
    except Exception:  # noqa: BLE001 - whatever else it is, it is no cache of this version
        return None


def _settled(place: Path, encoding: str | None, directed: bool) -> Mapping[str, pd.DataFrame]:
    tables = dict(load_package(place, encoding=encoding, directed=directed).tables)
    return ordered_tables(settle(tables, tables["judgements"], LASTING))


def pack(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Write tables of text cells as arrays: distinct values and codes, column by column.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["a", "b"], "kind": ["x", "x"]}, dtype=object)
    >>> unpack(pack({"t": frame}))["t"].equals(frame)
    True
    """
    arrays: dict[str, np.ndarray] = {}
    for name, frame in tables.items():
        for label in frame.columns:
            column = Column.of(frame[label].to_numpy(dtype=object))
            key = f"{name}{_PART}{label}"
            text = _CELL.join(column.values).encode("utf-8")
            arrays[f"{key}{_PART}values"] = np.frombuffer(text, dtype=np.uint8)
            arrays[f"{key}{_PART}codes"] = column.codes
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def unpack(data: bytes) -> dict[str, pd.DataFrame]:
    """Read tables that `pack` wrote."""
    columns: dict[str, dict[str, np.ndarray]] = {}
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        for key in arrays.files:
            name, label, part = key.split(_PART)
            if part == "values":
                text = arrays[key].tobytes().decode("utf-8")
                values = np.array(text.split(_CELL), dtype=object)
                codes = arrays[f"{name}{_PART}{label}{_PART}codes"]
                columns.setdefault(name, {})[label] = Column(codes, values).cells()
    return {name: pd.DataFrame(cells, dtype=object) for name, cells in columns.items()}
