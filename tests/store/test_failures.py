import inspect

import pytest
from neo4j import exceptions as driver

from netintl.errors import StoreError, UsageError
from netintl.store.addresses import Address
from netintl.store.failures import explain_failure, translated

ADDRESS = Address("bolt://127.0.0.1:7687")
KINDS = [
    kind
    for _, kind in inspect.getmembers(driver, inspect.isclass)
    if issubclass(kind, (driver.GqlError, driver.DriverError))
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_exception_of_the_driver_has_a_sentence_and_a_cure(kind):
    error = explain_failure(kind.__new__(kind), ADDRESS)
    assert isinstance(error, StoreError)
    assert error.exit_code == 4
    assert "{" not in str(error)
    assert error.cure


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("Neo.ClientError.Security.Unauthorized", StoreError, "does not accept"),
        ("Neo.ClientError.Security.Forbidden", StoreError, "no right"),
        ("Neo.ClientError.Database.DatabaseNotFound", StoreError, "does not exist"),
        ("Neo.ClientError.Statement.SyntaxError", UsageError, "not valid: why"),
        ("Neo.ClientError.Statement.ParameterMissing", UsageError, "parameter"),
        (
            "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
            StoreError,
            "longer than allowed",
        ),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreError, "at the moment"),
        ("Neo.DatabaseError.General.UnknownError", StoreError, "failed: why"),
    ],
)
def test_codes_of_the_server_are_told_apart(code, kind, words):
    problem = driver.Neo4jError._hydrate_neo4j(code=code, message="why")
    error = explain_failure(problem, ADDRESS)
    assert type(error) is kind
    assert words in str(error)


def test_a_broken_connection_of_the_system_is_told_too():
    with pytest.raises(StoreError, match="connection"), translated(ADDRESS):
        raise ConnectionResetError("reset")
