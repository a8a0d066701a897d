"""A document as one self-contained HTML file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from netintl.documents.blocks import Bullets, Heading, Paragraph, Picture, Table
from netintl.documents.webfont import font_rule
from netintl.i18n import _
from netintl.model.palette import tones

if TYPE_CHECKING:
    from jinja2 import Template

    from netintl.documents.blocks import Document

_SORTS = {
    Heading: "heading",
    Paragraph: "text",
    Bullets: "bullets",
    Picture: "picture",
    Table: "table",
}
_FONT_PLACE = "/* font */"
_SAFE_SCHEMES = ("http://", "https://", "#")


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - 60 ms

    environment = Environment(
        loader=PackageLoader("netintl.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


def to_html(document: Document) -> str:
    """Write the whole document: inline pictures, contents, light and dark, prints on A4.

    Every text is escaped; addresses other than http(s) stay text.
    """
    blocks = [(_SORTS[type(block)], block) for block in document.blocks]
    page = _template().render(
        document=document,
        tones=tones(),
        blocks=blocks,
        contents=_("Contents"),
        safe=lambda target: target.startswith(_SAFE_SCHEMES),
    )
    return page.replace(_FONT_PLACE, font_rule(page), 1)
