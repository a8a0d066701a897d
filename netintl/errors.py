"""Everything netintl raises on purpose, with its exit code and its cure.

::

    NetintlError            3
    ├── UsageError          2   an option, a setting or a name is impossible
    ├── InputError          3   a file cannot be read as a table
    ├── AnalysisError       3   the network cannot answer the question
    ├── OutputError         3   a file exists already, or cannot be written
    └── StoreError          4   the graph database refuses, fails or is not there
"""

from __future__ import annotations


class NetintlError(Exception):
    """One sentence of what happened and one of what to do.

    Parameters
    ----------
    message
        What happened, and to what.
    cure
        What the user can do about it.

    Examples
    --------
    >>> error = InputError("links.csv is empty.", cure="Write at least a header row.")
    >>> error.exit_code, error.cure
    (3, 'Write at least a header row.')
    """

    exit_code = 3

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message)
        self.cure = cure


class UsageError(NetintlError):
    """An option, a setting or a name is impossible."""

    exit_code = 2


class InputError(NetintlError):
    """A file cannot be read as a table."""


class AnalysisError(NetintlError):
    """The network cannot answer the question."""


class OutputError(NetintlError):
    """A file exists already, or cannot be written."""


class StoreError(NetintlError):
    """The graph database refuses, fails or is not there."""

    exit_code = 4
