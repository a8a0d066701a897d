"""Bytes to text: a byte-order mark, then strict UTF-8, then GB18030, judged on the whole file."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def sniff_encoding(data: bytes) -> str | None:
    r"""Name the encoding of a table, or return None where no supported one fits.

    An English header in front of Chinese rows proves nothing, so all bytes are looked at.

    Examples
    --------
    >>> sniff_encoding("学校,国家".encode("gb18030")), sniff_encoding("学校,国家".encode())
    ('gb18030', 'utf-8')
    >>> sniff_encoding(b"\xff\xff") is None
    True
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name if _decodes(data, name) else None
    return next((name for name in ("utf-8", "gb18030") if _decodes(data, name)), None)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
