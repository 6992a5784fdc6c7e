"""What was kept as "is registered" becomes a kind, and the present names become the first of the history."""

from django.db import migrations

KINDS = "UPDATE organisations_organisation SET kind = 'group' WHERE NOT is_registered"
NAMES = """
INSERT INTO organisations_name (organisation_id, language, text, source)
SELECT id, 'fi', name, 'city' FROM organisations_organisation
UNION ALL SELECT id, 'sv', name_sv, 'city' FROM organisations_organisation WHERE name_sv <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_mandates_and_registry")]

    operations = [
        migrations.RunSQL(KINDS, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="organisation", name="is_registered"),
        migrations.RunSQL(NAMES, migrations.RunSQL.noop),
    ]
