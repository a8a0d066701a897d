"""What a report was made from, and what was made: hashes of inputs and outputs."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.package import Package
    from netintl.network.network import Network

NAME = "manifest.json"


def manifest_text(
    package: Package, network: Network, settings: Mapping[str, Any], outputs: Mapping[str, bytes]
) -> str:
    """Write the manifest. It carries no time, so that the same input gives the same bytes."""
    content: dict[str, Any] = {
        "netintl": __version__,
        "fingerprint": network.fingerprint,
        "data": {"digest": package.digest, "files": dict(package.inputs)},
        "settings": {**network.settings, **settings},
        "outputs": {name: hash_of(data) for name, data in sorted(outputs.items())},
    }
    content["checksum"] = checksum_of(content)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def checksum_of(content: Mapping[str, Any]) -> str:
    """Hash what a manifest says, apart from the hash itself."""
    rest = {name: value for name, value in content.items() if name != "checksum"}
    return hash_of(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode("utf-8"))


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
