"""Pajek, GML and edge lists as streams of nodes and edges."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from netintl.i18n import _
from netintl.ingest.network_rows import NetworkRows
from netintl.ingest.raw import check_size
from netintl.model.labels import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.ingest.network_rows import Row

_VERTEX: Final = re.compile(r'\s*(\d+)(?:\s+(?:"([^"]*)"|(\S+)))?')
_TIES: Final = ("*arcs", "*edges")
_TIE_LISTS: Final = ("*arcslist", "*edgeslist")
_OTHER: Final = ("*network", "*partition", "*vector", "*permutation", "*cluster", "*hierarchy")
_SIGN: Final = re.compile(r'\s*(?:#[^\n]*\n\s*)*("[^"]*"|\[|\]|[^\s\[\]"]+)')
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")
_HEADS: Final = frozenset((("source", "target"), ("from", "to"), ("node1", "node2")))
_LOOKED_AT, _FEWEST, _WIDEST = 50, 3, 3  # lines that tell an edge list, and its words
_DEEPEST: Final = 100  # lists inside each other


class BadNetworkError(ValueError):
    """A network file that cannot be read; ``line`` says where it ends to make sense."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def read_pajek(text: str, file: str = "") -> NetworkRows:
    r"""Read the vertices, arcs and edges of a Pajek network; vertices go by their numbers.

    Raises
    ------
    BadNetworkError
        When it has no vertices, or a section that holds no ties.
    InputError
        When it declares more vertices than a table may have rows.

    Examples
    --------
    >>> rows = read_pajek('*Vertices 2\n1 "A"\n2 "B"\n*Edges\n1 2 0.5\n')
    >>> rows.nodes[0], rows.edges
    ({'id': '1', 'label': 'A'}, [{'source': '1', 'target': '2', 'weight': '0.5'}])
    """
    rows, section, relation, declared = NetworkRows(), "", "", 0
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith("%"):
            continue
        if words[0].startswith("*"):
            section, relation = _section(words, number), " ".join(words[1:])
            declared = _count(words, number, file) if section == "*vertices" else declared
        elif section == "*vertices":
            _vertex(rows, line, number)
        elif section in (*_TIES, *_TIE_LISTS):
            _ties(rows, section, words, relation, number)
        elif not section:
            raise BadNetworkError(_("it does not begin with *Vertices"), number)
    return _whole(rows, declared)


def _section(words: list[str], line: int) -> str:
    name = words[0].lower()
    if name not in ("*vertices", *_TIES, *_TIE_LISTS, *_OTHER):
        raise BadNetworkError(_("it has a section {name}").format(name=words[0][:40]), line)
    return name


def _ties(rows: NetworkRows, section: str, words: list[str], relation: str, line: int) -> None:
    if section in _TIE_LISTS:
        for word in words[1:]:
            rows.edge(words[0], word, line)
        return
    row = rows.edge(words[0], words[1] if len(words) > 1 else "", line)
    if words[2:] and _NUMBER.fullmatch(words[2]):
        row["weight"] = words[2]
    if relation:
        row["relation"] = relation


def _count(words: list[str], line: int, file: str) -> int:
    if len(words) < 2 or not words[1].isdecimal():  # noqa: PLR2004 - the number behind it
        raise BadNetworkError(_("it does not say how many vertices there are"), line)
    count = int(words[1][:20])
    check_size(file, count, 1)
    return count


def _vertex(rows: NetworkRows, line: str, number: int) -> None:
    found = _VERTEX.match(line)
    if found is None:
        raise BadNetworkError(_("a vertex has no number"), number)
    row = rows.node(found.group(1), number)
    label = found.group(2) if found.group(2) is not None else found.group(3)
    row.update({"label": label} if label else {})


def _whole(rows: NetworkRows, declared: int) -> NetworkRows:
    """Add the vertices that are counted, not written; ends beyond them are unknown."""
    if not declared:
        raise BadNetworkError(_("it has no vertices"), 1)
    known = {row["id"] for row in rows.nodes}
    for number in range(1, declared + 1):
        if str(number) not in known:
            rows.node(str(number), 1)
            known.add(str(number))
    for edge in rows.edges:
        for end in ("source", "target"):
            if edge[end] not in known:
                edge |= {end: "", f"{end} as it stands": edge[end]}
    return rows


