"""Draft texts as readers meet them."""

import pytest

from punos.core.languages import TranslatedText
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor
from punos.processes.models import Document, Section
from punos.processes.tests.factories import make_document, make_version

pytestmark = pytest.mark.django_db


def finnish(text: str) -> TranslatedText:
    return TranslatedText.of("fi", fi=text)


@pytest.mark.parametrize(
    ("passage", "is_said"),
    [
        ("Tilat ovat maksuttomia iltaisin", True),
        ("Periaatteet Tilat", True),
        ("lokalerna är\n avgiftsfria", True),
        ("ovat **maksuttomia**", False),
        ("Tilat iltaisin", False),
    ],
)
def test_passage_is_found_as_readers_see_it(passage: str, *, is_said: bool) -> None:
    body = TranslatedText.of("fi", fi="Tilat ovat **maksuttomia** iltaisin.", sv="lokalerna är avgiftsfria")

    assert Section(heading=finnish("Periaatteet"), body=body).says(passage) is is_said


def test_document_is_seen_by_its_people_first_and_by_all_when_published() -> None:
    document = make_document()
    own = make_actor("Oma", unit=document.process.host_unit, role=RoleKind.OFFICER)

    def seen() -> list[bool]:
        return [Document.objects.visible_to(who).exists() for who in (SYSTEM, own, Actor())]

    before = seen()
    make_version(document)

    assert (before, seen()) == ([True, True, False], [True, True, True])
