"""A hash of what a network says, whatever the order of its rows or the columns' order."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_CELL, _ROW = "\x1f", "\x1e"


def fingerprint_of(frames: Mapping[str, pd.DataFrame], **settings: str) -> str:
    """Hash frames of text cells canonically (SHA-256, first 16 hexadecimal digits).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"id": ["b", "a"], "kind": ["y", "x"]})
    >>> fingerprint_of({"t": rows}) == fingerprint_of({"t": rows[["kind", "id"]].iloc[::-1]})
    True
    """
    digest = hashlib.sha256()
    for name, value in sorted(settings.items()):
        digest.update(f"{name}={value}{_ROW}".encode())
    for name, frame in sorted(frames.items()):
        if frame.empty:
            continue
        columns = sorted(column for column in frame.columns if (frame[column] != "").any())
        digest.update(f"{name}{_CELL}{_CELL.join(columns)}{_ROW}".encode())
        rows = sorted(map(_CELL.join, zip(*(frame[column] for column in columns), strict=True)))
        digest.update(_ROW.join(rows).encode())
    return digest.hexdigest()[:16]
