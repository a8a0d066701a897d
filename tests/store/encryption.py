"""Certificates made for a test, and a front that encrypts what goes to a port on loopback."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from ..servers.fixtures import leave

if TYPE_CHECKING:
    from pathlib import Path

_PART = 65_536
_MAKE = (
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
    "-days", "2",
)  # fmt: skip


def make_certificate(folder: Path, name: str, *, signed_by: str = "", host: str = "") -> Path:
    """Write ``name.pem`` and ``name.key``; without ``signed_by`` it signs itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        leave("openssl makes the certificates, and it was not found on PATH.")
    given = [
        "-subj",
        f"/CN={name}",
        "-keyout",
        folder / f"{name}.key",
        "-out",
        folder / f"{name}.pem",
    ]
    if host:
        given += ["-addext", f"subjectAltName=IP:{host}"]
    if signed_by:
        given += ["-CA", folder / f"{signed_by}.pem", "-CAkey", folder / f"{signed_by}.key"]
        given += ["-addext", "basicConstraints=critical,CA:FALSE"]
    subprocess.run([openssl, *_MAKE, *given], check=True, capture_output=True, timeout=60)
    return folder / f"{name}.pem"


class EncryptedFront:
    """Takes encrypted connections and passes them on to a port; use it in a ``with`` statement."""

    def __init__(self, port: int, certificate: Path) -> None:
        self._target = port
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, certificate.with_suffix(".key"))
        self._loop = asyncio.new_event_loop()
        # A client that does not trust us ends the handshake, which is what the test is about.
        self._loop.set_exception_handler(lambda _loop, _context: None)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._await(
            asyncio.start_server(self._pass_on, "127.0.0.1", 0, ssl=self._context)
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_problem: object) -> None:
        self._await(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _await(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _close(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _pass_on(self, near_in, near_out) -> None:
        far_in, far_out = await asyncio.open_connection("127.0.0.1", self._target)
        ways = [
            asyncio.ensure_future(_copied(near_in, far_out)),
            asyncio.ensure_future(_copied(far_in, near_out)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for end in (near_out, far_out):
                end.transport.abort()
                with suppress(OSError):
                    await end.wait_closed()


async def _copied(source, target) -> None:
    while part := await source.read(_PART):
        target.write(part)
        await target.drain()
