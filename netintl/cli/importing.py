"""``import``: foreign tables to a package, by a mapping file or by a first guess."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.issue_lists import print_issues
from netintl.cli.options import PartialDate
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, current_language, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.cli.speech import Spoken
    from netintl.ingest.conversion import Imported


@click.command(
    "import",
    cls=SpokenCommand,
    help=mark(
        "Turn foreign tables into a package, as a mapping file says.\n\n"
        "Without --mapping netintl guesses one, shows what it has understood and asks. "
        "Every row read is kept, merged or rejected; the ledger tells which.\n\n"
        "Example: netintl import partners.xlsx -o package"
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--mapping", type=click.Path(), help=mark("Mapping file (TOML); else guessed."))
@click.option(
    "-o", "--output", type=click.Path(), help=mark("Folder to write; not needed with --dry-run.")
)
@click.option("--title", default="", help=mark("What the package is called."))
@click.option("--own", metavar="NAME", default="", help=mark("Whose partners a list names."))
@click.option(
    "--dated",
    type=PartialDate(),
    help=mark("When the files were made: what they say is evidence of that day."),
)
@click.option("--yes", is_flag=True, help=mark("Take what was guessed without a question."))
@click.option("--dry-run", is_flag=True, help=mark("Print what would be read; write nothing."))
@click.option("--force", is_flag=True, help=mark("Replace files that exist."))
@click.option("--all", "every", is_flag=True, help=mark("Print every issue, not groups."))
@click.pass_context
def import_command(ctx: click.Context, /, files: tuple[str, ...], **options: Any) -> None:
    """Write a package and say what became of every row."""
    from netintl.errors import UsageError
    from netintl.ingest.conversion import import_tables
    from netintl.ingest.import_notes import beside, checked_issues, csv_of
    from netintl.ingest.mapping import mapping_of_text, read_mapping
    from netintl.ingest.updates import changes, counted
    from netintl.settings_files import read_limited

    spoken: Spoken = ctx.obj
    if not (options["output"] or options["dry_run"]):
        raise UsageError(
            _("The folder to write is missing."),
            cure=_("Add -o FOLDER, or --dry-run to write nothing."),
        )
    paths = [Path(file) for file in files]
    if options["mapping"]:
        mapping = read_mapping(options["mapping"])  # refuses what is no regular file of text
        text = read_limited(options["mapping"]).decode("utf-8")
    else:
        text = _accepted(paths, options)
        mapping = mapping_of_text(text, Path(files[0]).with_name("mapping.toml"))
    found = import_tables(paths, mapping)
    issues = checked_issues(found)
    print_issues(issues, every=options["every"])
    notes = dict(beside(found, issues, text, current_language())) | _mapping_before(options, text)
    before = _before(options)
    if before:
        notes["import/changes.csv"] = csv_of(changes(before, found.tables))
        _tell_emptied(before, found)
    if not options["dry_run"]:
        _write(found, options, notes)
    for line in found.ledger.table.to_dict("records"):
        spoken.tell(ledger_sentence(line))
    for line in counted(before, found.tables).to_dict("records") if before else ():
        spoken.tell(update_sentence(line))
    if not options["dry_run"]:
        spoken.tell(_("Wrote {path}.").format(path=options["output"]))
        beside_it = Path(options["output"]) / "import"
        spoken.tell(
            _("{path} holds the mapping, all issues and the ledger.").format(path=beside_it)
        )
    ctx.exit(1 if (issues["severity"] == "error").any() else 0)


def at_a_terminal() -> bool:
    """Tell whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _before(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables that an import before has left where this one is to be written."""
    from netintl.ingest.updates import standing_tables

    return standing_tables(Path(options["output"])) if options["output"] else {}


def _mapping_before(options: Mapping[str, Any], text: str) -> dict[str, str]:
    """Keep the mapping of the import before, which may be edited, where a new guess differs."""
    from netintl.settings_files import read_limited

    place = Path(options["output"] or ".") / "import" / "mapping.toml"
    if options["mapping"] or options["dry_run"] or not place.is_file():
        return {}
    before = read_limited(place).decode("utf-8", "replace")
    if before == text:
        return {}
    kept = place.with_name("mapping-before.toml")
    click.echo(
        "? "
        + _(
            "The mapping of the import before differs from this guess. It is kept as {path}; to "
            "use it, run again with --mapping {path}."
        ).format(path=kept)
    )
    return {f"import/{kept.name}": before}


def update_sentence(line: Mapping[Any, Any]) -> str:
    """Say how a table differs from the one that stood there before."""
    return _(
        "{table}: {new} new, {same} the same, {changed} changed, {missing} no longer there."
    ).format(**line)


def _tell_emptied(before: Mapping[str, Any], found: Imported) -> None:
    """Name the columns of tables that are empty now, since the file may have lost its own."""
    from netintl.ingest.updates import emptied

    for table, column, cells in emptied(before, found.tables):
        said = _(
            "{column} of {table} was filled in {n} rows of the import before and is empty now: has "
            "the file lost a column?"
        )
        click.echo(f"? {said.format(table=table, column=column, n=cells)}")


def _write(found: Imported, options: Mapping[str, Any], notes: Mapping[str, str]) -> None:
    from netintl.csv_cells import AS_IT_STANDS
    from netintl.ingest.self_descriptions import read_self_description, titled
    from netintl.ingest.writing import write_tables

    folder = Path(options["output"])
    described = titled(options["title"]).over(read_self_description(folder))
    about = {"description": AS_IT_STANDS} | described.descriptor()
    write_tables(found.tables, folder, force=options["force"], about=about, beside=notes)


def _accepted(paths: list[Path], options: Mapping[str, Any]) -> str:
    """Guess a mapping, show it, and return its text once it is accepted."""
    from netintl.atomic_files import write_file
    from netintl.errors import UsageError
    from netintl.ingest.first_mapping import first_mapping

    own = options["own"]
    asks = at_a_terminal() and not (options["yes"] or options["dry_run"])
    found = first_mapping(paths, own=own, dated=options["dated"] or "")
    if found.needs_own and not own:
        if not asks:
            raise UsageError(
                _("{file} lists partners, but not whose.").format(file=found.needs_own),
                cure=_('Say it: --own "Name of the institution".'),
            )
        own = click.prompt(_("Whose partners does {file} list?").format(file=found.needs_own))
        found = first_mapping(paths, own=own, dated=options["dated"] or "")
    _show(found, options["dated"] or "", options["title"])
    if options["yes"] or options["dry_run"]:
        return found.text
    if not asks:
        raise UsageError(
            _("Nobody is there to accept what was guessed."),
            cure=_("Add --yes to take it, or --dry-run to look at what it would give."),
        )
    if click.confirm(_("Is this right?"), default=True):
        return found.text
    draft = Path("mapping.toml")
    if draft.exists():
        raise UsageError(
            _("{path} exists already.").format(path=draft),
            cure=_("Move it away, or edit it and name it with --mapping."),
        )
    write_file(draft, found.text)
    raise UsageError(
        _("What was guessed stands in {path}.").format(path=draft),
        cure=_("Edit it and run the command again with --mapping {path}.").format(path=draft),
    )


def _show(found: Any, dated: str, title: str) -> None:
    """Print for each table what its rows and columns are taken for, and the doubts."""
    from netintl.cli.output import table_text
    from netintl.words.imports import heading_of, role_name

    for label, guess in found.guesses:
        click.echo(heading_of(label, guess))
        rows = [
            (column, role_name(role), " | ".join(samples))
            for column, role, samples in guess.samples
        ]
        heads = (_("Column"), _("Taken for"), _("Cells"))
        click.echo(table_text(heads, rows, (False, False, False)), nl=False)
        for doubt in guess.doubts:
            click.echo(f"? {doubt}")
    above = next((guess.title for _label, guess in found.guesses if guess.title), "")
    if above and not title:
        click.echo("? " + _('Reports call it so if you add --title "{title}".').format(title=above))
    if not dated:
        click.echo(
            "? "
            + _(
                "When the list was made is not known, so agreements without a recent date of their "
                "own count as without news. Say it: --dated 2024-12."
            )
        )
    for label in found.left_aside:
        click.echo(_("{file} holds no table and is left aside.").format(file=label))


def ledger_sentence(line: Mapping[Any, Any]) -> str:
    """Say what became of the rows of one file."""
    return _(
        "{file}: {read} rows read = {kept} kept + {merged} merged + {rejected} rejected."
    ).format(**line)
