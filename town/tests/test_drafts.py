"""The drafts of November 2022: what changed is told truly, and comments mean a passage that is there."""

from collections import Counter

import pytest

from town.texts import board_draft, cast
from town.texts.board_comments import draft_comments
from town.texts.bodies import BODIES
from town.texts.hearing_shapes import DocumentText
from town.texts.registry import registry

DOCUMENTS = board_draft.DOCUMENTS
WINDOW = board_draft.HEARING.window


def test_drafts_have_six_to_nine_clauses_that_stand() -> None:
    standing = [
        sum(clause.change != "removed" for clause in version.sections)
        for text in DOCUMENTS
        for version in text.versions
    ]

    assert standing == [7, 9, 8, 9]


@pytest.mark.parametrize("text", DOCUMENTS, ids=lambda text: text.slug)
def test_drafts_tell_truly_what_changed(text: DocumentText) -> None:
    first, second = text.versions
    old = {clause.key: clause for clause in first.sections}
    told = {clause.key: clause.change for clause in second.sections}
    found = {
        clause.key: "new"
        if clause.key not in old
        else "removed"
        if clause.change == "removed"
        else "kept"
        if (clause.heading, clause.body) == (old[clause.key].heading, old[clause.key].body)
        else "changed"
        for clause in second.sections
    }

    assert told == found
    assert set(told.values()) >= {"kept", "changed", "new"}
    assert [clause.key for clause in second.sections][: len(old)] == list(old)
    assert [clause.key for clause in second.sections if clause.why is None] == []
    assert {(clause.change, clause.why) for clause in first.sections} == {("", None)}


def test_drafts_are_published_when_comments_open_and_after_they_close() -> None:
    for text in DOCUMENTS:
        first, second = text.versions

        assert first.published == WINDOW.opens
        assert second.published > WINDOW.closes


def test_comments_are_45_in_three_languages_and_stances() -> None:
    rows = draft_comments()

    assert len(rows) == 45
    assert Counter(row.language for row in rows) == {"fi": 33, "sv": 9, "en": 3}
    assert Counter(row.stance for row in rows) == {"for": 16, "neutral": 16, "against": 13}
    assert len({row.text for row in rows}) == 45


def test_comments_quote_the_first_version_in_their_language() -> None:
    wrong = [
        row.key
        for row in draft_comments()
        for clause in [board_draft.document(row.document).versions[0].section(row.section)]
        if row.quote not in clause.body.in_language(row.language)
    ]

    assert wrong == []


def test_comments_reword_a_passage_they_quote() -> None:
    rewording = [row for row in draft_comments() if row.rewording]

    assert len(rewording) == 16
    assert [row.key for row in rewording if not row.quote or row.quote == row.rewording] == []


def test_comments_reach_every_clause() -> None:
    reached = {(row.document, row.section) for row in draft_comments()}

    assert reached == {(text.slug, clause.key) for text in DOCUMENTS for clause in text.versions[0].sections}


def test_comments_come_from_those_who_may_speak() -> None:
    rows, people = registry(), {member.key: member for member in cast.CAST}
    for row in draft_comments():
        assert (row.organisation is not None) == (row.capacity in ("active", "organisation", "group"))
        assert (row.body == BODIES[3].name.fi) == (row.capacity == "body")
        if row.organisation is not None:
            assert row.language in (*rows[row.organisation].languages, "en")
        if row.person and row.organisation is not None:
            assert rows[row.organisation].name in people[row.person].organisations


def test_comments_arrive_in_order_while_drafts_are_open() -> None:
    sent = [row.sent for row in draft_comments()]

    assert sent == sorted(sent)
    assert (WINDOW.opens < sent[0], sent[-1] < WINDOW.closes) == (True, True)
