"""Drafting a text in versions: each verb's effect, refusal and journal line, and that saving takes nothing away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText, Written
from punos.journal.models import Entry
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor
from punos.processes import actions
from punos.processes.actions import SectionFacts
from punos.processes.models import Document, DraftVersion, Section
from punos.processes.models.document import words_in
from punos.processes.rules.texts import LONGEST_BODY, LONGEST_HEADING, MOST_SECTIONS
from punos.processes.tests.factories import make_document, make_process, make_section_facts, make_version
from punos.search.queries import find

pytestmark = pytest.mark.django_db
TASKS = make_section_facts("tehtavat", "Kokoontuu.", sv="Sammanträder.")
SEATS = make_section_facts("jasenet", "Jäseniä on 12.", sv="Medlemmarna är 12.")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are compared with their source words."""
    with translation.override("en"):
        yield


def finnish(text: str) -> TranslatedText:
    return TranslatedText.of("fi", fi=text)


def newest() -> tuple[str, bool, dict[str, int | str]]:
    """What the last line of the journal says."""
    line = Entry.objects.order_by("-id")[0]
    return line.verb, line.is_public, line.ids


def clauses(version: DraftVersion) -> list[tuple[str, str, str]]:
    """Key, Finnish text and change of each clause, in order."""
    listed = version.sections.order_by("place")
    return [(each.key, words_in(each.body, "fi"), each.change) for each in listed]


def section(version: DraftVersion, key: str = "tehtavat") -> Section:
    return version.sections.get(key=key)


def write(document: Document, *sections: SectionFacts, seen: int, **more: Any) -> DraftVersion:
    return actions.write_version(
        actor=SYSTEM, document=document, sections=sections, seen_revision=seen, **more
    )


@pytest.fixture
def published() -> DraftVersion:
    """A first version with two clauses, as readers have it."""
    return make_version(None, TASKS, SEATS)


@pytest.fixture
def draft(published: DraftVersion) -> DraftVersion:
    """The version after it, with nothing changed yet."""
    return write(published.document, seen=0)


# Beginning, writing ----------------------------------------------------------------------------------------


def test_document_is_begun_in_silence_and_named_in_a_second_language() -> None:
    process = make_process()
    begun = actions.draft_document(
        actor=SYSTEM, process=process, title=finnish("Teht\u200bävät "), slug="tehtavat"
    )
    line = newest()

    again = actions.translate_document(
        actor=SYSTEM, document=begun, language="sv", text="Uppgifter", seen_revision=0
    )

    assert (begun.title.read("fi").text, begun.address) == (
        "Tehtävät",
        f"/processes/{process.slug}/documents/tehtavat/",
    )
    assert (line[:2], newest()[:2]) == (("document.drafted", False), ("document.translated", True))
    assert again.title.read("sv").text == "Uppgifter"


@pytest.mark.parametrize(
    ("title", "slug", "error"),
    [("", "uusi", Invalid), ("Uusi", "", Invalid), ("Uusi", "sama", Invalid), ("a" * 301, "uusi", Invalid)],
)
def test_document_needs_a_title_and_a_free_address(title: str, slug: str, error: type[Refused]) -> None:
    document = make_document(slug="sama")

    with pytest.raises(error):
        actions.draft_document(actor=SYSTEM, process=document.process, title=finnish(title), slug=slug)


@pytest.mark.parametrize(("language", "text"), [("de", "Aufgaben"), ("fi", " ")])
def test_title_stays_in_the_language_of_the_document(language: str, text: str) -> None:
    with pytest.raises(Invalid):
        actions.translate_document(
            actor=SYSTEM, document=make_document(), language=language, text=text, seen_revision=1
        )


def test_written_version_keeps_what_the_form_did_not_show(published: DraftVersion) -> None:
    version = write(
        published.document,
        make_section_facts("jasenet", "Jäseniä on 16."),
        make_section_facts("kaudet", "Kausi on kaksi vuotta."),
        seen=0,
        note=finnish("Kuulemisen jälkeen"),
    )

    assert (version.number, version.revision, version.note.read("fi").text) == (2, 1, "Kuulemisen jälkeen")
    assert [row[:2] for row in clauses(version)] == [
        ("tehtavat", "Kokoontuu."), ("jasenet", "Jäseniä on 16."), ("kaudet", "Kausi on kaksi vuotta."),
    ]  # fmt: skip
    swedish = section(version, "jasenet").body
    assert (swedish.read("sv").text, swedish.is_stale("sv")) == ("Medlemmarna är 12.", True)
    assert newest()[:2] == ("version.written", False)
    assert clauses(published) == [("tehtavat", "Kokoontuu.", "new"), ("jasenet", "Jäseniä on 12.", "new")]


def test_translation_written_with_its_source_is_not_stale(published: DraftVersion) -> None:
    told = make_section_facts("tehtavat", "Kokoontuu usein.", sv="Sammanträder ofta.")

    version = write(published.document, told, seen=0)

    assert section(version).body.is_stale("sv") is False


