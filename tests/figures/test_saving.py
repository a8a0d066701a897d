import re
from xml.etree import ElementTree as ET

import pytest

from netintl.figures import save_figure, to_svg

NAMES = ("network", "map", "heatmap", "alluvial")


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_same_bytes_twice(pictures, tmp_path, name, suffix):
    first = save_figure(pictures.draw(name), tmp_path / f"a.{suffix}")
    second = save_figure(pictures.draw(name), tmp_path / f"b.{suffix}")
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.{suffix}", f"b.{suffix}"]


def test_saving_twice_gives_the_same_file(pictures, tmp_path):
    figure = pictures.draw("network")
    files = [save_figure(figure, tmp_path / f"{i}.svg") for i in "ab"]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_file_that_is_there_stays(pictures, tmp_path):
    path = tmp_path / "a.svg"
    path.write_text("mine", "utf-8")
    figure = pictures.draw("heatmap")
    with pytest.raises(FileExistsError, match="force"):
        save_figure(figure, path)
    assert path.read_text("utf-8") == "mine"
    assert save_figure(figure, path, force=True).read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize("name", ["a.jpeg", "a", "png"])
def test_other_suffixes_are_refused(pictures, tmp_path, name):
    with pytest.raises(ValueError, match=r"\.png, \.svg or \.pdf"):
        save_figure(pictures.draw("heatmap"), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_nothing(pictures, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="full"):
        save_figure(pictures.draw("heatmap"), tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_editable_text_keeps_its_letters(pictures, tmp_path):
    plain = save_figure(pictures.draw("heatmap"), tmp_path / "a.svg").read_text("utf-8")
    text = save_figure(pictures.draw("heatmap"), tmp_path / "b.svg", editable_text=True)
    assert "<text" not in plain
    assert ">轨道交通<" in text.read_text("utf-8")
    assert "Microsoft YaHei" in text.read_text("utf-8")


def test_files_carry_no_date_and_no_program(pictures, tmp_path):
    for suffix in ("png", "svg", "pdf"):
        data = save_figure(pictures.draw("heatmap"), tmp_path / f"a.{suffix}").read_bytes()
        assert b"CreationDate" not in data
        assert b"dc:date" not in data
        assert b"Software" not in data


def test_pdf_embeds_truetype(pictures, tmp_path):
    data = save_figure(pictures.draw("heatmap"), tmp_path / "a.pdf").read_bytes()
    assert b"NetIntlSansSC" in data
    assert b"/Type3" not in data


@pytest.mark.parametrize("name", NAMES)
def test_inline_svg_is_well_formed_and_its_ids_are_its_own(pictures, name):
    one, two = (to_svg(pictures.draw(name), salt=salt) for salt in ("one", "two"))
    for text, salt in ((one, "one"), (two, "two")):
        root = ET.fromstring(text)  # noqa: S314  our own output
        assert root.get("role") == "img"
        assert root[0].text == "三方合作 $网络$ network"
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert all(name.startswith(f"{salt}-") for name in ids)
        assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', text)) <= set(ids)
        assert not re.search(r"<style|<!--|<\?xml|<metadata", text)
    assert one != two


def test_titles_are_escaped(pictures):
    text = to_svg(pictures.draw("heatmap"), salt="a b", title="</title><script>")
    assert "<script>" not in text
    assert 'id="a-b-title"' in text
