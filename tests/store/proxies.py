"""A cable on loopback that can be cut, or that falls silent, in the middle of a push."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Literal, Self

_PART = 1_024


class Proxy:
    """Passes on what goes to a port and back; use it in a ``with`` statement.

    Of the first ``times`` connections each ends, or falls silent, after so many bytes that went to
    the server; those that follow are sound.
    """

    def __init__(
        self, port: int, *, after: int, times: int = 1, how: Literal["cut", "hang"] = "cut"
    ) -> None:
        self._port, self._after, self._left, self._how = port, after, times, how
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.troubles = 0

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(self, *_problem: object) -> None:
        for end in (self._listener, *self._open):
            _break(end)
        for thread in self._threads:
            thread.join(10)

    def _begin(self, work, *given) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near = self._listener.accept()[0]
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                limit = self._after if self._left > 0 else None
                self._left -= 1
                self._begin(self._pass_on, near, far, limit)
                self._begin(self._pass_on, far, near, None)

    def _pass_on(self, source: socket.socket, target: socket.socket, limit: int | None) -> None:
        passed = 0
        with suppress(OSError):
            while part := source.recv(_PART):
                passed += len(part)
                if limit is not None and passed > limit:
                    self.troubles += 1
                    if self._how == "hang":
                        return
                    break
                target.sendall(part)
        _break(source)
        _break(target)


def _break(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
