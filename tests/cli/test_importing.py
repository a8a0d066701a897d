"""``import`` without a mapping: what is asked, refused and left alone; ``template``."""

from __future__ import annotations

import pytest

EDGES = "School,Partner\nBohai College,ITB University\n"
LIST = "Partner,Signed\nITB University,2019\nNUM University,2020\n"


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Write a table into an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "t.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def typed(monkeypatch, run):
    """Run a command at a terminal where lines are typed."""

    def started(*arguments: str, lines: str):
        answers = iter(lines.splitlines())
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _text="": next(answers))
        monkeypatch.setattr("netintl.cli.importing.at_a_terminal", lambda: True)
        return run(*arguments)

    return started


def test_a_dry_run_writes_nothing_and_needs_no_folder(run, table) -> None:
    folder = table(EDGES)
    shown = run("import", "t.csv", "--dry-run")
    assert shown.code == 0, shown.err
    assert "each row is an agreement" in shown.out
    assert "1 rows read = 1 kept" in shown.err
    assert [path.name for path in folder.iterdir()] == ["t.csv"]


@pytest.mark.parametrize(
    ("text", "asked", "cure"),
    [
        (EDGES, ("-o", "p"), "--yes"),
        (EDGES, ("--yes",), "-o FOLDER"),
        (LIST, ("-o", "p", "--yes"), "--own"),
        ("hello\nworld\n", ("-o", "p", "--yes"), "header"),
    ],
)
def test_what_is_missing_is_said_with_its_cure(run, table, text, asked, cure) -> None:
    folder = table(text)
    refused = run("import", "t.csv", *asked)
    assert refused.code in (2, 3)
    assert cure in refused.err
    assert not (folder / "p").exists()


@pytest.mark.parametrize("mapping", ["nowhere.toml", "/dev/zero", "."])
def test_a_mapping_that_is_no_file_is_one_sentence(run, table, mapping) -> None:
    table(EDGES)
    refused = run("import", "t.csv", "--mapping", mapping, "-o", "p")
    assert refused.code == 3
    assert "in a way it should not" not in refused.err


def test_at_a_terminal_it_asks_whose_list_it_is_and_whether_it_is_right(typed, table) -> None:
    folder = table(LIST)
    done = typed("import", "t.csv", "-o", "p", lines="Bohai College\ny\n")
    assert done.code == 0, done.err
    assert "Bohai College" in (folder / "p" / "parties.csv").read_text("utf-8")


def test_a_guess_that_is_not_right_is_left_to_be_edited(typed, table) -> None:
    folder = table(EDGES)
    left = typed("import", "t.csv", "-o", "p", lines="n\n")
    assert left.code == 2
    assert "--mapping mapping.toml" in left.err
    assert not (folder / "p").exists()
    again = typed("import", "t.csv", "-o", "p", lines="n\n")
    assert "exists already" in again.err
    assert typed("import", "t.csv", "--mapping", "mapping.toml", "-o", "p", lines="").code == 0


def test_nothing_is_replaced_unless_it_is_asked_for(run, table) -> None:
    folder = table(EDGES)
    assert run("import", "t.csv", "-o", "p", "--yes").code == 0
    before = (folder / "p" / "parties.csv").read_bytes()
    table(LIST)
    assert run("import", "t.csv", "--own", "X", "-o", "p", "--yes").code == 3
    assert (folder / "p" / "parties.csv").read_bytes() == before


def test_a_template_is_written_once_and_loads_as_it_is(run, table) -> None:
    folder = table(EDGES)
    for full in ((), ("--full",)):
        assert run("template", "-o", "partners.xlsx", "--force", *full).code == 0
        loaded = run("-d", "partners.xlsx", "check")
        assert loaded.code == 0, loaded.out
        assert "ROW008" in loaded.out
    before = (folder / "partners.xlsx").read_bytes()
    assert run("template", "-o", "partners.xlsx").code == 3
    assert (folder / "partners.xlsx").read_bytes() == before
    assert run("template", "-o", "partners.docx").code == 2
