"""Parameters of queries: from what a planner writes to what the engine is sent."""

from __future__ import annotations

import json
import math
import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from netintl.errors import UsageError
from netintl.i18n import LANGUAGES, _
from netintl.ingest.cell_checks import date_verdict
from netintl.model.naming import codes_by_name
from netintl.model.proposals import offered_codes, offered_names
from netintl.network.dates import first_day, last_day
from netintl.store.elements import ANALYSES
from netintl.store.name_lookup import find_in_store
from netintl.store.questions import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.store.client import Store
    from netintl.store.questions import Parameter

KINDS_OF_ORGANIZATION: Final = ("school", "college", "enterprise")
ORGANIZATIONS: Final = ("organization", *KINDS_OF_ORGANIZATION)
CODES: Final = {
    "country": "country",
    "province": "province",
    "field": "field",
    "industry": "industry",
    "brand": "brands",
    "kind": "kinds",
}
CHOICES: Final = {"language": LANGUAGES, "analysis": ANALYSES}
_TODAY: Final = re.compile(r"today(?:([+-])(\d{1,4})m)?")
_MONTHS: Final = 12


def parameter_value(store: Store, parameter: Parameter, text: str, today: date) -> Any:
    """Turn what a planner wrote for a parameter into the value the query needs.

    Organizations are looked up in the store, codes may be names in either language, days may be
    partial dates or ``today``, ``today+12m``, ``today-24m``.

    Raises
    ------
    UsageError
        When the text does not fit the type of the parameter.
    """
    if text in ("", NOTHING) and parameter.default == NOTHING:
        return None
    if parameter.type in ORGANIZATIONS:
        kind = parameter.type if parameter.type in KINDS_OF_ORGANIZATION else ""
        return find_in_store(store, text, kind)
    read = _READERS.get(parameter.type)
    return text if read is None else read(parameter, text, today)


def free_value(text: str) -> Any:
    """Read the value of a parameter nobody declared: a JSON value, else the text as it stands.

    Examples
    --------
    >>> free_value("5"), free_value("0012"), free_value('["a", "b"]'), free_value("null")
    (5, '0012', ['a', 'b'], None)
    """
    try:
        value = json.loads(text, parse_constant=lambda word: word)
    except ValueError:
        return text
    return text if isinstance(value, int) and value.bit_length() > 63 else value  # noqa: PLR2004


def day_of(text: str, today: date) -> date | None:
    """Return the day that ``today``, ``today+12m`` or ``today-24m`` stands for.

    Examples
    --------
    >>> day_of("today-1m", date(2024, 3, 31)), day_of("soon", date(2024, 3, 31))
    (datetime.date(2024, 2, 29), None)
    """
    found = _TODAY.fullmatch(text)
    if found is None:
        return None
    sign, months = found.groups()
    shift = int(months or 0) * (-1 if sign == "-" else 1)
    year, month = divmod(today.year * _MONTHS + today.month - 1 + shift, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _code(parameter: Parameter, text: str, _today: date) -> str:
    kind = CODES[parameter.type]
    code = codes_by_name(kind).get(text.strip().casefold())
    if code is None:
        raise _misfit(parameter, text, offered_codes(kind, text))
    return code


def _choice(parameter: Parameter, text: str, _today: date) -> str:
    choices = CHOICES[parameter.type]
    if text not in choices:
        raise _misfit(parameter, text, offered_names(text, choices))
    return text


def _misfit(parameter: Parameter, text: str, cure: str) -> UsageError:
    return UsageError(
        _("{value} is nothing that {name} can be.").format(value=text, name=parameter.name),
        cure=cure,
    )


def _day(parameter: Parameter, text: str, today: date) -> str:
    meant = last_day if parameter.type == "last_day" else first_day
    named = day_of(text.strip(), today)
    if named is not None:
        return named.isoformat()
    written, problem = date_verdict(text.strip())
    if problem:
        raise UsageError(
            _("{name} is a day, and {value} is none.").format(name=parameter.name, value=text),
            cure=_("Write YYYY, YYYY-MM, YYYY-MM-DD, or today, today+12m, today-24m."),
        )
    return meant(written).isoformat()


def _whole(parameter: Parameter, text: str, _today: date) -> int:
    digits = text.strip()
    if not re.fullmatch(r"[0-9]{1,9}", digits) or int(digits) < 1:
        raise UsageError(
            _("{name} is a whole number, and {value} is none.").format(
                name=parameter.name, value=text
            ),
            cure=_("Write a number from 1 up, as {name}=20.").format(name=parameter.name),
        )
    return int(digits)


def _number(parameter: Parameter, text: str, _today: date) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(
            _("{name} is a number, and {value} is none.").format(name=parameter.name, value=text),
            cure=_("Write a number, as {name}=0.5.").format(name=parameter.name),
        )
    return value


_READERS: Final[Mapping[str, Callable[[Parameter, str, date], Any]]] = {
    **dict.fromkeys(CODES, _code),
    **dict.fromkeys(CHOICES, _choice),
    "day": _day,
    "last_day": _day,
    "integer": _whole,
    "number": _number,
}
