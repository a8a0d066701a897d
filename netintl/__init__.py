"""Partnership networks of Chinese vocational education abroad: hubs, gaps, talent pipelines.

The public names are imported when they are first used, so that ``import netintl`` is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from netintl.version import __version__ as __version__

if TYPE_CHECKING:
    from netintl.analyses.gaps import find_gaps
    from netintl.analyses.hubs import find_hubs
    from netintl.analyses.pipelines import find_bottlenecks, find_pipelines
    from netintl.analyses.profile import describe, find_organization
    from netintl.analyses.result import Result
    from netintl.analyses.summary import summarize
    from netintl.errors import NetintlError
    from netintl.ingest.package import load_package
    from netintl.network.doors import from_networkx, to_frames, to_networkx
    from netintl.network.loading import load
    from netintl.network.network import Network
    from netintl.network.views import as_of, between, select
    from netintl.report.building import write_report
    from netintl.report.verifying import verify

_HOMES = {
    "Network": "network.network",
    "NetintlError": "errors",
    "Result": "analyses.result",
    "as_of": "network.views",
    "between": "network.views",
    "describe": "analyses.profile",
    "find_bottlenecks": "analyses.pipelines",
    "find_gaps": "analyses.gaps",
    "find_hubs": "analyses.hubs",
    "find_organization": "analyses.profile",
    "find_pipelines": "analyses.pipelines",
    "from_networkx": "network.doors",
    "load": "network.loading",
    "load_package": "ingest.package",
    "select": "network.views",
    "summarize": "analyses.summary",
    "to_frames": "network.doors",
    "to_networkx": "network.doors",
    "verify": "report.verifying",
    "write_report": "report.building",
}

__all__ = [
    "NetintlError",
    "Network",
    "Result",
    "as_of",
    "between",
    "describe",
    "find_bottlenecks",
    "find_gaps",
    "find_hubs",
    "find_organization",
    "find_pipelines",
    "from_networkx",
    "load",
    "load_package",
    "select",
    "summarize",
    "to_frames",
    "to_networkx",
    "verify",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'netintl' has no attribute {name!r}")
    return getattr(import_module(f"netintl.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
