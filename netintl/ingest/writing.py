"""Tables to a Data Package on disk: plain CSV files and the descriptor that explains them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from netintl.errors import OutputError
from netintl.folders import explained
from netintl.i18n import _
from netintl.ingest.additions import additions_of
from netintl.ingest.text_tables import SEPARATORS
from netintl.model.labels import folded, header_names
from netintl.model.schema import declaration
from netintl.model.schema import tables as declared_tables
from netintl.model.vocabularies import extended, vocabulary
from netintl.staging import mend, staged_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from netintl.model.schema import Table

DESCRIPTOR: Final = "datapackage.json"
_FILE_FACTS: Final = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
}


def write_tables(
    tables: Mapping[str, pd.DataFrame],
    folder: str | Path,
    *,
    force: bool = False,
    about: Mapping[str, Any] | None = None,
    beside: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write tables as a Data Package: UTF-8 without mark, line feeds, rows sorted by key.

    A declared column without a single value is left out, unless it is required or part of the
    key. All files appear in one step, so that a reader never meets a half-written package.

    Parameters
    ----------
    tables
        One frame of text cells per table; empty ones are left out.
    folder
        Where to write; it is made when it is not there.
    force
        Replace the tables of a package that stands there; tables it no longer has are removed.
    about
        What the descriptor says of the package as a whole: name, title, licenses, sources.
    beside
        Texts of further files by their paths within the folder, such as ``import/mapping.toml``.

    Returns
    -------
    list of Path
        The files written, the descriptor last.

    Raises
    ------
    OutputError
        When a table stands there already, or cannot be written.

    Examples
    --------
    >>> import pandas as pd
    >>> from tempfile import mkdtemp
    >>> frame = pd.DataFrame({"id": ["b", "a"], "kind": "school", "name_en": ["B", "A"]})
    >>> files = write_tables({"organizations": frame}, mkdtemp())
    >>> print(files[0].read_text(encoding="utf-8"), end="")
    id,kind,name_en
    a,school,A
    b,school,B
    """
    folder = Path(folder)
    used = {name: used_columns(name, tables[name]) for name in _names(tables)}
    contents = {f"{name}.csv": csv_text(name, frame) for name, frame in used.items()}
    contents[DESCRIPTOR] = descriptor_text(used, about)
    with explained(folder):
        mend(folder)
        possible = (*(f"{name}.csv" for name in declared_tables()), DESCRIPTOR)
        standing = [name for name in possible if (folder / name).exists()]
        if standing and not force:
            raise OutputError(
                _("{path} exists already.").format(path=folder / standing[0]),
                cure=_("Choose another folder, or replace the package with --force."),
            )
        with staged_folder(folder, DESCRIPTOR, dropped=standing) as fresh:
            for name, text in {**(beside or {}), **contents}.items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in contents]


def _names(tables: Mapping[str, pd.DataFrame]) -> Iterable[str]:
    return (name for name in declared_tables() if name in tables and len(tables[name]))


def used_columns(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns worth writing, declared ones first, rows in their stable order.

    An empty declared column stays where a column of somebody's own would be taken for it, and
    where the header would be a single word, which does not show what separates the cells.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": ["a"], "url": [""], "wechat": ["x"], "title": ["T"]})
    >>> used_columns("sources", frame).columns.tolist()
    ['id', 'title', 'wechat']
    """
    table = declared_tables()[name]
    needed = {*table.key, *(c.name for c in table.columns.values() if c.required)}
    own = [str(label) for label in frame.columns if label not in table.columns]
    known = header_names(name)
    needed |= {known[folded(label)] for label in own if folded(label) in known}
    columns = [c for c in table.columns if c in needed or (c in frame and (frame[c] != "").any())]
    columns = (columns if len(columns) > 1 else list(table.columns)[:2]) + own
    full = frame.reindex(columns=columns, fill_value="")
    return full.sort_values(_order(table, columns), ignore_index=True, kind="stable")


def _order(table: Table, columns: list[str]) -> list[str]:
    return list(table.key) + [name for name in columns if name not in table.key]


def csv_text(name: str, frame: pd.DataFrame) -> str:
    r"""Write one table as CSV text; a header that holds other separators has all cells in quotes.

    Examples
    --------
    >>> import pandas as pd
    >>> csv_text("sources", pd.DataFrame({"id": ["a"], "title": ["x, y"]}))
    'id,title\na,"x, y"\n'
    """
    used = used_columns(name, frame)
    doubtful = any(sign in label for label in used.columns for sign in SEPARATORS)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if doubtful else csv.QUOTE_MINIMAL
    return used.to_csv(index=False, lineterminator="\n", quoting=quoting)


def descriptor_text(
    tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any] | None = None
) -> str:
    """Write the descriptor of the tables given, made from the declaration."""
    package = {name: part for name, part in declaration().items() if name != "resources"}
    if "title" in (about or {}):
        del package["title_zh"]
    package |= dict(about or {})
    with extended(additions_of(tables)):
        package["resources"] = [
            _resource(dict(resource), tables)
            for resource in declaration()["resources"]
            if resource["name"] in tables
        ]
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(resource: dict[str, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    columns = list(tables[resource["name"]].columns)
    declared = {field["name"]: field for field in resource["schema"]["fields"]}
    schema = dict(resource["schema"])
    schema["fields"] = [
        _field(declared[name]) if name in declared else {"name": name, "type": "string"}
        for name in columns
    ]
    keys = [
        _foreign_key(key, resource["name"])
        for key in schema.pop("foreignKeys", ())
        if key["fields"] in columns and key["reference"]["resource"] in tables
    ]
    if keys:
        schema["foreignKeys"] = keys
    facts = {name: part for name, part in resource.items() if name != "schema"}
    return facts | _FILE_FACTS | {"schema": schema}


def _foreign_key(key: dict[str, Any], resource: str) -> dict[str, Any]:
    """Name the table itself by the empty name, as the Table Schema standard has it."""
    reference = key["reference"]
    if reference["resource"] != resource:
        return key
    return key | {"reference": reference | {"resource": ""}}


def _field(declared: dict[str, Any]) -> dict[str, Any]:
    if "vocabulary" not in declared:
        return declared
    allowed = {"enum": list(vocabulary(declared["vocabulary"]))}
    return declared | {"constraints": declared.get("constraints", {}) | allowed}
