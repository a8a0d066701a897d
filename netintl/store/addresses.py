"""Where a store is: a folder for the embedded engine, or the address of a server."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from netintl.errors import UsageError
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
FOLDER: Final = Path(".netintl") / "store"
DATABASE: Final = "neo4j"
_ACCOUNTS: Final = "system"
_CHECKED: Final = "+s"  # ends the schemes whose certificate is checked
_AUTHORITY: Final = "NETINTL_NEO4J_CA"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is and who asks; without ``uri`` it is the embedded one in ``folder``.

    ``authority`` is a file with the certificates that vouch for a server, instead of those that
    this machine trusts.
    The password never appears when an address is printed.
    """

    uri: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    database: str = DATABASE
    folder: Path = FOLDER
    authority: str = ""

    @property
    def embedded(self) -> bool:
        """Whether the engine runs inside this process."""
        return not self.uri

    def __str__(self) -> str:
        return str(self.folder) if self.embedded else f"{self.uri}/{self.database}"


def find_address(uri: str | None = None, environment: Mapping[str, str] = os.environ) -> Address:
    """Return the address given, else that of the environment, else the embedded store.

    ``NEO4J_URI``, ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE`` name a server;
    ``NETINTL_NEO4J_CA`` names a PEM file with the certificate authority of a ``+s`` address.
    ``NETINTL_STORE`` names another folder for the embedded store.

    Raises
    ------
    UsageError
        When the address is no Bolt address, holds a password, or names no database for data, or
        the authority cannot be used.

    Examples
    --------
    >>> find_address(environment={}).embedded
    True
    >>> print(find_address("bolt://localhost:7687", {"NEO4J_PASSWORD": "secret"}))
    bolt://localhost:7687/neo4j
    """
    given = uri or environment.get("NEO4J_URI", "")
    if not given:
        return Address(folder=Path(environment.get("NETINTL_STORE") or FOLDER))
    parts = _parts_of(given)
    if parts is None or parts.scheme not in SCHEMES or not parts.hostname:
        raise UsageError(
            _("{uri} is no address of a Neo4j server.").format(uri=_without_secret(given)),
            cure=_("Write one like bolt://localhost:7687 or neo4j+s://name.example.org."),
        )
    if parts.password or parts.username:
        raise UsageError(
            _("An address holds no user and no password."),
            cure=_("Put them in NEO4J_USERNAME and NEO4J_PASSWORD."),
        )
    database = environment.get("NEO4J_DATABASE", "") or DATABASE
    if database.casefold() == _ACCOUNTS:
        raise UsageError(
            _("The database {name} holds the accounts of a server, and no other data.").format(
                name=database
            ),
            cure=_("Set NEO4J_DATABASE to a database of the server; often it is neo4j."),
        )
    return Address(
        uri=given,
        user=environment.get("NEO4J_USERNAME", "neo4j"),
        password=environment.get("NEO4J_PASSWORD", ""),
        database=database,
        authority=_authority_of(parts.scheme, environment),
    )


def _authority_of(scheme: str, environment: Mapping[str, str]) -> str:
    path = environment.get(_AUTHORITY, "")
    if not path:
        return ""
    if not scheme.endswith(_CHECKED):
        raise UsageError(
            _("{name} is set, but the address checks no certificate.").format(name=_AUTHORITY),
            cure=_("Write the address with +s, or unset {name}.").format(name=_AUTHORITY),
        )
    try:
        ssl.create_default_context(cafile=path)
    except OSError as problem:
        raise UsageError(
            _("{path}, named by {name}, holds no certificates.").format(path=path, name=_AUTHORITY),
            cure=_(
                "Name a PEM file with the certificate of the authority that signed the server's."
            ),
        ) from problem
    return path


def _parts_of(uri: str) -> SplitResult | None:
    """Return the parts of an address, if its port is a number and its brackets close."""
    try:
        parts = urlsplit(uri)
        usable = parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def _without_secret(uri: str) -> str:
    return uri.rpartition("@")[2]
