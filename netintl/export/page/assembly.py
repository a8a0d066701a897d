"""The offline page: data, script, style and licences in one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.registry import ANALYSES
from netintl.errors import AnalysisError
from netintl.export.page.data import SCHEMA, PageData
from netintl.export.page.style_rules import palette_style
from netintl.export.page.text import demand_texts, page_texts
from netintl.i18n import LANGUAGES, _, speaking
from netintl.model.framing import framed
from netintl.network.additions import speaking_of
from netintl.network.national import framing_of, has_chinese_schools
from netintl.network.views import newest_evidence_day
from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from netintl.i18n import Language
    from netintl.network.network import Network

# Above these a browser of an office is slow, and the picture a grey disc.
MOST_ORGANIZATIONS: Final = 50_000
MOST_PAIRS: Final = 200_000
_POLICY: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
# What would end the data's script element, or a line of it, early.
_ESCAPED: Final = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_page(
    network: Network,
    *,
    language: Language = "en",
    tell: Callable[[str], None] = lambda _step: None,
) -> str:
    """Write a view as one HTML file with network, map, flows, gaps and hubs, in both languages.

    The same view gives the same bytes. The file loads nothing and may load nothing: its policy
    allows its own script and style by their hashes, and no connection.

    Parameters
    ----------
    language
        The language it opens in; a switch in the page changes it.
    tell
        Hears what comes next.

    Raises
    ------
    AnalysisError
        When the view is too large to be drawn in a browser.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> to_page(from_links([("S1", "C1")])).startswith("<!doctype html>")
    True
    """
    _check_size(network)
    with framed(framing_of(network)):
        return assembled(_page_data(network, language, tell))


def _page_data(network: Network, language: Language, tell: Callable[[str], None]) -> dict[str, Any]:
    """Collect all that the page holds."""
    tell(_("Comparing demand and supply"))
    gaps = ANALYSES["gaps"].run(network)
    tell(_("Measuring the network"))
    with speaking_of(network):
        tables = PageData(network, gaps).tables()
    tell(_("Laying out the page"))
    text = page_texts()
    for spoken, demand in demand_texts(network, gaps).items():
        text[spoken]["gaps_demand"] = demand
    return {
        "schema": SCHEMA,
        "meta": _facts(network, language),
        "text": text,
        **tables,
    }


def _check_size(network: Network) -> None:
    if len(network) > MOST_ORGANIZATIONS or len(network.pairs) > MOST_PAIRS:
        raise AnalysisError(
            _("{n} organizations are too many for one page.").format(n=len(network)),
            cure=_("Take a narrower view, such as one --country, or export a network file."),
        )


def _facts(network: Network, language: Language) -> dict[str, Any]:
    newest = newest_evidence_day(network)
    paired = len(set(network.pairs.agreement.tolist()))
    facts: dict[str, Any] = {
        "language": language,
        "as_of": str(newest) if newest else "",
        "fingerprint": network.fingerprint,
        "version": __version__,
        "unpaired": int(network.chosen.sum()) - paired,
    }
    for name in ("title", "source", "basemap"):
        facts[name] = {}
    for spoken in LANGUAGES:
        with speaking(spoken):
            facts["title"][spoken] = network.described.title(spoken) or _usual_title(network)
            facts["source"][spoken] = _("Sources: {n}, each named beside what rests on it").format(
                n=len(network.tables["sources"])
            )
            facts["basemap"][spoken] = _(
                "coastline: Natural Earth 1:110m, public domain, no boundaries drawn"
            )
    return facts


def _usual_title(network: Network) -> str:
    """Return what a page is called where its package says nothing."""
    if has_chinese_schools(network):
        return _("Chinese vocational education abroad")
    return _("Cooperation network")


def assembled(data: dict[str, Any]) -> str:
    """Put data into the page, with the policy that fits its script and style."""
    style, script = palette_style() + _asset("page.css"), _asset("page.js")
    payload = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign, escaped in _ESCAPED.items():
        payload = payload.replace(sign, escaped)
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    parts = {
        "policy": policy, "style": style, "licences": _asset("LICENSES.txt"), "data": payload,
        "script": script,
    }  # fmt: skip
    head, *pieces = _asset("page.html").split("{{")
    page = [head]
    for piece in pieces:
        name, _brackets, rest = piece.partition("}}")
        page += [parts[name], rest]
    return "".join(page)


@cache
def _asset(name: str) -> str:
    return files("netintl.export.page").joinpath("assets", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what the policy knows a script or style by.

    >>> _hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
