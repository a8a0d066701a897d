"""Every bad entry gives located issues, a balanced ledger, and no traceback; nothing is lost."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from netintl.cli import main
from netintl.errors import InputError
from netintl.i18n import set_language
from netintl.ingest.issues import NothingReadError
from netintl.ingest.package import load_package
from netintl.model.issue_codes import issue_codes

from ..proofs import WHOLE, proof

HERE = Path(__file__).parent
CASES = HERE / "cases"
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))
NAMES = sorted(EXPECTED)
RECIPE = "national" if WHOLE else "brief"


def tree() -> dict[str, bytes]:
    return {str(f.relative_to(CASES)): f.read_bytes() for f in CASES.rglob("*") if f.is_file()}


def start(capsys, *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(part) for part in arguments])
    set_language("en")
    captured = capsys.readouterr()
    return int(left.value.code or 0), captured.out, captured.err


def read(name: str):
    """Return the package, or what is said where nothing of it can be read."""
    try:
        return load_package(CASES / name)
    except NothingReadError as nothing:
        return nothing


def test_every_entry_is_expected_and_every_expectation_has_an_entry() -> None:
    assert sorted(path.name for path in CASES.iterdir()) == NAMES
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wrong_is_located(name: str) -> None:
    rows = read(name).issues.itertuples(index=False)
    found = {f"{row.code}:{row.row}:{row.column}" for row in rows}
    everywhere = {text.split(":*:")[0] for text in EXPECTED[name] if ":*:" in text}
    found = {re.sub(r":\d+:", ":*:", t) if t.split(":")[0] in everywhere else t for t in found}
    assert found == set(EXPECTED[name])


@pytest.mark.parametrize("name", NAMES)
def test_the_ledger_adds_up_and_lists_what_fell(name: str) -> None:
    package = read(name)
    if isinstance(package, NothingReadError):
        assert "no table" in str(package)
        return
    ledger = package.ledger
    assert ledger.balanced
    assert len(ledger.fallen) == ledger.total("merged") + ledger.total("rejected")
    assert set(ledger.fallen["code"]) <= set(issue_codes())


@pytest.mark.parametrize("name", NAMES)
def test_check_leaves_with_one_for_errors_and_zero_without(name: str, capsys) -> None:
    before = tree()
    package = read(name)
    code, out, err = start(capsys, "-d", CASES / name, "check", "--all")
    if isinstance(package, NothingReadError):
        assert (code, out) == (3, "")
        assert "no table" in err
    else:
        assert code == (1 if package.count("error") else 0)
        assert len(out.splitlines()) == len(package.issues)
    assert "Traceback" not in err
    assert tree() == before


@proof
@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_written_nowhere_else_and_hides_nothing(name: str, capsys, tmp_path) -> None:
    before = tree()
    asked = ("--lang", "zh", "report", "--recipe", RECIPE, "--formats", "md")
    code, _out, err = start(capsys, "-q", "-d", CASES / name, *asked, "-o", tmp_path / "out")
    assert code in (0, 3)
    assert "Traceback" not in err
    assert tree() == before
    if code == 0:
        package = load_package(CASES / name)
        listed = (tmp_path / "out" / "issues.csv").read_text(encoding="utf-8-sig")
        for issue_code in set(package.issues["code"]):
            assert issue_code in listed
    assert [path.name for path in tmp_path.iterdir()] in ([], ["out"])


def test_every_code_of_the_checks_is_raised_by_an_entry() -> None:
    raised = {text.split(":")[0] for texts in EXPECTED.values() for text in texts}
    checks = {code for code in issue_codes() if not code.startswith("MAP")}
    assert checks - raised == set()


@pytest.mark.parametrize("identifier", ["0012", "NA", "null", "nan", "TRUE", "1e5", "None"])
def test_ids_stay_text(identifier: str) -> None:
    ids = load_package(CASES / f"id-{identifier}.csv").tables["organizations"]["id"]
    assert identifier in set(ids)


def test_an_address_with_a_semicolon_stays_whole() -> None:
    tables = load_package(CASES / "link-with-semicolon.csv").tables
    url = "https://example.org/a;b=1"
    assert tables["sources"].set_index("url").loc[url, "id"] == url.replace(";", "%3B")
    assert tables["agreements"]["source"].tolist() == [url.replace(";", "%3B")]


def test_packages_from_a_chinese_windows_load_clean() -> None:
    for name in ("chinese-windows-semicolon", "chinese-windows-tab"):
        package = load_package(CASES / name)
        assert package.count("error") == package.count("warning") == 0
        organizations = package.tables["organizations"].set_index("id")
        assert organizations.loc["0012", "province"] == "33"
        assert organizations.loc["T1", "kind"] == "college"
        assert len(package.tables["agreements"]) == 1


def test_a_cell_of_ten_megabytes_is_one_located_issue(tmp_path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("source,target\n" + "x" * 10_000_000 + ",B\nC,D\n", encoding="utf-8")
    issues = load_package(file).issues
    assert issues[["code", "row", "column"]].to_numpy().tolist() == [["ROW005", 2, "source"]]
    assert len(issues["value"].iloc[0]) <= 80


def test_a_workbook_keeps_numbers_as_ids_and_dates_as_dates() -> None:
    tables = load_package(CASES / "workbook-numbers.xlsx").tables
    assert set(tables["organizations"]["id"]) == {"12", "B"}
    assert tables["agreements"]["start"].tolist() == ["2019-09-01"]
    assert tables["flows"]["persons"].tolist() == ["30"]


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_nothing_to_read_is_one_clear_error(place: str, tmp_path, capsys) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        load_package(tmp_path / place)
    code, _out, err = start(capsys, "-d", tmp_path / place, "hubs")
    assert code == 3
    assert re.match(r"Error: .+\. .+\.\n$", err)
