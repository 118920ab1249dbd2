"""Tables whose rows are written once: the database itself refuses an UPDATE.

A later migration that makes SQLite rebuild such a table drops its trigger: run the operation again after it.
A test looks for every trigger.
"""

from django.db.migrations.operations import RunSQL

_POSTGRES = """
CREATE FUNCTION {table}_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} rows are written once' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_is_written_once();
"""
_SQLITE = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} rows are written once'); END;
"""
_POSTGRES_BACK = "DROP TRIGGER {table}_written_once ON {table}; DROP FUNCTION {table}_is_written_once();"
_SQLITE_BACK = "DROP TRIGGER {table}_written_once;"


class WrittenOnce(RunSQL):
    """Migration operation: from here on, no row of the table can be changed, by any code."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(sql="", reverse_sql="")

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__qualname__, [self.table], {})

    def database_forwards(self, app_label, schema_editor, from_state, to_state):  # type: ignore[no-untyped-def]
        self._run(schema_editor, _POSTGRES, _SQLITE)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):  # type: ignore[no-untyped-def]
        self._run(schema_editor, _POSTGRES_BACK, _SQLITE_BACK)

    def describe(self) -> str:
        return f"{self.table}: rows are written once"

    def _run(self, schema_editor, postgres: str, sqlite: str) -> None:  # type: ignore[no-untyped-def]
        sql = postgres if schema_editor.connection.vendor == "postgresql" else sqlite
        schema_editor.execute(sql.format(table=self.table), params=None)
