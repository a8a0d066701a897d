"""What a register says of two organizations, as a sentence with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from netintl.i18n import mark
from netintl.identity.register_evidence import bundled_names, register_says
from netintl.model.official_ids import register_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.identity.records import Record
    from netintl.identity.registers import Entry

REGISTERS: Final = {"moe": mark("The Ministry's list of {edition}"), "ror": mark("ROR {edition}")}
SAYINGS: Final = {
    "one": mark("{register}: only one entry is called {left} ({source})."),
    "renamed": mark("{register}: {left} was renamed {right} ({source})."),
    "former": mark("{register}: {left} and {right} are former names of {entry} ({source})."),
    "also": mark("{register}: {left} is another name of {right} ({source})."),
    "stated": mark("{register}: {left} is the entry of which the other has the id ({source})."),
    "names": mark("{register}: {left} and {right} are names of {entry} ({source})."),
    "two": mark("{register}: {left} and {right} are two entries ({source})."),
}
"""What each saying is in words; ``register`` is one of `REGISTERS` with its edition."""


class Saying(NamedTuple):
    """One saying of a register; ``source`` is where it can be looked up."""

    code: str
    register: str
    edition: str
    left: str
    right: str
    entry: str
    source: str


def sayings(left: Record, right: Record) -> Iterator[Saying]:
    """Give what registers say of two organizations, where it counts as evidence.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> texts = ("江苏海洋大学", "淮海工学院")
    >>> records = []
    >>> for text in texts:
    ...     names = (read_name(text),)
    ...     known = bundled_names().known_as(names, "CHN", "school", "", "")
    ...     records.append(Record(text, "school", names, "CHN", entries=known))
    >>> [(said.code, said.left, said.right) for said in sayings(*records)]
    [('renamed', '淮海工学院', '江苏海洋大学'), ('names', '江苏海洋大学', '淮海工学院')]
    """
    said = register_says(left.entries, right.entries)
    theirs = {register_of(known.id): known.id for known in right.entries}
    for known in left.entries if said else ():
        register = register_of(known.id)
        other = theirs.get(register, "")
        if other and (known.id == other) == (said != "other"):
            yield _saying(known.id, _called(left, known.id), other, _called(right, other))


def _called(record: Record, official: str) -> tuple[str, Entry | None]:
    """Return the name by which an organization has an entry, none if it states its id alone."""
    known = bundled_names()
    for hit in known.hits(record.names, record.country, record.kind, record.city):
        if hit.entry.id == official:
            return hit.name, hit.entry
    return "", known.entry(official)


def _saying(
    own: str, one: tuple[str, Entry | None], theirs: str, two: tuple[str, Entry | None]
) -> Saying:
    register = register_of(own)
    about = bundled_names().register(register)
    (left, entry), (right, also) = one, two
    named = [(entry.name if entry else own), (also.name if also else theirs)]
    if own != theirs:
        code, left, right = "two", left or named[0], right or named[1]
    else:
        code, left, right = _names(left, right, named[0], dated=bool(about.country))
    places = dict.fromkeys(about.address_of(known) for known in (entry, also) if known)
    ids = () if "{code}" in about.address else dict.fromkeys((own, theirs))
    edition = about.edition.partition(",")[0]
    return Saying(code, register, edition, left, right, named[0], ", ".join((*ids, *places)))


def _names(left: str, right: str, now: str, *, dated: bool) -> tuple[str, str, str]:
    """Return how two names of one entry are told, and in which order."""
    if not left or not right:
        return "stated", left or right, ""
    if left == right:
        return "one", left, right
    left, right = (right, left) if now == left else (left, right)
    if right == now:
        return ("renamed" if dated else "also"), left, right
    return ("former" if dated else "names"), left, right
