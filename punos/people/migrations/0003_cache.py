from django.db import migrations


class Migration(migrations.Migration):
    """The table behind Django's database cache (settings.CACHES), in the form that `createcachetable` gives it.

    Unlogged: what it holds may be forgotten when the server crashes, and it is written with every guess.
    """

    dependencies = [
        ('people', '0002_sign_ins'),
    ]

    operations = [
        migrations.RunSQL(
            sql=[
                """
                CREATE UNLOGGED TABLE people_cache (
                    cache_key varchar(255) NOT NULL PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamp with time zone NOT NULL
                )
                """,
                "CREATE INDEX people_cache_expires ON people_cache (expires)",
            ],
            reverse_sql="DROP TABLE people_cache",
        ),
    ]
