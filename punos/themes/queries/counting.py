"""How many hold each theme: persons, organisations and groups apart, read from the contributions themselves."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from punos.processes.models import Process


@dataclass(frozen=True)
class Counts:
    """How many hold a theme; `heads` are the people in the groups, `contributions` what they said."""

    persons: int = 0
    organisations: int = 0
    groups: int = 0
    bodies: int = 0
    heads: int = 0
    contributions: int = 0

    @property
    def voices(self) -> int:
        """All together; never shown without its parts."""
        return self.persons + self.organisations + self.groups + self.bodies


# Each contribution once a theme, each speaker once a theme; the host asks and is not counted.
COUNTS = """
SELECT theme_id,
       count(*) FILTER (WHERE capacity IN ('resident', 'active')),
       count(*) FILTER (WHERE capacity = 'organisation'),
       count(*) FILTER (WHERE capacity = 'group'),
       count(*) FILTER (WHERE capacity = 'body'),
       coalesce(sum(head_count), 0)::bigint,
       sum(said)::bigint
FROM (
    SELECT given.theme_id, voice.id, voice.capacity, voice.head_count, count(*) AS said
    FROM (
        SELECT DISTINCT theme_id, contribution_id FROM themes_assignment
        WHERE ended_at IS NULL AND theme_id = ANY([themes])
    ) AS given
    JOIN [said] AS said ON said.id = given.contribution_id
    JOIN contributions_voice AS voice ON voice.id = said.voice_id
    WHERE said.state NOT IN ('hidden', 'withdrawn') AND NOT voice.is_host
    GROUP BY given.theme_id, voice.id
) AS speaking
GROUP BY theme_id
"""
# Of a few themes each contribution is looked up by its id (OFFSET 0 keeps that apart), of a whole process all are read:
# left to itself PostgreSQL reads all that was ever said for one theme as well.
ONE_BY_ONE = "LATERAL (SELECT * FROM contributions_contribution WHERE id = given.contribution_id OFFSET 0)"
OF_THEMES = COUNTS.replace("[themes]", "%s").replace("[said]", ONE_BY_ONE)
OF_PROCESS = COUNTS.replace(
    "[themes]", "ARRAY(SELECT id FROM themes_theme WHERE process_id = %s AND ended_at IS NULL)"
).replace("[said]", "contributions_contribution")
KEPT = """
SELECT each.key, each.value ->> 'counts'
FROM themes_themefigures LEFT JOIN LATERAL jsonb_each(figures) AS each ON true
WHERE process_id = %s
"""


def counts(process: Process) -> dict[int, Counts]:
    """By theme, of the codebook and of what was proposed, in one query; what nobody holds is left out."""
    return _counted(OF_PROCESS, process.pk)


def counts_of(themes: Collection[int]) -> dict[int, Counts]:
    """The same for these themes, whatever has become of them."""
    return _counted(OF_THEMES, list(themes)) if themes else {}


def kept_counts(process: Process) -> dict[int, Counts]:
    """The same as the worker counted them last, which takes no longer however much was said; where it has not, now."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [process.pk])
        rows = cursor.fetchall()
    if not rows:
        return counts(process)
    return {int(key.rpartition("_")[2]): Counts(**json.loads(told)) for key, told in rows if key and told}


def _counted(query: str, which: int | list[int]) -> dict[int, Counts]:
    with connection.cursor() as cursor:
        cursor.execute(query, [which])
        return {row[0]: Counts(*row[1:]) for row in cursor.fetchall()}
