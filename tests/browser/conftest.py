"""A real Chromium without network, and the offline page of the bundled data in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field

import pytest

from netintl.export.page.assembly import to_page

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A browser for tests talks to nobody: without these it looks for updates at every start.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LISTEN = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


# What still moves: transitions of the style sheet, and those of d3, which mark their element.
MOVING = """
document.getAnimations().some((one) => one.playState === "running") ||
[...document.querySelectorAll("*")].some((one) => one.__transition)
"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
PATIENCE = 120  # seconds, for a machine with other work


def settle(page):
    """Wait until nothing on the page moves and what was asked for is painted."""
    until = time.monotonic() + PATIENCE
    page.evaluate(FRAMES)
    while page.evaluate(MOVING):
        assert time.monotonic() < until, "the page does not come to rest"
        page.evaluate(FRAMES)
    page.evaluate(FRAMES)


def required_or_skipped(reason):
    if os.environ.get("NETINTL_REQUIRE_PROGRAMS") == "1":
        pytest.fail(f"NETINTL_REQUIRE_PROGRAMS is 1. {reason}", pytrace=False)
    pytest.skip(reason)


def npm_installed(source, folder):
    """Copy a folder of JavaScript and fetch the packages that its lock names."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        required_or_skipped("Install Node.js 18 or newer with npm.")
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules"))
    command = [npm, "ci", "--silent", "--no-audit", "--no-fund"]
    fetched = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if fetched.returncode:
        required_or_skipped(f"The packages cannot be fetched: {fetched.stderr[-300:]}")
    return folder


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        required_or_skipped("Install Chromium (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=FLAGS, timeout=PATIENCE * 1000
        )
        yield browser
        browser.close()


@dataclass
class Heard:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def page_file(tmp_path_factory, bundled_network):
    file = tmp_path_factory.mktemp("page") / "network.html"
    file.write_text(to_page(bundled_network), encoding="utf-8")
    return file


@pytest.fixture
def visit(chromium, page_file):
    """Open a page at an address; contexts are closed afterwards."""
    contexts = []

    def opened(address="#lang=en", *, file=page_file, until="#credit:not(:empty)", **options):
        size = {"width": 1440, "height": 900}
        context = chromium.new_context(
            **{"viewport": size, "offline": True, "accept_downloads": True, **options}
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.heard = Heard()
        page.on("request", lambda request: page.heard.requests.append(request.url))
        page.on("pageerror", lambda error: page.heard.errors.append(str(error)))
        page.on(
            "console",
            lambda said: (
                page.heard.errors.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.add_init_script(LISTEN)
        page.goto(f"{file.as_uri()}{address}")
        page.locator(until).wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
