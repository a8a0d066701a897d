"""An encrypted address: what it trusts, what it refuses, and the authority of one's own."""

from __future__ import annotations

import pytest

from netintl.errors import StoreError, UsageError
from netintl.store.addresses import find_address
from netintl.store.client import Store
from netintl.store.embedded import DATABASE, USER

from .encryption import EncryptedFront, make_certificate

HOST = "127.0.0.1"
AUTHORITY = "NETINTL_NEO4J_CA"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Two authorities, what one of them signed, and what a server signed itself."""
    folder = tmp_path_factory.mktemp("certificates")
    make_certificate(folder, "ours")
    make_certificate(folder, "theirs")
    make_certificate(folder, "server", signed_by="ours", host=HOST)
    make_certificate(folder, "elsewhere", signed_by="ours", host="127.0.0.9")
    make_certificate(folder, "itself", host=HOST)
    return folder


@pytest.fixture(scope="module")
def engine(embedded):
    """Return an engine that speaks plain Bolt on loopback."""
    return embedded._embedded


def asked(front, engine, scheme, authority=""):
    environment = {
        "NEO4J_USERNAME": USER,
        "NEO4J_PASSWORD": engine.password,
        "NEO4J_DATABASE": DATABASE,
        AUTHORITY: str(authority),
    }
    address = find_address(f"{scheme}://{HOST}:{front.port}", environment)
    with Store(address) as store:
        return store.read("RETURN 1 AS one").rows


def test_plus_ssc_takes_a_certificate_that_the_server_signed_itself(engine, certificates):
    with EncryptedFront(engine.port, certificates / "itself.pem") as front:
        assert asked(front, engine, "bolt+ssc") == ((1,),)


@pytest.mark.parametrize("shown", ["itself", "server"])
def test_plus_s_refuses_what_this_machine_does_not_trust(engine, certificates, shown):
    with (
        EncryptedFront(engine.port, certificates / f"{shown}.pem") as front,
        pytest.raises(StoreError, match="does not trust") as refused,
    ):
        asked(front, engine, "bolt+s")
    assert refused.value.exit_code == 4
    assert AUTHORITY in refused.value.cure
    assert "+ssc" in refused.value.cure


@pytest.mark.parametrize(("shown", "authority"), [("server", "ours"), ("itself", "itself")])
def test_an_authority_of_ones_own_vouches_for_its_servers(engine, certificates, shown, authority):
    with EncryptedFront(engine.port, certificates / f"{shown}.pem") as front:
        assert asked(front, engine, "bolt+s", certificates / f"{authority}.pem") == ((1,),)


@pytest.mark.parametrize(("shown", "authority"), [("server", "theirs"), ("elsewhere", "ours")])
def test_an_authority_vouches_for_no_other_server(engine, certificates, shown, authority):
    """Neither for one that another authority signed, nor for one with another name."""
    with (
        EncryptedFront(engine.port, certificates / f"{shown}.pem") as front,
        pytest.raises(StoreError, match="does not trust"),
    ):
        asked(front, engine, "bolt+s", certificates / f"{authority}.pem")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+ssc", "neo4j+ssc"])
def test_an_authority_without_a_check_is_refused(certificates, scheme):
    with pytest.raises(UsageError, match="checks no certificate") as refused:
        find_address(f"{scheme}://{HOST}", {AUTHORITY: str(certificates / "ours.pem")})
    assert "+s" in refused.value.cure


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_a_file_without_certificates_is_refused(tmp_path, content):
    file = tmp_path / "authority.pem"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"authority\.pem.*holds no certificates"):
        find_address(f"bolt+s://{HOST}", {AUTHORITY: str(file)})


def test_the_embedded_store_needs_no_authority():
    assert find_address(environment={AUTHORITY: "nowhere.pem"}).authority == ""
