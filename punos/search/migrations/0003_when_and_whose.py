from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_word_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='organisation_id',
            field=models.BigIntegerField(null=True),
        ),
    ]
