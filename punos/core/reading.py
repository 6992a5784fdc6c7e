"""How a text in several languages is read on a page: its version, its mark, the source beside what is stale."""

from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from punos.core import text
from punos.core.components import Link
from punos.core.languages import EASY, TranslatedText, base_of, current_language

EASY_QUERY: Final = "easy"  # the name of it in an address; a public page with easy versions names it


def offer_easy(request: HttpRequest, *texts: TranslatedText) -> Link | None:
    """Let readers of a page have the easy versions of its texts by `?easy=1`; the link there, or back.

    There is no link where none of these texts has an easy version in the language of the page.
    """
    version = EASY.get(current_language(), "")
    if not any(each.has_easy(current_language()) for each in texts):
        return None
    if request.GET.get(EASY_QUERY) != "1":
        return Link(label=_("In easy language"), url=f"{request.path}?{EASY_QUERY}=1")
    request.reads = version  # type: ignore[attr-defined]  # noted for the texts of this page alone
    return Link(label=_("In ordinary language"), url=request.path, current=True)


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
