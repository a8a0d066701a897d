"""Collect every sentence of netintl into the Chinese catalogue and compile it.

New sentences are added untranslated, gone ones are dropped. With ``--check`` nothing is written
and the exit code tells whether the catalogue is complete and fresh.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "netintl" / "locale" / "zh_CN" / "LC_MESSAGES"
# A date in the header would change the files with every run.
WITHOUT_TIME = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2)}


def collect() -> Catalog:
    """Find every marked sentence in the code."""
    template = Catalog(project="netintl")
    found = extract_from_dir(ROOT / "netintl", [("**.py", "python")], keywords=KEYWORDS)
    for file, _line, message, _comments, _context in found:
        # Line numbers are left out: they would change the file with every edit of the code.
        template.add(message, locations=[(f"netintl/{file}", None)])
    for message in (ROOT / "tools" / "click_messages.txt").read_text("utf-8").splitlines():
        template.add(message, locations=[("click", None)])
    return template


def main() -> None:
    """Update or check the catalogue."""
    po, mo = FOLDER / "netintl.po", FOLDER / "netintl.mo"
    with po.open("rb") as stream:
        catalogue = read_po(stream, locale="zh_CN", domain="netintl")
    template = collect()
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = WITHOUT_TIME
    missing = [m.id for m in catalogue if m.id and not _translated(m.string)]
    text, binary = io.BytesIO(), io.BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_output=True)
    write_mo(binary, catalogue)
    if "--check" in sys.argv:
        fresh = mo.read_bytes() == binary.getvalue() and po.read_bytes() == text.getvalue()
        sys.exit(0 if fresh and not missing else f"stale: run make locale; untranslated: {missing}")
    po.write_bytes(text.getvalue())
    mo.write_bytes(binary.getvalue())
    print(f"{len(catalogue)} sentences, {len(missing)} untranslated")


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    main()
