"""Word, Excel and PDF: opened again by programs that are not ours."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import docx
import openpyxl
import pytest

from netintl import load_package, write_report
from netintl.documents.blocks import (
    Bullets,
    Cell,
    Document,
    Heading,
    Link,
    Paragraph,
    Picture,
    Table,
)
from netintl.documents.column_widths import column_shares
from netintl.documents.pdf import to_pdf
from netintl.documents.word import to_docx
from netintl.documents.workbooks import Sheet, workbook
from netintl.errors import OutputError
from netintl.figures import to_png, to_svg
from netintl.i18n import speaking
from netintl.network.loading import network_of

from ..browser.conftest import required_or_skipped
from ..conftest import DATA
from ..figures.test_looks import drawn

HOSTILE = '</w:t> & <b> =HYPERLINK() #show [*] "quoted" \\n 名 🎓'
FORMATS = ("docx", "xlsx", "pdf")


def a_document():
    figure = drawn()
    drawing = {"svg": to_svg(figure, salt="one"), "png": to_png(figure, dpi=60)}
    rows = tuple(
        (Cell(HOSTILE), Cell(str(n)), Cell(links=(Link("[1]", "#agreement-1"),
                                                  Link("site", "https://example.org/?a=b&c"),
                                                  Link("bad", "javascript:alert(1)"))))
        for n in range(60)
    )  # fmt: skip
    table = Table("Caption", ("Name", "Number", "Evidence"), rows, (False, True, False), "Basis",
                  ("agreement-1", *("",) * 59))  # fmt: skip
    return Document(
        title=f"标题 {HOSTILE}",
        subtitle="Subtitle",
        language="zh",
        blocks=(
            Heading("发现", "findings"), Paragraph(HOSTILE), Heading("Sub", "sub", 3),
            Bullets((HOSTILE, "two"), numbered=True), Bullets(("three",)), table,
            Picture("one", "图", "what it shows", **drawing),
        ),
        footer="Footer",
    )  # fmt: skip


@pytest.fixture(scope="module")
def written():
    document = a_document()
    return {"docx": to_docx(document), "pdf": to_pdf(document)}


def test_word_holds_everything_in_styles(written):
    word = docx.Document(io.BytesIO(written["docx"]))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]
    assert ("Title", f"标题 {HOSTILE}") in styles
    assert ("Heading 1", "发现") in styles
    assert ("Heading 2", "Sub") in styles
    assert ("List Number", HOSTILE) in styles
    (table,) = word.tables
    assert len(table.rows) == 61
    assert table.rows[1].cells[0].text == HOSTILE
    assert len(word.inline_shapes) == 1
    properties = word.inline_shapes[0]._inline.docPr
    assert properties.get("descr") == "图" or properties.get("descr") == "what it shows"


def test_word_names_chinese_fonts_and_repeats_headings(written):
    with zipfile.ZipFile(io.BytesIO(written["docx"])) as parts:
        styles = parts.read("word/styles.xml").decode()
        body = parts.read("word/document.xml").decode()
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert "eastAsiaTheme" not in styles.split("<w:latentStyles")[1].split("Normal")[1][:2000]
    assert "w:tblHeader" in body
    assert 'TOC \\o "1-2"' in body
    assert "SEQ " in body
    assert 'w:anchor="agreement_1"' in body
    assert 'w:name="agreement_1"' in body
    assert "javascript" not in parts_of(written["docx"])


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(
            parts.read(name).decode("utf-8", "replace")
            for name in parts.namelist()
            if name.endswith(".rels")
        )


def test_word_takes_over_a_template(tmp_path):
    template = docx.Document()
    template.styles["Normal"].font.name = "House Font"
    template.sections[0].footer.paragraphs[0].text = "House"
    template.save(tmp_path / "house.docx")
    word = docx.Document(io.BytesIO(to_docx(a_document(), template=tmp_path / "house.docx")))
    assert word.styles["Normal"].font.name == "House Font"
    assert word.sections[0].footer.paragraphs[0].text == "House"
    (tmp_path / "broken.docx").write_text("no")
    with pytest.raises(OutputError, match="template"):
        to_docx(a_document(), template=tmp_path / "broken.docx")


def test_the_same_document_gives_the_same_bytes(written):
    assert to_docx(a_document()) == written["docx"]
    assert to_pdf(a_document()) == written["pdf"]


def program(name, package):
    found = shutil.which(name)
    if found is None:
        required_or_skipped(f"Install {package} (Debian: apt-get install {package}).")
    return found


def pdf_text(data, tmp_path):
    (tmp_path / "x.pdf").write_bytes(data)
    command = [program("pdftotext", "poppler-utils"), "-layout", "x.pdf", "-"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout


def test_pdf_is_read_by_poppler(written, tmp_path):
    told = pdf_text(written["pdf"], tmp_path)
    assert "发现" in told
    assert "=HYPERLINK() #show [*]" in told
    assert told.count("\f") > 1
    command = [program("pdfinfo", "poppler-utils"), "x.pdf"]
    facts = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "A4" in facts
    fonts = subprocess.run(["pdffonts", "x.pdf"], cwd=tmp_path, check=True, capture_output=True,
                           text=True).stdout  # fmt: skip
    assert "NetIntlSansSC" in fonts


@pytest.mark.slow
def test_word_is_opened_by_libreoffice(written, tmp_path):
    (tmp_path / "report.docx").write_bytes(written["docx"])
    found = converted(tmp_path / "report.docx", "pdf", tmp_path)
    told = pdf_text(found.read_bytes(), tmp_path)
    assert "发现" in told
    assert "what" not in told.split("Footer")[1]


def converted(file, to, folder):
    home = folder / "office"
    command = [
        program("soffice", "libreoffice-writer libreoffice-calc"),
        f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", to, "--outdir",
        str(folder / "out"), str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=1800)
    return folder / "out" / f"{file.stem}.{to}"


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_in_every_format_opens(tmp_path, language):
    package = load_package(DATA / "worked-example")
    first = write_report(
        package, network_of(package), tmp_path / "out", language=language, formats=FORMATS
    )
    assert first.name == "report.docx"
    folder = tmp_path / "out"
    book = openpyxl.load_workbook(folder / "report.xlsx")
    assert book.sheetnames[0] == {"en": "About", "zh": "说明"}[language]
    hubs = book["hubs"]
    assert hubs.freeze_panes == "B2"
    assert hubs.cell(2, 2).data_type == "s"
    words = {cell.value for row in book["summary"].iter_rows(min_row=2) for cell in row}
    assert {"en": "Organizations that cooperate", "zh": "有合作的机构数"}[language] in words
    assert hubs.cell(2, 2).value in network_of(package).ids
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    told = pdf_text((folder / "report.pdf").read_bytes(), tmp_path)
    assert {"en": "Contents", "zh": "目录"}[language] in told
    again = converted(folder / "report.xlsx", "ods", tmp_path)
    assert again.stat().st_size > 5_000
    assert {"en": "Table 1", "zh": "表 1"}[language] in told


def test_sheets_keep_ids_as_text_and_stream():
    rows = [["0012", 3, 0.5, None, float("nan"), True, "=1+1", "x" * 40_000]]
    heads = ["id", "n", "share", "none", "nan", "truth", "formula", "long"]
    data = workbook([Sheet("a/b:c", heads, rows, bars=[1]), Sheet("A_B_C", ["id"], [])], title="T")
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    assert book.sheetnames == ["a b c", "A_B_C"]
    assert [cell.value for cell in sheet[2]][:7] == ["0012", 3, 0.5, None, None, "yes", "=1+1"]
    assert sheet["G2"].data_type == "s"
    assert len(sheet["H2"].value) == 32_767
    assert sheet.conditional_formatting
    assert (
        workbook([Sheet("a/b:c", heads, rows, bars=[1]), Sheet("A_B_C", ["id"], [])], title="T")
        == data
    )


def test_sheets_of_one_name_are_told_apart():
    many = [Sheet("名" * 40, ["id"], [["a"]]) for _ in range(3)]
    book = openpyxl.load_workbook(io.BytesIO(workbook(many)))
    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    from netintl.documents import workbooks

    monkeypatch.setattr(workbooks, "_MOST_ROWS", 10)
    data = workbook([Sheet("n", ["n"], ([n] for n in range(25)))])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [sheet.max_row - 1 for sheet in book] == [10, 10, 5]
    assert [row[0].value for sheet in book for row in sheet.iter_rows(min_row=2)] == list(range(25))


def test_shares_of_columns_add_up():
    table = Table("c", ("名次", "A very long heading of words"), ((Cell("1"), Cell("x" * 99)),),
                  (True, False))  # fmt: skip
    shares = column_shares(table)
    assert sum(shares) == pytest.approx(1)
    assert shares[1] > shares[0]
    with speaking("zh"):
        assert column_shares(Table("", ("a",), (), (False,))) == [1.0]


@pytest.mark.parametrize(("format_", "module", "extra"), [
    ("docx", "docx", "office"), ("xlsx", "xlsxwriter", "office"), ("pdf", "typst", "pdf"),
])  # fmt: skip
def test_a_missing_extra_is_one_sentence(tmp_path, monkeypatch, format_, module, extra):
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    package = load_package(DATA / "worked-example")
    with pytest.raises(OutputError, match="not installed") as refused:
        write_report(package, network_of(package), tmp_path / "out", recipe="national",
                     formats=[format_])  # fmt: skip
    assert f"netintl[{extra}]" in refused.value.cure
    assert not (tmp_path / "out").exists()
