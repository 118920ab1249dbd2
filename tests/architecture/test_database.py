"""What the database must hold by itself."""

import importlib
import re

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from core.immutable import WrittenOnce
from courses.models import Content, JournalEntry, Release, ReleaseItem, ReleaseOutline, ReleaseText
from courses.operations import Deed, mark_read
from tests.factories import an_enrolment

from .tree import APPS, ROOT

WRITTEN_ONCE = {
    "assessments_observation",
    "assessments_questionversion",
    "assessments_response",
    "assessments_scenariostep",
    "courses_content",
    "courses_journalentry",
    "courses_release",
    "courses_releaseitem",
    "courses_releaseoutline",
    "courses_releasetext",
}


def test_migrations_have_names_that_say_what_they_do():
    auto = [path for app in APPS for path in (ROOT / app / "migrations").glob("*.py") if "_auto_" in path.name]

    assert auto == []


@pytest.mark.django_db
def test_migrations_agree_with_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_declare_what_is_written_once():
    migrations = MigrationLoader(None).disk_migrations.values()
    declared = {step.table for each in migrations for step in each.operations if isinstance(step, WrittenOnce)}

    assert declared == WRITTEN_ONCE


@pytest.mark.django_db
def test_the_database_has_a_trigger_for_every_table_that_is_written_once():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = {name for (name,) in cursor.fetchall()}

    assert {name.removesuffix("_written_once") for name in names if name.endswith("_written_once")} == WRITTEN_ONCE


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Content, JournalEntry, Release, ReleaseItem, ReleaseOutline, ReleaseText])
def test_a_row_that_is_written_once_cannot_be_changed(model):
    enrolment = an_enrolment()
    activity = enrolment.course.activities.get(key="T1-L1")
    deed = Deed(entry_id="0198c0de-0000-7000-8000-000000000001")
    mark_read(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=deed)
    field = next(each.attname for each in model._meta.concrete_fields if not each.primary_key)
    if model is Content:
        field = "body"

    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        row = model.objects.first()
        model.objects.filter(pk=row.pk).update(**{field: getattr(row, field)})


def test_migrations_can_be_undone():
    """An update that went wrong must have a way back."""
    stuck = [
        (path.parent.parent.name, path.stem)
        for app in APPS
        for path in (ROOT / app / "migrations").glob("[0-9]*.py")
        for step in importlib.import_module(f"{app}.migrations.{path.stem}").Migration.operations
        if not step.reversible
    ]

    assert stuck == []


def test_constraints_have_names_of_their_own():
    """A refusal of the database is read by people: it says which rule it was."""
    generated = re.compile(r"_[0-9a-f]{8}_(uniq|check)")
    loader = MigrationLoader(None)
    names = [
        constraint.name
        for (app, _model), state in loader.project_state().models.items()
        if app in APPS
        for constraint in state.options.get("constraints", ())
    ]

    assert [name for name in names if generated.search(name)] == []
