"""``combine``: several packages become one, each with its own ledger, mapping and issues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, current_language, mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken
    from netintl.ingest.combining import Combined
    from netintl.ingest.package import Package


@click.command(
    "combine",
    cls=SpokenCommand,
    help=mark(
        "Write several packages as one.\n\n"
        "Rows with one id are united; where two sets say different things, the first leads and "
        "the difference is listed. Who is the same under two ids is judged afterwards, with "
        "netintl entities.\n\n"
        "Example: netintl combine luban programmes -o both"
    ),
)
@click.argument("sets", metavar="PACKAGE...", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help=mark("Folder to write."))
@click.option("--title", default="", help=mark("What the package is called."))
@click.option("--force", is_flag=True, help=mark("Replace files that exist."))
@click.pass_obj
def combine_command(
    spoken: Spoken, /, sets: tuple[str, ...], output: str, title: str, force: bool
) -> None:
    """Write the combined package and say how many rows came from each set."""
    from netintl.cli.issue_lists import print_issues
    from netintl.csv_cells import AS_IT_STANDS
    from netintl.ingest.additions import TABLES as ADDING
    from netintl.ingest.combining import combine_sets
    from netintl.ingest.package import check_tables, load_package
    from netintl.ingest.self_descriptions import carried, titled
    from netintl.ingest.writing import write_tables

    packages = {name: load_package(path, **spoken.reading) for name, path in _named(sets).items()}
    found = combine_sets({name: package.tables for name, package in packages.items()})
    notes = _notes(found, packages)
    described = titled(title)
    for package in packages.values():
        described = described.over(package.described)
    described, rules = carried(described)
    about = {"description": AS_IT_STANDS} | described.descriptor()
    write_tables(found.tables, Path(output), force=force, about=about, beside={**notes, **rules})
    added = {name: found.tables[name] for name in ADDING if name in found.tables}
    print_issues(check_tables(added), every=False)
    for line in found.ledger.to_dict("records"):
        spoken.tell(
            _("{set}, {table}: {read} rows read = {kept} kept + {merged} merged.").format(
                **{str(name): value for name, value in line.items()}
            )
        )
    if len(found.differences):
        spoken.tell(
            _("{n} cells differ between sets; {path} lists them.").format(
                n=len(found.differences), path=Path(output) / "sets" / "differences.csv"
            )
        )
    else:
        spoken.tell(_("No cell differs between the sets."))
    spoken.tell(_("Wrote {path}.").format(path=output))


def _named(sets: tuple[str, ...]) -> dict[str, Path]:
    """Name each set by its folder; folders of one name by their paths."""
    from netintl.errors import UsageError

    paths = [Path(name) for name in sets]
    if len({path.resolve() for path in paths}) < len(paths):
        raise UsageError(_("A package is named twice."), cure=_("Name each package once."))
    names = [path.resolve().name for path in paths]
    labels = [
        name if names.count(name) == 1 else path.as_posix()
        for name, path in zip(names, paths, strict=True)
    ]
    return dict(zip(labels, paths, strict=True))


def _notes(found: Combined, packages: dict[str, Package]) -> dict[str, str]:
    """Return the ledger and the differences, and for each set its issues, ledger and mapping."""
    from netintl.ingest.import_notes import FOLDER, csv_of, issues_csv

    texts = {"sets/ledger.csv": csv_of(found.ledger)}
    if len(found.differences):
        texts["sets/differences.csv"] = csv_of(found.differences)
    for place, package in enumerate(packages.values(), start=1):
        folder = f"sets/{place}-{package.path.resolve().name}"
        texts[f"{folder}/issues.csv"] = issues_csv(package.issues, current_language())
        texts[f"{folder}/ledger.csv"] = csv_of(package.ledger.table)
        mapping = package.path / FOLDER / "mapping.toml"
        if mapping.is_file():
            texts[f"{folder}/mapping.toml"] = _text(mapping)
    return texts


def _text(path: Path) -> str:
    from netintl.settings_files import read_limited

    data: Any = read_limited(path)
    return str(data.decode("utf-8", errors="replace"))
