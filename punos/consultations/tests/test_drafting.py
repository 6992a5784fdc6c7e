"""Writing a draft text on its pages: pasted, sent as a Word file, clause by clause, left out, published."""

import io
from html import unescape
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from punos.consultations.forms.drafting import matched
from punos.consultations.models import Consultation
from punos.consultations.tests.factories import at, signed_in
from punos.consultations.tests.texts import make_hearing, page_at, say
from punos.contributions.tests.factories import make_unit
from punos.core.clauses import Clause
from punos.core.errors import Refused
from punos.processes.models import Document, DraftVersion
from punos.processes.models.document import words_in
from punos.processes.tests.factories import make_document, make_section_facts, make_version

pytestmark = pytest.mark.django_db
TEXT = "# 1. Tehtävät\n\nNeuvottelukunta kokoontuu.\n\n# 2. Jäsenet\n\nJäseniä on 12.\n"
TWO = [("1", "1. Tehtävät", "Neuvottelukunta kokoontuu."), ("2", "2. Jäsenet", "Jäseniä on 12.")]


@pytest.fixture
def host() -> Client:
    return signed_in(unit=make_unit())


def clauses(document: Document, language: str = "fi") -> list[tuple[str, str, str]]:
    """Key, heading and text of each clause of the version being written, in order."""
    sections = document.versions.get(published_at=None).sections.order_by("place")
    return [(each.key, words_in(each.heading, language), words_in(each.body, language)) for each in sections]


def page(client: Client, address: str, data: dict[str, Any] | None = None) -> tuple[int, str]:
    """Status and text of what comes back."""
    response = client.get(address) if data is None else client.post(address, data)
    return response.status_code, unescape(response.content.decode())


def begun(host: Client, found: Consultation) -> tuple[Document, DraftVersion]:
    """The second version of the text of a hearing."""
    host.post(page_at(found, "edit_document"))
    version = DraftVersion.objects.get(published_at=None)
    return version.document, version


# A whole text ---------------------------------------------------------------------------------------------


def test_text_is_begun_pasted_looked_at_and_saved(host: Client) -> None:
    found, _document = make_hearing()
    begun_at = host.post(at(found, "new_document"), {"title": "Jäsenten valinta", "language": "fi"})
    paste = page_at(found, "paste_document", slug="jasenten-valinta")
    told = {"text": TEXT, "language": "fi", "seen_revision": "0"}

    seen = page(host, paste, told | {"see": "1"})
    document = Document.objects.get(slug="jasenten-valinta")
    before = document.versions.count()
    saved = host.post(paste, told | {"save": "1"})

    assert (begun_at.headers["Location"], saved.headers["Location"]) == (
        paste,
        page_at(found, "edit_document", slug="jasenten-valinta"),
    )
    assert (seen[0], "2 clauses were found" in seen[1], before) == (200, True, 0)
    assert clauses(document) == TWO


def test_text_with_a_taken_or_reserved_address_is_told_or_moved(host: Client) -> None:
    found, _document = make_hearing()

    taken = page(host, at(found, "new_document"), {"title": "Tehtavat", "language": "fi"})
    moved = host.post(at(found, "new_document"), {"title": "New", "language": "en"})

    assert (taken[0], "already has a document at the address" in taken[1]) == (422, True)
    assert moved.headers["Location"] == page_at(found, "paste_document", slug="new-1")


def test_word_file_becomes_clauses_that_can_be_mended_before_saving(host: Client) -> None:
    found, _document = make_hearing()
    make_document(found.process, slug="uusi")
    word, content = docx.Document(), io.BytesIO()
    word.add_heading("1. Tehtävät", 1)
    word.add_paragraph("Neuvottelukunta kokoontuu.")
    word.save(content)
    sent = SimpleUploadedFile("luonnos.docx", content.getvalue())

    status, seen = page(
        host,
        page_at(found, "paste_document", slug="uusi"),
        {"file": sent, "language": "fi", "seen_revision": "0", "see": "1"},
    )

    assert (status, "1 clause was found" in seen, "# 1. Tehtävät" in seen) == (200, True, True)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"text": ""}, "No clause was found"),
        ({"file": SimpleUploadedFile("luonnos.docx", b"<html>")}, "luonnos.docx"),
        ({"text": TEXT, "seen_revision": "7"}, "Somebody else saved this version while you were writing."),
        ({"text": TEXT, "language": "sv"}, "Both need the same."),
    ],
)
def test_text_that_can_not_be_used_is_told_so_and_kept(host: Client, data: dict[str, Any], why: str) -> None:
    found, document = make_hearing(make_section_facts("a"), make_section_facts("b"), make_section_facts("c"))
    told = {"language": "fi", "seen_revision": "0", "save": "1"} | data

    status, seen = page(host, page_at(found, "paste_document"), told)

    assert (status, document.versions.count()) == (422, 1)
    assert why.removeprefix("luonnos.docx") in seen
    assert data.get("text", "").strip() in seen


