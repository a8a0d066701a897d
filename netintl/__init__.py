"""Partnership networks of Chinese vocational education abroad: hubs, gaps, talent pipelines.

The public names are imported when they are first used, so that ``import netintl`` is cheap. Every
analysis of the registry is ``find_<name>``; ``__init__.pyi`` is made from this by ``make docs``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from netintl.version import __version__ as __version__

_HOMES = {
    "NetintlError": "errors",
    "Network": "network.network",
    "Result": "analyses.result",
    "Yields": "analyses.pipelines.yields",
    "apply_changes": "analyses.time.scenario",
    "as_of": "network.views",
    "between": "network.views",
    "compare": "analyses.time.comparison",
    "diff": "network.diff",
    "find_movements": "analyses.time.comparison",
    "find_organization": "network.names",
    "from_networkx": "network.doors",
    "load": "network.loading",
    "load_package": "ingest.package",
    "load_rules": "analyses.policy.rules",
    "read_changes": "analyses.time.scenario",
    "rolled_up": "network.rollup",
    "select": "network.views",
    "to_frames": "network.doors",
    "to_networkx": "network.doors",
    "verify": "report.verifying",
    "write_report": "report.building",
}


def homes() -> dict[str, str]:
    """Return the module of every public name."""
    from netintl.analyses.registry import ANALYSES

    found = {each.function: f"analyses.{each.home}" for each in ANALYSES.values()}
    return dict(sorted({**_HOMES, **found}.items()))


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return list(homes())
    home = _HOMES.get(name) or (homes().get(name) if name.startswith("find_") else None)
    if home is None:
        raise AttributeError(f"module 'netintl' has no attribute {name!r}")
    return getattr(import_module(f"netintl.{home}"), name)


def __dir__() -> list[str]:
    return [*homes(), "__version__"]
