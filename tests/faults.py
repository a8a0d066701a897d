"""A disk that fails at the n-th change, and a process that dies there.

Python tells an audit hook of each change before it is made; what the hook raises keeps it from
being made. A hook cannot be taken away again, so there is one, which is mostly idle.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager

CHANGES = ("os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "os.chmod")


class Killed(BaseException):
    """What no handler stops, and after which the process changes nothing any more."""


class Faults:
    """Counts changes below a folder and fails at one of them."""

    def __init__(self) -> None:
        self.folder = None
        sys.addaudithook(self._hear)

    @contextmanager
    def at(self, place, kind, folder):
        """Fail at the change of this number; tell by ``seen`` how many there were."""
        self.place, self.kind, self.seen, self.folder = place, kind, 0, str(folder)
        try:
            yield self
        finally:
            self.folder = None

    def _hear(self, event, arguments) -> None:
        if self.folder is None or not self._changes(event, arguments):
            return
        self.seen += 1
        dead = self.kind in ("kill", "exit") and self.seen > self.place
        if self.seen != self.place and not dead:
            return
        if self.kind == "exit":
            os._exit(9)
        if self.kind == "kill":
            raise Killed
        if self.kind == "interrupt":
            raise KeyboardInterrupt
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _changes(self, event, arguments) -> bool:
        if not arguments or not str(arguments[0]).startswith(self.folder):
            return False
        if event == "open":
            writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT
            return bool((arguments[2] or 0) & writes)
        return event in CHANGES


faults = Faults()
