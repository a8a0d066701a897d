"""Every claim of a report, with its sentence, for those who check it: ``claims.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.claim import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.analyses.claim import Claim
    from netintl.report.context import Context

NAME: Final = "claims.json"


def claims_text(context: Context, said: Mapping[str, Claim]) -> str:
    """List what the report says, in the order of saying, and how its analyses were asked.

    Parameters
    ----------
    said
        Claims by sentence, as `netintl.words.claims.hearing` keeps them.
    """
    homes = {id(claim): name for name, result in context.results.items() for claim in result.claims}
    listed = [
        {"analysis": homes.get(id(claim), ""), **claim.record(), "sentence": sentence}
        for sentence, claim in said.items()
    ]
    content: dict[str, Any] = {
        "view": plain(dict(context.network.settings)),
        "analyses": {
            name: plain(dict(result.settings)) for name, result in context.results.items()
        },
        "claims": listed,
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
