"""A document as Markdown that reads well as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netintl.documents.blocks import Bullets, Cell, Heading, Paragraph, Picture, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.documents.blocks import Block, Document

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def to_markdown(document: Document) -> str:
    """Write the whole document."""
    lines = [f"# {escaped(document.title)}", "", escaped(document.subtitle), ""]
    for block in document.blocks:
        lines.extend(_block(block))
        lines.append("")
    lines.extend(["---", "", escaped(document.footer)])
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Take the meaning out of Markdown's signs; names are hostile.

    Examples
    --------
    >>> escaped("a|b <i>")
    'a\\|b \\<i\\>'
    """
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f'<a id="{block.anchor}"></a>'
        yield ""
        yield f"{'#' * block.level} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield escaped(block.text)
    elif isinstance(block, Bullets):
        for place, item in enumerate(block.items, start=1):
            yield f"{f'{place}.' if block.numbered else '-'} {escaped(item)}"
    elif isinstance(block, Picture):
        yield f"![{escaped(block.alternative)}](figures/{block.name}.svg)"
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield _line(escaped(text) for text in table.headings)
    yield _line("---:" if numeric else "---" for numeric in table.numeric)
    anchors = table.anchors or ("",) * len(table.rows)
    for row, anchor in zip(table.rows, anchors, strict=True):
        first = f'<a id="{anchor}"></a>' if anchor else ""
        cells = [_cell(cell) for cell in row]
        yield _line([first + cells[0], *cells[1:]])
    if table.basis:
        yield ""
        yield f"*{escaped(table.basis)}*"


def _line(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    links = " ".join(f"[{escaped(link.text)}]({_target(link.target)})" for link in cell.links)
    return " ".join(part for part in (escaped(cell.text), links) if part)


def _target(address: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in " ()<>|" else sign for sign in address)
