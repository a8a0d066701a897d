"""Likely pairs of very many organizations, kept in the user's cache folder from run to run.

A cache is keyed by the content of the organizations before judgements, by the code and the weights
of this room, and by the least probability. What is damaged or not ours is passed over, and
deleting the folder is always safe. Few organizations are compared faster than a cache is read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.atomic_files import write_file
from netintl.errors import OutputError
from netintl.identity.changes import COLUMNS
from netintl.identity.likely_pairs import Found, LikelyPairs, likely_pairs
from netintl.identity.registers import NAMES
from netintl.version import __version__

if TYPE_CHECKING:
    import pandas as pd

SMALLEST: Final = 2_000  # organizations from which a cache is kept
_MOST: Final = 3  # caches that are kept, the newest
_DIGEST: Final = hashlib.sha256().digest_size
_SORTS: Final = ("<i4", "<i4", "<i4", "<i4", "<i1")  # of the numbers in a cache
_ALIGNED: Final = 8


def user_cache() -> Path:
    """Return the folder for what this user's programs may compute anew."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "netintl"


def kept_pairs(frame: pd.DataFrame, least: float, folder: Path | None = None) -> LikelyPairs:
    """Return the likely pairs of sorted organizations, from the cache if it has them."""
    if len(frame) < SMALLEST or not 0 < least < 1:
        return likely_pairs(frame, least)
    with contextlib.suppress(RuntimeError):  # a user without a home
        folder = folder or user_cache()
    if folder is None:
        return likely_pairs(frame, least)
    file = folder / f"pairs-{_key(frame, least)}.cache"
    found = _read(file, len(frame))
    if found is None:
        found = likely_pairs(frame, least)
        with contextlib.suppress(OSError, OutputError):  # a read-only folder goes without
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            data = pack(found)
            write_file(file, hashlib.sha256(data).digest() + data, force=True)
            _limit(folder)
    return found


def _limit(folder: Path) -> None:
    kept = sorted(folder.glob("pairs-*.cache"), key=lambda file: file.stat().st_mtime)
    for old in kept[:-_MOST]:
        old.unlink()


@cache
def _code() -> bytes:
    """Return a digest of the code, words, weights and registers that decide what is likely."""
    found = hashlib.sha256(__version__.encode())
    reference = files("netintl.model").joinpath("reference")
    registers = [reference.joinpath(f"{name}_schools.csv") for name in NAMES]
    whole = [*files("netintl.identity").iterdir(), *registers]
    for file in sorted(whole, key=lambda entry: entry.name):
        if file.name.endswith((".py", ".toml", ".csv")):
            found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.digest()


def _key(frame: pd.DataFrame, least: float) -> str:
    found = hashlib.sha256(_code() + f"{least!r} {len(frame)}".encode())
    for name in COLUMNS:
        if name in frame.columns:
            cells = frame[name].tolist()
            found.update(f"\x1e{name}\x1e".encode())
            found.update("\x1f".join(cells).encode("utf-8", "surrogatepass"))
    return found.hexdigest()[:32]


def _read(file: Path, size: int) -> LikelyPairs | None:
    """Read a cache, unless it is not there or not as it was written."""
    try:
        data = memoryview(file.read_bytes())
    except OSError:
        return None
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return None
    try:
        found = unpack(data[_DIGEST:])
        ends = (found.left, found.right, found.found.left, found.found.right)
        return found if all(not len(a) or 0 <= a.min() <= a.max() < size for a in ends) else None
    except Exception:  # noqa: BLE001 - whatever else it is, it is no cache of this version
        return None


def pack(likely: LikelyPairs) -> bytes:
    """Write likely pairs as arrays, one behind the other, after what is said of them.

    Examples
    --------
    >>> import pandas as pd
    >>> likely = likely_pairs(pd.DataFrame({"id": ["a", "b"], "name_en": "Bo Hai"}), 0.35)
    >>> unpack(memoryview(pack(likely))).found.right.tolist()
    [1]
    """
    found = likely.found
    arrays = [likely.left, likely.right, found.left, found.right, found.levels.ravel()]
    told = {
        "lengths": list(map(len, arrays)),
        "capped": likely.capped,
        "common": sorted(likely.common),
        "officials": list(likely.officials.items()),
    }
    text = json.dumps(told).encode()
    text += b" " * (-len(text) % _ALIGNED)
    parts = [array.astype(sort).tobytes() for array, sort in zip(arrays, _SORTS, strict=True)]
    return b"".join([len(text).to_bytes(_ALIGNED, "little"), text, *parts])


def unpack(data: memoryview) -> LikelyPairs:
    """Read likely pairs that `pack` wrote; the arrays are views of the data."""
    at = _ALIGNED + int.from_bytes(data[:_ALIGNED], "little")
    told = json.loads(bytes(data[_ALIGNED:at]))
    arrays = []
    for length, sort in zip(told["lengths"], _SORTS, strict=True):
        arrays.append(np.frombuffer(data, dtype=sort, count=length, offset=at))
        at += arrays[-1].nbytes
    left, right, found_left, found_right, levels = arrays
    return LikelyPairs(
        left,
        right,
        Found(found_left, found_right, levels.reshape(len(found_left), -1)),
        tuple((key, count) for key, count in told["capped"]),
        frozenset(told["common"]),
        {place: tuple(ids) for place, ids in told["officials"]},
    )