def test_two_who_write_one_version_notice(draft: DraftVersion) -> None:
    saved = write(draft.document, make_section_facts("tehtavat", "Ensin."), seen=draft.revision)

    with pytest.raises(NotNow, match="Somebody else saved this version"):
        write(draft.document, make_section_facts("tehtavat", "Toiseksi."), seen=draft.revision)

    assert section(saved).body.read("fi").text == "Ensin."


def test_two_who_begin_the_next_version_at_once_notice(draft: DraftVersion) -> None:
    with pytest.raises(NotNow):
        write(draft.document, seen=0)

    assert draft.document.versions.count() == 2


@pytest.mark.parametrize(
    "sections",
    [
        [TASKS, TASKS],
        [make_section_facts("")],
        [make_section_facts("a", heading="a" * (LONGEST_HEADING + 1))],
        [make_section_facts("a", "a" * (LONGEST_BODY + 1))],
        [make_section_facts(f"a{number}") for number in range(MOST_SECTIONS + 1)],
    ],
    ids=["a key twice", "no key", "heading too long", "text too long", "too many"],
)
def test_what_does_not_fit_is_refused_whole(sections: list[SectionFacts]) -> None:
    document = make_document()

    with pytest.raises(Invalid):
        write(document, *sections, seen=0)

    assert document.versions.count() == 0


# One clause -----------------------------------------------------------------------------------------------


def write_one(version: DraftVersion, language: str, text: str, seen: int = 1, **more: Any) -> TranslatedText:
    """Write one language of a clause's text; how the text stands then."""
    told = {language: Written(text, seen, **more)}
    actions.write_section(actor=SYSTEM, version=version, key="tehtavat", body=told)
    body: TranslatedText = section(version).body
    return body


def test_clause_is_written_in_two_languages_at_once(draft: DraftVersion) -> None:
    actions.write_section(
        actor=SYSTEM,
        version=draft,
        key="tehtavat",
        heading={"fi": Written("Tehtavat", 1)},
        body={"sv": Written("Sammanträder\u202e ofta.", 1), "fi": Written("Kokoontuu usein.", 1)},
        why={"fi": Written("Moni toivoi.")},
    )

    written = section(draft)
    assert (written.body.read("sv").text, written.body.is_stale("sv")) == ("Sammanträder ofta.", False)
    assert (written.why.read("fi").text, written.heading.texts["fi"].revision) == ("Moni toivoi.", 1)
    assert newest() == ("version.written", False, {"section": written.pk})


def test_translation_is_right_still_when_somebody_says_so(draft: DraftVersion) -> None:
    stale = write_one(draft, "fi", "Kokoontuu!")
    fresh = write_one(draft, "sv", "Sammanträder.", is_right=True)

    assert (stale.is_stale("sv"), fresh.is_stale("sv")) == (True, False)


def test_two_who_write_one_clause_notice_and_other_languages_do_not_clash(draft: DraftVersion) -> None:
    write_one(draft, "fi", "Ensin.")
    write_one(draft, "sv", "Först.")

    with pytest.raises(NotNow):
        write_one(draft, "fi", "Toiseksi.")

    assert [section(draft).body.read(each).text for each in ("fi", "sv")] == ["Ensin.", "Först."]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("nothing", {}),
        ("tehtavat", {"de": Written("a")}),
        ("tehtavat", {"fi": Written("a" * (LONGEST_HEADING + 1), 1)}),
    ],
)
def test_made_up_field_of_a_clause_is_refused(
    draft: DraftVersion, key: str, told: dict[str, Written]
) -> None:
    with pytest.raises(Invalid):
        actions.write_section(actor=SYSTEM, version=draft, key=key, heading=told)


# Leaving out, moving --------------------------------------------------------------------------------------


def test_clause_left_out_stays_as_a_row_with_its_reason_and_comes_back(draft: DraftVersion) -> None:
    actions.remove_section(actor=SYSTEM, version=draft, key="tehtavat", why=finnish("Laki määrää jo."))
    gone = section(draft)

    with pytest.raises(NotNow):
        actions.remove_section(actor=SYSTEM, version=draft, key="tehtavat")
    back = actions.put_back_section(actor=SYSTEM, version=draft, key="tehtavat")

    assert (gone.stands, bool(gone.body), gone.why.read("fi").text) == (False, False, "Laki määrää jo.")
    assert (back.stands, back.body.read("sv").text) == (True, "Sammanträder.")
    with pytest.raises(NotNow):
        actions.put_back_section(actor=SYSTEM, version=draft, key="tehtavat")


def test_clause_left_out_stands_again_when_it_is_written_anew(draft: DraftVersion) -> None:
    actions.remove_section(actor=SYSTEM, version=draft, key="tehtavat")
    draft.refresh_from_db()

    version = write(draft.document, make_section_facts("tehtavat", "Uusi."), seen=draft.revision)

    assert (section(version).stands, section(version).body.read("fi").text) == (True, "Uusi.")


def test_clause_that_nobody_has_read_goes_altogether(draft: DraftVersion) -> None:
    write(draft.document, make_section_facts("uusi"), seen=draft.revision)

    actions.remove_section(actor=SYSTEM, version=draft, key="uusi")
    first = make_version(None, TASKS, published=False)
    actions.remove_section(actor=SYSTEM, version=first, key="tehtavat")

    assert [row[0] for row in clauses(draft)] == ["tehtavat", "jasenet"]
    assert clauses(first) == []