def read_gml(text: str) -> NetworkRows:
    r"""Read a GML file: nodes by their ids, attributes of the first level.

    Raises
    ------
    BadNetworkError
        When a list is not closed, a key has no value, or there is no graph.

    Examples
    --------
    >>> rows = read_gml('graph [ node [ id 1 label "A" ] edge [ source 1 target 1 ] ]')
    >>> rows.nodes, rows.edges
    ([{'id': '1', 'label': 'A'}], [{'source': '1', 'target': '1'}])
    """
    rows, path, open_ = NetworkRows(), list[str](), None
    for key, value, turn, line in _pairs_of(text):
        if turn > 0:
            path.append(key)
            if path[-2:] in (["graph", "node"], ["graph", "edge"]):
                open_ = _opened(rows, key, line)
        elif turn < 0:
            path.pop()
        elif open_ is not None and path[-2:-1] == ["graph"]:
            open_[key] = value
    if not rows.nodes and not rows.edges:
        raise BadNetworkError(_("it holds no graph"), 1)
    return rows


def _opened(rows: NetworkRows, key: str, line: int) -> Row:
    return rows.node("", line) if key == "node" else rows.edge("", "", line)


def _pairs_of(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield keys with their values, 1 where a list begins and -1 where it ends, and the line."""
    key, depth, line, seen = "", 0, 1, 0
    for found in _SIGN.finditer(text.lstrip("\ufeff")):
        sign = found.group(1)
        line += text.count("\n", seen, found.start(1))
        seen = found.start(1)
        if sign == "]" and not key and depth:
            depth -= 1
            yield "", "", -1, line
        elif sign in ("[", "]") and not key:
            raise BadNetworkError(_("a list has no name"), line)
        elif not key:
            key = sign.lower()
        elif sign == "]":
            raise BadNetworkError(_("a key has no value"), line)
        else:
            opens = sign == "["
            depth += opens
            if depth > _DEEPEST:
                raise BadNetworkError(_("it is nested too deeply"), line)
            yield key, "" if opens else html.unescape(sign.strip('"')), int(opens), line
            key = ""
    if key or depth:
        raise BadNetworkError(_("it ends in the middle of a list"), line)


def is_edge_list(text: str) -> bool:
    r"""Tell whether lines hold two words and perhaps a number, below comments.

    Some words must stand again, or two words a line may be anything.

    Examples
    --------
    >>> is_edge_list("# a b\n1 2\n2 3 0.5\n1 3\n"), is_edge_list("source,target\na,b\n")
    (True, False)
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()[:_LOOKED_AT]]
    plain = [line.split() for line in lines if line and line[0] not in "#%"]
    names = [word for words in plain for word in words[:2]]
    return (
        len(plain) >= _FEWEST
        and len(set(names)) < len(names)
        and all(len(words) > 1 and not any(_not_weights(words)) for words in plain)
        and not any(sign in text for sign in ",;|")
    )


def _not_weights(words: list[str]) -> list[bool]:
    return [not _NUMBER.fullmatch(word) for word in words[2:]] + [len(words) > _WIDEST]


def read_edge_list(text: str) -> NetworkRows:
    r"""Read lines of two names, apart by spaces, tabs or commas; what follows is kept.

    Examples
    --------
    >>> read_edge_list("# comment\nA B\nB C 2\n").edges
    [{'source': 'A', 'target': 'B'}, {'source': 'B', 'target': 'C', 'weight': '2'}]
    """
    rows = NetworkRows()
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped[0] in "#%":
            continue
        sign = next((sign for sign in "\t,;|" if sign in stripped), None)
        words = [word.strip() for word in stripped.split(sign, 2)]
        if not rows.edges and tuple(map(folded, words[:2])) in _HEADS:
            continue
        row = rows.edge(words[0], words[1] if len(words) > 1 else "", number)
        if words[2:]:
            row["weight" if _NUMBER.fullmatch(words[2]) else "rest of the line"] = words[2]
    return rows
