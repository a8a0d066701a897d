"""The text of a query as far as netintl has to read it: its statements and its parameters."""

from __future__ import annotations

import re
from typing import Final

# What can hold a semicolon or a dollar sign that means nothing: comments, texts, quoted names.
_PARTS: Final = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<quoted>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`)"
    r"|\$(?P<parameter>\w+|`(?:``|[^`])*`)"
    r"|(?P<end>;)",
    re.DOTALL,
)
_MODES: Final = ("EXPLAIN", "PROFILE")
_ESCAPED: Final = re.compile(r"\\u+([0-9a-fA-F]{4})")
_ENDING: Final = re.compile(r"\bTERMINATE\s+TRANSACTIONS?\b", re.IGNORECASE)


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


def mode_of(text: str) -> str:
    """Return EXPLAIN or PROFILE where a statement begins so, else nothing.

    Examples
    --------
    >>> mode_of("/* ask */ profile MATCH (n) RETURN n"), mode_of("MATCH (n) RETURN n")
    ('PROFILE', '')
    """
    first = re.match(r"\w*", _bare(text))
    word = first[0].upper() if first else ""
    return word if word in _MODES else ""


def ends_others(text: str) -> bool:
    """Tell whether a statement ends what other people run, which servers count as reading.

    Examples
    --------
    >>> ends_others("SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE /**/ TRANSACTIONS t")
    True
    >>> ends_others("RETURN 'terminate transactions' AS said")
    False
    """
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    words = _PARTS.sub(lambda part: " " if part["comment"] else "''", plain)
    return _ENDING.search(words) is not None


def _bare(text: str) -> str:
    """Return a statement without the comments and spaces before and behind it."""
    left = text.strip()
    while (comment := _PARTS.match(left)) and comment["comment"]:
        left = left[comment.end() :].lstrip()
    return left