@pytest.mark.parametrize(("place", "order"), [(1, "ba"), (2, "ab")])
def test_clause_is_moved(place: int, order: str) -> None:
    version = make_version(None, make_section_facts("a"), make_section_facts("b"), published=False)

    actions.move_section(actor=SYSTEM, version=version, key="b", place=place)

    assert "".join(row[0] for row in clauses(version)) == order
    assert version.document.versions.get().revision == 2


@pytest.mark.parametrize("place", [0, 3])
def test_clause_is_moved_to_a_place_that_there_is(draft: DraftVersion, place: int) -> None:
    with pytest.raises(Invalid):
        actions.move_section(actor=SYSTEM, version=draft, key="tehtavat", place=place)


# Publishing -----------------------------------------------------------------------------------------------


def test_published_version_tells_clause_by_clause_what_changed(published: DraftVersion) -> None:
    third = make_section_facts("kaudet", "Kausi on kaksi vuotta.")
    earlier = make_version(published.document, third)
    version = write(
        published.document,
        make_section_facts("jasenet", "Jäseniä on 16.", why="Moni toivoi."),
        make_section_facts("kokoukset", "Julkiset."),
        seen=0,
    )
    actions.remove_section(actor=SYSTEM, version=version, key="kaudet", why=finnish("Laki määrää."))

    actions.publish_version(actor=SYSTEM, version=version)

    assert [row[::2] for row in clauses(version)] == [
        ("tehtavat", "kept"), ("jasenet", "changed"), ("kaudet", "removed"), ("kokoukset", "new"),
    ]  # fmt: skip
    assert [row[2] for row in clauses(earlier)] == ["kept", "kept", "new"]
    assert newest()[:2] == ("version.published", True)
    assert [entry.address for entry in find("julkiset")] == [f"{version.address}#clause-kokoukset"]
    assert [entry.address for entry in find("neuvottelukunnan tehtävät")][:1] == [published.document.address]
    assert [entry.address for entry in find("jäseniä")] == [f"{version.address}#clause-jasenet"]


def test_clause_left_out_is_not_in_the_version_after_and_new_when_it_returns(draft: DraftVersion) -> None:
    actions.remove_section(actor=SYSTEM, version=draft, key="jasenet", why=finnish("Laki määrää."))
    actions.publish_version(actor=SYSTEM, version=draft)

    version = write(draft.document, make_section_facts("jasenet", "Jäseniä on 12."), seen=0)
    actions.publish_version(actor=SYSTEM, version=version)

    assert [row[::2] for row in clauses(version)] == [("tehtavat", "kept"), ("jasenet", "new")]


def test_version_of_a_process_that_is_not_public_is_not_found_yet() -> None:
    process = make_process()
    process.published_at = None
    process.save()

    make_version(make_document(process), make_section_facts("a", "Salaisuus."))

    assert list(find("salaisuus")) == []


CHANGE = make_section_facts("tehtavat", "Kokoontuu usein.")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([CHANGE], "Tell why the clause ”Tehtavat” changed"),
        ([make_section_facts("uusi", "", heading="")], "The clause ”uusi” has no text in"),
    ],
)
def test_version_is_not_published_before_it_says_why(
    draft: DraftVersion, told: list[SectionFacts], words: str
) -> None:
    version = write(draft.document, *told, seen=draft.revision)

    with pytest.raises(Invalid, match=words):
        actions.publish_version(actor=SYSTEM, version=version)


def test_version_without_clauses_is_not_published() -> None:
    version = write(make_document(), seen=0)

    with pytest.raises(Invalid, match="no clauses yet"):
        actions.publish_version(actor=SYSTEM, version=version)


VERBS: dict[str, Callable[[Actor, DraftVersion], object]] = {
    "write a clause": lambda actor, version: actions.write_section(
        actor=actor, version=version, key="tehtavat"
    ),
    "leave out": lambda actor, version: actions.remove_section(actor=actor, version=version, key="tehtavat"),
    "move": lambda actor, version: actions.move_section(
        actor=actor, version=version, key="tehtavat", place=1
    ),
    "publish": lambda actor, version: actions.publish_version(actor=actor, version=version),
}


@pytest.mark.parametrize("verb", VERBS)
def test_published_version_never_changes(published: DraftVersion, verb: str) -> None:
    before = list(published.sections.order_by("pk").values())

    with pytest.raises(NotNow, match="a published version never changes"):
        VERBS[verb](SYSTEM, published)

    assert list(published.sections.order_by("pk").values()) == before


@pytest.mark.parametrize("verb", VERBS)
def test_draft_is_written_by_those_who_lead_the_process(draft: DraftVersion, verb: str) -> None:
    unit = draft.document.process.host_unit

    with pytest.raises(Refused):
        VERBS[verb](make_actor("Muu"), draft)
    VERBS[verb](make_actor("Oma", unit=unit, role=RoleKind.OFFICER), draft)

    assert newest()[0] in {"version.written", "version.published"}
