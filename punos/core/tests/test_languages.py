"""Content in three languages: what a reader sees, what is stale, what a writer may overwrite."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from django.db import models
from django.db.models import F
from django.utils import translation

from punos.core.errors import Invalid, NotNow
from punos.core.languages import (
    LanguageText,
    Reading,
    TranslatedText,
    TranslatedTextField,
    Written,
    current_language,
)

AT = datetime(2022, 11, 7, 9, tzinfo=UTC)
BOTH = TranslatedText.of("fi", fi="Ideat", sv="Idéer")


@pytest.mark.parametrize(
    ("text", "language", "seen"),
    [
        (BOTH, "fi", Reading("Ideat", "fi")),
        (BOTH, "sv", Reading("Idéer", "sv")),
        (BOTH, "en", Reading("Ideat", "fi", is_fallback=True)),
        (TranslatedText.of("sv", en="Ideas"), "fi", Reading("Ideas", "en", is_fallback=True)),
        (TranslatedText.of("sv", sv="Idéer"), "fi", Reading("Idéer", "sv", is_fallback=True)),
        (TranslatedText(), "sv", Reading("", "sv")),
        (TranslatedText("fi", {"fi": LanguageText("")}), "fi", Reading("", "fi")),
    ],
)
def test_reader_sees_their_language_or_the_source_or_what_there_is(
    text: TranslatedText, language: str, seen: Reading
) -> None:
    assert text.read(language) == seen


def test_translation_is_stale_once_the_source_has_moved_on() -> None:
    moved = BOTH.changed("fi", "Ehdotukset", seen_revision=1)

    assert [moved.is_stale(language) for language in ("fi", "sv", "en")] == [False, True, False]
    assert moved.read("sv") == Reading("Idéer", "sv", is_stale=True)


def test_translation_made_anew_is_no_longer_stale() -> None:
    moved = BOTH.changed("fi", "Ehdotukset", seen_revision=1)

    mended = moved.changed("sv", "Förslag", seen_revision=1, by=7, at=AT)

    assert mended.is_stale("sv") is False
    assert mended.texts["sv"] == LanguageText("Förslag", 2, 2, 7, "2022-11-07T09:00:00+00:00")


def test_change_in_one_language_leaves_the_others_alone() -> None:
    changed = BOTH.changed("en", "Ideas", seen_revision=0)

    assert changed.texts == {**BOTH.texts, "en": LanguageText("Ideas", 1, 1)}
    assert BOTH.missing() == ("en",)


@pytest.mark.parametrize(("language", "seen"), [("fi", 0), ("fi", 2), ("sv", 0), ("en", 1)])
def test_outdated_revision_is_refused(language: str, seen: int) -> None:
    with pytest.raises(NotNow):
        BOTH.changed(language, "Text", seen_revision=seen)


def test_translation_before_its_source_is_made_from_nothing() -> None:
    ahead = TranslatedText("fi").changed("sv", "Idéer", seen_revision=0)

    assert (ahead.texts["sv"].made_from, ahead.is_stale("sv")) == (0, False)
    assert ahead.changed("fi", "Ideat", seen_revision=0).is_stale("sv") is True


def test_empty_languages_are_left_out_and_missing() -> None:
    text = TranslatedText.of("fi", fi="Ideat", sv="", en="")

    assert (list(text.texts), text.missing()) == (["fi"], ("sv", "en"))


@pytest.mark.parametrize(
    ("text", "is_something"),
    [(BOTH, True), (TranslatedText(), False), (TranslatedText("fi", {"fi": LanguageText("")}), False)],
)
def test_text_without_words_is_nothing(text: TranslatedText, is_something: bool) -> None:
    assert bool(text) is is_something


@pytest.mark.parametrize(("language", "shown"), [("fi", "Ideat"), ("sv", "Idéer"), ("en", "Ideat")])
def test_text_as_a_string_is_in_the_language_of_the_page(language: str, shown: str) -> None:
    with translation.override(language):
        assert str(BOTH) == shown


@pytest.mark.parametrize(("active", "language"), [("fi", "fi"), ("sv-fi", "sv"), ("en", "en"), (None, "fi")])
def test_current_language_has_two_letters(active: str | None, language: str) -> None:
    with translation.override(active):
        assert current_language() == language


@pytest.mark.parametrize(
    "text", [BOTH, TranslatedText(), BOTH.changed("sv", "Förslag", seen_revision=1, by=3, at=AT)]
)
def test_stored_form_comes_back_the_same(text: TranslatedText) -> None:
    assert TranslatedText.from_json(text.as_json()) == text


def test_stored_form_holds_only_what_is_known() -> None:
    stored = TranslatedText.of("fi", fi="Ideat").as_json()

    assert stored == {"source": "fi", "texts": {"fi": {"text": "Ideat", "revision": 1, "made_from": 0}}}


@pytest.mark.parametrize("stored", [None, {}])
def test_nothing_stored_is_an_empty_text(stored: dict[str, str] | None) -> None:
    assert TranslatedText.from_json(stored) == TranslatedText()


def test_field_takes_json_and_text_alike() -> None:
    field = TranslatedTextField()

    assert [field.to_python(BOTH.as_json()), field.to_python(BOTH)] == [BOTH, BOTH]
    assert field.get_default() == TranslatedText()


def test_field_hands_an_expression_to_the_database_as_it_is() -> None:
    expression = F("title")

    assert TranslatedTextField().get_prep_value(expression) == expression


def test_field_is_written_out_as_its_stored_form() -> None:
    field = TranslatedTextField()
    field.set_attributes_from_name("title")
    row = cast("models.Model", SimpleNamespace(title=BOTH))

    assert field.value_to_string(row) == BOTH.as_json()


def test_rewritten_text_changes_only_what_was_told_and_begins_with_the_source() -> None:
    old = TranslatedText.of("fi", fi="Tilat", sv="Utrymmen", en="Spaces")

    new = old.rewritten(
        {"sv": Written("Lokaler", 1), "fi": Written("Uudet tilat", 1), "en": Written("Spaces", 7)}
    )

    assert [new.read(each).text for each in ("fi", "sv", "en")] == ["Uudet tilat", "Lokaler", "Spaces"]
    assert [new.is_stale(each) for each in ("fi", "sv", "en")] == [False, False, True]


def test_rewritten_translation_is_confirmed_or_refused() -> None:
    old = TranslatedText.of("fi", fi="Tilat", sv="Lokaler").changed("fi", "Uudet tilat", seen_revision=1)

    new = old.rewritten({"sv": Written("Lokaler", 1, is_right=True)})

    assert (old.is_stale("sv"), new.is_stale("sv")) == (True, False)
    with pytest.raises(NotNow):
        new.rewritten({"sv": Written("Annat", 1)})


def test_text_that_was_empty_takes_its_source_from_what_was_written() -> None:
    told = {"sv": Written("Lokaler")}

    assert [
        TranslatedText().rewritten(each).source for each in (told, {}, told | {"fi": Written("Tilat")})
    ] == [
        "sv",
        "fi",
        "fi",
    ]


EASY_BOTH = BOTH.changed("fi-simple", "Ideat helposti", seen_revision=0, by=7, at=AT)


@pytest.mark.parametrize(
    ("text", "version", "reading"),
    [
        (EASY_BOTH, "fi-simple", Reading("Ideat helposti", "fi-simple")),
        (EASY_BOTH, "sv-simple", Reading("Idéer", "sv")),
        (EASY_BOTH, "fi", Reading("Ideat", "fi")),
        (TranslatedText.of("fi", fi="Ideat"), "sv-simple", Reading("Ideat", "fi", is_fallback=True)),
        (TranslatedText("fi").changed("fi-simple", "A", seen_revision=0), "fi", Reading("A", "fi-simple")),
    ],
)
def test_easy_version_is_read_before_the_plain_one_and_that_before_others(
    text: TranslatedText, version: str, reading: Reading
) -> None:
    assert text.read(version) == reading


def test_easy_version_is_stale_as_any_translation_and_never_missing() -> None:
    moved = EASY_BOTH.changed("fi", "Ehdotukset", seen_revision=1)

    assert [each.is_stale("fi-simple") for each in (EASY_BOTH, moved)] == [False, True]
    assert (EASY_BOTH.missing(), BOTH.missing()) == (("en",), ("en",))
    assert (EASY_BOTH.has_easy("fi"), EASY_BOTH.has_easy("sv"), EASY_BOTH.has_easy("en")) == (
        True,
        False,
        False,
    )
    assert (EASY_BOTH.plain(), EASY_BOTH.texts["fi-simple"].at) == (BOTH, AT)
    assert BOTH.texts["fi"].at is None


def test_checking_a_translation_keeps_its_words_and_says_who_and_when() -> None:
    moved = BOTH.changed("fi", "Ideat", seen_revision=1)

    checked = moved.checked("sv", seen=(1, 2), by=7, at=AT)

    assert (moved.is_stale("sv"), checked.is_stale("sv")) == (True, False)
    part = checked.texts["sv"]
    assert (part.text, part.revision, part.checked_by, part.at) == ("Idéer", 1, 7, AT)


@pytest.mark.parametrize(
    ("version", "seen", "refusal"),
    [
        ("sv", (2, 1), NotNow),
        ("sv", (1, 2), NotNow),
        ("fi", (1, 1), Invalid),
        ("en", (0, 1), Invalid),
    ],
)
def test_only_a_translation_just_as_it_was_seen_is_checked(
    version: str, seen: tuple[int, int], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        BOTH.checked(version, seen=seen)
