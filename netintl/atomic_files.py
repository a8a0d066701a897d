"""Files appear whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from netintl.errors import OutputError
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_file(path: Path, content: bytes | str, *, force: bool = False) -> None:
    """Write a file through a temporary one beside it, then rename.

    Raises
    ------
    OutputError
        When the file exists and ``force`` is not given, or when it cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    _check_free(path, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise OutputError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=problem.strerror),
            cure=_("Check the folder, your rights and the free space on the disk."),
        ) from problem


def write_files(files: Mapping[Path, bytes | str], *, force: bool = False) -> None:
    """Write files that belong together; when one of them is there already, none is written.

    Raises
    ------
    OutputError
        When a file exists and ``force`` is not given, or when one cannot be written.
    """
    for path in files:
        _check_free(path, force=force)
    for path, content in files.items():
        write_file(path, content, force=force)


def _check_free(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise OutputError(
            _("{path} exists already.").format(path=path),
            cure=_("Choose another name, or add --force to replace it."),
        )


def _umask() -> int:
    """Return the process's mask; reading it means setting it twice."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
