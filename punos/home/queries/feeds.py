"""News as feeds (Atom, RFC 4287; JSON Feed 1.1): the journal's public lines in words, for everybody alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.feedgenerator import Atom1Feed

from punos.consultations.models import Consultation
from punos.core.languages import current_language
from punos.core.text import clean
from punos.home.queries.gathering import NEWS_VERBS
from punos.home.queries.verbs import verb_words
from punos.journal.models import Entry
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process

MOST_NEWS = 50
LOOKED_AT = 4 * MOST_NEWS  # some of the lines may tell of what is no longer to be seen
OF_AN_ORGANISATION = (
    "organisation.renamed",
    "organisation.merged",
    "organisation.dissolved",
    "organisation.revived",
)


@dataclass(frozen=True)
class Item:
    """One piece of news: the number of its line in the journal, what happened, to what, when."""

    number: int
    title: str
    text: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    """A feed in one language: of everything, of a process, or of an organisation."""

    title: str
    page: str
    url: str
    language: str
    items: Sequence[Item]


def feed_of(path: str, *, process: Process | None = None, organisation: Organisation | None = None) -> Feed:
    """What is public, whoever asks; `path` is the feed's own. Lines about what is no longer to be seen are left out."""
    language = current_language()
    lines = Entry.objects.public().filter(_wanted(process, organisation)).order_by("-id")[:LOOKED_AT]
    items = _items(list(lines), organisation, language)[:MOST_NEWS]
    title, page = settings.SITE_NAME, f"/{language}/"
    if process is not None:
        title, page = process.title.read(language).text, f"/{language}{process.address}"
    if organisation is not None:
        title, page = organisation.name_in(language), f"/{language}{organisation.address}"
    return Feed(clean(title), _absolute(page), _absolute(path), language, items)


def _wanted(process: Process | None, organisation: Organisation | None) -> Q:
    """The lines that are news: those of one process, those of what an organisation hosts and of itself, or all."""
    news = Q(verb__in=list(NEWS_VERBS))
    if process is not None:
        return news & Q(process=process.slug)
    if organisation is None:
        return news
    hosted = Process.objects.visible_to(Actor()).filter(host_organisation=organisation)
    itself = Q(verb__in=OF_AN_ORGANISATION, subject_type="organisation", subject_id=organisation.pk)
    return itself | (news & Q(process__in=list(hosted.values_list("slug", flat=True))))


def _items(lines: list[Entry], organisation: Organisation | None, language: str) -> list[Item]:
    """The lines in words, as far as everybody may see what they are about."""
    nobody = Actor()
    processes = {
        each.slug: each
        for each in Process.objects.visible_to(nobody).filter(slug__in={e.process for e in lines})
    }
    asked = {each.subject_id for each in lines if each.subject_type == "consultation"}
    consultations = Consultation.objects.visible_to(nobody).in_bulk(asked)
    items = []
    for line in lines:
        found = processes.get(line.process)
        where = found.title.read(language).text if found else ""
        named: str | None = where
        if line.subject_type == "consultation":
            consultation = consultations.get(line.subject_id)
            named = consultation.title.read(language).text if consultation else None
        elif line.subject_type == "organisation" and organisation is not None:
            where = named = organisation.name_in(language)
        if named and where:
            words = NEWS_VERBS.get(line.verb, verb_words(line.verb))
            url = _absolute(f"/{language}{_page_of(line)}")
            items.append(Item(line.pk, clean(f"{words}: {named}"), clean(where), url, line.at))
    return items


def _page_of(line: Entry) -> str:
    """Where it is read: the results have a page of their own."""
    return f"{line.address}results/" if line.verb == "results.published" else line.address


def as_atom(feed: Feed) -> str:
    """The feed as Atom. Names of lines are lasting (RFC 4151), whatever becomes of their pages."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    made = Atom1Feed(
        title=feed.title,
        link=feed.page,
        description="",
        language=feed.language,
        feed_url=feed.url,
        feed_guid=feed.url,
        author_name=settings.SITE_NAME,
    )
    for each in feed.items:
        made.add_item(
            title=each.title,
            link=each.url,
            description=each.text,
            unique_id=f"tag:{host},2022:journal/{each.number}",
            pubdate=each.at,
            updateddate=each.at,
        )
    return str(made.writeString("utf-8"))


def as_json(feed: Feed) -> dict[str, Any]:
    """The feed as JSON Feed 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": feed.language,
        "authors": [{"name": settings.SITE_NAME}],
        "items": [
            {
                "id": str(each.number),
                "url": each.url,
                "title": each.title,
                "content_text": each.text,
                "date_published": each.at.isoformat(),
            }
            for each in feed.items
        ],
    }


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{path}"
