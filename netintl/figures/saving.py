"""Write a figure to a file or into a page: the same figure gives the same bytes."""

from __future__ import annotations

import io
import os
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from netintl.figures.fonts import house_style
from netintl.figures.looks import recolour

if TYPE_CHECKING:
    from os import PathLike

    from matplotlib.figure import Figure

# No dates and no program names, so that a file changes only when its picture does.
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_SYSTEM_FONTS = "'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', 'DejaVu Sans', sans-serif"
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_METADATA_BLOCK = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_STYLE = re.compile(r"\s*<style[^>]*>.*?</style>", re.DOTALL)
_FRACTION = re.compile(r"(\d\.\d\d)\d+")
_ZEROS = re.compile(r"(\.\d*?)0+(?=\D|$)")
_POINT = re.compile(r"\.(?=\D|$)")
_PLACES = re.compile(r'\b(?:x|y|points|transform)="[^"]*"')
_OUTLINE = re.compile(r'\bd="([^"]*)"')
_SCALE = re.compile(r"scale\([^)]*\)")
_ID = re.compile(r'\bid="([^"]+)"')
_USE = re.compile(r'(?:href="#|url\(#)([^")]+)')
_USED = re.compile(r'(\bid="|href="#|url\(#)([^")]+)')
_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_VIEW = re.compile(r'viewBox="[^"]*"')


def save_figure(
    figure: Figure,
    path: str | PathLike[str],
    *,
    force: bool = False,
    editable_text: bool = False,
) -> Path:
    """Write a figure as png, svg or pdf, by the suffix of its name.

    The file appears whole or not at all.

    Parameters
    ----------
    figure
        What to write.
    path
        Where to.
    force
        Write over a file that is there.
    editable_text
        In an SVG keep texts as texts, which need their fonts wherever they are shown.

    Raises
    ------
    FileExistsError
        When the file is there and force is not given.
    ValueError
        When the suffix is none of the three.
    """
    target = Path(path)
    kind = target.suffix.lower().removeprefix(".")
    if kind not in _METADATA:
        raise ValueError(f"{target.name}: pictures end in .png, .svg or .pdf.")
    if target.exists() and not force:
        raise FileExistsError(f"{target} is there already. Give another name or force=True.")
    data = _render(figure, kind, editable_text=editable_text)
    _write(target, data)
    return target


def to_png(figure: Figure, *, dpi: float) -> bytes:
    """Draw a figure as PNG with so many dots per inch."""
    return _render(figure, "png", editable_text=False, dpi=dpi)


def to_svg(figure: Figure, *, salt: str, title: str | None = None) -> str:
    """Draw a figure as an SVG element to stand inside an HTML page.

    Parameters
    ----------
    figure
        What to draw.
    salt
        A short name, different for each figure of a page; every id starts with it.
    title
        What a screen reader says; without one, the title of the caption.

    Returns
    -------
    The element, without XML header, comments, style sheet or outer size.
    """
    prefix = re.sub(r"[^A-Za-z0-9_-]", "-", salt)
    drawn = _render(figure, "svg", editable_text=False).decode("utf-8")
    body = drawn[drawn.index("<svg") :]
    for unwanted in (_COMMENT, _METADATA_BLOCK, _STYLE):
        body = unwanted.sub("", body)
    used = set(_USE.findall(body))
    body = _ID.sub(lambda found: found[0] if found[1] in used else "", body)
    body = _USED.sub(lambda found: f"{found[1]}{prefix}-{found[2]}", body)
    words = escape(title if title is not None else str(figure.get_label() or ""))
    root = _ROOT.search(body)
    view = _VIEW.search(body)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{view[0] if view else ""} role="img" aria-labelledby="{prefix}-title" '
        f'style="stroke-linejoin:round;stroke-linecap:butt">'
        f'<title id="{prefix}-title">{words}</title>'
    )
    rest = body[root.end() if root else 0 :]
    return head + re.sub(r"\s*\n\s*", "\n", rest.replace("<g >", "<g>")).strip()


def _render(figure: Figure, kind: str, *, editable_text: bool, dpi: float | None = None) -> bytes:
    """Draw a figure in memory."""
    buffer = io.BytesIO()
    recolour(figure)
    with house_style(), mpl.rc_context({"svg.fonttype": "none" if editable_text else "path"}):
        figure.savefig(buffer, format=kind, dpi=dpi or figure.dpi, metadata=_METADATA[kind])
    if kind != "svg":
        return buffer.getvalue()
    text = _PLACES.sub(_rounded, buffer.getvalue().decode("utf-8"))
    text = _OUTLINE.sub(_shortened, text)
    if editable_text:
        text = text.replace(
            "'NetIntl Sans SC', 'DejaVu Sans'", f"'NetIntl Sans SC', {_SYSTEM_FONTS}"
        )
    return text.encode("utf-8")


def _rounded(found: re.Match[str]) -> str:
    """Cut coordinates to hundredths of a point; scales keep all their digits.

    Matplotlib has rounded them to six decimals before, so a difference in the last bit of one on a
    whole hundredth does not show.
    """
    scales = _SCALE.findall(found[0])
    cut = _FRACTION.sub(r"\1", found[0])
    pieces = iter(scales)
    return _SCALE.sub(lambda _: next(pieces), cut)


def _shortened(found: re.Match[str]) -> str:
    """Write an outline in fewer characters: hundredths, and no command twice in a row."""
    cut = _POINT.sub("", _ZEROS.sub(r"\1", _FRACTION.sub(r"\1", found[1])))
    pieces = []
    before = ""
    for line in cut.split("\n"):
        command, numbers = line[:1], line[2:]
        again = command == before != "M" or (command == "L" and before == "M")
        pieces.append(f" {numbers}" if again else f"{command}{numbers}")
        before = command
    return f'd="{"".join(pieces)}"'


def _write(target: Path, data: bytes) -> None:
    """Write a file under another name beside its place, then move it there."""
    scratch = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        scratch.write_bytes(data)
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
