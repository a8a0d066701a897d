"""Files of settings that an option or another file names: regular, of a limited size, in UTF-8."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path
from typing import Any

from netintl.errors import InputError
from netintl.i18n import _
from netintl.model.limits import limits


def read_limited(path: str | Path, *, limit: str = "settings", cure: str = "") -> bytes:
    r"""Read a regular file that is not larger than a limit.

    A device or a pipe may give bytes for ever, so it is not opened.

    Parameters
    ----------
    limit
        The name of the limit in ``limits.toml``.
    cure
        What to do when the file cannot be read.

    Raises
    ------
    InputError
        When there is no such file, it is a folder, a device or a pipe, or it is too large.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "m.toml"
    >>> _written = file.write_bytes(b"a = 1\n")
    >>> read_limited(file)
    b'a = 1\n'
    """
    most = check_regular(path, limit=limit, cure=cure)
    try:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    except OSError as problem:
        raise _unreadable(path, problem.strerror or str(problem), cure) from problem
    if len(data) > most:
        raise _too_large(path, most, limit)
    return data


def check_regular(path: str | Path, *, limit: str, cure: str) -> int:
    """Return the limit of a file in bytes, and refuse what is no regular file below it.

    Raises
    ------
    InputError
        As `read_limited` does.
    """
    most = limits()[limit]
    try:
        found = Path(path).stat()
    except (OSError, ValueError) as problem:  # ValueError: a name with a NUL in it
        reason = getattr(problem, "strerror", None) or str(problem)
        raise _unreadable(path, reason, cure) from problem
    if stat.S_ISDIR(found.st_mode):
        raise _unreadable(path, _("it is a folder"), cure)
    if not stat.S_ISREG(found.st_mode):
        raise _unreadable(path, _("it is a device or a pipe"), cure)
    if found.st_size > most:
        raise _too_large(path, most, limit)
    return most


def read_settings(path: str | Path, *, cure: str, example: str) -> dict[str, Any]:
    r"""Read a TOML file.

    Parameters
    ----------
    cure
        What to do when the file cannot be read.
    example
        What to do when it is no TOML.

    Raises
    ------
    InputError
        When the file cannot be read, is no UTF-8 or no TOML.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "m.toml"
    >>> _written = file.write_bytes(b"\xef\xbb\xbfa = 1\n")
    >>> read_settings(file, cure="", example="")
    {'a': 1}
    """
    data = read_limited(path, cure=cure)
    try:
        return parse_settings(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise InputError(
            _("{path} is not in UTF-8.").format(path=path),
            cure=_("Save the file again as UTF-8."),
        ) from problem
    except ValueError as problem:
        raise InputError(
            _("{path} is not a TOML file: {reason}.").format(path=path, reason=problem),
            cure=example,
        ) from problem


def parse_settings(text: str) -> dict[str, Any]:
    """Parse the text of a TOML file.

    Raises
    ------
    ValueError
        When it is none, or is nested too deeply.
    """
    try:
        return tomllib.loads(text)
    except RecursionError as problem:
        raise ValueError(_("it is nested too deeply")) from problem


def _too_large(path: str | Path, most: int, limit: str) -> InputError:
    return InputError(
        _("{path} is larger than {most} bytes, the limit of {name}.").format(
            path=path, most=most, name=limit
        ),
        cure=_("Name another file, or split this one."),
    )


def _unreadable(path: str | Path, reason: str, cure: str) -> InputError:
    return InputError(
        _("{path} cannot be read: {reason}.").format(path=path, reason=reason), cure=cure
    )