def test_translation_takes_its_clauses_in_their_order(host: Client) -> None:
    document = make_document(make_hearing()[0].process, slug="uusi")
    found = Consultation.objects.get()
    paste = page_at(found, "paste_document", slug="uusi")
    host.post(paste, {"text": TEXT, "language": "fi", "seen_revision": "0", "save": "1"})
    swedish = "# 1. Uppgifter\n\nDelegationen sammanträder.\n\n# 2. Medlemmar\n\nMedlemmarna är 12.\n"

    host.post(paste, {"text": swedish, "language": "sv", "seen_revision": "1", "save": "1"})

    assert clauses(document) == TWO
    assert clauses(document, "sv")[1] == ("2", "2. Medlemmar", "Medlemmarna är 12.")


def clause(key: str, heading: str, body: str) -> Clause:
    return Clause(key=key, heading=heading, level=1, body=body)


def test_renumbered_clauses_are_known_by_their_headings_and_texts() -> None:
    version = make_version(
        None,
        make_section_facts("1", "Kokoontuu.", heading="1. Tehtävät"),
        make_section_facts("2", "Kaksitoista.", heading="2. Jäsenet"),
        make_section_facts("3", "Kaksi vuotta.", heading="3. Kausi"),
    )
    pasted = [
        clause("1", "1. Nimi", "Uusi kohta."),
        clause("2", "2. Tehtävät", "Kokoontuu usein."),
        clause("3", "3. Jäsenistö", "Kaksitoista."),
        clause("4", "4. Toimikausi", "Neljä vuotta."),
    ]
    sections = list(version.sections.order_by("place"))

    found = matched(pasted, sections, "fi", "fi", {"1", "2", "3", "4"})

    assert [(each.key, each.is_new) for each in found] == [
        ("1-2", True), ("1", False), ("2", False), ("4-2", True),
    ]  # fmt: skip


def test_translation_with_another_number_of_clauses_is_refused() -> None:
    version = make_version(None, make_section_facts("a"), make_section_facts("b"))

    with pytest.raises(Refused):
        matched([clause("a", "A", "")], list(version.sections.all()), "sv", "fi", {"a", "b"})


# One clause -----------------------------------------------------------------------------------------------


def form_of(version: DraftVersion, key: str, **changes: Any) -> dict[str, Any]:
    """What the form of a clause sends when nothing was written but the changes."""
    section = version.sections.get(key=key)
    sent: dict[str, Any] = {}
    for name in ("heading", "body", "why"):
        for language in ("fi", "sv", "en"):
            part = getattr(section, name).texts.get(language)
            sent[f"{name}_{language}"] = part.text if part else ""
            sent[f"seen_{name}_{language}"] = part.revision if part else 0
    return sent | changes


def test_next_version_is_begun_and_a_clause_written_in_two_languages(host: Client) -> None:
    found, _document = make_hearing()
    document, version = begun(host, found)
    address = page_at(found, "edit_clause", key="tehtavat")
    status, shown = page(host, address)

    sent = form_of(version, "tehtavat", body_fi="Kokoontuu usein.", why_fi="Toive.", body_sv="Ofta.")
    response = host.post(address, sent)

    assert (status, shown.index("Text – Suomi") < shown.index("Text – Svenska")) == (200, True)
    assert response.headers["Location"] == f"{page_at(found, 'edit_document')}#clause-tehtavat"
    section = version.sections.get(key="tehtavat")
    assert (words_in(section.body, "sv"), section.body.is_stale("sv"), words_in(section.why, "fi")) == (
        "Ofta.", False, "Toive.",
    )  # fmt: skip
    edit = page(host, page_at(found, "edit_document"))[1]
    assert ("Changed" in edit, "English: missing" in edit) == (True, True)
    assert clauses(document)[1][2] == "Jäseniä on 12."


def test_stale_translation_is_marked_and_confirmed(host: Client) -> None:
    found, _document = make_hearing()
    _text, version = begun(host, found)
    address = page_at(found, "edit_clause", key="tehtavat")
    host.post(address, form_of(version, "tehtavat", body_fi="Kokoontuu neljästi."))

    marked = page(host, page_at(found, "edit_document"))[1]
    offered = page(host, address)[1]
    host.post(address, form_of(version, "tehtavat", right_body_sv="on"))

    assert ("Swedish: to be updated" in marked, "Still right, although" in offered) == (True, True)
    assert version.sections.get(key="tehtavat").body.is_stale("sv") is False


def test_clause_that_somebody_else_wrote_meanwhile_is_kept_in_the_form(host: Client) -> None:
    found, _document = make_hearing()
    _text, version = begun(host, found)
    address = page_at(found, "edit_clause", key="tehtavat")
    mine = form_of(version, "tehtavat", body_fi="Minun sanani.")
    host.post(address, form_of(version, "tehtavat", body_fi="Toisen sanat."))

    status, shown = page(host, address, mine)

    assert (status, "Minun sanani." in shown, "Toisen sanat." in shown) == (422, True, True)
    assert "Somebody else changed this text while you were writing." in shown


