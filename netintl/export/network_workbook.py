"""The tables of a view as an Excel workbook, in the words of one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.documents.workbooks import Sheet, workbook
from netintl.i18n import _, speaking
from netintl.model.schema import tables as declared_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.i18n import Language
    from netintl.network.network import Network


def network_workbook(network: Network, language: Language) -> bytes:
    """Write the tables of a view as a workbook, headings and codes in a language.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> network_workbook(from_links([("S1", "C1")]), "en")[:2]
    b'PK'
    """
    with speaking(language):
        notes = [
            _("Network {fingerprint}.").format(fingerprint=network.fingerprint),
            _("An empty cell is unknown, never zero."),
        ]
        return workbook(_tables(network, language), title=_("Network"), notes=notes)


def _tables(network: Network, language: Language) -> Iterator[Sheet]:
    tables = {
        "organizations": network.organizations[network.members],
        "agreements": network.agreements[network.chosen],
        "parties": network.parties[network.party_rows],
        "flows": network.tables["flows"],
        "sources": network.tables["sources"],
    }
    for name, frame in tables.items():
        declared = declared_tables()[name]
        columns = [column for column in frame.columns if (frame[column] != "").any()]
        headings = [
            declared.columns[c].title(language) if c in declared.columns else str(c)
            for c in columns
        ]
        rows = frame[columns].itertuples(index=False, name=None)
        yield Sheet(declared.title(language), headings, rows)
