from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0002_host_requests_and_documents"),
        ("decisions", "0003_from_phases"),  # which has brought them over
    ]

    operations = [
        migrations.RemoveField("phase", "outcome"),
        migrations.RemoveField("phase", "body_name"),
        migrations.RemoveField("phase", "section_mark"),
        migrations.RemoveField("phase", "case_number"),
    ]
