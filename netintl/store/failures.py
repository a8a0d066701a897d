"""What the driver and the engines raise, said as one sentence with its cure."""

from __future__ import annotations

import re
from contextlib import contextmanager
from socket import gaierror
from ssl import SSLCertVerificationError, SSLError
from typing import TYPE_CHECKING, Final

from neo4j import exceptions as driver

from netintl.errors import NetintlError, StoreError, UsageError
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.store.addresses import Address

AGAIN: Final = mark("Run the command again; what was written stays and nothing is written twice.")
_RIGHTS = mark("Ask for an account that may do this, or set NEO4J_USERNAME and NEO4J_PASSWORD.")
_START = mark("Start the server, and check the address, the port and +s for encryption.")
_LATE = (mark("{address} did not write a batch within the time it may take."), AGAIN)
_READ_ONLY = (
    mark("{address} can only be read."),
    mark("Choose a database that may be written."),
)
DAMAGED: Final = mark(
    "Check your rights and the space on the disk; else delete the folder and push again."
)

# Codes of the server by their beginning, the longest that fits wins: what happened, what to do.
_CODES: Final = {
    "Neo.ClientError.Security.Unauthorized": (
        mark("{address} does not accept the user name and password."),
        mark("Set NEO4J_USERNAME and NEO4J_PASSWORD."),
    ),
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        mark("{address} has closed the account for a while after too many wrong passwords."),
        mark("Wait a few seconds, then set NEO4J_USERNAME and NEO4J_PASSWORD."),
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        mark("The password for {address} has to be changed first."),
        mark("Log in once with cypher-shell or Neo4j Browser and choose a new one."),
    ),
    "Neo.ClientError.Security": (
        mark("The account has no right to do this at {address}."),
        _RIGHTS,
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        mark("{address} does not exist."),
        mark("Set NEO4J_DATABASE to a database of the server; often it is neo4j."),
    ),
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": _READ_ONLY,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": _READ_ONLY,
    "Neo.ClientError.Schema.ConstraintValidationFailed": (
        mark("{address} holds a node with the same id that netintl did not write: {reason}"),
        mark("Use a database of its own for netintl."),
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": (
        mark("The query took longer than allowed and was stopped."),
        mark("Ask for less, or give more time with --timeout."),
    ),
    "Neo.ClientError.Statement.ParameterMissing": (
        mark("The query needs a parameter that was not given: {reason}"),
        mark("Give it with -p name=value."),
    ),
    "Neo.ClientError.Procedure": (
        mark("The query is not valid: {reason}"),
        mark("Correct the text of the query."),
    ),
    "Neo.ClientError.Statement": (
        mark("The query is not valid: {reason}"),
        mark("Correct the text of the query."),
    ),
    "Neo.TransientError": (mark("{address} cannot do this at the moment: {reason}"), AGAIN),
    "Neo.DatabaseError": (
        mark("{address} failed: {reason}"),
        mark("Look into the server's log, and check the space on its disk."),
    ),
}
_TIMED_OUT = ("Neo.ClientError.Transaction.TransactionTimedOut", "timed out", "timeout")
_QUERY_ERRORS = ("Neo.ClientError.Statement", "Neo.ClientError.Procedure")

