"""Network files of other programs as ``organizations`` and ``links``, by their suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.i18n import _
from netintl.ingest.decoding import decode
from netintl.ingest.safe_xml import BadXmlError
from netintl.ingest.text_networks import (
    BadNetworkError,
    is_edge_list,
    read_edge_list,
    read_gml,
    read_pajek,
)
from netintl.ingest.xml_networks import read_gexf, read_graphml

if TYPE_CHECKING:
    from netintl.ingest.issues import IssueLog
    from netintl.ingest.network_rows import NetworkRows
    from netintl.ingest.raw import RawTable

_EDGE_LISTS: Final = (".edgelist", ".edges", ".el")
_XML: Final = (".graphml", ".gexf")
NETWORK_SUFFIXES: Final = (*_XML, ".net", ".gml", *_EDGE_LISTS)
_HEAD: Final = 4096  # bytes that tell an edge list


def read_network_file(
    file: str, suffix: str, data: bytes, log: IssueLog, encoding: str | None = None
) -> list[RawTable]:
    """Read a network file, or note why it cannot be read and return nothing.

    Parameters
    ----------
    suffix
        What it is, as `network_suffix` says.
    encoding
        What the user says of text that is not UTF-8.

    Raises
    ------
    InputError
        When it holds more than a table may.
    """
    try:
        rows = _xml(suffix, data) if suffix in _XML else _text(file, suffix, data, encoding)
    except (BadXmlError, BadNetworkError) as problem:
        log.add("FIL020", file, problem.line, value=str(problem))
        return []
    if rows is None:
        log.add("FIL001", file, value=data[:16].hex(" "))
        return []
    if not rows.edges and not rows.nodes:
        log.add("FIL020", file, value=_("it holds neither nodes nor edges"))
        return []
    return rows.tables(file, log)


def _xml(suffix: str, data: bytes) -> NetworkRows:
    return read_graphml(data) if suffix == ".graphml" else read_gexf(data)


def _text(file: str, suffix: str, data: bytes, encoding: str | None) -> NetworkRows | None:
    found = decode(data, encoding)
    if found is None:
        return None
    if suffix == ".net":
        return read_pajek(found.text, file)
    return read_gml(found.text) if suffix == ".gml" else read_edge_list(found.text)


def network_suffix(suffix: str, data: bytes) -> str:
    r"""Name the suffix of the format of a file, empty where it is no network file.

    Examples
    --------
    >>> network_suffix(".GraphML", b""), network_suffix(".txt", b"1 2\n2 3\n3 1\n")
    ('.graphml', '.edgelist')
    """
    suffix = suffix.lower()
    if suffix in NETWORK_SUFFIXES:
        return ".edgelist" if suffix in _EDGE_LISTS else suffix
    if suffix == ".txt":
        whole = data[:_HEAD].rpartition(b"\n")[0] if len(data) > _HEAD else data
        head = decode(whole)
        return ".edgelist" if head and is_edge_list(head.text) else ""
    return ""
