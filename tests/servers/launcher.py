"""Become a program that ends when the process which started it ends, even by ``kill -9``.

Asking for this in a preexec function could deadlock: it would run between fork and exec of a
process with many threads. Here it runs in a fresh process.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>; Linux only


def main() -> None:
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == int(parent):  # it may have ended before we asked
        os.execv(command[0], command)  # noqa: S606 - no shell is meant


if __name__ == "__main__":
    main()
