"""What a register says of schools and colleges, as tables and as text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from netintl.cli.entity_tables import (
    name_of,
    parts_text,
    rows_book,
    rows_by_id,
    rows_text,
)
from netintl.cli.output import format_of, named_columns, path_of, write_book, write_text
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.cli.speech import Spoken
    from netintl.identity.register_links import Link, Links
    from netintl.identity.registers import Register

_HEADS: Final = {
    "organization": mark("Id"),
    "name": mark("Name"),
    "official_id": mark("Official id"),
    "register_name": mark("Name in the register"),
    "place": mark("Place"),
    "verdict": mark("Verdict"),
    "score": mark("Probability"),
    "why": mark("Evidence"),
}
_VERDICTS: Final = {
    "certain": mark("certain"),
    "judge": mark("to be judged"),
    "ambiguous": mark("ambiguous"),
    "none": mark("none found"),
}


def write_links(
    spoken: Spoken,
    found: Links,
    tables: Mapping[str, pd.DataFrame],
    register: Register,
    options: dict[str, Any],
) -> None:
    """Write what was found as asked, and say how many of each verdict there are."""
    path = path_of(options["output"])
    format_ = options["format_"] or format_of(path)
    wanted = options["verdict"] or tuple(_VERDICTS)
    chosen = [link for link in found.links if link.verdict in wanted]
    order = list(_VERDICTS)
    chosen.sort(key=lambda link: (order.index(link.verdict), link.organization, -link.score))
    known = rows_by_id(tables)
    in_words = format_ in ("table", "md", "xlsx")
    records = [_record(link, known, in_words=in_words) for link in chosen[: options["top"]]]
    names = list(_HEADS)
    if options["columns"] is not None and options["columns"] != "all":
        names = named_columns(options["columns"], names)
    rows = [[record[name] for name in names] for record in records]
    if format_ == "xlsx":
        book = rows_book(_HEADS, names, rows, _("Official ids"))
        write_book(spoken, book, path, force=options["force"])
    else:
        text = rows_text(_HEADS, names, rows, format_)
        write_text(spoken, text, path, format_, force=options["force"])
    if len(rows) < len(chosen):
        shown = _("{shown} of {total} rows shown.")
        spoken.tell(shown.format(shown=len(rows), total=len(chosen)))
    _tell(spoken, found, register)


def _tell(spoken: Spoken, found: Links, register: Register) -> None:
    from netintl.identity.registers import bundled_register

    whole = {link.organization: link.verdict for link in found.links}
    count = Counter(whole.values())
    spoken.tell(
        _(
            "Of {n} schools and colleges: {held} with an id of this register already, {certain} "
            "certain, {judge} to be judged, {ambiguous} ambiguous, {none} not found."
        ).format(n=len(whole) + found.held, held=found.held, **{v: count[v] for v in _VERDICTS})
    )
    if register.name == "moe" and count["none"]:
        spoken.tell(
            _("Vocational secondary schools and technician colleges do not stand on this list.")
        )
    elif count["none"] and register is bundled_register("ror"):
        spoken.tell(_("This part of ROR is not the whole of it: that none was found says little."))


def _record(
    link: Link, known: Mapping[str, Mapping[str, str]], *, in_words: bool
) -> dict[str, Any]:
    row, entry = known[link.organization], link.entry
    codes = [f"{r.code} {r.detail}".strip() for r in link.reasons]
    return {
        "organization": link.organization,
        "name": _name(row, link),
        "official_id": entry.id if entry else "",
        "register_name": link.known.text if link.known else "",
        "place": ", ".join(filter(None, (entry.city, entry.country))) if entry else "",
        "score": round(link.score, 4) if entry else "",
        "why": "; ".join(_reasons(link) if in_words else codes),
        "verdict": _(_VERDICTS[link.verdict]) if in_words else link.verdict,
    }


def _name(row: Mapping[str, str], link: Link) -> str:
    """Return the name that reads like that of the register: Chinese beside Chinese."""
    from netintl.identity.names import read_name

    if link.known and read_name(link.known.text).chinese and row.get("name_zh"):
        return row["name_zh"]
    return name_of(row)


def _reasons(link: Link) -> list[str]:
    from netintl.identity.register_notes import WORDS, told

    return [told(reason, _(WORDS[reason.code])) for reason in link.reasons]


def note_of_pair(tables: Mapping[str, pd.DataFrame], own: str, official: str) -> str:
    """Return the evidence for an organization and an official id that a person joins."""
    from netintl.identity.register_notes import note_of

    register, link = _link(tables, own, official)
    return note_of(register, link) if register and link else ""


def _link(
    tables: Mapping[str, pd.DataFrame], own: str, official: str
) -> tuple[Register | None, Link | None]:
    from netintl.identity.register_links import link_of
    from netintl.identity.registers import NAMES, bundled_register
    from netintl.model.official_ids import register_of

    if register_of(official) not in NAMES or own not in rows_by_id(tables):
        return None, None
    register = bundled_register(register_of(official))
    return register, link_of(tables, register, own, official)


def link_explanation(tables: Mapping[str, pd.DataFrame], name: str, official: str) -> str:
    """Explain how an organization and an entry of a register compare, and who joined them."""
    from netintl.identity.candidates import find_id
    from netintl.identity.judgements import verdict_lines
    from netintl.model.verdicts import latest, standing

    own = find_id(tables, name)
    row = rows_by_id(tables)[own]
    lines = [f"{own}: {name_of(row)}, {row.get('city', '')}".rstrip(", ")]
    register, link = _link(tables, own, official)
    if register and link and link.entry and link.comparison:
        entry = link.entry
        names = " · ".join(known.text for known in entry.names)
        where = (names, entry.city, register.address_of(entry))
        lines.append(f"{official}: {', '.join(filter(None, where))}")
        lines += ["", parts_text(link.comparison) + "; ".join(_reasons(link))]
    else:
        lines += [_("{id} does not stand in the registers at hand.").format(id=official), ""]
    judgements = tables["judgements"]
    stands = standing(verdict_lines(judgements)).get(frozenset((own, official)), [])
    if not stands:
        return "\n".join([*lines, _("Nobody has judged whether it has this id.")]) + "\n"
    verdict = latest(stands)
    pair = judgements[judgements["verdict"] == verdict]
    pair = pair[
        [{a, b} == {own, official} for a, b in zip(pair["left"], pair["right"], strict=True)]
    ]
    lines.append(_("Judged: {verdict}.").format(verdict=verdict))
    told = pair.reindex(columns=["by", "at", "note"], fill_value="").agg(", ".join, axis=1)
    return "\n".join([*lines, *told.tolist()]) + "\n"
