"""Finding things."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models

from punos.search.models import Entry

STEMMERS = ("finnish", "swedish", "english", "simple")


def find(text: str, limit: int = 50) -> list[Entry]:
    """What has these words in a title or text, in whichever language, the best first."""
    asked = text.strip()[:200]
    if not asked:
        return []
    query = SearchQuery(asked, config="simple", search_type="websearch")
    for stemmer in STEMMERS[:-1]:
        query = query | SearchQuery(asked, config=stemmer, search_type="websearch")
    found = Entry.objects.filter(words=query).annotate(rank=SearchRank(models.F("words"), query))
    return list(found.order_by("-rank", "id")[:limit])
