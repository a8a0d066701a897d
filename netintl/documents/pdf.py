"""A document as PDF, set by Typst with our own fonts."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netintl.documents.blocks import Bullets, Heading, Paragraph, Picture, Table
from netintl.documents.column_widths import column_shares
from netintl.errors import OutputError
from netintl.i18n import _

if TYPE_CHECKING:
    from netintl.documents.blocks import Block, Document

_SORTS: Final = {
    Heading: "heading", Paragraph: "text", Bullets: "bullets", Picture: "picture", Table: "table"
}  # fmt: skip
_SAFE: Final = ("http://", "https://")


def to_pdf(document: Document) -> bytes:
    """Write the whole document on A4: contents, bookmarks, page numbers, Chinese line breaks.

    Texts reach Typst as data, never as its markup, so a name cannot become a command.

    Raises
    ------
    OutputError
        When the package that sets PDF is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - an extra
    except ImportError as missing:
        raise OutputError(
            _("What writes PDF files is not installed."),
            cure=_("Run: pip install 'netintl[pdf]'."),
        ) from missing
    content = {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "footer": document.footer,
        "contents": _("Contents"),
        "figure": _("Figure"),
        "table": _("Table"),
        "blocks": [_plain(block) for block in document.blocks],
        "anchors": sorted(_anchors(document)),
    }
    with (
        tempfile.TemporaryDirectory() as place,
        as_file(files("netintl.documents") / "templates" / "report.typ") as template,
        as_file(files("netintl.figures") / "assets") as fonts,
    ):
        folder = Path(place)
        (folder / "report.typ").write_bytes(template.read_bytes())
        (folder / "report.json").write_text(
            json.dumps(content, ensure_ascii=False), encoding="utf-8"
        )
        for block in document.blocks:
            if isinstance(block, Picture):
                (folder / f"{block.name}.svg").write_text(block.svg, encoding="utf-8")
        return bytes(
            typst.compile(
                str(folder / "report.typ"), root=place, font_paths=[str(fonts)],
                ignore_system_fonts=True, timestamp=0,
            )
        )  # fmt: skip


def _plain(block: Block) -> dict[str, Any]:
    content = {"sort": _SORTS[type(block)], **asdict(block)}
    for unneeded in ("svg", "png"):
        content.pop(unneeded, None)
    if isinstance(block, Table):
        content["shares"] = column_shares(block)
    for row in content.get("rows", ()):
        for cell in row:
            cell["links"] = [_link(**link) for link in cell["links"]]
    return content


def _link(text: str, target: str) -> dict[str, str]:
    """Sort a link: to a place in the report, to an address, or mere text."""
    if target.startswith("#"):
        return {"text": text, "label": target.removeprefix("#")}
    return {"text": text, "url": target} if target.startswith(_SAFE) else {"text": text}


def _anchors(document: Document) -> set[str]:
    """Return the places that links can lead to."""
    found = {block.anchor for block in document.blocks if isinstance(block, Heading)}
    for block in document.blocks:
        if isinstance(block, Table):
            found |= set(block.anchors) - {""}
    return found
