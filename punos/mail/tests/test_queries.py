"""What a letter says, and what the outbox tells of itself."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from punos.mail import actions, queries
from punos.mail.models import MessageState
from punos.mail.tests.factories import Administrator, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]
NOON = datetime(2022, 11, 7, 12, tzinfo=UTC)


def composed(language: str = "en", template: str = "letter", **context: Any) -> queries.Composed:
    """A letter as its reader gets it."""
    return queries.compose(template, language, {"name": "Aino", **context})


def test_letter_is_plain_text_in_which_nothing_is_escaped(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS, settings.SITE_NAME = "https://punos.example.org", "Punos"

    letter = composed(name="A & O")

    assert (letter.subject, letter.body) == (
        "Search: A & O",
        (
            "Hello A & O, it's here & ready.\n\nSee https://punos.example.org/about for more.\n\n"
            "--\nPunos\nhttps://punos.example.org\nThis message was sent automatically.\n"
        ),
    )


def test_letter_speaks_the_language_of_its_reader() -> None:
    subjects = [composed(language).subject for language in ("fi", "sv", "en")]

    assert subjects == ["Haku: Aino", "S\u00f6kning: Aino", "Search: Aino"]


def test_html_says_the_same_escaped_with_links_as_links(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://punos.example.org"

    html = composed(name="<b>O'Hara</b>").html

    assert html.count("<p>Hello &lt;b&gt;O&#x27;Hara&lt;/b&gt;, it&#x27;s here &amp; ready.</p>") == 1
    assert html.count('<a href="https://punos.example.org/about" rel="nofollow">') == 1
    assert html.count('<html lang="en">') == 1
    assert [html.count(each) for each in ("<img", "<style", "style=", "<script")] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("/sv/invitations/abc/", "https://punos.example.org/fi/invitations/abc/"),
        ("/fi/invitations/abc/", "https://punos.example.org/fi/invitations/abc/"),
        ("/files/abc/", "https://punos.example.org/files/abc/"),
        ("https://example.org/sv/", "https://example.org/sv/"),
    ],
)
def test_link_is_absolute_and_in_the_language_of_the_reader(
    settings: Settings, given: str, link: str
) -> None:
    settings.PUBLIC_ADDRESS = "https://punos.example.org"

    letter = composed("fi", link=given, link_label="Liity")

    assert letter.body.split("\n\n")[2] == f"Liity:\n{link}"
    assert letter.html.count(f'<a href="{link}"><b>Liity</b></a>') == 1


def test_link_stands_where_the_text_has_it(letters: Path) -> None:
    (letters / "early.txt").write_text("Come\n\nFirst.\n\n{{ link }}\n\nThen.\n")

    letter = composed(template="early", link="https://example.org/x/", link_label="Join")

    assert letter.body.split("\n\n")[:3] == ["First.", "https://example.org/x/", "Then."]
    assert letter.html.index("<p>First.") < letter.html.index("<b>Join</b>") < letter.html.index("<p>Then.")
    assert letter.html.count("<b>Join</b>") == 1


def test_room_may_bring_its_own_html(letters: Path) -> None:
    (letters / "letter.html").write_text("<p>{{ name }} {{ subject }}</p>")

    assert composed(name="A&B").html == "<p>A&amp;B Search: A&amp;B</p>"


def test_several_lines_of_a_value_stay_in_the_text(letters: Path) -> None:
    (letters / "note.txt").write_text("A note\n\n{{ note }}\n")

    letter = composed(template="note", note="One\r\n\r\nTwo")

    assert (letter.subject, letter.body.split("--")[0]) == ("A note", "One\n\nTwo\n\n")


def test_template_without_a_blank_line_after_its_subject_is_a_fault(letters: Path) -> None:
    (letters / "wrong.txt").write_text("Subject\nText\n")

    with pytest.raises(ValueError, match="blank line"):
        composed(template="wrong")


def test_outbox_counts_and_tells_what_waits_longest() -> None:
    empty = (queries.counts(), queries.oldest_waiting())
    with time_machine.travel(NOON, tick=False):
        first = make_message()
    second = make_message()
    actions.give_up(doer=Administrator(), message=second)

    assert empty == (dict.fromkeys(MessageState.values, 0), None)
    assert queries.counts() == {**dict.fromkeys(MessageState.values, 0), "waiting": 1, "undelivered": 1}
    assert queries.oldest_waiting() == NOON
    assert (list(queries.outbox()), list(queries.outbox("waiting"))) == ([second, first], [first])
