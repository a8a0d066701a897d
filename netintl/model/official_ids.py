"""Official identifiers of organizations, told by their form."""

from __future__ import annotations

import re
from typing import Final

# moe: code of a college in the ministry's lists, ten digits that begin with 4 or 36;
# uscc: GB 32100-2015, eighteen signs; ror: https://ror.org/facts; lei: ISO 17442, twenty signs.
_FORMS: Final = {
    "moe": re.compile(r"(?:36|4\d)\d{8}"),
    "uscc": re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}"),
    "lei": re.compile(r"[0-9A-Z]{18}\d{2}"),
    "ror": re.compile(r"(?:https?://)?(?:ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})"),
}
_WRITTEN: Final = re.compile(r"(moe|uscc|ror|lei):\S+")


def official_id(text: str) -> str:
    """Return an identifier with the name of its scheme, or nothing where its form tells of none.

    Examples
    --------
    >>> official_id("4111010858"), official_id("https://ror.org/05n8tts92"), official_id("123")
    ('moe:4111010858', 'ror:05n8tts92', '')
    """
    plain = text.strip()
    if _WRITTEN.fullmatch(plain):
        return plain
    for scheme, form in _FORMS.items():
        found = form.fullmatch(plain)
        if found:
            return f"{scheme}:{found[1] if form.groups else plain}"
    return ""
