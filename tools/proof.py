"""Run the long proofs whose code has changed since they last passed.

All of them with ``--all``, some by their names.

tests/proofs.json holds, for each proof, a digest of the files it is about and of the tests that
prove it, written when they have passed. ``--list`` tells what would run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "tests" / "proofs.json"

# Each proof: the tests marked "proof" in these places, and the files and folders they are about.
_NULLS, _KERNELS = "netintl/analyses/draws", "netintl/kernels"
PROOFS: Final = {
    "significance": (
        (
            "tests/analyses/draws/test_calibration.py",
            "tests/analyses/draws/test_nulls.py",
            "tests/kernels/test_rewiring.py",
            "tests/kernels/test_two_mode.py",
        ),
        (
            _NULLS,
            "netintl/analyses/structure/hubs.py",
            "netintl/analyses/structure/significance.py",
            "netintl/kernels/rewiring.py",
            "netintl/kernels/two_mode.py",
            "netintl/kernels/paths.py",
        ),
    ),
    "any network": (
        ("tests/analyses", "tests/kernels", "tests/network"),
        ("netintl/analyses", _KERNELS, "netintl/network"),
    ),
    "any table": (("tests/ingest",), ("netintl/ingest",)),
    "bad input": (
        (
            "tests/bad_input/test_bad_input.py",
            "tests/bad_input/test_growth.py",
            "tests/bad_input/expected.toml",
            "tests/bad_input/cases",
            "tests/cli/test_edges.py",
        ),
        ("netintl/ingest", "netintl/model/issue_codes.toml", "netintl/report"),
    ),
    "any input": (
        ("tests/bad_input/test_any_input.py",),
        ("netintl/ingest", "netintl/settings_files.py", "netintl/documents/word.py"),
    ),
    "partner matches": (
        ("tests/store/test_partner_matches.py",),
        ("netintl/store", "netintl/analyses/matches", "queries"),
    ),
    "crashes": (
        ("tests/store/test_crashes.py", "tests/store/zygote.py", "tests/store/holdings.py"),
        ("netintl/store",),
    ),
    "imports": (
        ("tests/store/test_bulk_import.py", "tests/servers/test_neo4j_server.py"),
        ("netintl/store", "tests/servers"),
    ),
    "damage": (("tests/store/test_damage.py", "tests/store/holdings.py"), ("netintl/store",)),
    "hostile": (("tests/store/test_hostile.py",), ("netintl/store", "queries")),
    "claims": (
        ("tests/truth",),
        ("netintl/analyses", "netintl/network", "netintl/words", "netintl/report", "netintl/model"),
    ),
}

# Proofs that take longer than all others together: run by ``--all`` and by name alone.
LONGEST: Final = ("claims", "any input")


def files_of(place: str) -> list[Path]:
    """Return a file, or the files of a folder; a place that is not there is an error."""
    path = ROOT / place
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    files = [file for file in found if file.is_file() and "__pycache__" not in file.parts]
    if not files:
        raise SystemExit(f"tools/proof.py: {place} is not there; say where it has gone.")
    return files


def digest_of(name: str) -> str:
    """Hash names and contents of all that a proof is about."""
    seen = hashlib.sha256()
    for place in sum(PROOFS[name], ()):
        for file in files_of(place):
            seen.update(file.relative_to(ROOT).as_posix().encode() + b"\0")
            seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()


def run(names: list[str], workers: str) -> int:
    """Run the tests of these proofs in full and return the exit code of pytest."""
    tests = {place for name in names for place in PROOFS[name][0]}
    places = sorted(place for place in tests if place.endswith(".py") or "." not in place)
    command = [sys.executable, "-m", "pytest", "-m", "proof", "-n", workers]
    command += ["--no-loadscope-reorder", *places]
    environment = {**os.environ, "NETINTL_PROOF": "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """Run what was asked for and, once it has passed, note it in the lock."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="these alone, changed or not")
    parser.add_argument("--all", action="store_true", help="whatever has changed")
    parser.add_argument("--list", action="store_true", help="tell what would run")
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    held = json.loads(LOCK.read_text(encoding="utf-8")) if LOCK.exists() else {}
    digests = {name: digest_of(name) for name in PROOFS}
    changed = [n for n in PROOFS if n not in LONGEST and held.get(n) != digests[n]]
    if unknown := sorted(set(options.names) - set(PROOFS)):
        parser.error(f"no proof is named {', '.join(unknown)}; there are {', '.join(PROOFS)}")
    stale = list(PROOFS) if options.all else options.names or changed
    print(f"Proofs to run: {', '.join(stale) or 'none'}.", flush=True)
    code = run(stale, options.workers) if stale and not options.list else 0
    if not code and not options.list:
        passed = {name: digests[name] for name in PROOFS if name in stale}
        LOCK.write_text(json.dumps(held | passed, indent=1) + "\n", encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
