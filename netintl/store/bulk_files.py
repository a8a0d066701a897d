"""Files for ``neo4j-admin database import``: what a push would write, for a million links."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from netintl.csv_cells import AS_IT_STANDS
from netintl.folders import check_folder, whole_folder
from netintl.i18n import _
from netintl.store.bulk_columns import (
    TEXT,
    TRUTH,
    check_names,
    link_columns,
    node_columns,
    python_types,
    type_of,
)
from netintl.store.bulk_tables import ARGUMENTS, buffer_arguments, open_table, parquet_library
from netintl.store.elements import HASH, LINK_ENDS, LinkRow, NodeRow
from netintl.store.finding_rows import find_all, no_findings
from netintl.store.link_rows import link_tables
from netintl.store.node_rows import node_tables
from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netintl.network.network import Network
    from netintl.store.bulk_tables import BulkFormat, Record, Table
    from netintl.store.finding_rows import Findings

Part = TypeVar("Part")
ARGUMENT_FILE: Final = "import-arguments.txt"
READ_ME: Final = "README.txt"
_BATCH: Final = 20_000  # rows held at once
_STATE: Final = "NetintlStore"
_STATE_COLUMNS: Final = {
    "complete": TRUTH, "fingerprint": TEXT, "run": TEXT, "version": TEXT,
    "pushed_at": TEXT,
}  # fmt: skip


def write_bulk_files(
    network: Network,
    folder: Path | str,
    *,
    bulk_format: BulkFormat = "csv",
    analyses: bool = True,
    force: bool = False,
    at: str | None = None,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> dict[str, int]:
    """Write a folder of files from which Neo4j's import tool makes what a push would.

    The next push finds everything unchanged and makes the constraints and indexes, which the tool
    does not. Rows are streamed, so memory does not grow with them. Of the same network and time
    the bytes are the same.

    Parameters
    ----------
    bulk_format
        ``parquet`` needs the extra of that name, and Neo4j 2026 or newer.
    analyses
        Whether to run the analyses and write their findings.
    force
        Replace what netintl wrote there before.
    at
        Time that the nodes and links are dated with, ISO 8601; now when omitted.
    tell
        Hears what comes next.

    Returns
    -------
    dict
        The number of rows by label and type.

    Raises
    ------
    OutputError
        When the folder holds something, or cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from netintl.network.doors import from_links
    >>> with TemporaryDirectory() as place:
    ...     network = from_links([("S1", "C1")])
    ...     counts = write_bulk_files(network, f"{place}/import", analyses=False)
    >>> counts["Organization"], counts["COOPERATES"]
    (2, 1)
    """
    folder = Path(folder)
    check_folder(folder, force=force)
    if bulk_format == "parquet":
        parquet_library()
    findings = find_all(network, tell) if analyses else no_findings(network)
    at = at or datetime.now(UTC).isoformat(timespec="seconds")
    with whole_folder(folder, ARGUMENT_FILE, force=force) as fresh:
        files = _Files(fresh, bulk_format, at, tell)
        files.write_state(findings)
        files.write_nodes(network, findings)
        files.write_links(network, findings)
        (fresh / ARGUMENT_FILE).write_text(files.arguments(), encoding="ascii")
        (fresh / READ_ME).write_text(_read_me(findings, bulk_format), encoding="utf-8")
    return files.counts


class _Files:
    """Writes rows into one file for each label and type, and collects the tool's arguments."""

    def __init__(
        self, folder: Path, bulk_format: BulkFormat, at: str, tell: Callable[[str], None]
    ) -> None:
        self._folder, self._format, self._at, self._tell = folder, bulk_format, at, tell
        self._listed: list[str] = []
        self._longest = 0
        self.counts: dict[str, int] = {}

    def write_state(self, findings: Findings) -> None:
        """Write what a push records when it has written all.

        Not the migrations: the next push must find that the constraints are still to be made.
        """
        state = {
            "complete": True, "fingerprint": findings.fingerprint,
            "run": findings.run, "version": __version__, "pushed_at": self._at,
        }  # fmt: skip
        heads = (f"id:ID({_STATE})",)
        with _Label(self._folder, self._format, _STATE, heads, _STATE_COLUMNS) as label:
            label.write([(("netintl",), state)])
        self._list("nodes", label)

    def write_nodes(self, network: Network, findings: Findings) -> None:
        """Write the nodes, label by label; organizations have a second label in a column."""
        columns = node_columns(network, findings)
        for nodes in chain(node_tables(network), findings.node_tables()):
            heads: tuple[str, ...] = (f"id:ID({nodes.label})",)
            if nodes.label == "Organization":
                heads += (":LABEL",)
            self._write("nodes", nodes.label, heads, columns[nodes.label], nodes.rows)

    def write_links(self, network: Network, findings: Findings) -> None:
        """Write the links, type by type."""
        for links in chain(link_tables(network), findings.link_tables()):
            start, end = LINK_ENDS[links.type]
            heads = (f":START_ID({start})", f":END_ID({end})")
            columns = link_columns(links.type)
            self._write("relationships", links.type, heads, columns, links.rows)

    def arguments(self) -> str:
        """Return what the import tool is to be told, one a line."""
        fixed = (*ARGUMENTS[self._format], "--bad-tolerance=0", "--strict=true")
        lines = (*fixed, *buffer_arguments(self._longest), *self._listed)
        return "\n".join(lines) + "\n"

    def _write(
        self,
        option: str,
        name: str,
        heads: tuple[str, ...],
        columns: Mapping[str, str],
        rows: Iterable[NodeRow | LinkRow],
    ) -> None:
        self._tell(_("Writing {name}").format(name=name))
        self.counts[name] = 0
        with _Label(self._folder, self._format, name, heads, columns) as label:
            for batch in _batches(rows):
                label.write([self._record(row) for row in batch])
                self.counts[name] += len(batch)
        self._list(option, label)

    def _record(self, row: NodeRow | LinkRow) -> Record:
        own: dict[str, Any] = {
            HASH: row.content, "current": True, "first_seen": self._at, "last_changed": self._at,
        }  # fmt: skip
        if isinstance(row, LinkRow):
            return (row.start, row.end), {**row.properties, "key": row.key, **own}
        first = (row.id, row.label) if row.label else (row.id,)
        return first, {name: row.properties[name] for name in row.properties if name != "id"} | own

    def _list(self, option: str, label: _Label) -> None:
        # Relative paths, which the tool of 2026 takes only with a folder in front.
        for table in label.tables:
            files = ",".join(f"./{name}" for name in table.names)
            self._listed.append(f"--{option}={label.name}={files}")
            self._longest = max(self._longest, table.longest)


