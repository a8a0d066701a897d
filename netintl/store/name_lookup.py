"""Which organization of a store a text means: an id, a name in either language, or a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netintl.errors import UsageError
from netintl.i18n import _, current_language
from netintl.model.framing import kind_label
from netintl.model.nearest import nearest
from netintl.model.proposals import told_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.store.client import Store

_SHOWN: Final = 8  # hits listed when a name is ambiguous
_MOST: Final = 1_000  # hits that are looked at
_READ: Final = 20_000  # names among which the nearest are sought
_RETURN: Final = (
    "RETURN o.id AS id, o.kind AS kind, o.name_zh AS zh, o.name_en AS en, "
    "coalesce(o.aliases, []) AS aliases, o.country AS country"
)
_BY_ID: Final = f"MATCH (o:Organization {{id: $text}}) WHERE o.current {_RETURN}"
_BY_NAME: Final = f"""
MATCH (o:Organization)
WHERE o.current
  AND (toLower(o.id) CONTAINS $text
    OR toLower(coalesce(o.name_zh, '')) CONTAINS $text
    OR toLower(coalesce(o.name_en, '')) CONTAINS $text
    OR any(alias IN coalesce(o.aliases, []) WHERE toLower(alias) CONTAINS $text))
{_RETURN} ORDER BY id LIMIT $limit
"""
_ALL: Final = f"MATCH (o:Organization) WHERE o.current {_RETURN} ORDER BY id LIMIT $limit"
Hit = tuple[str, str, str | None, str | None, list[str], str | None]


def find_in_store(store: Store, text: str, kind: str = "") -> str:
    """Return the id of the organization that a text means, of one kind where that is given.

    An id wins over an exact name or alias, that over a part of one.

    Raises
    ------
    UsageError
        When nothing or several organizations fit; hits, or the nearest, are listed and nothing
        is guessed.
    """
    wanted = text.strip()
    hits: list[Any] = [*store.read(_BY_ID, {"text": wanted}).rows]
    if not hits and wanted:
        lower = {"text": wanted.casefold(), "limit": _MOST}
        found = store.read(_BY_NAME, lower).rows
        hits = [hit for hit in found if _is_called(hit, wanted.casefold())] or [*found]
    fitting = [hit for hit in hits if not kind or hit[1] == kind]
    if len(fitting) == 1:
        return str(fitting[0][0])
    if fitting:
        raise _ambiguous(text, fitting)
    if hits:
        raise _other_kind(text, hits[0], kind)
    raise _unknown(store, text, kind)


def _is_called(hit: Hit, wanted: str) -> bool:
    identity, _kind, zh, en, aliases, _country = hit
    return wanted in [name.casefold() for name in (identity, zh or "", en or "", *aliases)]


def _unknown(store: Store, text: str, kind: str) -> UsageError:
    held: list[Any] = [*store.read(_ALL, {"limit": _READ}).rows]
    fitting = {hit[0]: hit for hit in held if not kind or hit[1] == kind}
    called = {own: (own, hit[2] or "", hit[3] or "", *hit[4]) for own, hit in fitting.items()}
    near = [fitting[identity] for identity in nearest(text, called)]
    cure = _("Look it up: netintl query organizations_named -p text=…")
    if near:
        cure = _("Did you mean {names}?").format(names=_told(near))
    return UsageError(
        _("The store holds no organization called {name}.").format(name=text), cure=cure
    )


def _ambiguous(text: str, hits: Sequence[Hit]) -> UsageError:
    return UsageError(
        _("{count} organizations fit {name}: {list}.").format(
            count=len(hits), name=text, list=_told(hits)
        ),
        cure=_("Give more of the name, or the id in brackets where two are called alike."),
    )


def _told(hits: Sequence[Hit]) -> str:
    chinese = current_language() == "zh"
    organizations = [
        (identity, (zh or en if chinese else en or zh) or "", kind, country or "")
        for identity, kind, zh, en, _aliases, country in hits
    ]
    return told_apart(organizations, _SHOWN)


def _other_kind(text: str, hit: Hit, kind: str) -> UsageError:
    language = current_language()
    return UsageError(
        _("{name} is of the kind {kind}, not {wanted}.").format(
            name=text, kind=kind_label(hit[1], language), wanted=kind_label(kind, language)
        ),
        cure=_("Choose a {wanted}.").format(wanted=kind_label(kind, language)),
    )
