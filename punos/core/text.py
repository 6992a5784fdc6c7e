"""Markdown from people to HTML, in the one place where HTML is made from what somebody wrote."""

import re
import unicodedata
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline", "html_block"])
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "h4", "blockquote", "code"}
# Characters that reorder, hide or break text: bidirectional controls, zero-width marks, and control codes.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean(text: str) -> str:
    """Plain text as it is kept: composed letters (NFC), one kind of line break, nothing invisible."""
    seen = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", seen).strip()


def without_marks(text: str) -> str:
    """The words of a Markdown text in one line, for where it is quoted and not shown as it was written."""
    words = []
    for token in _MARKDOWN.parse(text):
        if token.type == "inline":
            words.append("".join(each.content or " " for each in token.children or () if each.nesting == 0))
        elif token.type in {"fence", "code_block"}:
            words.append(token.content)
    return " ".join(" ".join(words).split())


@lru_cache(maxsize=512)  # a page made anew mostly holds the texts that it held before
def markdown(text: str) -> SafeString:
    """Safe HTML from Markdown: no images, no raw HTML, links only to http, https, mailto and this site."""
    html = nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has just cleaned it against the list above
