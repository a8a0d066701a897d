"""Bytes to text: a byte-order mark, then UTF-8, then the likeliest of the older encodings.

What the mark, the form or the user does not settle is a guess, and says so. UTF-8 comes first,
also where a few bytes are broken: text of another encoding hardly ever looks like it.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from netintl.errors import UsageError
from netintl.i18n import _

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What tables come in, as the detector knows them, and as Python reads the widest form of each.
_CANDIDATES: Final = {
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "windows-1252": "cp1252",
    "cp932": "cp932",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
_USUAL: Final = "gb18030"  # what a Chinese spreadsheet saves; it needs no warning when clear
_CLEAR: Final = 4  # times the confidence of the next candidate
_LEAST: Final = 0.015  # confidence below which nothing fits; two Chinese characters reach 0.026
_SOUND: Final = 4  # sound characters for each broken byte of what is still UTF-8
_ZEROS: Final = 5  # every fifth byte or more is zero where ASCII is written as UTF-16
_REPLACED: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was read.

    Attributes
    ----------
    encoding
        As Python names it.
    guessed
        Neither a mark nor the form nor the user named it, and others are not far behind.
    broken
        Bytes that could not be read; each stands as U+FFFD in the text.
    """

    text: str
    encoding: str
    guessed: bool = False
    broken: int = 0


def decode(data: bytes, encoding: str | None = None) -> Decoded | None:
    r"""Turn the bytes of a table into text, or return None where they are no text.

    Parameters
    ----------
    data
        The whole file: an English header in front of Chinese rows proves nothing.
    encoding
        What the user says it is, for what is not UTF-8 anyway.

    Examples
    --------
    >>> decode("学校,国家\n柳州职业技术学院,印尼\n".encode("gb18030")).encoding
    'gb18030'
    >>> found = decode("學校,國家\n香港專業教育學院,香港\n".encode("big5"))
    >>> found.encoding, found.guessed
    ('big5hkscs', True)
    >>> decode("学校,国家".encode() + b"\xff").broken
    1
    >>> decode(b"\x89PNG\x00\x00") is None
    True
    """
    if not data:
        return Decoded("", "utf-8")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _read(data, name)
    if encoding is not None and not _is_utf8(data):
        return _read(data, encoding)
    if data.count(b"\x00") * _ZEROS < len(data):
        found = _nearly_utf8(data)
        if found is not None:
            return found
    return _likeliest(data)


# What Python also calls encodings of text: ways to write text in ASCII, and what asks the system.
_NO_CHARSETS: Final = frozenset(
    (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf_7",
        "mbcs",
        "oem",
        "undefined",
    )
)


def known_encoding(name: str) -> str:
    """Return the name Python has for an encoding of text.

    Raises
    ------
    UsageError
        When there is no such encoding.

    Examples
    --------
    >>> known_encoding("Big5"), known_encoding("Latin-1")
    ('big5', 'iso8859-1')
    """
    wrong = UsageError(
        _("There is no encoding {name}.").format(name=name),
        cure=_("Usual ones are gb18030, big5, cp1252, cp932, utf-8 and utf-16."),
    )
    try:
        found = codecs.lookup(name)
        if found.name.replace("-", "_") in _NO_CHARSETS:
            raise wrong
        if "a".encode(found.name).decode(found.name) != "a":
            raise wrong
    except (LookupError, ValueError, TypeError) as problem:
        raise wrong from problem
    return found.name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return data.count(b"\x00") * _ZEROS < len(data)


def _read(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, broken=text.count(_REPLACED))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """Read what is UTF-8, or would be but for some bytes."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= sign <= "\udcff" for sign in text)
    sound = sum(sign > "\x7f" for sign in text) - broken
    return _read(data, "utf-8") if sound >= _SOUND * broken else None


def _likeliest(data: bytes) -> Decoded | None:
    """Judge the older encodings by what is usual in each; see decision 037."""
    import chardet  # noqa: PLC0415 - 0.07 s that a UTF-8 table never needs

    ranked = []
    for found in chardet.detect_all(
        data, ignore_threshold=True, include_encodings=list(_CANDIDATES)
    ):
        name = _CANDIDATES.get(str(found["encoding"]).casefold())
        if name:
            ranked.append((found["confidence"], name))
    for confidence, name in ranked:
        text = _strictly(data, name)
        if text is None or confidence < _LEAST or not _is_text(text):
            continue
        others = max((score for score, other in ranked if other != name), default=0.0)
        clear = name == _USUAL and confidence >= _CLEAR * others
        return Decoded(text, name, guessed=not clear)
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    """Tell text from a picture or a program: control characters are rare in it."""
    control = sum(sign < " " and sign not in "\t\r\n\f\x1a" for sign in text)
    return control * 100 <= len(text)
