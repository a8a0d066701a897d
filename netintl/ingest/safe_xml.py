"""XML of strangers, read as a stream: no entity is declared, nothing outside is opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_OF_EXPAT: Final = ("utf-8", "utf-16", "iso-8859-1", "us-ascii")


class BadXmlError(ValueError):
    """XML that cannot be read; ``line`` says where it ends to make sense."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def walk_xml(
    data: bytes,
    *,
    start: Callable[[str, Mapping[str, str], int], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    r"""Call a function at the start and end of each element and for the text between them.

    Names stand without their namespace; ``start`` is also told the line.

    Raises
    ------
    BadXmlError
        When it is no well-formed XML or declares an entity.

    Examples
    --------
    >>> seen = []
    >>> walk_xml(b"<a:b xmlns:a='u' a:c='1'>x</a:b>", start=lambda *told: seen.append(told),
    ...          end=seen.append, text=seen.append)
    >>> seen
    [('b', {'c': '1'}, 1), 'x', 'b']
    >>> walk_xml(b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", start=print, end=print, text=print)
    Traceback (most recent call last):
    netintl.ingest.safe_xml.BadXmlError: it declares an entity
    """
    data, encoding = _in_known_encoding(data)
    parser: Any = expat.ParserCreate(encoding, namespace_separator="\n")
    parser.buffer_text = True

    def started(name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        start(_local(name), plain, parser.CurrentLineNumber)

    def refused(*_arguments: Any) -> None:
        raise BadXmlError(_("it declares an entity"), parser.CurrentLineNumber)

    parser.StartElementHandler = started
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refused
    parser.ExternalEntityRefHandler = refused
    try:
        parser.Parse(data, 1)
    except expat.ExpatError as problem:
        raise BadXmlError(expat.ErrorString(problem.code), problem.lineno) from problem


def _local(name: str) -> str:
    return name.rpartition("\n")[2]


def _in_known_encoding(data: bytes) -> tuple[bytes, str | None]:
    """Return XML in an encoding that the parser knows: GB18030 and others become UTF-8."""
    declared = _DECLARED.match(data)
    name = declared.group(1).decode("ascii") if declared else ""
    if not name or name.lower() in _OF_EXPAT:
        return data, None
    try:
        return data.decode(name).encode("utf-8"), "utf-8"
    except (LookupError, UnicodeError) as problem:
        raise BadXmlError(str(problem), 1) from problem