def test_field_that_the_form_did_not_send_is_left_alone(host: Client) -> None:
    found, _document = make_hearing()
    _text, version = begun(host, found)

    host.post(page_at(found, "edit_clause", key="tehtavat"), {"why_fi": "Toive."})

    section = version.sections.get(key="tehtavat")
    assert (words_in(section.body, "fi"), words_in(section.why, "fi")) == (
        "Kokoontuu **neljä** kertaa.",
        "Toive.",
    )


# Order, leaving out, publishing ---------------------------------------------------------------------------


def test_clause_is_moved_left_out_put_back_and_the_version_published(host: Client) -> None:
    found, _document = make_hearing()
    document, version = begun(host, found)

    def do(name: str, data: dict[str, str] | None = None, **more: str) -> int:
        return host.post(page_at(found, name, **more), data or {}).status_code

    moved = do("move_clause", key="jasenet", what="up")
    order = [row[0] for row in clauses(document)]
    left_out = do("leave_out_clause", {"why": "Laki määrää."}, key="jasenet")
    gone = page(host, page_at(found, "edit_document"))[1]
    do("move_clause", key="jasenet", what="put-back")
    back = clauses(document)[0]
    do("leave_out_clause", {"why": ""}, key="tehtavat")
    refused = host.post(page_at(found, "publish_document"))
    host.post(page_at(found, "edit_clause", key="tehtavat"), {"why_fi": "Laki määrää."})
    published = do("publish_document")

    assert (moved, left_out, refused.status_code, published) == (302, 302, 422, 302)
    assert (order, back[2]) == (["jasenet", "tehtavat"], "Jäseniä on 12.")
    assert ("Left out" in gone, "Put the clause back" in gone, "Laki määrää." in gone) == (True, True, True)
    assert "Tell why the clause" in unescape(refused.content.decode())
    version.refresh_from_db()
    assert version.published_at is not None
    assert host.get(page_at(found, "edit_clause", key="tehtavat")).status_code == 404


@pytest.mark.parametrize(("what", "key"), [("up", "tehtavat"), ("sideways", "tehtavat"), ("down", "jasenet")])
def test_clause_is_not_moved_out_of_the_text(host: Client, what: str, key: str) -> None:
    found, _document = make_hearing()
    document, _version = begun(host, found)

    host.post(page_at(found, "move_clause", key=key, what=what))

    assert [row[0] for row in clauses(document)] == ["tehtavat", "jasenet"]


def test_document_without_a_part_and_a_version_says_what_is_next(host: Client) -> None:
    found, _document = make_hearing()
    make_document(found.process, slug="uusi")

    status, shown = page(host, page_at(found, "edit_document", slug="uusi"))

    assert (status, "does not ask about this text yet" in shown) == (200, True)
    assert host.get(page_at(found, "edit_document", slug="nothing")).status_code == 404


def test_address_of_a_text_leads_to_where_it_is_read() -> None:
    found, document = make_hearing()
    other = make_version(make_document(found.process, slug="toinen")).document
    client = Client()

    led = [
        client.get(f"/en{address}").headers.get("Location")
        for address in (document.address, f"{document.address}versions/1/", other.address)
    ]

    assert led == [
        page_at(found, "document"),
        page_at(found, "document_version", number=1),
        f"/en/processes/{found.process.slug}/",
    ]
    assert client.get(f"/en{found.process.address}documents/nothing/").status_code == 404


# JSON -----------------------------------------------------------------------------------------------------


def test_api_gives_versions_of_a_text_and_comments_on_it() -> None:
    found, document = make_hearing()
    say(found, number=2, quote="neljä kertaa", rewording="kuusi kertaa")
    hidden = make_document(found.process, slug="toinen")
    below = f"/api/v1/processes/{found.process.slug}"
    client = Client()

    texts = client.get(f"{below}/documents").json()
    version = client.get(f"{below}/documents/tehtavat/versions/1").json()
    comments = client.get(f"{below}/consultations/{found.slug}/documents/tehtavat/comments?after=1").json()

    assert [(each["slug"], each["versions"]) for each in texts] == [("tehtavat", [1])]
    assert [each["key"] for each in version["sections"]] == ["tehtavat", "jasenet"]
    assert version["sections"][0]["body"]["texts"]["sv"] == "Sammanträder fyra gånger."
    assert [(each["number"], each["clause"], each["version"], each["rewording"]) for each in comments] == [
        (2, "tehtavat", 1, "kuusi kertaa")
    ]
    missing = [
        f"{below}/documents/{hidden.slug}/versions/1",
        f"{below}/consultations/{found.slug}/documents/{hidden.slug}/comments",
    ]
    assert [client.get(each).status_code for each in missing] == [404, 404]
    assert document.address.startswith("/processes/")
