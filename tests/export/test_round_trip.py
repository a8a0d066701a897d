"""What is exported as a Data Package and loaded again is the same, byte for byte."""

from __future__ import annotations

import csv
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from netintl import as_of
from netintl.cli import main
from netintl.errors import InputError
from netintl.export.packages import data_package
from netintl.ingest.package import load_package
from netintl.network.loading import network_of

from ..conftest import DATA
from ..proofs import examples

ODD = (
    "=1+1", "+86 10", "-", "@me", "'=1+1", '"', '""', '"a" b', "a,b", "a|b|c|d",
    "a;b;c;d", "a\tb\tc",
    "two\nlines", "win\r\nlines", "old\rmac", "\n\nlast", "x\u2028y\u2029z", " ahead", "behind ",
    "\u00a0\u3000", "0012", "1e5", "1.50", "NA", "null", "None", "NaN", "true",
    "id", "source", "name",
    "重庆工程职业技术学院", "جامعة القاهرة", "🛠️ 👩‍🏫",
    "\ufeffbom", "zero\u200bwidth", "a\\b", "\\N", "#x",
    "é", "e\u0301", "ﬁ", "长" * 300, "long " * 200, "合计", "http://x/?a=1&b=2#c",
)  # fmt: skip
TEXT = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
CELL = st.just("") | TEXT
NAMES = st.lists(
    (TEXT | st.from_regex(r"[a-z]{1,3}", fullmatch=True)).map(lambda text: text.replace(";", ",")),
    min_size=2,
    max_size=6,
    unique=True,
)
DAYS = st.sampled_from(("", "2019", "2019-09", "2020-02-29", "2021/3/4", "2021年5月"))
OWN = st.sampled_from(("own", "=own", "a;b;c;d;e;f;g;h", "a|b", "two\nlines", "名称", "x,y", "01"))


def choice(*words):
    return st.sampled_from(words)


@st.composite
def packages(draw):
    """Draw the tables of a small package as they may stand in files, right or not quite."""
    ids, deals, sources = draw(NAMES), draw(NAMES), draw(NAMES)
    body, deal, page = choice(*ids), choice(*deals), choice(*sources)
    own = draw(OWN)

    def rows(most=4, **columns):
        return draw(st.lists(st.fixed_dictionaries(columns), max_size=most))

    tables = {
        "organizations": [
            {"id": name}
            | draw(
                st.fixed_dictionaries(
                    {
                        "kind": choice("school", "college", "enterprise", "学校"),
                        "name_zh": CELL,
                        "name_en": CELL,
                        "aliases": CELL,
                        "country": choice("", "CHN", "Thailand", "泰国"),
                        "lat": choice("", "1.50", "+7", "-0.0"),
                        "parent": st.just("") | body,
                        "closed": DAYS,
                        "note": CELL,
                        own: CELL,
                    }
                )
            )
            for name in ids
        ],
        "agreements": [
            {"id": name}
            | draw(
                st.fixed_dictionaries(
                    {
                        "kind": choice("joint_programme", "joint_college", "bridge"),
                        "brand": choice("", "luban_workshop", "bridge"),
                        "title": CELL,
                        "start": DAYS,
                        "fields": choice("", "46", "46;50", "鲁班"),
                        "source": page,
                        "confidence": choice("", "0.5", ".50", "1e-1", "1"),
                    }
                )
            )
            for name in deals
        ],
        "parties": rows(
            8, agreement=deal, organization=body, role=choice("partner", "lead"), since=DAYS
        ),
        "flows": [
            {"id": f"f{n}"} | row
            for n, row in enumerate(
                rows(
                    **{"agreement": deal, "from": body, "to": body, "year": choice("", "2020")},
                    purpose=choice("study", "training"),
                    persons=choice("", "10", "1,000", "40.0"),
                    planned=choice("", "yes", "否"),
                    note=CELL,
                )
            )
        ],
        "capacities": rows(
            organization=body,
            measure=choice("graduates", "places"),
            agreement=st.just("") | deal,
            year=choice("", "2020"),
            persons_per_year=choice("5", "5.0", "7"),
            note=CELL,
        ),
        "observations": rows(
            subject=body | TEXT,
            metric=TEXT,
            value=choice("1", "-2.50", "1e9"),
            unit=TEXT,
            note=CELL,
        ),
        "sources": [
            {"id": name} | draw(st.fixed_dictionaries({"url": CELL, "title": CELL}))
            for name in sources
        ],
        "successions": rows(
            2,
            before=body | TEXT,
            after=body,
            kind=choice("rename", "merge", "split", "upgrade"),
            date=DAYS,
            name_en=CELL,
        ),
        "judgements": rows(
            2, left=body, right=body, verdict=choice("same", "unsure"), by=TEXT, note=CELL
        ),
        "vocabularies": rows(
            2, vocabulary=choice("brands", "agreement_kinds"), code=choice("bridge"), name_en=CELL
        ),
        "terms": rows(
            2, term=choice("鲁班", "id") | TEXT, language=choice("", "zh"), field=choice("46")
        ),
    }
    kept = draw(st.sets(st.sampled_from(sorted(tables.keys() - {"organizations"}))))
    return {
        name: rows for name, rows in tables.items() if rows and name in kept | {"organizations"}
    }


