"""What registers say of two organizations, in the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from netintl.identity.candidates import Candidate
    from netintl.identity.records import Record


def said_of(left: Record, right: Record) -> list[str]:
    """Return what registers say of two organizations, a sentence each."""
    from netintl.identity.register_sayings import REGISTERS, SAYINGS, sayings

    sentences = []
    for said in sayings(left, right):
        words = said._asdict()
        words["register"] = _(REGISTERS[said.register]).format(edition=said.edition)
        sentences.append(_(SAYINGS[said.code]).format(**words))
    return sentences


def register_words(
    tables: Mapping[str, pd.DataFrame], pairs: Iterable[Candidate]
) -> dict[tuple[str, str], str]:
    """Return what registers say of pairs, for those of which it is evidence."""
    from netintl.identity.judgements import settle
    from netintl.identity.records import read_records

    told = [
        (pair.left, pair.right)
        for pair in pairs
        if any(part.evidence == "register" for part in pair.comparison.parts)
    ]
    if not told:
        return {}
    frame = settle(tables, tables["judgements"])["organizations"]
    frame = frame[frame["id"].isin({own for pair in told for own in pair})]
    records = {record.id: record for record in read_records({"organizations": frame})}
    return {pair: " ".join(said_of(records[pair[0]], records[pair[1]])) for pair in told}