# Classes of the driver; the nearest ancestor wins.
_CLASSES: Final[dict[type[Exception], tuple[str, str]]] = {
    driver.ServiceUnavailable: (mark("There is no answer from {address}."), _START),
    driver.RoutingServiceUnavailable: (
        mark("{address} gives no routing table, as a single server behind a tunnel may not."),
        mark("Write bolt:// instead of neo4j:// in the address."),
    ),
    driver.WriteServiceUnavailable: (
        mark("{address} has no server that can write at the moment."),
        AGAIN,
    ),
    driver.ReadServiceUnavailable: (
        mark("{address} has no server that can be read at the moment."),
        AGAIN,
    ),
    driver.IncompleteCommit: (
        mark("The connection to {address} was cut while a batch was being written."),
        AGAIN,
    ),
    driver.SessionExpired: (mark("The connection to {address} was cut."), AGAIN),
    driver.ConnectionPoolError: (mark("No connection to {address} was free in time."), AGAIN),
    driver.SessionError: (mark("The connection to {address} broke down: {reason}"), AGAIN),
    driver.TransactionError: (mark("A batch for {address} was not written: {reason}"), AGAIN),
    driver.ResultError: (mark("The answer of {address} was cut off: {reason}"), AGAIN),
    driver.BrokenRecordError: (
        mark("{address} answers with a value that cannot be read: {reason}"),
        mark("Return plain values, and name the columns."),
    ),
    driver.ConfigurationError: (
        mark("The settings for {address} cannot be used: {reason}"),
        mark("Use bolt:// or neo4j://, with +s where the server encrypts."),
    ),
    driver.AuthConfigurationError: (
        mark("The way to log in at {address} is not set up: {reason}"),
        mark("Set NEO4J_USERNAME and NEO4J_PASSWORD."),
    ),
    driver.CertificateConfigurationError: (
        mark("The certificate for {address} cannot be used: {reason}"),
        mark("Use +ssc for a certificate that the server signed itself."),
    ),
    driver.UnsupportedServerProduct: (
        mark("{address} is a server that netintl does not know."),
        mark("Use Neo4j 5.26 or newer, and +s in the address if the server encrypts."),
    ),
    driver.TransientError: _CODES["Neo.TransientError"],
    driver.DatabaseError: _CODES["Neo.DatabaseError"],
    driver.AuthError: _CODES["Neo.ClientError.Security"],
    driver.Forbidden: _CODES["Neo.ClientError.Security"],
    driver.ConstraintError: _CODES["Neo.ClientError.Schema.ConstraintValidationFailed"],
    driver.CypherSyntaxError: _CODES["Neo.ClientError.Statement"],
    driver.CypherTypeError: _CODES["Neo.ClientError.Statement"],
    driver.NotALeader: (mark("{address} is no longer the server that writes."), AGAIN),
    driver.ForbiddenOnReadOnlyDatabase: _CODES[
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"
    ],
    driver.TokenExpired: _CODES["Neo.ClientError.Security.Unauthorized"],
    driver.ClientError: (
        mark("{address} refuses: {reason}"),
        mark("Check the query and its parameters."),
    ),
    driver.Neo4jError: (mark("{address} failed: {reason}"), AGAIN),
    driver.GqlError: (mark("{address} failed: {reason}"), AGAIN),
    driver.DriverError: (mark("The connection to {address} failed: {reason}"), AGAIN),
}

# What lies behind "no answer", the first that fits.
_CAUSES: Final[tuple[tuple[type[BaseException], str, tuple[str, str]], ...]] = (
    (
        gaierror,
        "",
        (
            mark("The name of the server in {address} is not known."),
            mark("Check its spelling, and that this machine is connected."),
        ),
    ),
    (
        SSLCertVerificationError,
        "",
        (
            mark("{address} shows a certificate that this machine does not trust."),
            mark(
                "Name the PEM file of its authority in NETINTL_NEO4J_CA; or write +ssc, which "
                "takes a certificate that the server signed itself and checks nothing."
            ),
        ),
    ),
    (
        SSLError,
        "",
        (
            mark("{address} does not encrypt."),
            mark("Leave out +s and +ssc, or set up encryption at the server."),
        ),
    ),
    (
        Exception,
        "looks like HTTP",
        (
            mark("{address} is the port of a website, not of the database."),
            mark("Give the port for Bolt; often it is 7687."),
        ),
    ),
)
_JAVA: Final = re.compile(r"(?:\w+\.)+\w*(?:Exception|Error): |\(caused by .*|^[^:]* failed: ")


