"""Policy as a rule file: conditions, what tests them, and how many must hold."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from netintl.analyses.policy.predicates import PREDICATES, parameter_problem
from netintl.errors import InputError
from netintl.i18n import _
from netintl.settings_files import parse_settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netintl.i18n import Language

DEFAULT = "internationalised_schools"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a predicate with its parameters and the threshold its value must reach.

    ``read`` tells that its source was read to say so, thresholds aside.
    """

    id: str
    labels: Mapping[str, str]
    predicate: str
    threshold: float
    parameters: Mapping[str, Any] = field(default_factory=dict)
    read: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """A policy: at least so many of its conditions must hold, for schools that are eligible."""

    id: str
    titles: Mapping[str, str]
    source: str
    grade: str
    at_least: int
    conditions: tuple[Condition, ...]
    eligible: Condition | None
    batches: tuple[tuple[int, int], ...]

    def label(self, condition: str, language: Language) -> str:
        """Return what a condition asks, in a language."""
        named = {rule.id: rule.labels for rule in self.conditions}
        return named[condition][language] if condition in named else condition


def load_rules(path: str | Path | None = None) -> Rules:
    """Read a rule file, or the one that ships with netintl.

    Raises
    ------
    InputError
        When the file cannot be read, a key is missing, a predicate or a parameter is unknown, or
        more conditions are asked for than there are.

    Examples
    --------
    >>> rules = load_rules()
    >>> rules.at_least, len(rules.conditions)
    (3, 7)
    """
    name = str(path or f"{DEFAULT}.toml")
    if path is None:
        own = files("netintl.model").joinpath("policy", name)
        stated = parse_settings(own.read_text(encoding="utf-8"))
    else:
        stated = read_settings(path, cure=_cure(), example=_cure())
    try:
        return _rules(name, stated)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as problem:
        raise _problem(name, _("a key is missing or wrong: {key}").format(key=problem)) from problem


def _rules(name: str, stated: Mapping[str, Any]) -> Rules:
    conditions = tuple(_condition(name, row) for row in stated["condition"])
    at_least = int(stated["at_least"])
    if not 1 <= at_least <= len(conditions):
        raise _problem(
            name,
            _("at_least is {n}, of {count} conditions").format(n=at_least, count=len(conditions)),
        )
    eligible = stated.get("eligible")
    return Rules(
        id=str(stated["id"]),
        titles={"en": str(stated["title_en"]), "zh": str(stated["title_zh"])},
        source=str(stated["source"]),
        grade=str(stated.get("grade", "")),
        at_least=at_least,
        conditions=conditions,
        eligible=None if eligible is None else _condition(name, {"id": "eligible", **eligible}),
        batches=tuple((int(row["year"]), int(row["target"])) for row in stated.get("batch", ())),
    )


def _condition(name: str, row: Mapping[str, Any]) -> Condition:
    if row["predicate"] not in PREDICATES:
        raise _problem(
            name,
            _("the predicate {name} is unknown; there are {known}").format(
                name=row["predicate"], known=", ".join(PREDICATES)
            ),
        )
    known = ("id", "en", "zh", "predicate", "threshold", "read")
    parameters = {key: value for key, value in row.items() if key not in known}
    wrong = parameter_problem(row["predicate"], parameters)
    if wrong:
        raise _problem(
            name,
            _(
                "{parameter} of the predicate {name} is unknown or has a value it cannot have"
            ).format(parameter=wrong, name=row["predicate"]),
        )
    threshold = float(row["threshold"])
    if not math.isfinite(threshold):
        raise _problem(name, _("{key} is no number").format(key="threshold"))
    return Condition(
        id=str(row["id"]),
        labels={"en": str(row.get("en", row["id"])), "zh": str(row.get("zh", row["id"]))},
        predicate=str(row["predicate"]),
        threshold=threshold,
        parameters=parameters,
        read=bool(row.get("read", False)),
    )


def _problem(name: str, what: str) -> InputError:
    return InputError(
        _("{path} is no rule file: {what}.").format(path=name, what=what), cure=_cure()
    )


def _cure() -> str:
    return _("Compare it with the one that ships with netintl, in netintl/model/policy.")
