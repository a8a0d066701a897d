"""One file of a bulk import, as CSV or as Parquet, written batch by batch."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

from netintl.errors import OutputError
from netintl.i18n import _
from netintl.store.bulk_columns import NUMBER, TEXT, TEXTS, TRUTH, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

BulkFormat: TypeAlias = Literal["csv", "parquet"]
Record: TypeAlias = "tuple[tuple[str, ...], Mapping[str, Any]]"

# A sign that checked data never hold; values may well hold semicolons, the tool's own choice.
DIVIDER: Final = "\x1f"
ARGUMENTS: Final[Mapping[BulkFormat, tuple[str, ...]]] = {
    "csv": (f"--array-delimiter=U+{ord(DIVIDER):04X}", "--multiline-fields=true"),
    "parquet": ("--input-type=parquet",),
}
_ROOM: Final = 1 << 20  # letters of a line that fit into the tool's buffer whatever they are


class Table(Protocol):
    """A file that takes records: the cells that come first, and properties by name."""

    @property
    def names(self) -> tuple[str, ...]:
        """The files it consists of, in the order in which the tool wants them."""

    @property
    def longest(self) -> int:
        """The number of letters of the longest line."""

    def write(self, records: Sequence[Record]) -> None:
        """Append some records."""

    def close(self) -> None:
        """Finish the file."""


def open_table(
    kind: BulkFormat, folder: Path, name: str, heads: Sequence[str], columns: Mapping[str, str]
) -> Table:
    """Begin a file for records with these first cells and these properties."""
    if kind == "csv":
        return _CsvTable(folder, name, heads, columns)
    return _ParquetTable(folder, name, heads, columns)


def parquet_library() -> Any:
    """Return the modules that write Parquet.

    Raises
    ------
    OutputError
        When they are not installed.
    """
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as missing:
        raise OutputError(
            _("What writes Parquet is not installed."),
            cure=_("Run: pip install 'netintl[parquet]', or write CSV."),
        ) from missing


def buffer_arguments(longest: int) -> tuple[str, ...]:
    """Return what makes the tool read lines of so many letters.

    Examples
    --------
    >>> buffer_arguments(5000), buffer_arguments(3_000_000)
    ((), ('--read-buffer-size=16777216',))
    """
    if longest <= _ROOM:
        return ()
    return (f"--read-buffer-size={1 << (4 * longest - 1).bit_length()}",)


class _CsvTable:
    """Two files: a header alone, and the rows; an unknown value is nothing, not even quotes."""

    def __init__(
        self, folder: Path, name: str, heads: Sequence[str], columns: Mapping[str, str]
    ) -> None:
        self.names = (f"{name}_header.csv", f"{name}.csv")
        self.longest = 0
        self._blank = [""] * len(columns)
        self._columns = {
            column: (place, _CELLS[type_]) for place, (column, type_) in enumerate(columns.items())
        }
        titles = [*heads, *(f"{column}:{type_}" for column, type_ in columns.items())]
        header = ",".join(map(_quoted, titles)) + "\n"
        (folder / self.names[0]).write_text(header, encoding="utf-8", newline="")
        self._file = (folder / self.names[1]).open("w", encoding="utf-8", newline="")

    def write(self, records: Sequence[Record]) -> None:
        lines = [self._line(*record) for record in records]
        self.longest = max(self.longest, *map(len, lines))
        self._file.writelines(lines)

    def close(self) -> None:
        self._file.close()

    def _line(self, first: tuple[str, ...], properties: Mapping[str, Any]) -> str:
        cells = self._blank.copy()
        for name, value in properties.items():
            place, shown = self._columns[name]
            cells[place] = shown(value)
        return ",".join([*map(_quoted, first), *cells]) + "\n"


class _ParquetTable:
    """One file whose columns are named as in a header; lists are lists."""

    longest = 0

    def __init__(
        self, folder: Path, name: str, heads: Sequence[str], columns: Mapping[str, str]
    ) -> None:
        self.names = (f"{name}.parquet",)
        self._arrow, library = parquet_library()
        self._heads, self._columns = len(heads), tuple(columns)
        types = [(head, TEXT) for head in heads]
        types += [(f"{column}:{type_}", type_) for column, type_ in columns.items()]
        self._schema = self._arrow.schema([(title, self._type(type_)) for title, type_ in types])
        self._file = (folder / self.names[0]).open("wb")
        self._writer = library.ParquetWriter(self._file, self._schema, compression="zstd")

    def write(self, records: Sequence[Record]) -> None:
        cells: list[list[Any]] = [
            [first[place] for first, _properties in records] for place in range(self._heads)
        ]
        cells += [
            [properties.get(name) for _first, properties in records] for name in self._columns
        ]
        arrays = [
            self._arrow.array(column, field.type)
            for column, field in zip(cells, self._schema, strict=True)
        ]
        self._writer.write_batch(self._arrow.record_batch(arrays, schema=self._schema))

    def close(self) -> None:
        try:
            self._writer.close()
        finally:
            self._file.close()

    def _type(self, type_: str) -> Any:
        arrow = self._arrow
        text = arrow.string()
        return {
            TEXT: text, TEXTS: arrow.list_(text), WHOLE: arrow.int64(), NUMBER: arrow.float64(),
            TRUTH: arrow.bool_(),
        }[type_]  # fmt: skip


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _list(values: Sequence[str]) -> str:
    if any(DIVIDER in value for value in values):
        raise OutputError(
            _("The control character U+001F stands in {value}.").format(value=repr(values)),
            cure=_("Remove it from the data, or add --bulk-format parquet."),
        )
    return _quoted(DIVIDER.join(values))


def _number(value: float) -> str:
    """Write a number as Java reads it."""
    return repr(value).replace("inf", "Infinity")


def _truth(value: bool) -> str:
    return "true" if value else "false"


_CELLS: Final[Mapping[str, Callable[[Any], str]]] = {
    TEXT: _quoted, TEXTS: _list, WHOLE: str, NUMBER: _number, TRUTH: _truth,
}  # fmt: skip
