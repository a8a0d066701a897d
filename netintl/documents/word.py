"""A document as Word: editable, with styles, captions, a table of contents and Chinese fonts."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from netintl.documents.blocks import Bullets, Heading, Paragraph, Picture, Table
from netintl.documents.column_widths import column_shares
from netintl.documents.word_parts import (
    add_bookmark,
    add_caption,
    add_contents,
    add_link,
    add_page_number,
    repeat_heading_row,
    set_alternative,
    set_cell_margins,
    set_fonts,
)
from netintl.errors import NetintlError, OutputError
from netintl.i18n import _
from netintl.ingest.archives import check_archive
from netintl.settings_files import check_regular

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as Word

    from netintl.documents.blocks import Block, Cell, Document

_WHEN: Final = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in files: same input, same bytes
_WIDTH: Final = 17.0  # centimetres of text on A4
_SMALL: Final = 8.0  # points, in tables
_WIDE: Final = 8  # columns from which a table needs the smaller type


def to_docx(document: Document, *, template: Path | None = None) -> bytes:
    """Write the whole document on A4.

    Parameters
    ----------
    template
        A ``.docx`` of one's own, whose styles, headers and footers are taken over.

    Raises
    ------
    OutputError
        When the package that writes Word files is not installed, or the template is none.
    """
    if template is None:
        word = _opened(None)
        _lay_out(word, document)
        return _written(word, document)
    try:
        return _written(_opened(template), document)
    except NetintlError:
        raise
    except Exception as problem:  # a hostile file can break the library anywhere
        raise _no_template(template) from problem


def _no_template(template: Path) -> OutputError:
    return OutputError(
        _("{path} is no Word file that can be used as a template.").format(path=template),
        cure=_("Save it as .docx in Word, then name that file."),
    )


def _written(word: Word, document: Document) -> bytes:
    word.add_paragraph(document.title, style=_style(word, "Title"))
    word.add_paragraph(document.subtitle, style=_style(word, "Subtitle"))
    add_contents(word, _("Contents"), document.headings)
    writer = _Writer(word)
    for block in document.blocks:
        writer.add(block)
    word.add_paragraph(document.footer, style=_style(word, "Caption"))
    _describe(word, document)
    stream = io.BytesIO()
    word.save(stream)
    return _undated(stream.getvalue())


def _opened(template: Path | None) -> Word:
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as missing:
        raise OutputError(
            _("What writes Word files is not installed."),
            cure=_("Run: pip install 'netintl[office]'."),
        ) from missing
    if template is None:
        return docx.Document()
    check_regular(template, limit="file", cure=_("Save it as .docx in Word, then name that file."))
    check_archive(template.name, template.read_bytes())
    return docx.Document(str(template))


def _lay_out(word: Word, document: Document) -> None:
    """Set page, styles and footer of a document without a template."""
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for style in word.styles:
        if style.type is not None and style.type.name == "PARAGRAPH":
            heading = style.name.startswith(("Heading", "Title", "Subtitle"))
            set_fonts(style, heading=heading)
            if heading:
                style.font.color.rgb = RGBColor(0x1F, 0x29, 0x33)
    word.styles["Normal"].font.size = Pt(10.5)
    word.styles["Title"].font.size = Pt(22)
    word.styles["Subtitle"].font.size = Pt(10.5)
    word.styles["Subtitle"].font.italic = False
    for name, size in (("Heading 1", 16), ("Heading 2", 15), ("Heading 3", 12)):
        word.styles[name].font.size = Pt(size)
    caption = word.styles["Caption"].font
    caption.size, caption.color.rgb = Pt(9), RGBColor(0x5F, 0x6B, 0x78)
    add_page_number(section.footer.paragraphs[0], document.title)


def _describe(word: Word, document: Document) -> None:
    facts = word.core_properties
    facts.title, facts.language = document.title, "zh-CN" if document.language == "zh" else "en-GB"
    facts.author = facts.last_modified_by = "netintl"
    facts.comments, facts.revision = "", 1
    facts.created = facts.modified = _WHEN.replace(tzinfo=None)


def _style(word: Word, name: str) -> Any:
    """Return a style, or none where a template does not have it."""
    return next((style for style in word.styles if style.name == name), None)


class _Writer:
    """Adds blocks one after the other, and numbers tables and figures."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self._marks = self._figures = self._tables = 0

    def add(self, block: Block) -> None:
        if isinstance(block, Heading):
            heading = self._word.add_paragraph(
                block.text, style=_style(self._word, f"Heading {block.level - 1}")
            )
            self._mark(heading, block.anchor)
        elif isinstance(block, Paragraph):
            self._word.add_paragraph(block.text)
        elif isinstance(block, Bullets):
            style = "List Number" if block.numbered else "List Bullet"
            for item in block.items:
                self._word.add_paragraph(item, style=_style(self._word, style))
        elif isinstance(block, Picture):
            self._add_picture(block)
        else:
            self._add_table(block)

    def _mark(self, paragraph: Any, anchor: str) -> None:
        self._marks += 1
        add_bookmark(paragraph, anchor, self._marks)

    def _add_picture(self, picture: Picture) -> None:
        from docx.shared import Cm  # noqa: PLC0415

        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Cm(_WIDTH))
        set_alternative(shape, picture.title, picture.alternative)
        self._figures += 1
        style = _style(self._word, "Caption")
        add_caption(self._word, _("Figure"), self._figures, picture.title, style)

    def _add_table(self, table: Table) -> None:
        from docx.shared import Cm  # noqa: PLC0415

        caption = _style(self._word, "Caption")
        self._tables += 1
        above = add_caption(self._word, _("Table"), self._tables, table.caption, caption)
        above.paragraph_format.keep_with_next = True
        grid = self._word.add_table(rows=0, cols=len(table.headings))
        grid.style = _style(self._word, "Table Grid") or _style(self._word, "Normal Table")
        set_cell_margins(grid)
        grid.autofit = False
        for column, share in zip(grid.columns, column_shares(table), strict=True):
            column.width = Cm(_WIDTH * share)
        size = _SMALL if len(table.headings) >= _WIDE else _SMALL + 1
        cells = grid.add_row().cells
        for cell, heading, numeric in zip(cells, table.headings, table.numeric, strict=True):
            self._fill(cell, numeric, size).add_run(heading).bold = True
        repeat_heading_row(grid.rows[0])
        anchors = table.anchors or ("",) * len(table.rows)
        for row, anchor in zip(table.rows, anchors, strict=True):
            cells = grid.add_row().cells
            for cell, content, numeric in zip(cells, row, table.numeric, strict=True):
                self._add_cell(self._fill(cell, numeric, size), content)
            if anchor:
                self._mark(cells[0].paragraphs[0], anchor)
        below = self._word.add_paragraph(table.basis, style=caption)
        below.paragraph_format.space_after = 0 if not table.basis else None

    def _fill(self, cell: Any, numeric: bool, size: float) -> Any:
        """Return the paragraph of a cell, set for what stands in it."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.shared import Pt  # noqa: PLC0415

        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        if numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return _Sized(paragraph, Pt(size))

    def _add_cell(self, paragraph: Any, cell: Cell) -> None:
        if cell.text:
            paragraph.add_run(cell.text)
        for place, link in enumerate(cell.links):
            if cell.text or place:
                paragraph.add_run(" ")
            add_link(paragraph.paragraph, link.text, link.target, paragraph.size)


class _Sized:
    """A paragraph whose runs all have one size."""

    def __init__(self, paragraph: Any, size: Any) -> None:
        self.paragraph, self.size = paragraph, size

    def add_run(self, text: str) -> Any:
        run = self.paragraph.add_run(text)
        run.font.size = self.size
        return run


def _undated(data: bytes) -> bytes:
    """Pack a Word file again without the time of day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stream.getvalue()
