"""Files appear whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

import importlib
import os
import secrets
import signal
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from netintl.errors import OutputError
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PREFIX: Final = ".netintl-"  # of the name of what is not whole yet
_LONGEST: Final = 40  # letters of a name that are told again; names have their limit
_PATIENCE: Final = 30.0  # seconds
_MOMENT: Final = 0.005  # seconds between two tries


def write_file(path: Path, content: bytes | str, *, force: bool = False) -> None:
    """Write a file through a temporary one beside it, then rename.

    Raises
    ------
    OutputError
        When the file exists and ``force`` is not given, or when it cannot be written.
    """
    write_files({path: content}, force=force)


def write_files(files: Mapping[Path, bytes | str], *, force: bool = False) -> None:
    """Write files that belong together: all of them or none.

    Raises
    ------
    OutputError
        When a file exists and ``force`` is not given, or when one cannot be written.
    """
    for path in files:
        _check_free(path, force=force)
    with ExitStack() as open_files:
        ready: dict[Path, Path] = {}
        for path, content in files.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            with _explained(path):
                ready[path] = open_files.enter_context(_temporary(path, data))
        with uninterrupted():
            _take_places(ready)


@contextmanager
def _temporary(path: Path, data: bytes) -> Iterator[Path]:
    """Yield a locked file that holds the data; what still bears its name at the end goes."""
    _tidy(path)
    temporary = path.parent / _beside(path)
    try:
        with locked(temporary) as stream:
            stream.write(data)
            stream.flush()
            if os.name == "nt":  # which renames no open file, and has no locks of ours
                stream.close()
            yield temporary
    finally:
        with suppress(OSError):  # the next run tries again
            temporary.unlink(missing_ok=True)


def _beside(path: Path) -> str:
    return f"{PREFIX}{path.name[:_LONGEST]}.{secrets.token_hex(4)}"


def _tidy(path: Path) -> None:
    """Remove what killed runs left of writing this file."""
    begun = f"{PREFIX}{path.name[:_LONGEST]}."
    for left in [each for each in path.parent.iterdir() if each.name.startswith(begun)]:
        with suppress(OSError), unclaimed(left) as free:
            if free:
                left.unlink()


def _take_places(ready: Mapping[Path, Path]) -> None:
    """Rename each file; when one cannot be renamed, all are as they were."""
    aside: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, temporary in ready.items():
            with _explained(path):
                if len(ready) > 1 and path.is_file():
                    aside[path] = path.parent / _beside(path)
                    path.rename(aside[path])
                temporary.replace(path)
                placed.append(path)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        for path, former in aside.items():
            if former.exists():
                former.replace(path)
        raise
    for former in aside.values():
        with suppress(OSError):
            former.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[BinaryIO]:
    """Make a new file and lock it for as long as this process lives or the block lasts."""
    with path.open("xb") as stream:
        _lock(stream)
        yield stream


@contextmanager
def unclaimed(path: Path) -> Iterator[bool]:
    """Tell whether no process holds the lock of a file, and hold it meanwhile.

    Where files cannot be locked nothing counts as unclaimed.
    """
    with path.open("rb") as stream:
        yield _lock(stream)


def _lock(stream: BinaryIO) -> bool:
    try:
        locks: Any = importlib.import_module("fcntl")
        locks.flock(stream.fileno(), locks.LOCK_EX | locks.LOCK_NB)
    except (ImportError, OSError):  # no such locks on Windows, nor on some disks
        return False
    return True


@contextmanager
def alone_in(folder: Path, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Let one process after another change what stands in a folder.

    The system gives up the lock of a process that has died, and no file is left behind. Where
    folders cannot be locked (Windows, some disks of networks) nobody waits.

    Raises
    ------
    OutputError
        When another process keeps the folder to itself for too long.
    """
    try:
        locks: Any = importlib.import_module("fcntl")
        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        _wait_for(locks, handle, folder, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _wait_for(locks: Any, handle: int, folder: Path, until: float) -> None:
    while True:
        try:
            locks.flock(handle, locks.LOCK_EX | locks.LOCK_NB)
        except BlockingIOError as busy:
            if time.monotonic() > until:
                raise OutputError(
                    _("Another run of netintl is writing in {path}.").format(path=folder),
                    cure=_("Wait until it has ended, then run the command again."),
                ) from busy
            time.sleep(_MOMENT)
        except OSError:  # no locks on this disk
            return
        else:
            return


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until names have changed, which takes no time."""
    waiting: list[int] = []
    main = threading.current_thread() is threading.main_thread()
    usual = signal.getsignal(signal.SIGINT) if main else None
    if usual is None:  # another thread is not interrupted, and no one may change what C has set
        yield
        return
    signal.signal(signal.SIGINT, lambda number, _frame: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if waiting:
        signal.raise_signal(signal.SIGINT)


def _check_free(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise OutputError(
            _("{path} exists already.").format(path=path),
            cure=_("Choose another name, or add --force to replace it."),
        )


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise OutputError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=problem.strerror),
            cure=_("Check the folder, your rights and the free space on the disk."),
        ) from problem
