"""Ask a store: a named query with its parameters, or a planner's own text, read-only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from netintl.errors import StoreError, UsageError
from netintl.i18n import _, current_language
from netintl.model.proposals import offered_names
from netintl.store.client import SECONDS
from netintl.store.cypher_text import parameters_of, statements_of
from netintl.store.questions import REQUIRED
from netintl.store.reading import check_reads
from netintl.store.values import free_value, parameter_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from netintl.store.client import Answer, Store
    from netintl.store.questions import Question

MOST: Final = 10_000  # rows of a planner's own query
_PUSHED: Final = "MATCH (s:NetintlStore {id: 'netintl'}) RETURN s.fingerprint IS NOT NULL AS whole"
_LANGUAGE: Final = "language"


def ask(
    store: Store,
    question: Question,
    given: Mapping[str, str] | None = None,
    *,
    today: date | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """Answer a named query.

    Parameters
    ----------
    given
        Parameters as a planner writes them: ids or names of organizations, codes or names of
        countries, partial dates. Those left out have their defaults.
    today
        What ``today`` in a default means; the day in UTC when omitted.
    seconds
        Time the query may take.

    Raises
    ------
    UsageError
        When a parameter is unknown, missing or does not fit.
    StoreError
        When nothing was pushed yet, or the store fails.
    """
    check_parameters(question, given or {})
    check_pushed(store)
    answer = store.read(question.code, bound(store, question, given or {}, today), seconds=seconds)
    # The embedded engine names no columns where there are no rows.
    names = tuple(column.name for column in question.columns)
    return answer if answer.columns else replace(answer, columns=names)


def ask_text(
    store: Store,
    text: str,
    given: Mapping[str, str] | None = None,
    *,
    seconds: float = SECONDS,
    limit: int = MOST,
) -> Answer:
    """Answer a planner's own query, once it is proved to read only.

    What it may use is decided here; that it does not write, by the engine in `Store.read_guarded`.

    Values are JSON where they can be read as such, else texts.

    Raises
    ------
    UsageError
        When the text is not one statement, would do more than read the store, or lacks a parameter.
    StoreError
        When the store fails, or the query takes longer than allowed.
    """
    given = given or {}
    statement = _one_statement(text)
    _check_names(given, parameters_of(statement))
    _check_missing([name for name in parameters_of(statement) if name not in given])
    values = {name: free_value(value) for name, value in given.items()}
    return store.read_guarded(statement, values, seconds=seconds, limit=limit)


def bound(
    store: Store, question: Question, given: Mapping[str, str], today: date | None = None
) -> dict[str, Any]:
    """Return every parameter of a query with its value; names are looked up in the store."""
    day = today or datetime.now(UTC).date()
    return {
        parameter.name: parameter_value(
            store,
            parameter,
            _written(parameter.name, parameter.type, parameter.default, given),
            day,
        )
        for parameter in question.parameters
    }


def _written(name: str, type_: str, default: str, given: Mapping[str, str]) -> str:
    if name in given:
        return given[name]
    return current_language() if type_ == _LANGUAGE else default


def check_parameters(question: Question, given: Mapping[str, str]) -> None:
    """Refuse parameters that a query does not have, and tell which are missing.

    Raises
    ------
    UsageError
        When they do not fit.
    """
    language = current_language()
    _check_names(given, [parameter.name for parameter in question.parameters])
    missing = [
        f"{parameter.name} ({parameter.meanings[language]})"
        for parameter in question.parameters
        if parameter.default == REQUIRED and not given.get(parameter.name, "").strip()
    ]
    _check_missing(missing)
    chosen = [name for name in question.one_of if given.get(name)]
    if question.one_of and len(chosen) != 1:
        raise UsageError(
            _("{query} needs exactly one of: {names}.").format(
                query=question.name, names=", ".join(question.one_of)
            ),
            cure=_("Give it with -p name=value, by id or by name."),
        )


def check_pushed(store: Store) -> None:
    """Refuse to ask a store into which nothing was pushed.

    Raises
    ------
    StoreError
        When there is nothing to ask.
    """
    if not store.read(_PUSHED).rows:
        raise StoreError(
            _("{address} holds nothing yet.").format(address=store.address),
            cure=_("Run netintl store push first."),
        )


def _check_names(given: Mapping[str, str], names: Collection[str]) -> None:
    for name in given:
        if name not in names:
            raise UsageError(
                _("The query has no parameter {name}.").format(name=name),
                cure=offered_names(name, names),
            )


def _check_missing(missing: Collection[str]) -> None:
    if missing:
        raise UsageError(
            _("The query needs a parameter that was not given: {reason}").format(
                reason=", ".join(missing)
            ),
            cure=_("Give it with -p name=value."),
        )


def _one_statement(text: str) -> str:
    statements = statements_of(text)
    if len(statements) != 1:
        raise UsageError(
            _("The file holds {count} statements, not one.").format(count=len(statements)),
            cure=_("Write one query into a file."),
        )
    check_reads(statements[0])
    return statements[0]