class _Label:
    """The files of one label or type: of rows as declared, and of each other shape that occurs.

    A property has one type in a file, but not in a graph: a column that the data add may be named
    as one that is made of others. No file is begun before there is a row.
    """

    def __init__(
        self,
        folder: Path,
        bulk_format: BulkFormat,
        name: str,
        heads: tuple[str, ...],
        columns: Mapping[str, str],
    ) -> None:
        self.name = name
        self._folder, self._format = folder, bulk_format
        self._heads = heads
        self._columns = dict(columns)
        self._python = python_types(columns)
        self._tables: dict[tuple[tuple[str, str], ...], Table] = {}
        self._open = ExitStack()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The files that were written."""
        return tuple(self._tables.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._open.close()

    def write(self, records: Sequence[Record]) -> None:
        """Write some records, each into the file of its shape."""
        shapes: dict[tuple[tuple[str, str], ...], list[Record]] = {}
        for record in records:
            shapes.setdefault(self._shape(record), []).append(record)
        for shape, group in shapes.items():
            self._table(shape).write(group)

    def _shape(self, record: Record) -> tuple[tuple[str, str], ...]:
        """Return what of a record is not as declared, which is nearly always nothing."""
        declared = self._python
        odd = [name for name, value in record[1].items() if type(value) is not declared.get(name)]
        return tuple((name, type_of(record[1][name])) for name in sorted(odd))

    def _table(self, shape: tuple[tuple[str, str], ...]) -> Table:
        if shape not in self._tables:
            columns = {**self._columns, **dict(shape)}
            check_names(self.name, columns)
            place = len(self._tables) + 1
            name = self.name if place == 1 else f"{self.name}_{place}"
            table = open_table(self._format, self._folder, name, self._heads, columns)
            self._tables[shape] = table
            self._open.callback(table.close)
        return self._tables[shape]


def _read_me(findings: Findings, bulk_format: BulkFormat) -> str:
    """Say how the files get into a database."""
    push = "netintl store push" if findings.run else "netintl store push --no-findings"
    lines = [
        _("Files for Neo4j's import tool, written by netintl {version} from network {network}.")
        .format(version=__version__, network=findings.fingerprint),
        _("They fill a database that is new or empty."),
        "",
        _("1. Stop the server. In this folder, run:"),
        f"   neo4j-admin database import full neo4j @{ARGUMENT_FILE}",
        _("2. Start the server. With the data these files were made from, run:"),
        f"   {push} --uri bolt://localhost:7687",
        _("   It makes the constraints and indexes, and finds all else in place."),
    ]  # fmt: skip
    parquet = bulk_format == "parquet"
    lines += ["", _("Parquet files need Neo4j 2026 or newer.") if parquet else _(AS_IT_STANDS)]
    return "\n".join(lines) + "\n"


def _batches(rows: Iterable[Part]) -> Iterator[list[Part]]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch
