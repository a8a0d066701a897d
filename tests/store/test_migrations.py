import pytest

from netintl.errors import StoreError
from netintl.store.elements import NODE_LABELS
from netintl.store.migrations import Migration, migrate, migrations, schema_names


def test_files_are_applied_once(store):
    assert migrate(store) == len(migrations())
    assert migrate(store) == 0
    names = {row[0] for row in store.stream("SHOW CONSTRAINTS YIELD name RETURN name")}
    assert {name for kind, name in schema_names() if kind == "CONSTRAINT"} <= names


def test_every_label_has_a_constraint_on_its_id():
    text = " ".join(statement for file in migrations() for statement in file.statements)
    for label in NODE_LABELS:
        assert f"FOR (n:{label}) REQUIRE n.id IS UNIQUE" in text


def test_a_changed_file_is_refused(store):
    migrate(store)
    first = migrations()[0]
    changed = Migration(first.id, first.name, first.statements, "0" * 64)
    with pytest.raises(StoreError, match=f"{first.id}__{first.name}.cypher was changed"):
        migrate(store, (changed,))


def test_a_store_ahead_of_this_version_is_refused(store):
    migrate(store)
    store.write([("MERGE (m:NetintlMigration {id: 'V9999'}) SET m.checksum = 'x'", {})])
    with pytest.raises(StoreError, match="newer netintl"):
        migrate(store)


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    (tmp_path / "V1__short.cypher").write_text("CREATE (n);")
    (tmp_path / "V0002__x.cypher").write_text("// a note; with a semicolon\nRETURN 1;\nRETURN 2;\n")
    (file,) = migrations(tmp_path)
    assert (file.id, file.name, file.statements) == ("V0002", "x", ("RETURN 1", "RETURN 2"))
