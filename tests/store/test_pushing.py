import pytest
from neo4j import exceptions as driver

from netintl.errors import StoreError
from netintl.model.bundled import bundled
from netintl.network.loading import load
from netintl.network.network import Network
from netintl.store.elements import LINK_ENDS, NODE_LABELS
from netintl.store.leases import Lease
from netintl.store.pushing import Counts, push
from netintl.store.upkeep import clear, status


@pytest.fixture(scope="module")
def network():
    return load(bundled("data") / "worked-example")


def _without(network, agreement):
    """The same tables less one agreement and its parties."""
    tables = dict(network.tables)
    tables["organizations"] = network.organizations
    tables["agreements"] = network.agreements[network.agreements["id"] != agreement]
    tables["parties"] = network.parties[network.parties["agreement"] != agreement]
    return Network.from_tables(tables)


def _with_cell(network, table, row, column, value):
    frames = {**network.tables, "organizations": network.organizations}
    frames |= {"agreements": network.agreements, "parties": network.parties}
    frame = frames[table].copy()
    frame.loc[frame["id"] == row, column] = value
    return Network.from_tables({**frames, table: frame})


def _recounted(store):
    return {name: current for name, (_all, current) in status(store).counts.items()}


def test_a_push_writes_every_row_and_a_second_one_none(store, network):
    first = push(store, network, at="2026-01-01")
    assert set(first.counts) == set(NODE_LABELS) | set(LINK_ENDS)
    assert first.counts["Organization"].created == len(network.organizations)
    assert first.counts["COOPERATES"].created == len(network.pairs)
    assert _recounted(store) == {name: counts.created for name, counts in first.counts.items()}
    second = push(store, network, at="2026-02-02")
    assert second.total == Counts(unchanged=first.total.created)
    assert status(store).pushed_at == "2026-01-01"


def test_what_is_gone_ends_and_stays_readable(store, network):
    gone = network.agreements["id"].iloc[0]
    push(store, network, at="2026-01-01")
    pushed = push(store, _without(network, gone), at="2026-02-02")
    assert pushed.counts["Agreement"].ended == 1
    text = "MATCH (a:Agreement {id: $id}) RETURN a.current AS c, a.ended_on AS e, a.first_seen AS f"
    assert store.read(text, {"id": gone}).rows == ((False, "2026-02-02", "2026-01-01"),)
    kept = {
        name: counts.created + counts.updated + counts.unchanged
        for name, counts in pushed.counts.items()
    }
    assert _recounted(store) == kept
    again = push(store, network, at="2026-03-03")
    assert again.counts["Agreement"].updated == 1
    assert store.read(text, {"id": gone}).rows == ((True, None, "2026-01-01"),)


def test_what_changed_is_replaced_and_keeps_its_first_day(store, network):
    push(store, network, at="2026-01-01")
    name = network.organizations["id"].iloc[0]
    changed = _with_cell(network, "organizations", name, "city", "Vientiane")
    pushed = push(store, changed, at="2026-02-02")
    assert pushed.counts["Organization"] == Counts(updated=1, unchanged=len(network.ids) - 1)
    text = (
        "MATCH (o:Organization {id: $id}) "
        "RETURN o.city AS city, o.first_seen AS first, o.last_changed AS last"
    )
    assert store.read(text, {"id": name}).rows == (("Vientiane", "2026-01-01", "2026-02-02"),)
    push(store, network, at="2026-03-03")
    assert store.read(text, {"id": name}).rows[0][0] == (
        network.organizations.set_index("id").loc[name, "city"] or None
    )


def test_an_organization_that_becomes_another_kind_keeps_its_links(store, network):
    push(store, network)
    name = str(network.ids[network.kinds == "school"][0])
    pushed = push(store, _with_cell(network, "organizations", name, "kind", "college"))
    assert pushed.counts["Organization"].created == 0
    text = "MATCH (o:Organization {id: $id}) RETURN labels(o) AS labels"
    assert set(store.read(text, {"id": name}).rows[0][0]) == {"Organization", "College"}
    assert pushed.counts["PARTY_TO"].created == 0
    assert _recounted(store)["PARTY_TO"] == pushed.counts["PARTY_TO"].unchanged


@pytest.mark.parametrize("cut", [1, 4, 9, 15])
def test_a_push_that_was_cut_off_is_completed_by_the_next(store, network, cut, monkeypatch):
    batches = 0
    whole = Lease.batch

    def cut_off(self, work):
        nonlocal batches
        batches += 1
        if batches == cut:
            raise driver.ServiceUnavailable("cut")
        return whole(self, work)

    monkeypatch.setattr(Lease, "batch", cut_off)
    with pytest.raises(driver.ServiceUnavailable):
        push(store, network)
    assert not status(store).complete
    monkeypatch.setattr(Lease, "batch", whole)
    push(store, network)
    assert status(store).complete
    assert push(store, network).total.unchanged == sum(_recounted(store).values())


def test_two_pushes_at_once_do_not_mix(store, network):
    other = Lease(store)
    other.take(0)
    with pytest.raises(StoreError, match="Another push"):
        push(store, network, wait=0)
    other.give_back()
    push(store, network, wait=0)


def test_a_database_of_others_is_refused(store, network):
    store.write([("CREATE (n:Person {id: 'p'})", {})])
    with pytest.raises(StoreError, match="Person"):
        push(store, network)
    assert store.read("MATCH (n) RETURN count(n) AS n").rows == ((1,),)
    push(store, network, into_existing=True)
    with pytest.raises(StoreError, match="Person"):
        push(store, network)


def test_nodes_of_others_under_our_labels_are_never_touched(store, network):
    name = str(network.ids[0])
    store.write([("CREATE (n:Organization {id: $id, city: 'theirs'})", {"id": name})])
    with pytest.raises(StoreError, match="Organization"):
        push(store, network, into_existing=True)
    text = "MATCH (n:Organization) RETURN n.id AS id, n.city AS city"
    assert store.read(text).rows == ((name, "theirs"),)


def test_clear_removes_what_netintl_wrote_and_nothing_else(store, network):
    store.write([("CREATE (n:Person {id: 'p'})", {})])
    pushed = push(store, network, into_existing=True)
    name = str(network.ids[0])
    tie = "MATCH (p:Person) MATCH (o:Organization {id: $id}) CREATE (p)-[:KNOWS]->(o)"
    store.write([(tie, {"id": name})])
    removed = clear(store)
    assert removed["Organization"] == pushed.counts["Organization"].created - 1
    assert removed["PARTY_TO"] == pushed.counts["PARTY_TO"].created
    assert store.read("MATCH (p:Person)-[:KNOWS]->(o) RETURN o.id AS id").rows == ((name,),)
    assert store.read("MATCH (n) RETURN count(n) AS n").rows == ((2,),)


@pytest.mark.parametrize(
    "text",
    ["'}) DETACH DELETE n //", "`; DROP", "\\' OR 1=1 //", "$id", "{{x}}", "甲\u0000乙\u202e"],
)
def test_hostile_names_are_data(store, network, text):
    name = network.organizations["id"].iloc[0]
    hostile = _with_cell(network, "organizations", name, "name_en", text)
    push(store, hostile)
    found = store.read("MATCH (o:Organization {id: $id}) RETURN o.name_en AS n", {"id": name})
    assert found.rows == ((text,),)
    assert _recounted(store)["Organization"] == len(network.ids)
