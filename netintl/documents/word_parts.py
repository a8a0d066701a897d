"""What python-docx has no call for: fonts for Chinese, fields, bookmarks, links, descriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netintl.model.palette import colour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as Word

    from netintl.documents.blocks import Heading

_BODY: Final = ("Times New Roman", "宋体")
_HEADING: Final = ("Arial", "黑体")
_THEMES: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_LINK: Final = colour("reference").removeprefix("#").upper()
_BAND: Final = colour("band").removeprefix("#").upper()
_SAFE: Final = ("http://", "https://")
_LONGEST_MARK: Final = 40  # letters of a bookmark's name that Word keeps


def set_fonts(style: Any, *, heading: bool) -> None:
    """Give a style a Latin and a Chinese font; python-docx's own template asks for MS Mincho.

    See https://github.com/python-openxml/python-docx/issues/1601.
    """
    latin, chinese = _HEADING if heading else _BODY
    style.font.name = latin
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(_name(f"w:{theme}"), None)
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(_name(f"w:{name}"), font)


def add_contents(word: Word, title: str, headings: Iterable[Heading]) -> None:
    """Add a table of contents: entries that link to the headings, in a field that Word renews."""
    word.add_paragraph(title).runs[0].bold = True
    entries = list(headings)
    for place, heading in enumerate(entries):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = 0
        if place == 0:
            _add_field_part(paragraph, "begin")
            _add_instruction(paragraph, 'TOC \\o "1-2" \\h \\z')
            _add_field_part(paragraph, "separate")
        add_link(paragraph, heading.text, f"#{heading.anchor}")
        if place == len(entries) - 1:
            _add_field_part(paragraph, "end")


def add_caption(word: Word, kind: str, number: int, text: str, style: Any) -> Any:
    """Add a caption whose number Word keeps right when captions are added: "Table 3  …"."""
    paragraph = word.add_paragraph(f"{kind} ", style=style)
    _add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
    paragraph.add_run(f"  {text}")
    return paragraph


def add_page_number(paragraph: Any, title: str) -> None:
    """Put the title and the number of the page into a footer."""
    paragraph.add_run(f"{title} · ")
    _add_field(paragraph, "PAGE", "1")


def _add_field(paragraph: Any, instruction: str, shown: str) -> None:
    _add_field_part(paragraph, "begin")
    _add_instruction(paragraph, instruction)
    _add_field_part(paragraph, "separate")
    paragraph.add_run(shown)
    _add_field_part(paragraph, "end")


def _add_field_part(paragraph: Any, part: str) -> None:
    mark = _element("w:fldChar", fldCharType=part)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001 - there is no public way


def _add_instruction(paragraph: Any, text: str) -> None:

    instruction = _element("w:instrText")
    instruction.set(_name("xml:space"), "preserve")
    instruction.text = f" {text} "
    paragraph.add_run()._r.append(instruction)  # noqa: SLF001


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Mark a paragraph so that links reach it."""
    start = _element("w:bookmarkStart", id=str(number), name=mark_name(name))
    end = _element("w:bookmarkEnd", id=str(number))
    paragraph._p.append(start)  # noqa: SLF001
    paragraph._p.append(end)  # noqa: SLF001


def mark_name(anchor: str) -> str:
    """Return the name of a bookmark as Word allows it.

    Examples
    --------
    >>> mark_name("agreement-12")
    'agreement_12'
    """
    return re.sub(r"\W", "_", anchor)[:_LONGEST_MARK]


def add_link(paragraph: Any, text: str, target: str, size: Any = None) -> None:
    """Add a link to a bookmark or to an address; addresses other than http(s) stay text."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.text.run import Run  # noqa: PLC0415

    if not target.startswith((*_SAFE, "#")):
        run = paragraph.add_run(text)
        run.font.size = size
        return
    link = _element("w:hyperlink")
    if target.startswith("#"):
        link.set(_name("w:anchor"), mark_name(target.removeprefix("#")))
    else:
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(_name("r:id"), paragraph.part.relate_to(target, kind, is_external=True))
    element = _element("w:r")
    link.append(element)
    paragraph._p.append(link)  # noqa: SLF001
    run = Run(element, paragraph)
    run.text = text
    run.font.size = size
    run.font.color.rgb = _colour()


def _colour() -> Any:
    from docx.shared import RGBColor  # noqa: PLC0415

    return RGBColor.from_string(_LINK)


def set_alternative(shape: Any, title: str, text: str) -> None:
    """Give a picture its text alternative."""
    facts = shape._inline.docPr  # noqa: SLF001
    facts.set("title", title)
    facts.set("descr", text)


def repeat_heading_row(row: Any) -> None:
    """Show the first row of a table on each page, and shade it."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))  # noqa: SLF001
    for cell in row.cells:
        shade = _element("w:shd", val="clear", color="auto", fill=_BAND)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def set_cell_margins(table: Any) -> None:
    """Keep cells narrow and lines light."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {"val": "single", "sz": "4", "space": "0", "color": "D9DEE4"}
        lying = side in ("top", "bottom", "insideH")
        borders.append(_element(f"w:{side}", **(line if lying else {"val": "nil"})))
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="60", type="dxa"))
    # The order of these is fixed, and the look is the last of them.
    last = table._tbl.tblPr.find(_name("w:tblLook"))  # noqa: SLF001
    last.addprevious(borders)
    last.addprevious(margins)


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(_name(f"w:{key}"), value)
    return element


def _name(prefixed: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415

    return qn(prefixed)
