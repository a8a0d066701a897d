"""Rebuild the bundled data from its sources, byte for byte.

    python tools/build_data.py [--into FOLDER]

Reads ``data/sources``, ``data/mappings``, ``data/judgements.csv``, ``data/reference`` and the
hand-written parts of ``data/README.md`` and of the worked examples; writes the tables, the
descriptors, ``sources/ledger.csv`` and the generated parts of the README.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from build_indicators import indicator_sources, indicators

from netintl.identity.judgements import official_ids, settle, settled_ids
from netintl.ingest.conversion import import_tables
from netintl.ingest.package import load_package
from netintl.ingest.unions import combine_tables
from netintl.ingest.writing import write_tables
from netintl.model.schema import tables as declared_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netintl.ingest.conversion import Imported

DATA = Path(__file__).resolve().parent.parent / "data"
SETS = ("luban", "programmes")
EXAMPLES = ("worked-example", "worked-example-gaps")
REGISTERS = ("moe", "ror")
LEVELS = {
    "associate": "vocational colleges",
    "university": "universities, vocational ones too",
    "secondary": "secondary schools",
    "": "level not stated",
}
NO_PAGE = ("luban-data-set", "programmes-data-set")
ABOUT = {
    "name": "netintl-data",
    "title": "Cooperation of Chinese vocational schools, overseas colleges and enterprises",
    "title_zh": "中国职业院校、海外院校与企业合作数据",
    "homepage": "README.md",
}


def build(into: Path) -> None:
    """Write everything that is generated into a folder."""
    imported = {name: _imported(name) for name in SETS}
    judgements = _read(DATA / "judgements.csv")
    combined = combine_tables(*(part.tables for part in imported.values()))
    settled = settle(combined | {"judgements": judgements}, judgements)
    settled["indicators"] = indicators(DATA / "reference", settled["organizations"])
    settled["sources"] = pd.concat([settled["sources"], indicator_sources()]).fillna("")
    write_tables(settled, into, force=True, about=ABOUT)
    ledger = _ledger(imported, settled_ids(combined, judgements))
    _write(into / "sources" / "ledger.csv", ledger.to_csv(index=False, lineterminator="\n"))
    parts = {
        "contents": _contents(settled),
        "ledger": _ledger_table(ledger),
        "coverage": _coverage(settled),
        "registers": _registers(settled["organizations"], official_ids(combined, judgements)),
        "dictionary": _dictionary(),
    }
    _write(into / "README.md", _filled(DATA / "README.md", parts))
    for name in EXAMPLES:
        package = load_package(DATA / name)
        write_tables(package.tables, into / name, force=True, about={"name": f"netintl-{name}"})


def _imported(name: str) -> Imported:
    files = sorted((DATA / "sources" / name).glob("*.csv"))
    return import_tables(files, DATA / "mappings" / f"{name}.toml")


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _ledger(imported: Mapping[str, Imported], renames: Mapping[str, str]) -> pd.DataFrame:
    """List what became of every source row, after the judgements too."""
    parts: list[pd.DataFrame] = []
    known: set[str] = set()
    for name, part in imported.items():
        fates = part.fates.assign(file=f"{name}/" + part.fates["file"])
        settled = fates["table"].isin(["organizations", "agreements"])
        merged = settled & (fates["into"].isin(renames) | fates["into"].isin(known))
        fates.loc[merged, "into"] = fates.loc[merged, "into"].replace(renames)
        fates.loc[merged, "fate"] = "merged"
        known |= set(fates.loc[settled, "into"])
        parts.append(fates)
    return pd.concat(parts).sort_values(["file", "row"], ignore_index=True)


def _contents(tables: Mapping[str, pd.DataFrame]) -> Iterable[str]:
    organizations, agreements = tables["organizations"], tables["agreements"]
    yield "| table | rows |"
    yield "|---|---:|"
    for name in declared_tables():
        if name in tables and len(tables[name]):
            yield f"| `{name}.csv` | {len(tables[name])} |"
    subject = agreements["programme"] != ""
    coded = subject & (agreements["fields"] != "")
    share = 100 * coded.sum() / subject.sum()
    yield ""
    countries = organizations.loc[organizations["country"] != "", "country"].nunique()
    yield (
        f"{countries} countries and regions. {int(subject.sum())} agreements name a subject; "
        f"{int(coded.sum())} of them ({share:.1f} %) are coded to majors of the 2021 catalogue."
    )


def _ledger_table(ledger: pd.DataFrame) -> Iterable[str]:
    yield "| file | read | kept | merged | rejected |"
    yield "|---|---:|---:|---:|---:|"
    for file, rows in ledger.groupby("file"):
        counts = [int((rows["fate"] == fate).sum()) for fate in ("kept", "merged", "rejected")]
        yield f"| `{file}` | {len(rows)} | {' | '.join(map(str, counts))} |"


def _coverage(tables: Mapping[str, pd.DataFrame]) -> Iterable[str]:
    agreements, flows = tables["agreements"], tables["flows"]
    counted = set(flows.loc[flows["persons"] != "", "agreement"])
    facts = {
        "date": agreements["start"] != "",
        "status": ~agreements["status"].isin(["", "unknown"]),
        "field": agreements["fields"] != "",
        "persons": agreements["id"].isin(counted),
        "page": ~agreements["source"].isin(NO_PAGE),
    }
    yield f"| kind of agreement | number | {' | '.join(facts)} |"
    yield f"|---|---:|{'---:|' * len(facts)}"
    for kind, rows in [*agreements.groupby("kind"), ("all", agreements)]:
        shares = (f"{100 * fact.loc[rows.index].mean():.0f} %" for fact in facts.values())
        yield f"| {kind} | {len(rows)} | {' | '.join(shares)} |"


def _registers(frame: pd.DataFrame, held: Mapping[str, list[str]]) -> Iterable[str]:
    """Count who has an official id, by register."""
    at_home = (frame["kind"] == "school") & (frame["country"] == "CHN")
    yield "| | number | code of the Ministry | ROR id |"
    yield "|---|---:|---:|---:|"
    groups = [
        ("Chinese schools", at_home),
        *((f"— {LEVELS[n]}", at_home & (frame["level"] == n)) for n in LEVELS),
        ("overseas colleges", (frame["kind"] == "college") & (frame["country"] != "CHN")),
    ]
    for title, rows in groups:
        ids = [held.get(own, []) for own in frame.loc[rows, "id"]]
        counts = [sum(any(i.startswith(f"{n}:") for i in own) for own in ids) for n in REGISTERS]
        shown = (f"{n} ({100 * n / len(ids):.0f} %)" if n else "0" for n in counts)
        yield f"| {title} | {len(ids)} | {' | '.join(shown)} |"


def _dictionary() -> Iterable[str]:
    for table in declared_tables().values():
        yield f"### {table.name} · {table.title('en')} · {table.title('zh')}"
        yield ""
        yield f"{table.descriptions['en']} {table.descriptions['zh']}"
        yield ""
        yield "| column | type | | meaning | 说明 |"
        yield "|---|---|---|---|---|"
        for column in table.columns.values():
            mark = "key" if column.name in table.key else "required" if column.required else ""
            kind = f"{column.type}, list" if column.separator else column.type
            words = f" ({column.vocabulary})" if column.vocabulary else ""
            english, chinese = column.descriptions["en"], column.descriptions["zh"]
            yield f"| `{column.name}` | {kind}{words} | {mark} | {english} | {chinese} |"
        yield ""


def _filled(template: Path, parts: Mapping[str, Iterable[str]]) -> str:
    """Replace what stands between the markers of each part."""
    text = template.read_text(encoding="utf-8")
    for name, lines in parts.items():
        begin, end = f"<!-- {name}: generated -->", f"<!-- {name}: end -->"
        body = "\n".join(lines).strip("\n")
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        text, found = pattern.subn(lambda _: f"{begin}\n\n{body}\n\n{end}", text)  # noqa: B023
        if found != 1:
            raise SystemExit(f"{template} must hold the markers of {name} once")
    return text


def main() -> None:
    """Rebuild in place, or into another folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--into", type=Path, default=DATA)
    build(parser.parse_args().into)


if __name__ == "__main__":
    main()