def explain_failure(problem: Exception, address: Address, *, writing: bool = False) -> NetintlError:
    """Turn an exception of the driver into one of ours: a bad query is 2, all else 4.

    Examples
    --------
    >>> from netintl.store.addresses import Address
    >>> error = explain_failure(driver.ServiceUnavailable("x"), Address("bolt://localhost:1"))
    >>> str(error), error.exit_code
    ('There is no answer from bolt://localhost:1/neo4j.', 4)
    """
    code = str(getattr(problem, "code", "") or "")
    happened, cure = _explanation_of(problem, code, writing=writing)
    wrong_query = code.startswith(_QUERY_ERRORS) and not writing
    kind = UsageError if wrong_query else StoreError
    if writing and code.startswith(_QUERY_ERRORS):
        happened, cure = _CODES["Neo.DatabaseError"]
    if address.embedded and kind is StoreError and "{reason}" in happened:
        happened, cure = mark("The embedded store in {address} failed: {reason}"), DAMAGED
    sentence = _(happened).format(address=address, reason=_reason(problem))
    return kind(sentence, cure=_(cure))


def _explanation_of(problem: Exception, code: str, *, writing: bool) -> tuple[str, str]:
    timed_out, *hints = _TIMED_OUT
    if "Transaction" in code and any(hint in str(problem).casefold() for hint in hints):
        return _LATE if writing else _CODES[timed_out]
    known = [begin for begin in _CODES if code.startswith(begin)]
    if known:
        return _CODES[max(known, key=len)]
    if isinstance(problem, driver.ServiceUnavailable):
        behind = list(_causes(problem))
        for kind, words, sentence in _CAUSES:
            if any(isinstance(cause, kind) and words in str(cause) for cause in behind):
                return sentence
    return next(_CLASSES[kind] for kind in type(problem).__mro__ if kind in _CLASSES)


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    """Yield a problem and all that led to it; asking for routes gathers several."""
    while problem is not None:
        yield problem
        if isinstance(problem, BaseExceptionGroup):
            for part in problem.exceptions:
                yield from _causes(part)
        problem = problem.__cause__ or problem.__context__


def _reason(problem: Exception) -> str:
    """Return the first line of what the driver says, as one sentence."""
    text = str(getattr(problem, "message", "") or problem).strip() or type(problem).__name__
    return text.splitlines()[0].rstrip(".") + "."


def without_java(problem: Exception) -> str:
    """Return the first line of what the embedded engine says, without the names of classes."""
    return _JAVA.sub("", str(problem).strip().splitlines()[0]).strip().rstrip(".") + "."


def took_too_long() -> StoreError:
    """Return the error of a query that was given up."""
    happened, cure = _CODES[_TIMED_OUT[0]]
    return StoreError(_(happened), cure=_(cure))


def would_write(clause: str = "") -> UsageError:
    """Return the error of a query that changes the store, by a clause where one can be named."""
    happened = _("The query would change the database; only reading is allowed.")
    if clause:
        happened = _("The query would change the database by {clause}; only reading is allowed.")
    return UsageError(
        happened.format(clause=clause),
        cure=_("Leave out CREATE, MERGE, SET, DELETE, REMOVE and calls that write."),
    )


def refused_by_engine(problem: Exception, clause: str = "") -> NetintlError:
    """Turn what the embedded engine raises about a query into one of our errors.

    ``clause`` is that by which the query would write, if it is known.

    Examples
    --------
    >>> print(refused_by_engine(ValueError("Query failed: a.b.AnyException: Why (caused by a.c")))
    The query is not valid: Why.
    """
    text = str(problem)
    if "NotIdempotent" in text:
        return would_write(clause)
    if "imeout" in text:
        return took_too_long()
    happened, cure = _CODES["Neo.ClientError.Statement"]
    return UsageError(_(happened).format(reason=without_java(problem)), cure=_(cure))


@contextmanager
def translated(address: Address, *, writing: bool = False) -> Iterator[None]:
    """Raise what the driver raises inside as one of our errors."""
    try:
        yield
    except (driver.GqlError, driver.DriverError) as problem:
        raise explain_failure(problem, address, writing=writing) from problem
    except OSError as problem:
        raise StoreError(
            _("The connection to {address} failed: {reason}").format(
                address=address, reason=_reason(problem)
            ),
            cure=_(_START),
        ) from problem
