"""What a letter says: one notice, or all that came together until the morning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from punos.core.languages import TranslatedText
from punos.core.text import clean
from punos.notices.models import Notice, Subscription, TopicKind

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object

LONGEST_TITLE = 150  # a subject holds the kind of news beside it
MOST_TOLD = 100


@dataclass(frozen=True)
class Line:
    """One piece of news: what happened, to what, and where it is read."""

    what: Text
    title: str
    link: str


@dataclass(frozen=True)
class Group:
    """The news of one topic with the link that ends letters about it."""

    heading: str
    unsubscribe: str
    lines: list[Line] = field(default_factory=list)


def in_one_line(title: TranslatedText, language: str) -> str:
    """A name as a line of a letter bears it."""
    return Truncator(" ".join(clean(title.read(language).text).split())).chars(LONGEST_TITLE)


def notice_words(notice: Notice, token: str) -> dict[str, Any]:
    """What the letter about one notice knows; it is written in its reader's language."""
    language = notice.person.language
    with override(language):
        organisation = notice.organisation.name_in(language) if notice.organisation else ""
        return {
            "what": notice.get_kind_display(),
            "title": in_one_line(notice.title, language),
            "organisation": in_one_line(TranslatedText.of(language, **{language: organisation}), language),
            "is_mine": notice.topic_kind == TopicKind.MINE,
            "link": f"/{language}{notice.address}",
            "link_label": _("Read it"),
            "unsubscribe": unsubscribe_address(language, token),
            "following": absolute(f"/{language}/me/following/"),
        }


def digest_words(
    notices: Sequence[Notice], topics: Mapping[str, Subscription], language: str
) -> dict[str, Any]:
    """What a gathered letter knows: what concerns its reader, then what they follow, topic by topic."""
    told = sorted(
        notices[:MOST_TOLD], key=lambda each: (each.topic_kind != TopicKind.MINE, each.topic, each.pk)
    )
    groups: dict[str, Group] = {}
    with override(language):
        for each in told:
            known = topics.get(each.topic)
            group = groups.setdefault(each.topic, _group(known, language))
            link = absolute(f"/{language}{each.address}")
            group.lines.append(Line(each.get_kind_display(), in_one_line(each.title, language), link))
        return {
            "number": len(notices),
            "groups": list(groups.values()),
            "left_out": len(notices) - len(told),
            "link": f"/{language}/me/notices/",
            "link_label": _("Everything on your own page"),
            "following": absolute(f"/{language}/me/following/"),
        }


def _group(known: Subscription | None, language: str) -> Group:
    """The heading of a topic; what concerns the reader has one of its own."""
    if known is None or known.kind == TopicKind.MINE:
        heading = _("What concerns you")
    else:
        heading = f"{known.get_kind_display()}: {in_one_line(known.title, language)}"
    return Group(heading, unsubscribe_address(language, known.token) if known else "")


def unsubscribe_address(language: str, token: str) -> str:
    """Where one click ends these letters, with the site's name."""
    return absolute(f"/{language}/unsubscribe/{token}/")


def absolute(path: str) -> str:
    """A path as letters need it."""
    return f"{settings.PUBLIC_ADDRESS}{path}"