def write(folder, tables):
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)


def exported(folder, into):
    """Load a package, export it into a folder, and return the files and what was loaded."""
    package = load_package(folder)
    network = network_of(package)
    files = data_package(network)
    into.mkdir()
    for name, content in files.items():
        (into / name).write_bytes(content)
    return files, package, network


def round_trip(place, given):
    """Export and load twice; check that nothing fell, and return the first files and networks."""
    first, _package, network = exported(given, place / "first")
    return first, network, exported_again(place, first, network)


def exported_again(place, first, network):
    second, again, same = exported(place / "first", place / "second")
    assert again.ledger.total("kept") == again.ledger.total("read"), again.issues
    assert second == first
    assert same.fingerprint == network.fingerprint
    return same


@examples(80)
@given(packages())
def test_any_small_package_is_the_same_after_an_export(tables):
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "given").mkdir()
        write(place / "given", tables)
        try:
            first, _package, network = exported(place / "given", place / "first")
        except InputError:  # such as judgements that contradict each other
            event("refused")
        else:
            exported_again(place, first, network)


@pytest.mark.parametrize(
    "folder", [DATA, DATA / "worked-example", DATA / "worked-example-gaps"], ids=lambda f: f.name
)
def test_bundled_packages_are_the_same_after_an_export(folder, tmp_path):
    round_trip(tmp_path, folder)


SCHOOL = "id,kind,name_en{}\nx,school,X{}\n"
HEADS = {
    "separators": (',"a;b;c;d;e;f;g;h"', ",1"),
    "declared": (",City,city", ",Bern,"),
    "lines": (',"two\nlines"', ',"two\nlines"'),
    "doubled": (",own,own,", ",1,2,3"),
}
KEPT = {
    "separators": '"id","kind","name_en","a;b;c;d;e;f;g;h"\n"x","school","X","1"\n',
    "declared": "id,kind,name_en,city,City\nx,school,X,,Bern\n",
    "lines": 'id,kind,name_en,"two\nlines"\nx,school,X,"two\nlines"\n',
    "doubled": "id,kind,name_en,own,own_2,column_6\nx,school,X,1,2,3\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_columns_of_any_name_are_read_as_they_were(name, tmp_path):
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "organizations.csv").write_text(SCHOOL.format(*HEADS[name]))
    first, *_networks = round_trip(tmp_path, tmp_path / "given")
    assert first["organizations.csv"].decode() == KEPT[name]


