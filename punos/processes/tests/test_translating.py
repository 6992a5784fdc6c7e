"""Languages of a draft text that are written afterwards: what is missing is filled, what stands never changes."""

from typing import Any

import pytest

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions
from punos.processes.models import Section
from punos.processes.models.document import words_in
from punos.processes.tests.factories import make_document, make_process, make_section_facts, make_version
from punos.search.queries import find

pytestmark = pytest.mark.django_db


def clause(**more: Any) -> Section:
    """The only clause of a published version, in Finnish."""
    version = make_version(None, make_section_facts("tehtavat", "Kokoontuu."), **more)
    return version.sections.select_related("version__document__process").get()


def newest() -> tuple[str, bool, dict[str, int | str]]:
    line = Entry.objects.order_by("-id")[0]
    return line.verb, line.is_public, line.ids


def test_missing_language_of_a_published_clause_is_filled_and_found() -> None:
    section = clause()
    facts: dict[str, Any] = {"actor": SYSTEM, "section": section, "field": "body", "language": "sv"}

    before = len(find("sammanträder"))
    filled = actions.translate_section(text="Sammanträder.", seen_revision=0, **facts)
    line = newest()
    with pytest.raises(NotNow):
        actions.translate_section(text="Annat.", seen_revision=1, **facts)

    told = {"language": "sv", "section": section.pk}
    assert (words_in(filled.body, "sv"), filled.body.is_stale("sv")) == ("Sammanträder.", False)
    assert (line, before, len(find("sammanträder"))) == (("version.translated", True, told), 0, 1)
    assert Section.objects.get().body == filled.body


@pytest.mark.parametrize(
    ("field", "language", "text", "error"),
    [
        ("body", "fi", "Toista.", NotNow),
        ("why", "fi", "Siksi.", NotNow),
        ("why", "sv", "Därför.", NotNow),
        ("place", "sv", "1", Invalid),
        ("heading", "sv", "a" * 301, Invalid),
    ],
)
def test_published_clause_takes_nothing_but_a_missing_language(
    field: str, language: str, text: str, error: type[Refused]
) -> None:
    section = clause()

    with pytest.raises(error):
        actions.translate_section(
            actor=SYSTEM, section=section, field=field, language=language, text=text, seen_revision=0
        )

    assert Section.objects.get().body == section.body


def test_stranger_fills_nothing_and_an_empty_translation_writes_no_line() -> None:
    section = clause()
    facts: dict[str, Any] = {"section": section, "field": "body", "language": "sv", "seen_revision": 0}

    with pytest.raises(Refused):
        actions.translate_section(actor=Actor(), text="Annat.", **facts)
    actions.translate_section(actor=SYSTEM, text=" ", **facts)

    assert newest()[0] == "version.published"


def test_clause_that_is_being_written_is_translated_in_every_language() -> None:
    section = clause(published=False)

    facts: dict[str, Any] = {"actor": SYSTEM, "section": section, "field": "body"}
    actions.translate_section(language="fi", text="Kokoontuu usein.", seen_revision=1, **facts)
    made = actions.translate_section(language="sv", text="Ofta.", seen_revision=0, **facts)

    assert [words_in(made.body, each) for each in ("fi", "sv")] == ["Kokoontuu usein.", "Ofta."]
    assert newest()[:2] == ("version.written", False)


def test_note_of_a_published_version_is_filled_and_what_stands_stays() -> None:
    document = make_document()
    version = actions.write_version(
        actor=SYSTEM,
        document=document,
        sections=[make_section_facts()],
        seen_revision=0,
        note=TranslatedText.of("fi", fi="Ensimmäinen."),
    )
    facts: dict[str, Any] = {"actor": SYSTEM, "version": version}
    actions.translate_version(language="en", text="First.", seen_revision=0, **facts)
    drafted = newest()[:2]
    actions.translate_version(
        language="en", text="First.", seen_revision=1, **facts
    )  # the same changes nothing
    actions.publish_version(**facts)

    filled = actions.translate_version(language="sv", text="Första.", seen_revision=0, **facts)
    with pytest.raises(NotNow):
        actions.translate_version(language="en", text="Else.", seen_revision=1, **facts)

    notes = [words_in(filled.note, each) for each in ("fi", "sv", "en")]
    assert (notes, drafted) == (["Ensimmäinen.", "Första.", "First."], ("version.translated", False))
    assert newest()[:2] == ("version.translated", True)


def test_title_of_a_text_that_readers_have_is_found_in_its_new_language_and_confirmed() -> None:
    document = make_document(title=TranslatedText.of("fi", fi="Tehtävät", sv="Uppgifterna"))
    make_version(document)
    facts: dict[str, Any] = {"actor": SYSTEM, "document": document}

    actions.translate_document(language="fi", text="Uudet tehtävät", seen_revision=1, **facts)
    again = actions.translate_document(
        language="sv", text="Uppgifterna", seen_revision=1, is_right=True, **facts
    )

    assert (again.title.is_stale("sv"), len(find("uudet tehtävät"))) == (False, 1)


def test_process_that_is_a_draft_is_translated_without_being_found() -> None:
    process = make_process()
    type(process).objects.update(published_at=None)

    actions.translate_process(
        actor=SYSTEM, process=process, field="body", language="sv", text="Bakgrunden", seen_revision=0
    )
    with pytest.raises(Invalid):
        actions.translate_process(
            actor=SYSTEM, process=process, field="body", language="en", text="a" * 100_001, seen_revision=0
        )

    assert newest()[:2] == ("process.translated", False)
