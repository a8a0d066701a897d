"""The formats a network can be written in, by name and by suffix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netintl.atomic_files import write_file, write_files
from netintl.errors import UsageError
from netintl.export.cytoscape import cx2, cyjs
from netintl.export.geojson import geojson
from netintl.export.graphs import FileGraph, Mode, file_graph
from netintl.export.network_workbook import network_workbook
from netintl.export.packages import data_package
from netintl.export.page.assembly import to_page
from netintl.export.social_science import pajek, pajek_partition, ucinet
from netintl.export.tables import excel_tables, gephi_tables, parquet_tables
from netintl.export.turtle import turtle
from netintl.export.xml_graphs import gexf, graphml
from netintl.folders import whole_folder
from netintl.i18n import _, mark
from netintl.network.additions import speaking_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netintl.i18n import Language
    from netintl.network.network import Network

Texts = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its suffix (none for a folder), what it is for, and its writers.

    A file of a format has companions by suffix; a folder has files by name, of which ``last`` is
    written last. ``exact`` says that cells stand as they are, formulas included.
    """

    name: str
    suffix: str
    purpose: str
    of_graph: Callable[[FileGraph], Texts] = lambda _graph: {}
    of_network: Callable[[Network, Language], Texts] | None = None
    last: str = ""
    exact: bool = False


def _file(name: str, suffix: str, purpose: str, write: Callable[[FileGraph], str]) -> Format:
    return Format(name, suffix, purpose, lambda graph: {suffix: write(graph)})


_ALL: Final = (
    _file("graphml", ".graphml", mark("Gephi, Cytoscape, yEd, igraph, R; loses nothing"), graphml),
    _file("gexf", ".gexf", mark("Gephi and Gephi Lite, with colours, places and days"), gexf),
    _file("cyjs", ".cyjs", mark("Cytoscape and Cytoscape.js"), cyjs),
    _file("cx2", ".cx2", mark("Cytoscape and NDEx, with colours and shapes"), cx2),
    Format(
        "pajek",
        ".net",
        mark("Pajek, with a partition by kind beside it"),
        lambda graph: {".net": pajek(graph), ".clu": pajek_partition(graph)},
    ),
    _file("dl", ".dl", mark("UCINET and NetDraw"), ucinet),
    _file("geojson", ".geojson", mark("QGIS and web maps"), geojson),
    Format(
        "page",
        ".html",
        mark("any browser: an offline page with network, map, flows, gaps and hubs"),
        of_network=lambda network, language: {".html": to_page(network, language=language)},
    ),
    Format(
        "xlsx",
        ".xlsx",
        mark("Excel: organizations, agreements, parties and sources, one sheet each"),
        of_network=lambda network, language: {".xlsx": network_workbook(network, language)},
    ),
    Format(
        "turtle",
        ".ttl",
        mark("linked data, in words of schema.org and the W3C"),
        of_network=lambda network, _language: {".ttl": turtle(network)},
    ),
    Format(
        "gephi",
        "",
        mark("CSV for Gephi's import of spreadsheets"),
        gephi_tables,
        last="edges.csv",
    ),
    Format(
        "excel",
        "",
        mark("CSV that Excel opens, in words"),
        excel_tables,
        last="links.csv",
    ),
    Format(
        "parquet",
        "",
        mark("pandas, Polars, DuckDB, Spark"),
        parquet_tables,
        last="edges.parquet",
    ),
    Format(
        "datapackage",
        "",
        mark("netintl again, or any reader of Data Packages"),
        of_network=lambda network, _language: data_package(network),
        last="datapackage.json",
        exact=True,
    ),
)
FORMATS: Final[dict[str, Format]] = {form.name: form for form in _ALL}


def format_named(name: str | None, path: Path) -> Format:
    """Return the format that was asked for, or that the suffix of a file says.

    Raises
    ------
    UsageError
        When no format goes with the suffix.

    Examples
    --------
    >>> from pathlib import Path
    >>> format_named(None, Path("a.GEXF")).name
    'gexf'
    """
    if name is not None:
        return FORMATS[name]
    by_suffix = {form.suffix: form for form in FORMATS.values() if form.suffix}
    found = by_suffix.get(path.suffix.lower())
    if found is None:
        folders = [form.name for form in FORMATS.values() if not form.suffix]
        raise UsageError(
            _("{name} has a suffix that no format goes with.").format(name=path.name),
            cure=_("Use one of {suffixes}, or a folder with --format {names}.").format(
                suffixes=", ".join(by_suffix), names=_(" or ").join(folders)
            ),
        )
    return found


def contents_of(
    network: Network, form: Format, *, mode: Mode = "pairs", language: Language = "en"
) -> tuple[Texts, FileGraph | None]:
    """Return what a format says of a view, by suffix or by name, and the graph it is made from.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> list(contents_of(from_links([("S1", "C1")]), FORMATS["pajek"])[0])
    ['.net', '.clu']
    """
    with speaking_of(network):
        if form.of_network is not None:
            return form.of_network(network, language), None
        graph = file_graph(network, mode=mode, language=language)
        return form.of_graph(graph), graph


def write_network(
    network: Network,
    path: Path,
    form: Format,
    *,
    mode: Mode = "pairs",
    language: Language = "en",
    force: bool = False,
) -> tuple[list[Path], FileGraph | None]:
    """Write a view in a format, all of it or nothing.

    Returns
    -------
    The files written, and the graph they were made from if there is one.

    Raises
    ------
    OutputError
        When something is there already, or cannot be written.
    """
    contents, graph = contents_of(network, form, mode=mode, language=language)
    if form.suffix:
        main, *beside = contents
        files = {path: contents[main]}
        files |= {path.with_suffix(suffix): contents[suffix] for suffix in beside}
        write_files(files, force=force)
        return list(files), graph
    with whole_folder(path, form.last, force=force) as fresh:
        for name, content in contents.items():
            write_file(fresh / name, content)
    return [path / name for name in contents], graph