def test_sources_with_nothing_but_ids_show_what_separates_cells(tmp_path):
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "organizations.csv").write_text(SCHOOL.format("", ""))
    (tmp_path / "given" / "sources.csv").write_text('id,url\na|b,\n"c\td",\n"e\nf|g",\n')
    first, *_networks = round_trip(tmp_path, tmp_path / "given")
    assert first["sources.csv"].decode() == 'id,url\na|b,\nc\td,\n"e\nf|g",\n'


def test_schools_that_merged_still_stand_apart_on_earlier_days(tmp_path):
    tables = {
        "organizations": "id,kind,name_en\na,school,A\nb,school,B\nc,college,C\n",
        "agreements": "id,kind,source\n1,joint_college,s\n2,joint_college,s\n",
        "parties": "agreement,organization,role\n1,a,lead\n1,c,host\n2,b,lead\n2,c,host\n",
        "successions": "before,after,kind,date,name_en\na,b,merge,2020,A\n",
    }
    (tmp_path / "given").mkdir()
    for name, text in tables.items():
        (tmp_path / "given" / f"{name}.csv").write_text(text)
    first, network, same = round_trip(tmp_path, tmp_path / "given")
    assert {name: first[f"{name}.csv"].decode() for name in tables} == tables
    for each in (network, same):
        assert list(each.ids) == ["b", "c"]
        assert list(as_of(each, "2019").ids) == ["a", "b", "c"]


LIST = (
    "学校;合作方;Country;since\n"
    '=1+1;"Ban Khai; Technical";Thailand;2019\n'
    '"two\nlines";ราชมงคล;泰国;2020-03\n'
    '0012;"a ""quoted"" name";Laos;\n'
)


def test_what_is_imported_is_exported_byte_for_byte_and_imports_as_the_same(tmp_path):
    file, texts = tmp_path / "list.csv", []
    file.write_text(LIST, encoding="utf-8")
    mapping = tmp_path / "one" / "import" / "mapping.toml"
    for into, how in (("one", ["--yes"]), ("two", ["--mapping", str(mapping)])):
        ended("import", file, *how, "-o", tmp_path / into)
        ended(
            "-d", tmp_path / into, "export", "--format", "datapackage", "-o", tmp_path / f"{into}+"
        )
        texts += [csv_files(tmp_path / into), csv_files(tmp_path / f"{into}+")]
    assert len(re.findall("\n", texts[0]["organizations.csv"])) > len(LIST.splitlines())
    assert texts == texts[:1] * 4


def ended(*arguments):
    with pytest.raises(SystemExit) as left:
        main(["--lang", "en", *map(str, arguments)])
    assert not left.value.code, arguments


def csv_files(folder):
    return {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.csv")}


BODIES = "id,kind,name_en,parent\na,school,A,{}\nb,school,B,{}\nc,college,C,{}\n"
SETTLED = {
    "a former name": (BODIES.format("", "", ""), "successions", "a,b,rename,2020,Old"),
    "a split from oneself": (
        BODIES.format("", "", ""),
        "successions",
        "a,b,upgrade,2020,\nb,a,split,2021,",
    ),
    "a circle of parents": (BODIES.format("c", "", "b"), "judgements", "a,b,same,2020,"),
}
HEADERS = {
    "successions": "before,after,kind,date,name_en",
    "judgements": "left,right,verdict,at,by",
}


@pytest.mark.parametrize("name", SETTLED)
def test_what_is_settled_loads_as_it_is(name, tmp_path):
    bodies, table, rows = SETTLED[name]
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "organizations.csv").write_text(bodies)
    (tmp_path / "given" / f"{table}.csv").write_text(f"{HEADERS[table]}\n{rows}\n")
    first, *_networks = round_trip(tmp_path, tmp_path / "given")
    told = first["organizations.csv"].decode()
    assert ("A;Old" in told or "Old;A" in told) == (name == "a former name")
    assert told.count("\n") == 3
