from django.db import migrations

from core.immutable import WrittenOnce


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [
        WrittenOnce("courses_content"),
        WrittenOnce("courses_release"),
        WrittenOnce("courses_releaseoutline"),
        WrittenOnce("courses_releaseitem"),
        WrittenOnce("courses_releasetext"),
        WrittenOnce("courses_journalentry"),
    ]
