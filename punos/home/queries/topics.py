"""What can be followed: only the top floor knows all of it by name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import override

from punos.core.languages import LANGUAGES, TranslatedText
from punos.decisions.models import Decision
from punos.notices.models import TopicKind, body_key
from punos.organisations.models import Actor, Organisation
from punos.organisations.models.areas import AreaCode
from punos.processes.models import Process
from punos.themes.models import Theme

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

LONGEST_NUMBER = 18  # digits: the database's numbers end there


@dataclass(frozen=True)
class Topic:
    """Something that can be followed, with its name and its page without the language part."""

    kind: TopicKind
    key: str
    title: TranslatedText
    leads_to: str


def topic_of(actor: Actor, asked: str) -> Topic | None:
    """The topic that an address names, such as `process:strategy`, if this actor may see it."""
    kind, _colon, key = asked.partition(":")
    ways = {
        TopicKind.PROCESS: _process,
        TopicKind.ORGANISATION: _organisation,
        TopicKind.THEME: _theme,
        TopicKind.BODY: _body,
        TopicKind.AREA: _area,
    }
    return ways[TopicKind(kind)](actor, key) if kind in ways else None


def _process(actor: Actor, key: str) -> Topic | None:
    found = Process.objects.visible_to(actor).filter(slug=key, published_at__isnull=False).first()
    return Topic(TopicKind.PROCESS, key, found.title, found.address) if found else None


def _organisation(actor: Actor, key: str) -> Topic | None:
    found = Organisation.objects.visible_to(actor).filter(pk=_number(key)).first()
    if found is None:
        return None
    names = {language: found.name_in(language) for language in LANGUAGES}
    return Topic(TopicKind.ORGANISATION, key, TranslatedText.of("fi", **names), found.address)


def _theme(actor: Actor, key: str) -> Topic | None:
    seen = Theme.objects.visible_to(actor).standing().filter(published_at__isnull=False)
    found = seen.select_related("process").filter(pk=_number(key)).first()
    return Topic(TopicKind.THEME, key, found.title, found.address) if found else None


def _body(actor: Actor, key: str) -> Topic | None:
    names = Decision.objects.visible_to(actor).values_list("body_name", flat=True).distinct()
    found = next((each for each in names if key and body_key(each) == key), None)
    return Topic(TopicKind.BODY, key, found, "/processes/") if found else None


def _area(_actor: Actor, key: str) -> Topic | None:
    if key not in AreaCode.values:
        return None
    return Topic(TopicKind.AREA, key, _in_every_language(AreaCode(key).label), "/processes/")


def _number(key: str) -> int:
    """A number of a row, or 0, which none has."""
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= LONGEST_NUMBER else 0


def _in_every_language(words: "Text") -> TranslatedText:
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = str(words)
    return TranslatedText.of("fi", **told)
