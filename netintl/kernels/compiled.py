"""One source, two ways to run it: plain Python on small inputs, machine code on large ones.

A *kernel* is a sequential loop written in the numba subset. It allocates nothing: it is given every
array it needs, inputs first, and leaves its answer in the others. So the same text runs

- *plain*, on Python lists, whose elements are reached several times faster than those of an array,
  and without importing numba (importing it costs more than most small reports);
- *compiled*, on the arrays themselves, by ``numba.njit`` on first use, cached on disk where
  possible.

The caller states the work, in inner-loop steps; `THRESHOLD` is where compiled code starts to pay.

Examples
--------
>>> import numpy as np
>>> @compiled(inputs=1)
... def running_sum(values, out):
...     total = 0
...     for i in range(len(values)):
...         total += values[i]
...         out[i] = total
>>> out = np.zeros(3, dtype=np.int64)
>>> running_sum(3, np.array([1, 2, 3]), out)
>>> out.tolist()
[1, 3, 6]
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, Literal, ParamSpec, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["THRESHOLD", "Kernel", "compiled", "forced"]

P = ParamSpec("P")
Path = Literal["plain", "compiled"]

THRESHOLD = 1_000_000
"""Inner-loop steps from which a kernel is compiled.

A step takes about 0.1 to 0.3 µs as plain Python, importing numba and loading cached machine code
about half a second, compiling for the first time one to three seconds.
"""

_forced: ContextVar[Path | None] = ContextVar("_forced", default=None)


@contextmanager
def forced(path: Path) -> Iterator[None]:
    """Run every kernel called inside the block along one path, whatever its work.

    Parameters
    ----------
    path
        ``"plain"`` or ``"compiled"``.

    Examples
    --------
    >>> with forced("plain"):
    ...     pass
    """
    token = _forced.set(path)
    try:
        yield
    finally:
        _forced.reset(token)


class Kernel(Generic[P]):
    """A loop that runs plain or compiled; made by `compiled`.

    Parameters
    ----------
    plain
        The loop, in the numba subset; it returns nothing.
    inputs
        How many leading arguments it only reads.

    Notes
    -----
    Call it with the work first, then the loop's own arguments. The outcome does not depend on the
    path, up to the rounding of fused floating-point operations.
    """

    def __init__(self, plain: Callable[P, None], inputs: int) -> None:
        self.plain = plain
        self.inputs = inputs
        self._machine: Callable[P, None] | None = None
        self._lock = threading.Lock()
        update_wrapper(self, plain)

    def pays(self, work: int) -> bool:
        """Tell whether work of this size is run compiled.

        Examples
        --------
        >>> kernel = compiled(inputs=0)(lambda: None)
        >>> kernel.pays(10), kernel.pays(10**9)
        (False, True)
        """
        path = _forced.get()
        return work >= THRESHOLD if path is None else path == "compiled"

    def __call__(self, work: int, /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run along the path that suits the work."""
        if self.pays(work):
            self.machine(*args, **kwargs)
            return
        lists = [a.tolist() if isinstance(a, np.ndarray) else a for a in args]
        cast("Callable[..., None]", self.plain)(*lists, **kwargs)
        for array, answer in zip(args[self.inputs :], lists[self.inputs :], strict=True):
            if isinstance(array, np.ndarray):
                array[:] = answer

    def machine(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run compiled; safe from several threads, which then run at the same time."""
        with self._lock:
            if self._machine is None:
                self._machine = _njit(self.plain)
            call = self._machine
        try:
            call(*args, **kwargs)
        except OSError:  # the cache could not be written; this precedes the run, so run again
            with self._lock:
                self._machine = call = _njit(self.plain, cache=False)
            call(*args, **kwargs)


def compiled(*, inputs: int) -> Callable[[Callable[P, None]], Kernel[P]]:
    """Make a loop in the numba subset a `Kernel`.

    Parameters
    ----------
    inputs
        How many leading arguments the loop only reads; arrays after them carry the answer.

    Returns
    -------
        A decorator.

    Examples
    --------
    >>> import numpy as np
    >>> @compiled(inputs=0)
    ... def double(values):
    ...     for i in range(len(values)):
    ...         values[i] *= 2
    >>> values = np.array([1, 2])
    >>> double(2, values)
    >>> values.tolist()
    [2, 4]
    """
    return lambda plain: Kernel(plain, inputs)


def _njit(plain: Callable[P, None], *, cache: bool = True) -> Callable[P, None]:
    from numba import njit  # noqa: PLC0415 -- costs half a second, wanted on large inputs only

    options: dict[str, Any] = {"nogil": True}
    if cache:
        try:
            return cast("Callable[P, None]", njit(cache=True, **options)(plain))
        except RuntimeError:  # no writable place for the cache
            pass
    return cast("Callable[P, None]", njit(**options)(plain))
