"""What was found: the headline of each analysis, as its own claim says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.analyses.claim import Claim
from netintl.documents.blocks import Bullets, Heading
from netintl.i18n import _
from netintl.report.fitting import fitting_claims
from netintl.report.quality import share_of_agreements
from netintl.words.basis import source_count
from netintl.words.claims import sentences
from netintl.words.sentences.pipelines import THROUGHPUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.documents.blocks import Block
    from netintl.network.network import Network
    from netintl.report.context import Context

# The claims that make one finding, by analysis; those that a result does not make are not said.
FINDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "summary": ("memoranda_only", "size"),
    "hubs": ("hubs", "no_hubs", "cut_points"),
    "gaps": ("gaps", "no_gaps", "gaps_not_served", "gaps_unknown"),
    "pipelines": ("pipelines", "no_chains", *THROUGHPUT, "demand_unlinked"),
}
HEADLINES: Final = frozenset(code for codes in FINDINGS.values() for code in codes)


def findings_section(context: Context) -> list[Block]:
    """Open the report with size, hubs, gaps, pipelines and the quality of the evidence."""
    network, found = context.network, []
    for name, codes in FINDINGS.items():
        claims = fitting_claims(context.results[name].claims)
        said = [claim for claim in claims if claim.code in codes]
        found += [sentences(said, network)] if said else []
    if network.chosen.any():
        found.append(sentences([quality_claim(network)], network))
    return [Heading(_("What was found"), "findings"), Bullets(tuple(found), numbered=True)]


def quality_claim(network: Network) -> Claim:
    """Say how much is known of the agreements of the view."""
    facts = {
        "agreements": int(network.chosen.sum()),
        **share_of_agreements(network),
        "sources": source_count(network),
    }
    return Claim("quality", facts)
