"""Brands that a package adds are asked for, and printed, by the names they were pushed with."""

from __future__ import annotations

import pandas as pd

from netintl.model.vocabularies import extended, vocabulary
from netintl.store.asking import ask
from netintl.store.brand_words import brands_of_store
from netintl.store.pushing import push
from netintl.store.questions import questions

from ..conftest import PUSHED, make_network


def test_an_added_brand_is_asked_for_by_name(store) -> None:
    words = {"vocabulary": "brands", "code": "dayu2", "name_en": "Dayu Two", "name_zh": "大禹二院"}
    network = make_network(
        {"a1": "S1 C1"}, agreements=[{"id": "a1", "brand": "dayu2"}], vocabularies=[words]
    )
    push(store, network, analyses=False, at=PUSHED)
    question = questions()["brand_sites"]
    added = brands_of_store(store, question)
    assert [(name, term.code, term.zh) for name, term in added.codes] == [
        ("brands", "dayu2", "大禹二院")
    ]
    for name in ("dayu2", "Dayu Two", "大禹二院"):
        with extended(added):
            rows = pd.DataFrame(ask(store, question, {"brand": name}).rows)
        assert len(rows) == 1
    assert "dayu2" not in vocabulary("brands")


def test_questions_without_brands_read_nothing_more() -> None:
    assert brands_of_store(None, questions()["shared_partners"]).codes == ()
