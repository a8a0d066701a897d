"""Networks at the edge of what there can be: no command prints nan or inf, or fails."""

from __future__ import annotations

import re

import pytest

from netintl.cli import main
from netintl.i18n import set_language
from netintl.model.framing import current_framing

from ..proofs import first, proof

COMMANDS = (
    "summary", "hubs", "hubs --quick", "hubs --show concentration", "hubs --show missing",
    "communities", "gaps", "gaps --show fragility", "pipelines", "pipelines --show throughput",
    "pipelines --show bottlenecks", "matches", "progress", "progress --show conditions", "trends",
    "trends --show survival", "check", "export --format graphml -o -",
    "export --format geojson -o -",
)  # fmt: skip
ORGANIZATIONS = (
    "id,kind,name_en,country,lat,lon\nS,school,S,CHN,0,0\nC,college,C,KEN,0,180\n"
    "E,enterprise,E,CHN,0,0\n"
)
TABLES = {
    "nobody": {"organizations": "id,kind,name_en\n"},
    "one": {"organizations": "id,kind,name_en\nA,school,A\n"},
    "nothing moves": {
        "organizations": ORGANIZATIONS,
        "agreements": "id,kind,source,start,fields\na,joint_college,s,2020,46\n"
        "b,order_training,s,2021,46\n",
        "parties": "agreement,organization,role\na,S,partner\na,C,partner\nb,C,partner\n"
        "b,E,partner\n",
        "flows": "id,agreement,from,to,purpose,persons\nf,a,S,C,training,0\ng,b,C,E,employment,0\n",
        "capacities": "organization,measure,persons_per_year,source\nC,seats,0,s\nE,hires,0,s\n",
        "sources": "id,title\ns,t\n",
    },
    "two": {"links": "source,target\nA,B\n"},
    "only with itself": {"links": "source,target\nA,A\nB,B\n"},
    "no confidence": {"links": "source,target,confidence\nA,B,0\nB,C,0\nC,A,0\n"},
    "one day": {"links": "source,target,start,end\nA,B,2020-01-01,2020-01-01\nB,C,2020-01-01,\n"},
    "most persons": {
        "links": "source,target,start,persons\n"
        + "".join(f"A,B{place},2020,2147483647\n" for place in range(5))
    },
}
NOT_FIGURES = re.compile(r"(?<![\w-])(nan|inf|-inf|NaN|Infinity)(?![\w-])")


@proof
@pytest.mark.parametrize("name", first(3, *TABLES))
def test_no_command_prints_what_is_no_figure(name: str, tmp_path, capsys) -> None:
    for table, text in TABLES[name].items():
        (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
    for command in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main(["-d", str(tmp_path), *command.split()])
        set_language("en")
        said = capsys.readouterr()
        text = said.out + said.err
        assert left.value.code in (None, 0, 1, 3), (command, text[-300:])
        assert "in a way it should not" not in text, (command, text[-300:])
        assert not NOT_FIGURES.search(text), (command, NOT_FIGURES.search(text), text[-600:])


@pytest.mark.parametrize(
    "view",
    ["--as-of 0001-01-01", "--as-of 9999-12-31", "--since 2030 --until 2020", "--min-confidence 1"],
)
@pytest.mark.parametrize("command", ["summary", "hubs --quick", "trends", "gaps", "pipelines"])
def test_views_of_nothing_are_no_fault(view: str, command: str, tmp_path, capsys) -> None:
    for table, text in TABLES["nothing moves"].items():
        (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["-d", str(tmp_path), *command.split(), *view.split()])
    set_language("en")
    said = capsys.readouterr()
    assert left.value.code in (None, 0, 2, 3)
    assert "in a way it should not" not in said.err
    assert not NOT_FIGURES.search(said.out + said.err)


@pytest.mark.parametrize(
    "asked",
    [
        ("hubs", "--seed", "-1"),
        ("communities", "--seed", "-1"),
        ("hubs", "--nulls", "99999999999"),
        ("hubs", "--min-confidence", "nan"),
        ("gaps", "--alpha", "nan"),
        ("query", "--file", "q.cypher", "--timeout", "nan"),
        ("query", "--file", "q.cypher", "--timeout", "1e300"),
        ("hubs", "--since", "2025", "--until", "2020"),
        ("compare", "--as-of", "2024", "--to", "2020"),
        ("--encoding", "idna", "check"),
        ("--encoding", "punycode", "check"),
        ("--encoding", "unicode_escape", "check"),
        ("-d", "", "check"),
        ("hubs", "-o", "."),
        ("draw", "network", "-o", "."),
    ],
)
def test_what_no_option_can_mean_is_refused_before_any_work(run, asked) -> None:
    refused = run(*asked)
    assert refused.code == 2, refused.err
    assert refused.out == ""
    assert "Reading" not in refused.err
    assert "Measuring" not in refused.err


def test_a_name_with_an_angle_is_shown_as_it_stands(run, tmp_path) -> None:
    (tmp_path / "links.csv").write_text("source,target\nA>B,C\n<b>x</b>,D\n", encoding="utf-8")
    shown = run("-d", tmp_path, "summary", "--show", "links").out
    assert "A>B" in shown
    assert "<b>x</b>" in shown
    assert "A → B" not in shown


def test_a_view_of_a_far_year_ends_with_what_is_known(run) -> None:
    far = run("trends", "--as-of", "9999-12-31", "--format", "csv").out.splitlines()
    near = run("trends", "--as-of", "2100-12-31", "--format", "csv").out.splitlines()
    assert [line.split(",")[0] for line in far] == [line.split(",")[0] for line in near]
    assert len(far) < 60


def test_a_name_of_ten_thousand_signs_is_drawn_as_fast_as_its_beginning(tmp_path) -> None:
    from netintl.figures.typeset import wrap

    name = "X" * 10_000
    assert wrap(name, 10, 100) == wrap(name[:200], 10, 100)
    assert wrap("word " * 5_000, 10, 100) == wrap("word " * 60, 10, 100)


def test_what_a_network_calls_things_ends_with_the_command(run, tmp_path) -> None:
    before = current_framing()
    links = tmp_path / "links.csv"
    links.write_text("source,target\na,b\nb,c\n", encoding="utf-8")
    assert run("-d", links, "summary").code == 0
    assert current_framing() == before
