"""What a response changed in a text: before and after, beside what was said of the clause before it changed."""

import pytest
from django.test import Client
from django.utils import translation

from punos.contributions import actions as contributions
from punos.contributions.models import Contribution
from punos.contributions.tests.factories import make_thread, make_visitor, make_voice
from punos.decisions import queries
from punos.decisions.tests.responses import give, make_response, make_theme
from punos.processes.models import DraftVersion
from punos.processes.tests.factories import make_document, make_section_facts, make_version
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db


def comment(theme: Theme, version: DraftVersion, key: str, words: str) -> Contribution:
    """A comment on a clause, given to a theme."""
    thread = make_thread(theme.process)
    said = contributions.comment(
        actor=(visitor := make_visitor()), voice=make_voice(theme.process, visitor), thread=thread,
        section=version.sections.get(key=key), remark=contributions.Remark(text=words), language="fi",
    )  # fmt: skip
    give(theme, said)
    return said


def changed_text() -> tuple[Theme, DraftVersion, DraftVersion]:
    """A theme, and two versions of a text of its process in which one clause was changed and one left out."""
    theme = make_theme()
    document = make_document(theme.process)
    first = make_version(
        document,
        make_section_facts("kesto", "Kausi on vuosi."),
        make_section_facts("koko", "Koko on kymmenen."),
    )
    second = make_version(
        document, make_section_facts("kesto", "Kausi on kaksi vuotta.", why="Vuosi on lyhyt.")
    )
    return theme, first, second


def test_change_stands_beside_the_comments_of_the_theme_that_came_before_it() -> None:
    theme, first, second = changed_text()
    before = comment(theme, first, "kesto", "Vuosi on liian lyhyt.")
    comment(theme, first, "koko", "Toisesta kohdasta.")
    comment(theme, second, "kesto", "Nyt on hyva.")
    comment(make_theme(theme.process), first, "kesto", "Toisesta teemasta.")
    response = make_response(theme, changed_sections=[second.sections.get(key="kesto")])

    (change,) = queries.changes_of(response)

    assert [(each.kind, each.text) for each in change.changed.body if each.kind != "same"] == [
        ("removed", "vuosi"),
        ("added", "kaksi vuotta"),
    ]
    assert [each.said for each in change.comments] == [before]


def test_page_shows_the_difference_and_loses_a_comment_that_was_withdrawn() -> None:
    theme, first, second = changed_text()
    said = comment(theme, first, "kesto", "Vuosi on liian lyhyt.")
    make_response(theme, changed_sections=[second.sections.get(key="kesto")])
    address = f"/en{theme.address}response/"

    with translation.override("en"):
        shown = Client().get(address).content.decode()
        Contribution.objects.filter(pk=said.pk).update(state="withdrawn")
        later = Client().get(address).content.decode()

    words = ("<del>", "kaksi vuotta", "Vuosi on lyhyt.", "Vuosi on liian lyhyt.", "version 2")
    assert [each in shown for each in words] == [True] * 5
    assert "Vuosi on liian lyhyt." not in later
    assert "kaksi vuotta" in later
