from pathlib import Path

import pytest

from netintl.errors import UsageError
from netintl.store.addresses import find_address


def test_a_folder_of_the_environment_holds_the_embedded_store():
    address = find_address(environment={"NETINTL_STORE": "elsewhere"})
    assert address.embedded
    assert address.folder == Path("elsewhere")


def test_an_address_given_wins_over_the_environment():
    environment = {"NEO4J_URI": "neo4j://one", "NEO4J_USERNAME": "ada", "NEO4J_DATABASE": "plans"}
    assert str(find_address(environment=environment)) == "neo4j://one/plans"
    assert str(find_address("bolt://two", environment)) == "bolt://two/plans"
    assert find_address("bolt://two", environment).user == "ada"


@pytest.mark.parametrize("uri", ["http://host", "bolt://", "localhost:7687"])
def test_other_addresses_are_refused(uri):
    with pytest.raises(UsageError, match="no address"):
        find_address(uri, {})


def test_a_password_in_an_address_is_refused_and_never_shown():
    with pytest.raises(UsageError) as refused:
        find_address("bolt://ada:secret@host", {})
    assert "secret" not in str(refused.value) + refused.value.cure
    with pytest.raises(UsageError) as refused:
        find_address("http://ada:secret@host", {})
    assert "secret" not in str(refused.value) + refused.value.cure


def test_a_password_is_not_part_of_what_is_printed():
    assert "secret" not in repr(find_address("bolt://host", {"NEO4J_PASSWORD": "secret"}))
