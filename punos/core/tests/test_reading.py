"""How a text is read: its easy version where it was asked for, and the source beside a translation that is behind."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.context import RequestContext
from django.test import RequestFactory
from django.utils import translation

from punos.core.checking import Check, check_of, gaps_in, names_of
from punos.core.languages import TranslatedText
from punos.core.reading import offer_easy, read, source_note

AT = datetime(2022, 3, 12, 9, tzinfo=UTC)
OLD = TranslatedText.of("fi", fi="Vanha", sv="Gammal", en="Old")
NEW = OLD.changed("fi", "Noin *200* <b>kävi</b>", seen_revision=1, at=AT)
EASY = OLD.changed("fi-simple", "Helppo", seen_revision=0)


@pytest.mark.parametrize("mode", ["", "as_markdown"])
def test_stale_translation_tells_when_its_source_changed_and_shows_it(mode: str) -> None:
    with translation.override("en"):
        note = source_note(NEW, as_markdown=bool(mode))

    assert "There is a newer version of this text in Finnish. It is from 12 March 2022." in note
    assert "<summary>Read it in Finnish</summary>" in note
    words = "Noin <em>200</em>" if mode else "Noin *200* &lt;b&gt;kävi&lt;/b&gt;"
    assert (f'<div lang="fi"><p>{words}' in note, "<b>" in note) == (True, False)


def test_note_stands_before_the_text_and_not_where_all_is_well() -> None:
    with translation.override("sv"):
        assert read(NEW, "as_markdown").endswith("</details></div>\n<p>Gammal</p>\n")
        assert (read(OLD, "as_markdown"), source_note(OLD), read(NEW, "plain")) == (
            "<p>Gammal</p>\n",
            "",
            "Gammal",
        )


def test_source_without_a_day_is_told_without_one() -> None:
    with translation.override("en"):
        note = source_note(OLD.changed("fi", "Uusi", seen_revision=1))

    assert ("newer version of this text in Finnish.</p>" in note, "It is from" in note) == (True, False)


def test_page_offers_its_easy_version_and_the_way_back() -> None:
    plain, easy, chosen = (RequestFactory().get("/fi/a/", query) for query in ({}, {"easy": "1"}, {}))
    chosen.COOKIES[settings.EASY_COOKIE_NAME] = "1"
    with translation.override("fi"):
        there, back, kept = (offer_easy(each, OLD, EASY) for each in (plain, easy, chosen))
        shown = [
            Template("{% translated v %}|{% source_of v %}").render(RequestContext(each, {"v": EASY}))
            for each in (plain, easy, chosen)
        ]

    assert [each and (each.url, each.current, each.stays) for each in (there, back, kept)] == [
        ("/fi/reading/easy/?next=%2Ffi%2Fa%2F", False, False),
        ("/fi/reading/ordinary/?next=%2Ffi%2Fa%2F", True, False),
        ("/fi/reading/ordinary/?next=%2Ffi%2Fa%2F", True, True),
    ]
    assert shown == ["Vanha|", *['<span lang="fi-simple">Helppo</span>|'] * 2]


@pytest.mark.parametrize(("language", "text"), [("sv", EASY), ("en", EASY), ("fi", OLD)])
def test_page_without_an_easy_version_in_its_language_offers_none(
    language: str, text: TranslatedText
) -> None:
    request = RequestFactory().get("/fi/a/", {"easy": "1"})
    request.COOKIES[settings.EASY_COOKIE_NAME] = "1"
    with translation.override(language):
        assert offer_easy(request, text) is None
        assert "lang" not in Template("{% translated v bare %}").render(RequestContext(request, {"v": text}))


def test_easy_version_that_is_behind_says_so_in_its_own_words() -> None:
    with translation.override("fi"):
        note = source_note(EASY.changed("fi", "Uusi", seen_revision=1), "fi-simple")

    assert note.count('<div lang="fi"><p>Uusi</p>') == 1
    assert Template("{% source_of v %}").render(Context({"v": TranslatedText()})) == ""


@pytest.mark.parametrize(
    ("version", "check"),
    [
        ("fi", Check(AT, "", is_source=True, is_checked=False)),
        ("sv", Check(AT, "Somebody", is_source=False, is_checked=True)),
        ("en", Check(None, "", is_source=False, is_checked=False)),
        ("sv-simple", None),
    ],
)
def test_editors_are_told_who_checked_a_version(version: str, check: Check | None) -> None:
    text = NEW.checked("sv", seen=(1, 2), by=7, at=AT)

    assert check_of(text, version, {7: "Somebody"}) == check


def test_nobody_is_asked_for_names_where_nobody_checked() -> None:
    with translation.override("en"):
        left = check_of(NEW.checked("sv", seen=(1, 2), by=7), "sv", {})

    assert names_of([NEW]) == {}
    assert left == Check(None, "somebody who has left", is_source=False, is_checked=True)
    assert list(gaps_in([], ("fi",))) == []
