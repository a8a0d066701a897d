"""The evidence of a link to a register in words: the same in the ledger and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.i18n import mark

if TYPE_CHECKING:
    from netintl.identity.register_links import Link, Reason
    from netintl.identity.registers import Register

WORDS: Final = {
    "name.current": mark("same name"),
    "name.former": mark("same former name, lists of {detail}"),
    "name.other": mark("same as another name in the register"),
    "name.alike": mark("a name nearly alike"),
    "name.part": mark("one name alone speaks of a branch, a campus or another part"),
    "name.more": mark("a second name in brackets that the register lacks"),
    "name.weak": mark("neither its site agrees nor a longer name with the city"),
    "name.chinese": mark("other Chinese name"),
    "place.city": mark("same city"),
    "place.province": mark("same province"),
    "place.country": mark("same country"),
    "place.other": mark("other place"),
    "place.unknown": mark("place unknown"),
    "site.same": mark("cited page on its site {detail}"),
    "organization.twice": mark("fits {detail} too"),
    "judged.unsure": mark("judged unsure"),
}
"""What each reason says; words in English are what the ledger keeps, in any language."""


def told(reason: Reason, words: str) -> str:
    """Fill the detail of a reason into words of `WORDS` or their translation.

    Examples
    --------
    >>> from netintl.identity.register_links import Reason
    >>> told(Reason("name.former", "2017"), WORDS["name.former"])
    'same former name, lists of 2017'
    """
    return words.format(detail=reason.detail)


def note_of(register: Register, link: Link) -> str:
    """Return what the ledger notes of a link: register, name, evidence, where to look it up.

    Examples
    --------
    >>> from netintl.identity.register_links import Link, Reason
    >>> from netintl.identity.registers import Entry, Known, Register
    >>> known = Known("Bo Hai University", "current")
    >>> entry = Entry("ror:05n8tts92", (known,))
    >>> link = Link("a", "certain", entry, known, None, (Reason("name.current"),))
    >>> note_of(Register("ror", "v2.9", "https://ror.org/{code}", "", (entry,)), link)
    'ror v2.9: Bo Hai University; same name; https://ror.org/05n8tts92'
    """
    if link.entry is None or link.known is None:
        return ""
    said = [told(reason, WORDS[reason.code]) for reason in link.reasons]
    whole = [link.known.text]
    if link.known.text != link.entry.name:
        whole.append(f"now {link.entry.name}")
    address = register.address_of(link.entry)
    return f"{register.name} {register.edition}: " + "; ".join([*whole, *said, address])
