"""The fonts of the pictures, what they cover and how wide their characters are.

Chinese text needs no installed font: a subset of Noto Sans SC, renamed, lies in ``assets``. It
leaves 13 signs such as ``·`` and ``…`` to DejaVu Sans, which matplotlib brings along, because a
Chinese font draws them as wide as a hanzi. Nothing happens at import time.
"""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from netintl.figures.looks import current_looks
from netintl.figures.presets import find_preset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FAMILY = "NetIntl Sans SC"
FALLBACK = "DejaVu Sans"
ASSETS = Path(__file__).parent / "assets"
BOX = "□"

_OWN = {False: "NetIntlSansSC-Regular.ttf", True: "NetIntlSansSC-Bold.ttf"}
_THEIRS = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
_SELECTORS = range(0xFE00, 0xFE10)
_MEASURE = 100.0


@cache
def register_fonts() -> None:
    """Make the two own font files known to matplotlib, once per process."""
    for name in _OWN.values():
        font_manager.fontManager.addfont(ASSETS / name)


def font_problem(file: Path) -> str:
    """Say why a file cannot be used as a font; nothing when it can.

    Examples
    --------
    >>> font_problem(ASSETS / "NetIntlSansSC-Regular.ttf")
    ''
    """
    try:
        FT2Font(str(file))
    except (OSError, RuntimeError) as problem:
        return str(getattr(problem, "strerror", None) or problem)
    return ""


@contextmanager
def house_style(preset: str = "slide") -> Iterator[None]:
    """Set fonts, page size and file settings for the pictures made or saved inside.

    Examples
    --------
    >>> with house_style():
    ...     mpl.rcParams["pdf.fonttype"]
    42
    """
    register_fonts()
    page = find_preset(preset)
    settings: dict[Any, Any] = {
        "figure.figsize": (page.width, page.height),
        "figure.dpi": page.dpi,
        "font.size": 9 * page.scale,
        "font.family": [FAMILY, *_own_family(), FALLBACK],
        "axes.unicode_minus": False,
        "text.usetex": False,
        "hatch.linewidth": 0.6,
        "path.simplify": False,
        "pdf.fonttype": 42,
        "pdf.compression": 6,
        "svg.fonttype": "path",
        "svg.hashsalt": "netintl",
        "svg.image_inline": True,
    }
    with mpl.rc_context(settings):
        yield


def _own_family() -> list[str]:
    """Make a font of the user's own known to matplotlib, and return its name."""
    font = current_looks().font
    if font is None:
        return []
    font_manager.fontManager.addfont(font)
    return [FT2Font(str(font)).family_name]


@cache
def _faces(*, bold: bool, font: Path | None) -> tuple[FT2Font, ...]:
    """Open the font, the user's own and the fallback in one weight."""
    theirs = Path(mpl.get_data_path()) / "fonts" / "ttf" / _THEIRS[bold]
    files = [ASSETS / _OWN[bold], *([font] if font else []), theirs]
    faces = tuple(FT2Font(str(file)) for file in files)
    for face in faces:
        face.set_size(_MEASURE, 72)
    return faces


def _advance(mark: str, *, bold: bool) -> float | None:
    """Measure one character in ems; None when no font has it."""
    return _advance_in(mark, bold=bold, font=current_looks().font)


@cache
def _advance_in(mark: str, *, bold: bool, font: Path | None) -> float | None:
    for face in _faces(bold=bold, font=font):
        if face.get_char_index(ord(mark)):
            glyph = face.load_char(ord(mark), flags=LoadFlags.NO_HINTING)
            return float(glyph.linearHoriAdvance) / 65536 / _MEASURE
    return None


def _drawn(mark: str, *, bold: bool) -> str:
    """Say what to draw for one character: itself, a space, a box or nothing."""
    if mark.isspace() and mark not in "\u2009\u00a0\u3000":
        return " "
    if unicodedata.category(mark) in _UNSEEN or ord(mark) in _SELECTORS:
        return ""
    return BOX if _advance(mark, bold=bold) is None else mark


def printable(text: object, *, bold: bool = False) -> str:
    r"""Prepare a text for drawing: one line, every character one the fonts have.

    A character that neither font has becomes a box, so that nothing warns or crashes later.

    >>> printable("Côte d’Ivoire\n喆堃昇镕 ก")
    'Côte d’Ivoire 喆堃昇镕 □'
    """
    return "".join(_drawn(mark, bold=bold) for mark in str(text)).strip()


def missing_glyphs(texts: Iterable[object]) -> dict[str, list[str]]:
    """List the characters neither font has, each with the texts that use it.

    Examples
    --------
    >>> missing_glyphs(["鲁班工坊", "วิทยาลัย", "ไทย"])["ย"]
    ['วิทยาลัย', 'ไทย']
    """
    found: dict[str, list[str]] = {}
    for text in map(str, texts):
        for mark in dict.fromkeys(text):
            if _drawn(mark, bold=False) == BOX and mark != BOX:
                found.setdefault(mark, []).append(text)
    return {mark: found[mark] for mark in sorted(found)}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Measure a printable text in points, without drawing it.

    >>> round(text_width("鲁班", 10), 2)
    20.0
    """
    return sum(_advance(mark, bold=bold) or 0.0 for mark in text) * size
