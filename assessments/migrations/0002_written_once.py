from django.db import migrations

from core.immutable import WrittenOnce


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [
        WrittenOnce("assessments_questionversion"),
        WrittenOnce("assessments_response"),
        WrittenOnce("assessments_scenariostep"),
        WrittenOnce("assessments_observation"),
    ]
