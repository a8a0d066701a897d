"""RDF as Turtle, in the words of schema.org and of the W3C's Organization Ontology."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from netintl.export.flattening import flat
from netintl.model.cells import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netintl.network.network import Network

_PREFIXES: Final = """\
@prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_CLASSES: Final = {
    "school": "schema:EducationalOrganization",
    "college": "schema:CollegeOrUniversity",
    "enterprise": "schema:Corporation",
    "government": "schema:GovernmentOrganization",
}
_DATE_TYPES: Final = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}  # by length
_ESCAPED: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def turtle(network: Network) -> str:
    """Write the agreements of a view, their parties and their sources as RDF.

    An agreement is an ``org:OrganizationalCollaboration``, a party an ``org:Membership`` in it; an
    organization is of the class of schema.org that fits its kind. See https://www.w3.org/TR/vocab-org
    and https://schema.org.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> turtle(from_links([("S1", "C1")])).count("a org:Membership")
    2
    """
    resources = (*_organizations(network), *_agreements(network), *_parties(network),
                 *_sources(network))  # fmt: skip
    return "\n".join([_PREFIXES, *resources])


def _organizations(network: Network) -> Iterator[str]:
    rows = network.organizations[network.members]
    for row in rows.to_dict("records"):
        kind = _CLASSES.get(row["kind"], "schema:Organization")
        statements = [
            *_names(row),
            *_text("schema:addressCountry", row["country"]),
            *_text("schema:addressLocality", row["city"]),
            *_text("dcterms:type", row["kind"]),
            *_date("schema:foundingDate", row["opened"]),
            *_date("schema:dissolutionDate", row["closed"]),
            *_numbers(row),
            *_references("org:subOrganizationOf", "organization", row["parent"]),
            *_references("dcterms:source", "source", row["source"]),
        ]
        yield _resource(_name("organization", row["id"]), f"org:Organization, {kind}", statements)


def _names(row: Mapping[Any, Any]) -> Iterator[str]:
    for column, language in (("name_zh", "zh"), ("name_en", "en")):
        if flat(row[column]):
            yield f"skos:prefLabel {_quoted(row[column])}@{language}"
    for alias in parts_of(row["aliases"]):
        yield from _text("skos:altLabel", alias)


def _numbers(row: Mapping[Any, Any]) -> Iterator[str]:
    for column, word in (("lat", "schema:latitude"), ("lon", "schema:longitude")):
        if row[column]:
            yield f'{word} "{float(row[column])}"^^xsd:decimal'


def _agreements(network: Network) -> Iterator[str]:
    rows = network.agreements[network.chosen]
    for row in rows.to_dict("records"):
        statements = [
            *_text("skos:prefLabel", row["title"]),
            *_text("dcterms:type", row["kind"]),
            *_text("schema:brand", row["brand"]),
            *_text("schema:status", row["status"]),
            *_text("dcterms:description", row["programme"]),
            *(part for field in parts_of(row["fields"]) for part in _text("schema:about", field)),
            *_date("schema:startDate", row["start"]),
            *_date("schema:endDate", row["end"]),
            *_references("dcterms:source", "source", row["source"]),
        ]
        yield _resource(
            _name("agreement", row["id"]), "org:OrganizationalCollaboration", statements
        )


def _parties(network: Network) -> Iterator[str]:
    here = network.party_rows & network.members[network.party_organization]
    for row in network.parties[here].to_dict("records"):
        name = _name("party", f"{row['agreement']}/{row['organization']}/{row['role']}")
        statements = [
            f"org:organization {_name('agreement', row['agreement'])}",
            f"org:member {_name('organization', row['organization'])}",
            *_text("org:role", row["role"]),
            *_date("schema:startDate", row["since"]),
            *_date("schema:endDate", row["until"]),
        ]
        yield _resource(name, "org:Membership", statements)


def _sources(network: Network) -> Iterator[str]:
    for row in network.tables["sources"].to_dict("records"):
        address = str(row["url"])
        statements = [
            *_text("skos:prefLabel", row["title"]),
            *_text("dcterms:type", row["kind"]),
            *_date("dcterms:issued", row["published"]),
            *([f"schema:url <{address}>"] if _ADDRESS.fullmatch(address) else ()),
        ]
        yield _resource(_name("source", row["id"]), "schema:CreativeWork", statements)


def _resource(name: str, kind: str, statements: list[str]) -> str:
    lines = " ;\n    ".join([f"a {kind}", *statements])
    return f"{name} {lines} .\n"


def _name(kind: str, identity: str) -> str:
    """Name a thing; whatever an id holds, the name is one that RDF allows.

    >>> _name("organization", "a b>")
    '<urn:netintl:organization:a%20b%3E>'
    """
    return f"<urn:netintl:{kind}:{quote(identity, safe='/')}>"


def _references(word: str, kind: str, cell: str) -> Iterator[str]:
    for identity in parts_of(cell):
        yield f"{word} {_name(kind, identity)}"


def _text(word: str, value: Any) -> Iterator[str]:
    if flat(value):
        yield f"{word} {_quoted(str(value))}"


def _quoted(text: str) -> str:
    cleaned = str(flat(text))
    return '"' + "".join(_ESCAPED.get(letter, letter) for letter in cleaned) + '"'


def _date(word: str, value: str) -> Iterator[str]:
    """Say a date as exactly as it is known."""
    if value:
        kind = _DATE_TYPES.get(len(value))
        yield f'{word} "{value}"^^{kind}' if kind else f"{word} {_quoted(value)}"
