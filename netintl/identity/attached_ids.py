"""Official ids that judgements give to organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.model.official_ids import REGISTERS, is_official_id, register_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd


def id_pairs(
    tables: Mapping[str, pd.DataFrame], pairs: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the pairs of an organization and an official id, in this order.

    An official id that is the id of an organization of the package is an organization.

    Examples
    --------
    >>> import pandas as pd
    >>> tables = {"organizations": pd.DataFrame({"id": ["a", "b"]})}
    >>> id_pairs(tables, [("a", "b"), ("ror:05n8tts92", "a")])
    [('a', 'ror:05n8tts92')]
    """
    turned = [
        pair[::-1] if is_official_id(pair[0]) else pair
        for pair in pairs
        if any(map(is_official_id, pair))
    ]
    if not turned or "organizations" not in tables:
        return []
    known = set(tables["organizations"]["id"])
    return [pair for pair in turned if pair[0] in known and pair[1] not in known]


def stated_ids(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the official ids that the rows of organizations state themselves.

    Examples
    --------
    >>> import pandas as pd
    >>> stated_ids(pd.DataFrame({"id": ["a", "b"], "official_id": ["", "lei:1"]}))
    [('b', 'lei:1')]
    """
    if "official_id" not in frame:
        return []
    rows = zip(frame["id"], frame["official_id"], strict=True)
    return [(own, official) for own, official in rows if official]


def by_register(
    pairs: Iterable[tuple[str, str]], renames: Mapping[str, str]
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Return the ids of each organization, by register, and two of one register if any has two.

    Examples
    --------
    >>> by_register([("b", "ror:1"), ("a", "moe:1")], {"b": "a"})
    ({'a': ['moe:1', 'ror:1']}, ())
    >>> by_register([("b", "moe:2"), ("a", "moe:1")], {"b": "a"})[1]
    ('moe:1', 'moe:2')
    """
    held: dict[str, dict[str, str]] = {}
    clash: tuple[str, ...] = ()
    for own, official in sorted(set(pairs)):
        ids = held.setdefault(renames.get(own, own), {})
        other = ids.setdefault(register_of(official), official)
        if other != official and not clash:
            clash = (other, official)
    whole = {own: [ids[name] for name in REGISTERS if name in ids] for own, ids in held.items()}
    return whole, clash


def with_ids(frame: pd.DataFrame, held: Mapping[str, list[str]]) -> pd.DataFrame:
    """Fill the official ids that no row states; of several registers the first one counts.

    Examples
    --------
    >>> import pandas as pd
    >>> with_ids(pd.DataFrame({"id": ["a", "b"]}), {"b": ["moe:1"]})["official_id"].tolist()
    ['', 'moe:1']
    """
    known = frame["id"].map(lambda name: held[name][0] if name in held else "")
    if "official_id" in frame:
        known = frame["official_id"].where(frame["official_id"] != "", known)
    return frame.assign(official_id=known)


def without_ids(frame: pd.DataFrame, refused: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Blank the official ids of rows that are judged different from them.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": ["a", "b"], "official_id": ["moe:1", "moe:2"]})
    >>> without_ids(frame, [("a", "moe:1"), ("b", "moe:1")])["official_id"].tolist()
    ['', 'moe:2']
    """
    if "official_id" not in frame:
        return frame
    known = set(refused)
    pairs = zip(frame["id"], frame["official_id"], strict=True)
    return frame.assign(official_id=["" if pair in known else pair[1] for pair in pairs])
