"""Makes the network of national size once; benchmarks share it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def national(tmp_path_factory) -> Path:
    from national import write_network

    folder = tmp_path_factory.mktemp("national")
    write_network(folder, 1_000_000)
    return folder
