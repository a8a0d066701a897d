import socket
import subprocess
import sys

import neo4j
import pytest

from netintl.errors import StoreError, UsageError
from netintl.store.addresses import Address
from netintl.store.client import Store, plain_value


def test_the_embedded_engine_tells_who_it_is(store):
    assert store.engine == "ArcadeDB"
    assert store.version


def test_own_writes_are_read(store):
    store.write([("CREATE (n:Probe {id: $id, names: $names})", {"id": "a", "names": ["甲", "乙"]})])
    answer = store.read("MATCH (n:Probe) RETURN n.id AS id, n.names AS names")
    assert answer.columns == ("id", "names")
    assert answer.rows == (("a", ["甲", "乙"]),)
    assert list(store.stream("MATCH (n:Probe) RETURN n.id AS id")) == [("a",)]


def test_a_limit_tells_that_there_was_more(store):
    answer = store.read("UNWIND range(1, 9) AS n RETURN n ORDER BY n", limit=3)
    assert [row[0] for row in answer.rows] == [1, 2, 3]
    assert answer.cut


def test_a_failed_transaction_leaves_nothing(store):
    with pytest.raises(StoreError):
        store.write([("CREATE (n:Probe {id: 'a'})", {}), ("CREATE (n:Probe", {})])
    assert store.read("MATCH (n:Probe) RETURN n").rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Probe)",
        "CALL { CREATE (n:Probe) RETURN n } RETURN n",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DETACH DELETE n",
        "UNWIND [1] AS x MERGE (n:Probe {id: x}) RETURN n",
    ],
)
def test_a_query_of_anybody_never_writes(store, text):
    store.write([("CREATE (n:Kept {id: 'a'})", {})])
    with pytest.raises(UsageError, match="would change"):
        store.read_guarded(text, {}, seconds=60, limit=10)
    assert store.read("MATCH (n) RETURN count(n) AS n, max(n.x) AS x").rows == ((1, None),)


def test_a_query_of_anybody_is_answered_and_capped(store):
    text = "UNWIND range(1, $n) AS n RETURN n, date('2024-05-01') AS day ORDER BY n"
    answer = store.read_guarded(text, {"n": 5}, seconds=60, limit=2)
    assert answer.columns == ("n", "day")
    assert answer.rows == ((1, "2024-05-01"), (2, "2024-05-01"))
    assert answer.cut


def test_a_query_that_is_no_query_says_so(store):
    with pytest.raises(UsageError, match="not valid"):
        store.read_guarded("RETUN 1", {}, seconds=60, limit=2)


def test_a_server_that_is_not_there_is_named():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(StoreError, match=f"no answer from {uri}") as missing, Store(Address(uri)):
        pass
    assert missing.value.exit_code == 4


def test_a_folder_in_use_by_another_process_is_refused(tmp_path):
    hold = (
        "import sys; from pathlib import Path\n"
        "from netintl.store.addresses import Address\n"
        "from netintl.store.client import Store\n"
        "with Store(Address(folder=Path(sys.argv[1]))):\n"
        "    print('open', flush=True); sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", hold, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="Another command"), Store(Address(folder=tmp_path)):
            pass
        _, said = holder.communicate("\n")
    assert holder.returncode == 0
    assert said == ""


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    address = Address(folder=tmp_path / "file" / "store")
    with pytest.raises(StoreError, match="cannot be made"), Store(address):
        pass


def test_values_of_records_become_plain():
    assert plain_value(neo4j.time.DateTime(2024, 5, 1)) == "2024-05-01T00:00:00.000000000"
    assert plain_value({"b": (1, None)}) == {"b": [1, None]}
