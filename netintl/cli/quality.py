"""``check --quality``: how good the data are, and what to collect next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.quality import PARTS
from netintl.i18n import _, mark, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

    from netintl.analyses.result import Result
    from netintl.cli.speech import Spoken
    from netintl.ingest.package import Package
    from netintl.network.network import Network

SHOWN: Final = 20  # rows of a part that lists cases, on a screen
_CASES: Final = ("contradictions", "collection")
_TITLES: Final = {
    "completeness": mark("What is filled"),
    "freshness": mark("How old the evidence is"),
    "evidence": mark("What rests on one source"),
    "contradictions": mark("Statements that contradict each other"),
    "collection": mark("What to collect next"),
}


def write_quality(spoken: Spoken, package: Package, options: Mapping[str, Any]) -> None:
    """Print or write the parts that are asked for, as the other commands write results."""
    from netintl.cli.output import format_of, path_of, write_text

    path = path_of(options["output"])
    format_ = options["format_"] or format_of(path)
    network, found = quality_of(package, options["as_of"], options["older_than"], options["show"])
    top = options["top"]
    if format_ == "json":
        text = _json(network, found, top)
    elif format_ == "csv":
        text = _csv(network, found, top)
    else:
        text = _table(network, found, top)
    write_text(spoken, text, path, format_, force=options["force"])


def quality_of(
    package: Package, day: str | None, years: int, show: str
) -> tuple[Network, dict[str, Result]]:
    """Return the network of a package, on a day where one is asked for, and the parts."""
    from netintl.analyses.quality.collection import find_collection
    from netintl.analyses.quality.completeness import find_completeness
    from netintl.analyses.quality.contradictions import find_contradictions
    from netintl.analyses.quality.evidence import find_evidence
    from netintl.analyses.quality.freshness import find_freshness
    from netintl.analyses.quality.statements import statements_of
    from netintl.network.loading import network_of
    from netintl.network.views import as_of

    network = network_of(package)
    if day is not None:
        network = as_of(network, day)
    finders = {
        "completeness": lambda: find_completeness(network),
        "freshness": lambda: find_freshness(network, years=years),
        "evidence": lambda: find_evidence(network),
        "contradictions": lambda: find_contradictions(network, statements_of(package)),
        "collection": lambda: find_collection(network),
    }
    wanted = PARTS if show == "all" else (show,)
    return network, {name: finders[name]() for name in wanted}


def _sentences(result: Result, network: Network) -> list[str]:
    from netintl.words.claims import sentence

    return [sentence(claim, network) for claim in result.claims]


def _table(network: Network, found: Mapping[str, Result], asked: int | None) -> str:
    from netintl.cli.output import people_text

    blocks = []
    for name, result in found.items():
        shown, columns = _for_screen(result)
        top = asked or (SHOWN if name in _CASES else len(shown.table))
        lines = [_(_TITLES[name])]
        if len(shown.table):
            lines += [people_text(shown, network, "table", columns, top).rstrip("\n")]
        if len(shown.table) > top:
            rest = len(shown.table) - top
            lines.append(
                ngettext(
                    "… and {n} more row; --top shows more, --format csv every one.",
                    "… and {n} more rows; --top shows more, --format csv every one.",
                    rest,
                ).format(n=rest)
            )
        blocks.append("\n".join([*lines, *_sentences(result, network)]) + "\n")
    return "\n".join(blocks)


def _for_screen(result: Result) -> tuple[Result, list[str]]:
    """Return a part with the rows and columns that a screen shows."""
    from dataclasses import replace

    from netintl.analyses.result import narrow_columns

    table = result.table
    if "telling" in table:
        table = table[table["telling"]]
    if "touches" in table:
        table = table[table["touches"] > 0]
    return replace(result, table=table), narrow_columns(result.analysis)


def _csv(network: Network, found: Mapping[str, Result], top: int | None) -> str:
    """Write the parts as one table whose first column names the part."""
    import pandas as pd

    from netintl.csv_cells import csv_text

    frames = [
        _named(result, network, top).assign(part=name).astype(object)
        for name, result in found.items()
    ]
    names = ["part", *dict.fromkeys(name for frame in frames for name in frame if name != "part")]
    whole = pd.concat([frame.reindex(columns=names) for frame in frames], ignore_index=True)
    return csv_text(names, whole.itertuples(index=False))


def _named(result: Result, network: Network, top: int | None) -> Any:
    """Return the first rows of a part."""
    from netintl.i18n import current_language
    from netintl.words.named_tables import with_names

    table = with_names(result, network, current_language())
    return table if top is None else table.head(top)


def _json(network: Network, found: Mapping[str, Result], top: int | None) -> str:
    from netintl.cli.output import records_of

    parts = {
        name: {
            "claims": [claim.record() for claim in result.claims],
            "rows": records_of(_named(result, network, top)),
        }
        for name, result in found.items()
    }
    day = network.reference_day
    document = {
        "schema": "netintl/quality/1",
        "network": network.fingerprint,
        "day": None if day is None else day.isoformat(),
        "parts": parts,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def check_alone(ctx: click.Context, quality: bool) -> None:
    """Refuse options of ``--quality`` without it.

    Raises
    ------
    UsageError
        When there is one.
    """
    from click.core import ParameterSource

    from netintl.errors import UsageError

    if quality:
        return
    for name in ("as_of", "older_than", "show", "output", "top", "force"):
        if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT:
            option = next(each for each in ctx.command.params if each.name == name)
            raise UsageError(
                _("{option} goes with --quality.").format(option=max(option.opts, key=len)),
                cure=_("Add --quality, or leave it out."),
            )
