"""What a query of one's own may use: it reads the store, and no file, address or setting.

A list of what is allowed decides, not the engine, which counts reading a file as reading. Words
are looked at where the engine would look at them: not in texts, comments and quoted names.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from netintl.errors import UsageError
from netintl.i18n import _
from netintl.store.cypher_tokens import escapes_alter, pairs_of, tokens_of
from netintl.store.failures import would_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netintl.store.cypher_tokens import Token

_MODES: Final = ("EXPLAIN", "PROFILE")
# Dashes and angles of other alphabets, which the grammar of Neo4j takes for - < and >.
_SIGNS: Final = frozenset("()[]{}.,:;=<>+-*/%^|&!~?$‐‑‒–—―−﹘﹣－⟨〈﹤＜⟩〉﹥＞")
_HINT: Final = ("INDEX", "SEEK")


@cache
def _allowed() -> Mapping[str, frozenset[str]]:
    text = files("netintl.store").joinpath("reading.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: frozenset(words) for name, words in tomllib.loads(text).items()})


def check_reads(statement: str) -> None:
    """Refuse a statement that does more than read the store.

    Raises
    ------
    UsageError
        When it has a clause, a procedure or a function that is not allowed, or signs whose
        meaning the engines do not agree on.

    Examples
    --------
    >>> check_reads("MATCH (load) WHERE load.use CONTAINS 'LOAD CSV' RETURN load")
    >>> check_reads("WITH 1 AS x LOAD /* a */ CSV FROM 'file:///etc/passwd' AS row RETURN row")
    Traceback (most recent call last):
    netintl.errors.UsageError: A query of your own only reads the store; LOAD CSV is refused.
    """
    tokens = tokens_of(statement)
    _check_signs(tokens)
    if escapes_alter(statement):
        raise _no_escapes()
    _check_begin(tokens)
    _check_clauses(tokens)
    _check_procedures(tokens)
    _check_functions(tokens)


def writing_clause(statement: str) -> str:
    """Return the first word by which a statement changes the store, as far as one can see.

    Examples
    --------
    >>> writing_clause("MATCH (o) WHERE o.set = 1 DETACH DELETE o")
    'DETACH'
    """
    tokens = tokens_of(statement)
    return next(
        (
            token.plain
            for token, following in pairwise(tokens)
            if token.kind == "word"
            and token.plain in _allowed()["writes"]
            and (following.kind == "name" or _is_other_word(following) or following.text == "(")
        ),
        "",
    )


def _check_signs(tokens: Sequence[Token]) -> None:
    """Refuse what is no Cypher: a lexer may skip it and join what it parts."""
    for token in tokens:
        sign = token.text
        if token.kind == "sign" and sign == "\\":
            raise _no_escapes()
        glued = token.kind == "word" and sign[0].isdigit()
        if glued or (token.kind == "sign" and sign not in _SIGNS):
            shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
            raise UsageError(
                _("Outside of quotes {sign} means nothing in a query.").format(sign=shown),
                cure=_("Close every quote, and write the signs of a Latin keyboard."),
            )


def _no_escapes() -> UsageError:
    return UsageError(
        _("The query has escapes like \\u004c that not every engine reads alike."),
        cure=_("Write the letters themselves."),
    )


def _check_begin(tokens: Sequence[Token]) -> None:
    first = tokens[0] if tokens else None
    word = first.plain if first and first.kind == "word" else ""
    if word in _allowed()["begins"]:
        return
    if word in _MODES:
        raise UsageError(
            _("A query file holds no EXPLAIN and no PROFILE."),
            cure=_("Write the query alone; --explain shows it without running it."),
        )
    if word in _allowed()["clauses"]:
        raise _clause_refused(_clause_at(tokens, 0))
    if word in _allowed()["writes"]:
        raise would_write(word)
    raise UsageError(
        _("The query is not valid: {reason}").format(
            reason=_("it begins with {word}.").format(word=first.text if first else "–")
        ),
        cure=_("Begin it with MATCH, OPTIONAL MATCH, UNWIND, WITH, CALL or RETURN."),
    )


def _check_clauses(tokens: Sequence[Token]) -> None:
    opened = pairs_of(tokens)
    for place, token in enumerate(tokens[:-1]):
        following = tokens[place + 1]
        if token.kind == "word" and token.plain in _allowed()["clauses"]:
            named = following.kind == "name" or _is_other_word(following)
            # A graph that USE names may stand in brackets.
            if named or (token.plain == "USE" and following.text == "("):
                raise _clause_refused(_clause_at(tokens, place))
        if place in opened and _is_call(tokens, opened, place) and following.plain == "IN":
            raise UsageError(
                _("A query of your own only reads the store; {clause} is refused.").format(
                    clause="IN TRANSACTIONS"
                ),
                cure=_("Leave it out; what only reads needs one transaction."),
            )


def _is_other_word(token: Token) -> bool:
    return token.kind == "word" and token.plain not in _allowed()["follow"]


def _clause_at(tokens: Sequence[Token], place: int) -> str:
    words = (token.plain for token in tokens[place : place + 2] if token.kind == "word")
    return " ".join(words) if tokens[place].plain != "USE" else "USE"


def _clause_refused(clause: str) -> UsageError:
    return UsageError(
        _("A query of your own only reads the store; {clause} is refused.").format(clause=clause),
        cure=_("Leave it out; files come in with netintl store push, and --uri names the store."),
    )


def _is_call(tokens: Sequence[Token], opened: Mapping[int, int], place: int) -> bool:
    """Tell whether a bracket closes CALL {…} or CALL (…) {…}."""
    before = opened[place] - 1
    if tokens[place].text != "}" or before < 0:
        return False
    if tokens[before].text == ")" and before in opened:
        before = opened[before] - 1
    return before >= 0 and tokens[before].kind == "word" and tokens[before].plain == "CALL"


def _check_procedures(tokens: Sequence[Token]) -> None:
    for place, token in enumerate(tokens[:-1]):
        if token.kind != "word" or token.plain != "CALL":
            continue
        parts = list(_dotted(tokens, place + 1))
        if not parts or (len(parts) == 1 and parts[0].upper() in _allowed()["follow"]):
            continue
        name = ".".join(parts)
        if name.casefold() not in map(str.casefold, _allowed()["procedures"]):
            raise UsageError(
                _("The procedure {name} is none of those that only read the store.").format(
                    name=name
                ),
                cure=_("Ask with MATCH, or call one of: {names}.").format(
                    names=", ".join(sorted(_allowed()["procedures"]))
                ),
            )


def _dotted(tokens: Sequence[Token], place: int) -> Iterator[str]:
    """Yield the parts of the name that begins at a place."""
    while place < len(tokens) and tokens[place].kind in {"word", "name"}:
        yield _spelled(tokens[place])
        if place + 1 == len(tokens) or tokens[place + 1].text != ".":
            return
        place += 2


def _spelled(token: Token) -> str:
    return token.plain if token.kind == "name" else token.text


def _check_functions(tokens: Sequence[Token]) -> None:
    for place, token in enumerate(tokens[:-1]):
        if token.kind not in {"word", "name"} or tokens[place + 1].text != "(":
            continue
        begin = _begin_of(tokens, place)
        if _is_no_function(tokens, begin, place):
            continue
        if begin == place and token.kind == "word" and token.plain in _allowed()["writes"]:
            raise would_write(token.plain)
        name = ".".join(map(_spelled, tokens[begin : place + 1 : 2]))
        space = name.casefold().rpartition(".")[0]
        known = {name.casefold(), f"{space}.*"} & _allowed()["functions"]
        if not known or (begin and tokens[begin - 1].text == "."):
            raise UsageError(
                _("The function {name} is none of those that only compute.").format(name=name),
                cure=_("Use the functions of Cypher itself; plugins and files are out of reach."),
            )


def _begin_of(tokens: Sequence[Token], end: int) -> int:
    """Return where the dotted name begins that ends at a place."""
    while end > 1 and tokens[end - 1].text == "." and tokens[end - 2].kind in {"word", "name"}:
        end -= 2
    return end


def _is_no_function(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Tell whether a name before a bracket is an operator, a procedure or the label of a hint."""
    if begin and tokens[begin - 1].kind == "word" and tokens[begin - 1].plain == "CALL":
        return True
    if begin < end:
        return False
    if tokens[end].kind == "word" and tokens[end].plain in _allowed()["operators"]:
        return not (begin and tokens[begin - 1].text == ".")
    hint = tokens[end - 3 : end] if end >= len(_HINT) + 1 else ()
    return bool(hint) and hint[0].kind == "word" and hint[0].plain in _HINT and hint[2].text == ":"
