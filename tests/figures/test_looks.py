"""Titles, palettes, greys and fonts of the user's own."""

from __future__ import annotations

import io

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from netintl.figures import Caption, Looks, font_problem, looking, missing_glyphs, to_png
from netintl.figures.colours import KIND_COLOURS, mix
from netintl.figures.fonts import house_style
from netintl.figures.page import Page

WORDS = Caption("the finding", "how to read it", "where it is from")
DEJAVU = f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf"


def drawn():
    with house_style():
        page = Page("slide", WORDS)
        for place, colour in enumerate([*KIND_COLOURS.values(), mix("#D55E00", "#ffffff", 0.5)]):
            page.axes.plot([100 + 60 * place], [200], "o", color=colour, markersize=30)
        return page.figure


def pixels(figure):
    return np.asarray(Image.open(io.BytesIO(to_png(figure, dpi=60))).convert("RGB")).astype(int)


def test_another_title_takes_the_place_of_the_finding():
    with looking(Looks(title="华为周围")):
        figure = drawn()
    assert figure.get_label() == "华为周围"
    assert "华为周围" in [text.get_text() for text in figure.axes[0].texts]
    assert drawn().get_label() == "the finding"


def test_greys_have_no_hue_and_keep_their_order():
    with looking(Looks(greyscale=True)):
        found = pixels(drawn())
    assert np.ptp(found, axis=2).max() <= 1
    assert np.ptp(pixels(drawn()), axis=2).max() > 100


def test_a_palette_replaces_colours_and_their_tints():
    with looking(Looks(palette="tol-bright")):
        found = {tuple(colour) for colour in pixels(drawn()).reshape(-1, 3)}
    for wanted in ("#4477AA", "#EE6677", "#228833", mix("#EE6677", "#ffffff", 0.5)):
        expected = np.array(to_rgb(wanted)) * 255
        assert any(np.abs(np.array(colour) - expected).max() <= 2 for colour in found), wanted
    blue = tuple(round(255 * part) for part in to_rgb("#0072B2"))
    assert blue not in found


def test_a_font_of_ones_own_fills_in_letters(tmp_path):
    letter = "ꓐ"  # in DejaVu Sans Mono and few others; neither of ours
    assert font_problem(tmp_path / "none.ttf")
    (tmp_path / "text.ttf").write_text("no font")
    assert font_problem(tmp_path / "text.ttf")
    missing = missing_glyphs(["ก"])
    assert list(missing) == ["ก"]
    made = tmp_path / "thai.ttf"
    make_font(made, "ก")
    assert font_problem(made) == ""
    with looking(Looks(font=made)):
        assert missing_glyphs(["ก"]) == {}
        assert list(missing_glyphs([letter + "ข"])) != []
    assert list(missing_glyphs(["ก"])) == ["ก"]


def make_font(file, letter):
    """Make a font that has one letter more than a box."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for move, point in (("moveTo", (50, 0)), ("lineTo", (50, 600)), ("lineTo", (450, 0))):
        getattr(pen, move)(point)
    pen.closePath()
    shape = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "one"])
    font.setupCharacterMap({ord(letter): "one"})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "one": shape})
    font.setupHorizontalMetrics({".notdef": (500, 0), "one": (500, 50)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "One Letter", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(file)


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_looks_reach_every_format(tmp_path, suffix):
    from netintl.figures import save_figure

    with looking(Looks(greyscale=True)):
        save_figure(drawn(), tmp_path / f"a.{suffix}")
    save_figure(drawn(), tmp_path / f"b.{suffix}")
    grey, coloured = (tmp_path / f"{name}.{suffix}" for name in "ab")
    assert grey.read_bytes() != coloured.read_bytes()
    if suffix == "svg":
        assert "#0072b2" in coloured.read_text().lower()
        assert "#0072b2" not in grey.read_text().lower()
