"""The main job: a report of the real data in both languages, repeatable and verifiable."""

from __future__ import annotations

import csv
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from netintl import as_of, load_package, select, verify, write_report
from netintl.analyses.registry import ANALYSES
from netintl.errors import InputError, OutputError, UsageError
from netintl.i18n import speaking
from netintl.network.loading import network_of
from netintl.pictures.registry import PICTURES
from netintl.report.outline import needed
from netintl.report.recipes import read_recipe

from ..conftest import make_network

DATA = Path(__file__).parents[2] / "data"
EXAMPLE = DATA / "worked-example"
LANGUAGES = ("en", "zh")


class Page(HTMLParser):
    """Collects anchors, links and texts, and notices tags left open."""

    VOID = frozenset({"meta", "br", "link", "img", "hr", "use", "path", "rect", "circle"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found and tag == "a" else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_and_loads_nothing(reports, language: str) -> None:
    text = (reports / language / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert not re.search(r"""(src|href)=["'](?!https?://|#)""", text)
    assert "<script" not in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_leads_to_agreements_and_addresses(reports, language: str) -> None:
    page = Page((reports / language / "report.html").read_text(encoding="utf-8"))
    evidence = [name for name in page.ids if name.startswith("agreement-")]
    assert len(evidence) > 50
    cited = {link[1:] for link in page.links if link.startswith("#agreement-")}
    assert cited <= set(evidence)
    assert sum(link.startswith("http") for link in page.links) > 50


def test_the_report_opens_with_five_findings(reports) -> None:
    text = (reports / "en" / "report.md").read_text(encoding="utf-8")
    opening = text.split("## ")[1]
    assert re.findall(r"^(\d)\. ", opening, re.MULTILINE) == list("12345")


def test_the_chinese_report_speaks_chinese(reports) -> None:
    text = (reports / "zh" / "report.md").read_text(encoding="utf-8")
    for words in ("枢纽", "缺口", "人才培养通道", "主要发现", "数据质量", "台账"):
        assert words in text
    english = (reports / "en" / "report.md").read_text(encoding="utf-8")
    for heading in re.findall(r"^## (.+)$", english, re.MULTILINE):
        assert f"## {heading}\n" not in text


def test_the_real_data_are_as_large_as_promised(reports) -> None:
    rows = csv.DictReader((reports / "en/tables/summary.csv").read_text("utf-8-sig").splitlines())
    figures = {row["measure"]: float(row["value"]) for row in rows if not row["group"]}
    assert figures["organizations"] >= 600
    assert figures["agreements_in_view"] >= 500
    assert figures["countries"] > 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_and_draws_its_text_as_shapes(reports, language: str) -> None:
    for name in ("network", "map", "gaps", "flows"):
        svg = (reports / language / "figures" / f"{name}.svg").read_text(encoding="utf-8")
        assert svg.count("<use") > 50
        assert "<text" not in svg


def test_unknown_is_never_printed_as_nan(reports) -> None:
    for file in reports.rglob("*"):
        if file.suffix in (".csv", ".md", ".json"):
            text = file.read_text(encoding="utf-8-sig")
            assert not re.search(r"\bnan\b|\bNaN\b|\bNone\b|<NA>", text), file


def test_verify_passes_and_fails_after_one_byte(reports, tmp_path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(reports / "en", copy)
    assert verify(copy, data=DATA).passed
    file = copy / "tables" / "hubs.csv"
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)
    (copy / "report.md").unlink()
    found = verify(copy)
    assert (found.changed, found.missing) == (("tables/hubs.csv",), ("report.md",))
    assert verify(copy, data=DATA / "worked-example").inputs


def test_verify_notices_a_changed_manifest(reports, tmp_path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(reports / "zh", copy)
    file = copy / "manifest.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"recipe": "national"', '"recipe": "other"'), encoding="utf-8")
    assert verify(copy).changed == ("manifest.json",)


def test_verify_refuses_a_manifest_that_leads_outside(tmp_path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"outputs": {"../secret": "0"}}))
    with pytest.raises(InputError, match="outside"):
        verify(tmp_path)


@pytest.mark.untraced
def test_a_report_is_not_written_over_another_and_nothing_is_deleted(tmp_path) -> None:
    package = load_package(DATA / "worked-example")
    network = network_of(package)
    write_report(package, network, tmp_path, recipe="brief")
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(OutputError, match="holds a report already"):
        write_report(package, network, tmp_path, recipe="brief")
    write_report(package, network, tmp_path, recipe="brief", force=True)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize(
    "links",
    [
        "source,target\nA,B\n",
        "source,target\n",
        "source,target\n</script><b>,=cmd()\n<img src=x onerror=1>,../../x\n",
        "source,target\nA,A\n",
    ],
    ids=["one link", "no link", "hostile names", "self link"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_small_and_hostile_packages_give_a_report(tmp_path, links: str, language: str) -> None:
    (tmp_path / "links.csv").write_text(links, encoding="utf-8")
    package = load_package(tmp_path / "links.csv")
    write_report(package, network_of(package), tmp_path / "out", language=language)
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert Page(text).open == []
    assert "<b>" not in text
    assert "<img" not in text
    for file in (tmp_path / "out").rglob("*.csv"):
        cells = [c for row in csv.reader(file.read_text("utf-8-sig").splitlines()) for c in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


RECIPES = {
    "country": {"countries": ["THA"]},
    "province": {"provinces": ["12"]},
    "school": {"organizations": ["cn-liuzhou-vtc"]},
    "brand": {"brands": ["luban_workshop"]},
}


@pytest.mark.parametrize("recipe", RECIPES)
def test_each_recipe_gives_a_report_of_its_view(recipe: str, tmp_path) -> None:
    package = load_package(DATA)
    network = select(network_of(package), **RECIPES[recipe])
    write_report(package, network, tmp_path / "out", recipe=recipe, language="zh")
    page = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")  # no font data in it
    assert "NaN" not in page
    listed = [file.name for file in (tmp_path / "out" / "tables").glob("*.csv")]
    assert "hubs.csv" in listed
    shows_gaps = {"gaps", "findings"} & set(read_recipe(recipe).sections)
    assert ("gaps.csv" in listed) == bool(shows_gaps)
    assert verify(tmp_path / "out").passed


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_without_its_view_is_refused(recipe: str, tmp_path) -> None:
    package = load_package(EXAMPLE)
    with pytest.raises(UsageError, match=recipe):
        write_report(package, network_of(package), tmp_path / "out", recipe=recipe)
    assert not (tmp_path / "out").exists()


def test_every_analysis_of_a_section_reaches_the_report(reports) -> None:
    folder = reports / "en"
    sections = read_recipe("national").sections
    wanted = {name for section in sections for name in needed(section)}
    assert wanted == {name for name, each in ANALYSES.items() if not each.of_one}
    found = {file.stem for file in (folder / "tables").glob("*.csv")}
    assert wanted <= found
    page = (folder / "report.html").read_text(encoding="utf-8")
    for anchor in ("communities", "matches", "progress", "trends"):
        assert f'id="{anchor}"' in page
    for picture in ("hubs", "roles", "trends", "survival", "shift"):
        assert (folder / "figures" / f"{picture}.svg").exists()


def test_the_report_says_whether_hubs_survive_without_old_evidence(reports) -> None:
    page = (reports / "en" / "report.md").read_text(encoding="utf-8")
    assert "by links with evidence of the last 24 months alone" in page
    assert "random networks are too few to call anything significant" in page
    assert "the hybrid" in page


def test_kinds_without_a_sign_of_their_own_are_named_in_the_language() -> None:
    network = make_network({"a": "S1 C1", "b": "S2 C1", "c": "C1 A1", "d": "S2 E1", "e": "A1 E1"})
    with speaking("zh"):
        figure = PICTURES["network"].figure(network, {})
    words = {text.get_text() for text in figure.axes[0].texts}
    assert "其他" in words
    assert "other" not in words


def test_the_view_is_told_in_words(tmp_path) -> None:
    package = load_package(DATA)
    view = as_of(select(network_of(package), organizations=["cn-liuzhou-vtc"]), "2025")
    folder = tmp_path / "out"
    write_report(package, view, folder, recipe="school", language="zh", formats=["md"])
    page = (folder / "report.md").read_text(encoding="utf-8")
    assert "视图：机构 柳州职业技术大学; 截至 2025; 无日期协议 计入" in page
    table = (folder / "tables" / "matches.csv").read_text("utf-8-sig")
    first = next(csv.DictReader(table.splitlines()))
    assert first["organization"] not in partners_of(view)


def partners_of(view) -> set[str]:
    code = view.code_of["cn-liuzhou-vtc"]
    graph = view.cooperation
    return set(view.ids[graph.indices[graph.indptr[code] : graph.indptr[code + 1]]])


def test_without_demand_the_section_of_gaps_says_so_and_no_more(tmp_path) -> None:
    """Notes of tables that are not there would be sentences about nothing."""
    (tmp_path / "links.csv").write_text("source,target\nS1,C1\nC1,E1\n", encoding="utf-8")
    bodies = "id,kind,name_en,country\nS1,school,A,CHN\nC1,college,B,IDN\nE1,enterprise,C,IDN\n"
    (tmp_path / "organizations.csv").write_text(bodies, encoding="utf-8")
    package = load_package(tmp_path)
    file = write_report(package, network_of(package), tmp_path / "out", formats=["md"])
    section = file.read_text("utf-8").partition("## Gaps")[2].partition("<a id")[0]
    assert section.split("\n\n")[1:] == [
        "No demand of industries is known, so no gap is assessable.",
        "",
    ]


def test_few_rows_that_are_not_there_say_nothing(reports) -> None:
    """The bundled data know no capacity, so what limits pipelines is no table of theirs."""
    text = (reports / "en" / "report.md").read_text("utf-8")
    assert "What limits the pipelines" not in text.partition("## Talent pipelines")[2]


def test_a_register_of_memoranda_says_so_first(tmp_path: Path) -> None:
    """Nothing is joined, no share of nothing is printed, and the view says what it leaves out."""
    rows = "A School,B College,mou_only,2021,signed\nA School,C College,mou_only,2022,\n"
    file = tmp_path / "links.csv"
    file.write_text("source,target,kind,start,status\n" + rows, encoding="utf-8")
    package = load_package(file)
    write_report(package, network_of(package), tmp_path / "out", formats=("md",))
    text = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    first = text.partition("## What was found")[2].split("\n1. ")[1]
    assert first.startswith("All 2 agreements are mere memoranda")
    assert "(--status signed,unknown)" in first.splitlines()[0]
    assert "nan%" not in text
    assert "view: everything" not in text.lower()
