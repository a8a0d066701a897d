"""Random networks of all kinds of organizations."""

from __future__ import annotations

from hypothesis import strategies as st

from ..proofs import examples

steady = examples(40)
POOL = ["S1", "S2", "S3", "S4", "C1", "C2", "C3", "E1", "E2", "E3", "P1", "G1"]


@st.composite
def party_lists(draw, pool=POOL, most=18, parties=4):
    """Draw agreements of one to four distinct parties."""
    names = st.lists(st.sampled_from(pool), min_size=1, max_size=parties, unique=True)
    lists = draw(st.lists(names, max_size=most))
    return {f"a{place}": " ".join(names) for place, names in enumerate(lists)}
