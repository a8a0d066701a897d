import csv
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont

from netintl.figures import fonts

ROOT = Path(__file__).parents[2]
LEFT_OUT = "·‘’“”—…≤≥→←×°"


@pytest.fixture(scope="module", params=["Regular", "Bold"])
def font(request):
    with TTFont(fonts.ASSETS / f"NetIntlSansSC-{request.param}.ttf", lazy=True) as opened:
        opened.style = request.param
        yield opened


def test_family_and_weight(font):
    assert font["name"].getDebugName(1) == "NetIntl Sans SC"
    assert font["name"].getDebugName(2) == font.style
    assert font["OS/2"].usWeightClass == {"Regular": 400, "Bold": 700}[font.style]
    assert "glyf" in font


def test_thirteen_signs_are_left_to_the_fallback(font):
    assert len(LEFT_OUT) == 13
    assert not {ord(mark) for mark in LEFT_OUT} & font.getBestCmap().keys()


@pytest.mark.parametrize("mark", "喆堃昇镕鲁班éẫЖΩ①②（）")
def test_names_that_gb2312_lacks_are_there(font, mark):
    assert ord(mark) in font.getBestCmap()


def test_the_licence_lies_beside_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (fonts.ASSETS / "OFL.txt").read_text("utf-8").upper()


@pytest.fixture(scope="module")
def bundled_rows():
    files = sorted((ROOT / "data" / "sources").glob("*/institutions.csv"))
    assert len(files) == 2
    rows = []
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows += list(csv.DictReader(stream))
    return rows


def test_every_column_but_the_notes_can_be_drawn(bundled_rows):
    texts = [value for row in bundled_rows for column, value in row.items() if column != "note"]
    assert fonts.missing_glyphs(texts) == {}


def test_notes_miss_only_thai_and_six_traditional_hanzi(bundled_rows):
    missing = fonts.missing_glyphs(row["note"] for row in bundled_rows)
    assert {mark for mark in missing if not "\u0e00" <= mark <= "\u0e7f"} <= set("協國廣會東際")


def test_missing_glyphs_name_their_texts():
    found = fonts.missing_glyphs(
        ["天津", "Łódź Đà Nẵng", "العربية", "วิทยาลัย", "🎓 学院", "🎓", "a\u200bb\ufe0f"]
    )
    assert found["🎓"] == ["🎓 学院", "🎓"]
    assert found["ว"] == ["วิทยาลัย"]
    assert not {"天", "\u200b", "\ufe0f"} & found.keys()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("a\tb\nc", "a b c"), ("x\u200by\x07", "xy"), ("ก", "□"), ("\ud800", "□"), (None, "None")],
)
def test_printable(text, drawn):
    assert fonts.printable(text) == drawn


def test_measured_width_is_the_drawn_width():
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    words = "Côte d’Ivoire · 鲁班工坊 2016–2025"
    with fonts.house_style():
        figure = Figure(dpi=72)
        canvas = FigureCanvasAgg(figure)
        drawn = figure.text(0, 0, words, fontsize=40).get_window_extent(canvas.get_renderer())
    assert fonts.text_width(words, 40) == pytest.approx(drawn.width, rel=0.03)


def test_house_style_ends_with_the_block():
    before = mpl.rcParams["font.family"], mpl.rcParams["svg.hashsalt"]
    with fonts.house_style("a4"):
        assert mpl.rcParams["font.family"] == ["NetIntl Sans SC", "DejaVu Sans"]
        assert mpl.rcParams["figure.dpi"] == 200
    assert (mpl.rcParams["font.family"], mpl.rcParams["svg.hashsalt"]) == before


def test_unknown_page_is_named():
    with pytest.raises(ValueError, match=r"'a9'.*slide, a4, a3, square"), fonts.house_style("a9"):
        pass


def test_importing_changes_nothing_and_leaves_pyplot_alone():
    code = (
        "import sys, matplotlib as m;"
        "before = {k: m.rcParams[k] for k in m.rcParams if k != 'backend'};"
        "import netintl.figures;"
        "assert {k: m.rcParams[k] for k in m.rcParams if k != 'backend'} == before;"
        "assert 'matplotlib.pyplot' not in sys.modules;"
        "from matplotlib import font_manager as f;"
        "assert not [e for e in f.fontManager.ttflist if e.name == 'NetIntl Sans SC']"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
