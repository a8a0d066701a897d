"""Judgements about who is who, carried out: what is the same becomes one row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _, mark
from netintl.identity.attached_ids import by_register, id_pairs, stated_ids, with_ids, without_ids
from netintl.identity.contraction import SETTLED, contracted
from netintl.identity.successions import called_before, ended_apart, followed
from netintl.model.successions import LASTING, ROLLING
from netintl.model.verdicts import UNDO, Verdict, latest, standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_CURE: Final = mark("Correct one of the judgements, or judge the pair again with a later date.")


def settle(
    tables: Mapping[str, pd.DataFrame],
    judgements: pd.DataFrame,
    kinds: Collection[str] = ROLLING,
) -> dict[str, pd.DataFrame]:
    """Make one row of what was judged the same, and rewrite every reference to it.

    The id on the left stays; blanks of its row are filled from the right one, names become
    aliases, sources and parties are united, the larger confidence holds. Organizations that were
    renamed, merged or upgraded (`successions`) roll up to what they became. Of several verdicts
    about one pair the latest day counts; on the same day ``unsure`` takes back ``same``. A line
    that undoes another goes with it from the table of judgements: what is undone was never said.
    What is judged the same as an official id has that id, unless its row states one; what is
    judged different from the id that its row states has none.

    Parameters
    ----------
    tables
        Checked tables of a package.
    judgements
        Columns left, right, verdict and, where known, at.
    kinds
        The successions that are carried out. Without merges, who is one on every day is one row,
        and who became one on a day is still apart.

    Returns
    -------
    dict
        New tables; the given ones are left as they are.

    Raises
    ------
    InputError
        When two ids would be the same and are judged different, or are of different tables.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["a", "b"], "name_en": ["Bo Hai", "Bohai"], "aliases": ""})
    >>> judged = pd.DataFrame({"left": ["a"], "right": ["b"], "verdict": ["same"]})
    >>> settle({"organizations": frame}, judged)["organizations"].to_dict("records")
    [{'id': 'a', 'name_en': 'Bo Hai', 'aliases': 'Bohai'}]
    """
    settled = dict(tables)
    if "judgements" in settled:
        settled["judgements"] = _standing_rows(settled["judgements"])
    stays = _stays(tables, judgements, kinds)
    if len(settled.get("successions", ())):
        settled = called_before(settled, stays, kinds)
    refused = _id_pairs_judged(tables, judgements, "different")
    if refused:
        settled["organizations"] = without_ids(settled["organizations"], refused)
    held = official_ids(tables, judgements)
    if held:
        settled["organizations"] = with_ids(settled["organizations"], held)
    renames = _present(tables, stays)
    if not renames:
        return settled
    return contracted(ended_apart(settled, renames, kinds), renames)


def _standing_rows(judgements: pd.DataFrame) -> pd.DataFrame:
    """Leave out the lines that are undone, and those that undo them."""
    if not any(word.startswith(UNDO) for word in judgements["verdict"]):
        return judgements
    kept = Counter(row for rows in standing(verdict_lines(judgements)).values() for row in rows)
    whole = judgements.sort_values(list(judgements.columns), kind="stable")
    days = whole["at"] if "at" in whole else pd.Series("", index=whole.index)
    stands = []
    for line in zip(days, whole["left"], whole["right"], whole["verdict"], strict=True):
        stands.append(line[1] == line[2] or kept[Verdict(*line)] > 0)
        kept[Verdict(*line)] -= 1
    chosen = pd.Series(stands, index=whole.index).reindex(judgements.index)
    return judgements.loc[chosen].reset_index(drop=True)


def settled_ids(
    tables: Mapping[str, pd.DataFrame],
    judgements: pd.DataFrame,
    kinds: Collection[str] = ROLLING,
) -> dict[str, str]:
    """Map every id that gives way to the id that stays.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["a", "b", "c"]})
    >>> judged = pd.DataFrame({"left": ["a", "b"], "right": ["b", "c"], "verdict": "same"})
    >>> settled_ids({"organizations": frame}, judged)
    {'b': 'a', 'c': 'a'}
    """
    return _present(tables, _stays(tables, judgements, kinds))


def _present(tables: Mapping[str, pd.DataFrame], stays: Mapping[str, str]) -> dict[str, str]:
    """Leave out the ids that have no row, and those that stay themselves."""
    there = _owners(tables, stays)
    return {name: kept for name, kept in stays.items() if name in there and name != kept}


def _owners(tables: Mapping[str, pd.DataFrame], wanted: Collection[str]) -> dict[str, str]:
    """Map those of some ids that have a row to the table it is in."""
    if not wanted:
        return {}
    ids = {table: tables[table]["id"] for table in SETTLED if table in tables}
    return {name: table for table, own in ids.items() for name in own[own.isin(list(wanted))]}


def _stays(
    tables: Mapping[str, pd.DataFrame], judgements: pd.DataFrame, kinds: Collection[str]
) -> dict[str, str]:
    """Map every id that is one with others to the one that stays, also ids without a row.

    Who was judged different and merged later was two, and is one since: that is no contradiction.
    """
    into = ties(tables, judgements, kinds)
    _check_different(ties(tables, judgements, LASTING), judgements)
    gives_way = {before for before, _after in into}
    groups = _groups(into)
    owners = _owners(tables, [name for group in groups for name in group])
    stays = {}
    for group in groups:
        present = sorted(name for name in group if name in owners)
        _same_table(present, owners)
        kept = min(present, key=lambda name: (name in gives_way, name), default="")
        if kept:
            stays.update(dict.fromkeys(group, kept))
    return stays


def _check_different(into: list[tuple[str, str]], judgements: pd.DataFrame) -> None:
    group_of = {name: number for number, group in enumerate(_groups(into)) for name in group}
    for (left, right), verdict in _latest(judgements):
        if verdict == "different" and left in group_of and group_of[left] == group_of.get(right):
            raise InputError(
                _(
                    "{left} and {right} are judged different, but other judgements make them one: "
                    "{chain}."
                ).format(left=left, right=right, chain=" = ".join(chain(into, left, right))),
                cure=_(_CURE),
            )


def _same_table(names: list[str], owners: Mapping[str, str]) -> None:
    for name in names[1:]:
        if owners[name] != owners[names[0]]:
            raise InputError(
                _("{left} and {right} are judged the same, but one is an agreement.").format(
                    left=names[0], right=name
                ),
                cure=_(_CURE),
            )


def _latest(judgements: pd.DataFrame) -> list[tuple[tuple[str, str], str]]:
    """Return one verdict per pair, sorted; opposite verdicts of one day are an error."""
    chosen = []
    for rows in standing(verdict_lines(judgements)).values():
        word = latest(rows)
        today = sorted(row[1:] for row in rows if row.day == rows[-1].day)
        if not word:
            raise InputError(
                _("{left} and {right} are judged both the same and different.").format(
                    left=today[0][0], right=today[0][1]
                ),
                cure=_(_CURE),
            )
        chosen.append((today[0][:2], word))
    return sorted(chosen)


def verdict_lines(judgements: pd.DataFrame) -> list[Verdict]:
    """Return the lines of a ledger that judge two ids.

    Examples
    --------
    >>> judged = pd.DataFrame({"left": ["a", "c"], "right": ["a", "d"], "verdict": "same"})
    >>> verdict_lines(judged)
    [Verdict(day='', left='c', right='d', word='same')]
    """
    days = judgements["at"] if "at" in judgements else pd.Series("", index=judgements.index)
    lines = zip(days, judgements["left"], judgements["right"], judgements["verdict"], strict=True)
    return [Verdict(*line) for line in lines if line[1] != line[2]]


def ties(
    tables: Mapping[str, pd.DataFrame],
    judgements: pd.DataFrame,
    kinds: Collection[str] = ROLLING,
) -> list[tuple[str, str]]:
    """List the pairs that are one, by judgement or by succession: what gives way, what stays.

    Examples
    --------
    >>> judged = pd.DataFrame({"left": ["a"], "right": ["b"], "verdict": ["same"]})
    >>> ties({}, judged)
    [('b', 'a')]
    """
    verdicts = _latest(judgements)
    same = [pair for pair, verdict in verdicts if verdict == "same"]
    given = set(map(frozenset, id_pairs(tables, same)))
    into = [(right, left) for left, right in same if frozenset((left, right)) not in given]
    return into + followed(tables.get("successions"), kinds)


def official_ids(
    tables: Mapping[str, pd.DataFrame], judgements: pd.DataFrame
) -> dict[str, list[str]]:
    """Map organizations to the official ids that judgements give them, by register.

    Two organizations that have one id stay two. Who was renamed or merged may have had another.

    Raises
    ------
    InputError
        When one organization has two ids of one register.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["a"]})
    >>> judged = pd.DataFrame({"left": ["a"], "right": ["moe:4111010001"], "verdict": ["same"]})
    >>> official_ids({"organizations": frame}, judged)
    {'a': ['moe:4111010001']}
    """
    pairs = _id_pairs_judged(tables, judgements, "same")
    if not pairs:
        return {}
    refused = set(_id_pairs_judged(tables, judgements, "different"))
    stated = [pair for pair in stated_ids(tables["organizations"]) if pair not in refused]
    renames = settled_ids(tables, judgements, kinds=())
    held, clash = by_register([*pairs, *stated], renames)
    if clash:
        way = chain([*pairs, *stated, *ties(tables, judgements, kinds=())], *clash)
        raise InputError(
            _(
                "{left} and {right} are two ids of one register, but judgements make them one: "
                "{chain}."
            ).format(left=clash[0], right=clash[1], chain=" = ".join(way)),
            cure=_(_CURE),
        )
    given = {renames.get(own, own) for own, _official in pairs}
    return {own: held[own] for own in sorted(given)}


def _id_pairs_judged(
    tables: Mapping[str, pd.DataFrame], judgements: pd.DataFrame, verdict: str
) -> list[tuple[str, str]]:
    return id_pairs(tables, (pair for pair, word in _latest(judgements) if word == verdict))


def chain(pairs: Iterable[tuple[str, str]], first: str, last: str) -> list[str]:
    """Return the shortest way from one id to another over pairs that are one; none is empty.

    Examples
    --------
    >>> chain([("b", "a"), ("c", "b"), ("d", "c"), ("d", "a")], "a", "c")
    ['a', 'b', 'c']
    """
    beside: dict[str, set[str]] = {}
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    came: dict[str, str] = {first: ""}
    row = [first]
    while row and last not in came:
        reached: list[str] = []
        for here in row:
            for there in sorted(beside.get(here, ())):
                if there not in came:
                    came[there] = here
                    reached.append(there)
        row = reached
    walked = [last] if last in came else []
    while walked and came[walked[-1]]:
        walked.append(came[walked[-1]])
    return walked[::-1]


def _groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the sets of ids that the pairs tie together, each sorted.

    A forest whose walks are halved as they are made: near linear, whatever the chain (Tarjan and
    van Leeuwen 1984).
    """
    above: dict[str, str] = {}

    def root(name: str) -> str:
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    for one, other in pairs:
        first, last = sorted((root(one), root(other)))
        above[last] = first
    groups: dict[str, list[str]] = {}
    for name in above:
        groups.setdefault(root(name), []).append(name)
    return sorted(sorted(names) for names in groups.values())
