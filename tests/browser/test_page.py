"""The offline page as a reader uses it: by pointer, keyboard, screen reader and on paper."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from netintl.export.page.assembly import to_page

from ..conftest import make_network
from .conftest import settle

VIEWS = ("network", "map", "flows", "gaps", "hubs")
HAN = re.compile("[\u4e00-\u9fff]")
POISON = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


def focused(page):
    return page.evaluate("document.activeElement.id")


def address(page):
    return page.evaluate("location.hash")


def model(page, script):
    return page.evaluate(f"(() => {{ const m = netintl.page.model; return {script}; }})()")


def saved(page, button, folder):
    page.click("#export")
    with page.expect_download() as waiting:
        page.click(button)
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def test_nothing_is_asked_for_and_nothing_goes_wrong(visit):
    page = visit()
    for view in VIEWS:
        page.click(f"#tab-{view}")
        settle(page)
    outside = [
        url for url in page.heard.requests if not url.startswith(("file:", "blob:", "data:"))
    ]
    assert outside == []
    assert page.heard.errors == []
    assert page.evaluate("violations") == []


def test_counts_are_those_of_the_data(visit, bundled_network):
    page = visit()
    agreements = len(set(bundled_network.pairs.agreement.tolist()))
    told = page.inner_text(".count")
    assert told == f"{len(bundled_network)} organizations · {agreements} agreements drawn"
    page.click("#tab-hubs")
    while page.locator(".more").count():
        page.click(".more")
    assert page.locator(".hubs tbody tr").count() == len(bundled_network)


@pytest.mark.parametrize(("typed", "heading"), [("华为", "Huawei"), ("huawei", "Huawei")])
def test_search_by_keyboard_opens_the_panel(visit, typed, heading):
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "node=ent-huawei" in address(page)
    assert heading in page.inner_text("#panel h2")
    assert focused(page) == "panel-title"
    shown = page.locator("#panel .card code.id").all_inner_texts()
    wanted = model(page, "[...new Set([...m.linksOf(m.index.node.get('ent-huawei'))]"
                         ".map(l => m.link.id[l]))]")  # fmt: skip
    assert sorted(shown) == sorted(wanted)
    page.fill("#q", "no such organization")
    assert page.locator("#hits .none").is_visible()


def test_an_address_restores_everything_and_back_returns(visit):
    page = visit("#view=hubs&lang=zh&node=cn-liuzhou-vtc&country=THA&status=active&sort=name")
    assert page.get_attribute("#tab-hubs", "aria-selected") == "true"
    assert page.inner_text("#panel h2") == "柳州职业技术大学"
    assert page.input_value("#f-country") == "THA"
    assert page.is_checked("#f-status-active")
    assert page.get_attribute("[aria-sort]", "aria-sort") == "ascending"
    page.click("#tab-map")
    assert "view=map" in address(page)
    page.go_back()
    assert "view=hubs" in address(page)
    assert page.heard.errors == []


def test_unknown_ids_in_an_address_are_ignored(visit):
    page = visit("#view=nowhere&node=nobody&country=XXX&field=99&cell=A:B&lang=xx&hide=x&status=y")
    assert page.get_attribute("#tab-network", "aria-selected") == "true"
    assert page.heard.errors == []


ENDS = "[m.link.a[l], m.link.b[l]]"


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ("field=none", "m.linkFields(l).length === 0"),
        ("field=46", "m.linkFields(l).includes(m.index.field.get('46'))"),
        ("status=active,signed", "['active', 'signed'].includes(m.status.id[m.link.status[l]])"),
        ("country=LAO", f"{ENDS}.some(n => m.country.id[m.node.country[n]] === 'LAO')"),
        ("hide=enterprise", f"!{ENDS}.some(n => m.kind.id[m.node.kind[n]] === 'enterprise')"),
    ],
)
def test_filters_agree_with_a_recount(visit, filters, passes):
    page = visit(f"#lang=en&{filters}")
    wanted = model(page, f"new Set(m.link.id.filter((_, l) => {passes})).size")
    assert 0 < wanted < model(page, "m.agreement.id.length")
    assert page.inner_text(".count").endswith(f" {wanted} agreements drawn")
    page.click("#f-reset")
    assert page.inner_text(".count").endswith(
        f" {model(page, 'm.agreement.id.length')} agreements drawn"
    )


def lit_pixels(page):
    return page.evaluate("""() => {
      const canvas = document.querySelector(".top");
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let lit = 0;
      for (let place = 3; place < data.length; place += 4) if (data[place]) lit++;
      return lit;
    }""")


def test_pointer_and_keyboard_light_the_neighbours(visit):
    page = visit()
    stage = page.locator("#stage-network")
    box = stage.bounding_box()
    x, y = page.evaluate("netintl.page.views.network.placeOf(netintl.page.model.order[0])")
    page.mouse.move(box["x"] + x, box["y"] + y)
    assert page.locator(".base.faded").count() == 1
    assert page.evaluate("netintl.page.words.name(netintl.page.model.order[0])") in (
        page.inner_text("#tip")
    )
    page.mouse.move(5, 5)
    assert page.locator(".base.faded").count() == 0
    stage.focus()
    page.keyboard.press("Home")
    settle(page)
    assert 1_500 < lit_pixels(page) < 200_000
    first = address(page)
    page.keyboard.press("PageDown")
    assert address(page) != first
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert "node=" not in address(page)
    assert page.locator(".base.faded").count() == 0


def test_zoom_keys_and_buttons_move_the_camera(visit):
    page = visit()
    place = "netintl.page.views.network.placeOf(netintl.page.model.order[0])"
    before = page.evaluate(place)
    page.locator("#stage-network").focus()
    page.keyboard.press("+")
    settle(page)
    nearer = page.evaluate(place)
    assert nearer != before
    page.keyboard.press("0")
    settle(page)
    assert page.evaluate(place) == pytest.approx(before, abs=1)
    page.locator("#view-network .zoomers button").first.click()
    settle(page)
    assert page.evaluate(place) != pytest.approx(before, abs=1)


def test_the_keyboard_alone_reaches_every_view(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    page.keyboard.press("Enter")
    assert focused(page) == "main"
    page.focus("#tab-network")
    for view in VIEWS[1:]:
        page.keyboard.press("ArrowRight")
        assert page.locator(f"#view-{view}").is_visible()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.locator(".dot[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "place=" in address(page)
    assert focused(page) == "panel-title"
    page.keyboard.press("Escape")
    assert focused(page) == "tab-map"
    page.keyboard.press("ArrowRight")
    page.locator(".bars .bar[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#panel .card").count()
    page.click("#tab-gaps")
    page.locator(".cell button[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "cell=" in address(page)


FRAME = (
    "header button:not([data-lang]), #tabs, #filters, .legend, .key, th, label, #panel h3, footer"
)


def test_each_language_is_whole(visit):
    page = visit()
    for view in VIEWS:
        page.click(f"#tab-{view}")
        texts = page.locator(FRAME).all_inner_texts()
        assert [text for text in texts if HAN.search(text)] == [], view
    assert page.get_attribute("html", "lang") == "en"
    page.click("[data-lang=zh]")
    assert page.get_attribute("html", "lang") == "zh-CN"
    assert "lang=zh" in address(page)
    english, chinese = (set(model(page, f"Object.keys(m.text.{code})")) for code in ("en", "zh"))
    assert english == chinese
    for view in VIEWS:
        page.click(f"#tab-{view}")
        for text in page.locator(
            "#tabs button, .legend > span:first-child, #panel h3"
        ).all_inner_texts():
            assert not text or HAN.search(text), text


def test_every_sentence_that_the_script_asks_for_is_there(visit):
    page = visit()
    source = "".join(
        file.read_text(encoding="utf-8")
        for file in (Path(__file__).parents[2] / "netintl/export/page/web/src").glob("*.js")
    )
    asked = set(re.findall(r'say\("([a-z_]+)"', source))
    html = (Path(__file__).parents[2] / "netintl/export/page/assets/page.html").read_text("utf-8")
    asked |= set(re.findall(r'data-(?:t|label|hint)="([a-z_]+)"', html))
    assert asked - set(model(page, "Object.keys(m.text.en)")) == set()


def test_what_is_unknown_is_hatched_and_zero_is_plain(visit):
    page = visit("#view=gaps&lang=en")
    looks = page.evaluate("""() => ["unknown", "zero"].map((state) =>
      [...document.querySelectorAll(`td.cell.${state}`)].map((cell) =>
        [cell.innerText.trim(), getComputedStyle(cell).backgroundImage]))""")
    unknown, zero = looks
    assert {sign for sign, _look in unknown} == {"?"}
    assert all("repeating-linear-gradient" in look for _sign, look in unknown)
    assert {look for _sign, look in zero} == {"none"}
    assert all(sign == "0" or sign.endswith(":0") for sign, _look in zero)


def test_a_gap_names_its_sources(visit, bundled_network):
    from netintl.analyses.gaps.gaps import find_gaps

    found = find_gaps(bundled_network)
    row = found.table.iloc[0]
    page = visit(f"#view=gaps&lang=en&cell={row['country']}:{row['industry']}")
    demand = page.evaluate("(v) => v.toLocaleString('en')", float(row["demand"]))
    assert f"{demand} (" in page.inner_text("#panel")
    assert page.locator("#panel .src").count() >= 1


@pytest.mark.parametrize("view", ["network", "map", "flows", "gaps"])
def test_pictures_stand_alone(visit, tmp_path, view):
    page = visit(f"#lang=zh&view={view}")
    settle(page)
    drawn = saved(page, "#save-svg", tmp_path).read_text(encoding="utf-8")
    assert re.search(r'class=|<script|href="http|style=', drawn) is None
    assert "中国职业教育国际合作" in drawn
    assert len(drawn) > 5_000
    pixels = saved(page, "#save-png", tmp_path).read_bytes()
    assert pixels[1:4] == b"PNG"
    assert len(pixels) > 30_000
    assert page.evaluate("violations") == []


def test_tables_read_back(visit, tmp_path, bundled_network):
    page = visit()
    file = saved(page, "#save-links", tmp_path)
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 1 + model(page, "m.links")
    assert {row[0] for row in rows[1:]} == set(
        bundled_network.agreement_ids[bundled_network.pairs.agreement]
    )
    for view in VIEWS:
        page.click(f"#tab-{view}")
        assert (
            len(
                list(
                    csv.reader(
                        io.StringIO(saved(page, "#save-csv", tmp_path).read_text("utf-8-sig"))
                    )
                )
            )
            > 10
        )


def test_a_poisoned_name_stays_a_name(visit, tmp_path):
    network = make_network(
        {"A1": "S1 C1", "A2": "S1 E1"},
        organizations=[{"id": "S1", "name_en": f"={POISON}", "name_zh": f"={POISON}"}],
        agreements=[{"id": "A1", "title": POISON, "note": POISON, "programme": POISON}],
    )
    file = tmp_path / "poison.html"
    file.write_text(to_page(network), encoding="utf-8")
    page = visit("#view=hubs&lang=zh&node=S1", file=file)
    alarms = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for view in VIEWS:
        page.click(f"#tab-{view}")
    assert page.inner_text("#panel h2") == f"={POISON}"
    assert alarms == []
    assert page.locator("img").count() == 0
    page.click("#tab-hubs")
    told = saved(page, "#save-csv", tmp_path).read_text("utf-8-sig")
    assert "'=<img" in told
    assert not re.search(r'(^|,)"?=', told, re.MULTILINE)
    assert page.heard.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, scheme):
    page = visit("#lang=en", color_scheme=scheme, bypass_csp=True)
    found = []
    for view in (*VIEWS, "panel"):
        if view == "panel":
            page.click("#tab-network")
            page.locator("#stage-network").focus()
            page.keyboard.press("Home")
        else:
            page.click(f"#tab-{view}")
        settle(page)
        for problem in Axe().run(page).response["violations"]:
            nodes = [node["target"] for node in problem["nodes"][:3]]
            found.append(f"{scheme} {view}: {problem['id']} {nodes}")
    assert found == []


def test_paper_has_the_picture_with_title_and_source(visit, tmp_path):
    page = visit("#lang=zh&node=ent-huawei")
    drawn = page.evaluate("""() => {
      dispatchEvent(new Event("beforeprint"));
      const count = document.querySelectorAll("#print svg path").length;
      dispatchEvent(new Event("afterprint"));
      return count;
    }""")
    assert drawn >= model(page, "m.links")
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    page.emulate_media(media="print")
    assert page.locator("#title").is_visible()
    assert page.locator("#credit").is_visible()
    assert not page.locator(".left").is_visible()


def test_the_switch_of_light_and_dark_repaints(visit):
    page = visit()
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.get_attribute("html", "data-theme") == "dark"


def test_narrow_screens_have_all_of_it(visit):
    page = visit(viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#tab-hubs")
    assert page.locator(".hubs tbody tr").count()


@pytest.mark.parametrize("parties", [{}, {"A1": "S1 C1"}])
def test_small_networks_are_pages_too(visit, tmp_path, parties):
    file = tmp_path / "small.html"
    network = make_network(parties, organizations=[{"id": "S1"}])
    file.write_text(to_page(network), encoding="utf-8")
    page = visit(file=file)
    for view in VIEWS:
        page.click(f"#tab-{view}")
    assert page.heard.errors == []


def test_damaged_data_are_told_in_both_languages(visit, tmp_path, page_file):
    file = tmp_path / "damaged.html"
    text = page_file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('"schema":"netintl-page/1"', '"schema":"netintl-page/9"'), encoding="utf-8"
    )
    page = visit(file=file, until="#broken:visible")
    assert "cannot be read" in page.inner_text("#broken")
    assert "页面数据无法读取" in page.inner_text("#broken")


def test_a_page_that_is_not_of_china_has_no_home(visit, tmp_path):
    places = {"S1": "CHN", "C1": "FRA", "C2": "DEU", "C3": "CHN", "C4": "ITA"}
    network = make_network(
        {"a": "C1 C2", "b": "C2 C4", "c": "C4 C1", "d": "C3 C4"},
        organizations=[
            {"id": name, "kind": "college", "country": code} for name, code in places.items()
        ],
    )
    file = tmp_path / "abroad.html"
    file.write_text(to_page(network), encoding="utf-8")
    page = visit("#lang=en&view=map", file=file)
    drawn = page.locator("svg.map circle.dot").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label')).sort()"
    )
    assert drawn == ["China: 1 agreement", "France: 2 agreements", "Germany: 2 agreements",
                     "Italy: 3 agreements"]  # fmt: skip
    assert page.locator("svg.map circle.home, svg.map .arc").count() == 0
    assert page.heard.errors == []
