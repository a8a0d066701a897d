"""The text of a query as far as netintl has to read it: its statements and its parameters."""

from __future__ import annotations

import re
from typing import Final

# What can hold a semicolon or a dollar sign that means nothing: comments, texts, quoted names.
_PARTS: Final = re.compile(
    r"(?P<comment>//[^\r\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<quoted>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`)"
    r"|\$(?P<parameter>\w+|`(?:``|[^`])*`)"
    r"|(?P<end>;)",
    re.DOTALL,
)


def statements_of(text: str) -> list[str]:
    r"""Part a text into its statements, without comments around them.

    Examples
    --------
    >>> statements_of("// both\nRETURN ';' AS a; RETURN 2 AS b;")
    ["RETURN ';' AS a", 'RETURN 2 AS b']
    """
    found, begin = [], 0
    for part in _PARTS.finditer(text):
        if part["end"]:
            found.append(text[begin : part.start()])
            begin = part.end()
    found.append(text[begin:])
    return [bare for bare in map(_bare, found) if bare]


def parameters_of(text: str) -> tuple[str, ...]:
    """Return the names of the parameters a text uses, in the order of the alphabet.

    Examples
    --------
    >>> parameters_of("MATCH (n {id: $id}) WHERE n.x = '$no' RETURN n LIMIT $limit // $never")
    ('id', 'limit')
    """
    found = {part["parameter"] for part in _PARTS.finditer(text) if part["parameter"]}
    return tuple(sorted(name.strip("`").replace("``", "`") for name in found))


def _bare(text: str) -> str:
    """Return a statement without the comments and spaces before and behind it."""
    left = text.strip()
    while (comment := _PARTS.match(left)) and comment["comment"]:
        left = left[comment.end() :].lstrip()
    return left
