import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries():
    """``with queries() as asked``: len(asked()) statements, without the savepoints that only a test makes."""

    class Counted(CaptureQueriesContext):
        def __enter__(self):
            super().__enter__()
            return self.asked

        def asked(self):
            return [each["sql"] for each in self.captured_queries if "SAVEPOINT" not in each["sql"]]

    return lambda: Counted(connection)
