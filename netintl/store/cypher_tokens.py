"""The words and signs of a Cypher text, without the comments and spaces between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Kind: TypeAlias = Literal["word", "name", "string", "parameter", "number", "sign"]

# Comments end as in the grammar of Neo4j (SINGLE_LINE_COMMENT: '//' ~[\r\n]*).
_TOKEN: Final = re.compile(
    r"(?P<gap>\s+|//[^\r\n]*|/\*.*?\*/)"
    r"|(?P<string>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"|(?P<name>`(?:``|[^`])*`)"
    r"|(?P<parameter>\$(?:\w+|`(?:``|[^`])*`))"
    r"|(?P<number>(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)\b)"
    r"|(?P<word>\w+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u+([0-9a-fA-F]{4})")
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


class Token(NamedTuple):
    """A part of a text: of a word ``plain`` is its upper case, of a quoted name what it names."""

    kind: Kind
    text: str
    plain: str


def tokens_of(text: str) -> tuple[Token, ...]:
    """Part a text into words, quoted names, strings, parameters, numbers and signs.

    Examples
    --------
    >>> [token.plain for token in tokens_of("Match /* all */ (`a``b`) RETURN 'x;' AS $y")]
    ['MATCH', '(', 'a`b', ')', 'RETURN', "'x;'", 'AS', '$y']
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for part in _TOKEN.finditer(text):
        kind, found = cast('Kind | Literal["gap"]', part.lastgroup), part[0]
        if kind == "word":
            # Java's lexers fold the long s and the dotless i into S and I.
            yield Token(kind, found, found.casefold().upper())
        elif kind == "name":
            yield Token(kind, found, decoded(found[1:-1].replace("``", "`")))
        elif kind != "gap":
            yield Token(kind, found, found)


def decoded(text: str) -> str:
    r"""Return a text in which the escapes of the kind of ``\u004c`` are what they mean.

    Examples
    --------
    >>> decoded(r"\u004cOAD")
    'LOAD'
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def escapes_alter(text: str) -> bool:
    r"""Tell whether a text is another one once its escapes are read before its quotes.

    Neo4j's Cypher 5 reads them first, Cypher 25 inside of strings and names alone.

    Examples
    --------
    >>> escapes_alter(r"RETURN '\u4e2d'"), escapes_alter(r"RETURN '\u0027 + 1 // '")
    (False, True)
    """
    return _shape(tokens_of(text)) != _shape(tokens_of(decoded(text)))


def _shape(tokens: Sequence[Token]) -> list[tuple[Kind, str]]:
    return [(kind, "" if kind == "string" else decoded(plain)) for kind, _text, plain in tokens]


def pairs_of(tokens: Sequence[Token]) -> Mapping[int, int]:
    """Return where each bracket that closes was opened.

    Examples
    --------
    >>> pairs_of(tokens_of("f(a[0])"))
    {5: 3, 6: 1}
    """
    opened: list[int] = []
    found = {}
    for place, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text in _CLOSING.values():
            opened.append(place)
        elif token.text in _CLOSING and opened:
            found[place] = opened.pop()
    return found
