"""How a text in several languages is read on a page: its version, its mark, the source beside what is stale."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from punos.core import text
from punos.core.components import Link
from punos.core.languages import EASY, TranslatedText, base_of, current_language

EASY_QUERY: Final = "easy"  # the name of it in an address; a public page with easy versions names it


@dataclass(frozen=True, kw_only=True)
class EasyLink(Link):
    """The way to the easy version of a page, or back from it; `stays` where other pages are read so too."""

    stays: bool = False


def offer_easy(request: HttpRequest, *texts: TranslatedText) -> EasyLink | None:
    """Let readers have the easy versions of a page's texts, by `?easy=1` or as they chose before; the way there, or back.

    There is no link where none of these texts has an easy version in the language of the page.
    """
    if not any(each.has_easy(current_language()) for each in texts):
        return None
    stays = has_chosen_easy(request.COOKIES)
    if not stays and request.GET.get(EASY_QUERY) != "1":
        return EasyLink(label=_("In easy language"), url=_door(request, "easy"))
    request.reads = EASY[current_language()]  # type: ignore[attr-defined]  # noted for the texts of this page alone
    label, url = _("Back to ordinary language"), _door(request, "ordinary")
    return EasyLink(label=label, url=url, current=True, stays=stays)


def follow_choice(request: HttpRequest) -> None:
    """Let a list have easy versions of what it lists, for readers who chose them elsewhere."""
    if reads_easy(request):
        request.reads = EASY[current_language()]  # type: ignore[attr-defined]  # noted for the texts of this page alone


def _door(request: HttpRequest, how: str) -> str:
    """Where a reader of this page chooses how to read, and is led back."""
    return reverse("home:reading", kwargs={"how": how}, query={"next": request.path})


def reads_easy(request: HttpRequest) -> bool:
    """Whether a reader has chosen easy language, and there is such a thing in the language of this page."""
    return has_chosen_easy(request.COOKIES) and current_language() in EASY


def has_chosen_easy(cookies: Mapping[str, str]) -> bool:
    """Whether whoever sends these cookies has chosen to read in easy language."""
    return cookies.get(settings.EASY_COOKIE_NAME) == "1"


def keep_easy(response: HttpResponse, *, easy: bool) -> HttpResponse:
    """Let this browser remember, until it is closed, that its reader chose easy language; or no longer."""
    if easy:
        secure = settings.EASY_COOKIE_SECURE
        response.set_cookie(settings.EASY_COOKIE_NAME, "1", httponly=True, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(settings.EASY_COOKIE_NAME, samesite="Lax")
    return response


def version_read(request: HttpRequest | None) -> str:
    """The version in which the texts of a page are read."""
    return getattr(request, "reads", "") or current_language()


def read(value: TranslatedText, mode: str = "", *, version: str = "") -> SafeString:
    """The HTML of a text for the reader of this page, or of another version; modes as in the tag `translated`."""
    reading = value.read(version or current_language())
    if mode == "plain":
        return escape(reading.text)
    is_foreign = reading.language != current_language()
    if mode == "as_markdown":
        html = text.markdown(reading.text)
        if is_foreign:
            html = format_html('<div lang="{}">{}</div>', reading.language, html)
        if reading.is_fallback:
            html = format_html('<p class="language-note">{}</p>{}', _mark(reading.language), html)
        return format_html("{}{}", source_note(value, version), html) if reading.is_stale else html
    words = escape(reading.text)
    if is_foreign and reading.text:
        words = format_html('<span lang="{}">{}</span>', reading.language, words)
    if mode != "bare" and (reading.is_fallback or reading.is_stale):
        return format_html("{} {}", words, _mark(reading.language))
    return words


def _mark(version: str) -> str:
    """A word on the language in which a text is read, or on its being behind its source."""
    language = base_of(version)
    context = {"language": language, "is_fallback": language != current_language()}
    return format_html("{}", render_to_string("core/components/language_mark.html", context))


def source_note(
    value: TranslatedText, version: str = "", *, as_markdown: bool = True, html: SafeString | None = None
) -> SafeString:
    """Where what is read is behind its source: since when, and the source itself (as `html`, if given); else nothing."""
    reading = value.read(version or current_language())
    if not reading.is_stale:
        return SafeString("")
    source = value.texts[value.source]
    if html is None:
        html = (
            text.markdown(source.text)
            if as_markdown
            else SafeString(linebreaks(source.text, autoescape=True))
        )
    context = {
        "source": value.source,
        "is_easy": base_of(reading.language) == value.source,
        "when": source.at,
        "html": html,
    }
    return format_html("{}", render_to_string("core/components/source_note.html", context))
