"""Tables of answers as surveys elsewhere write them: what is read from each column, and what is wrong with a row."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import queries
from punos.consultations.models import (
    Answer,
    AnswerImportRow,
    Consultation,
    Option,
    PartKind,
    Question,
    QuestionKind,
    Submission,
)
from punos.consultations.models.answer_columns import AnswerColumn
from punos.consultations.models.answer_faults import LIMITS
from punos.consultations.models.answer_points import read_point
from punos.consultations.models.answer_row import AnswerReader
from punos.consultations.tests.gathered import (
    as_csv,
    as_xlsx,
    brought_in,
    codes,
    led,
    outcomes,
    read,
)
from punos.contributions.models import Capacity, Identified, Voice
from punos.contributions.tests.factories import last_line, make_organisation, text, verbs_since
from punos.core import tables
from punos.core.dates import HELSINKI
from punos.organisations.models import ImportState, OrganisationKind

pytestmark = pytest.mark.django_db
SOUND = [("1", "1.5.2022 10.30", "yes", "Tilat."), ("2", "2022-05-02", "no", "")]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def speaker(voice: Voice, language: str) -> tuple[Any, ...]:
    return voice.capacity, voice.organisation, voice.organisation_name, voice.head_count, language


def test_answers_come_in_with_their_own_author_time_and_language() -> None:
    survey, officer = led()
    council = make_organisation(name="Malli ry")
    body = make_organisation(name="Neuvosto", kind=OrganisationKind.COUNCIL)
    rows = [
        ("ID", "Vastausaika", "Kieli", "Organisaatio", "Ryhmän koko", "Ala", "agree? sv"),
        ("1", "1.5.2022 10.30", "ruotsi", council.name, "", "youth", "yes"),
        ("2", "44682.5", "fi", "Tuntematon ry", "", "Marsu", "no"),
        ("3", "", "", "", "4", "", "yes"),
        ("4", "2022-05-01 09:15:00", "en", body.name, "", "", "yes"),
        ("5", "1.5.2022", "fi", "", "", "", "yes"),
    ]
    before = last_line()

    done = brought_in(read(survey, officer, as_csv(rows[1:], rows[0])), officer)

    found = list(Submission.objects.order_by("import_rows__number").select_related("voice__organisation"))
    told = [speaker(each.voice, each.language) for each in found]
    assert done.state == ImportState.DONE
    assert told == [
        (Capacity.ORGANISATION, council, "", None, "sv"),
        (Capacity.ORGANISATION, None, "Tuntematon ry", None, "fi"),
        (Capacity.GROUP, None, "", 4, "fi"),
        (Capacity.BODY, body, "", None, "en"),
        (Capacity.RESIDENT, None, "", None, "fi"),
    ]
    moments = [each.sent_at.astimezone(HELSINKI).isoformat() for each in found if each.sent_at]
    assert [*moments[:2], *moments[3:]] == [
        "2022-05-01T10:30:00+03:00", "2022-05-01T12:00:00+03:00", "2022-05-01T09:15:00+03:00",
        "2022-05-01T12:00:00+03:00",
    ]  # fmt: skip
    assert found[2].sent_at == done.at
    assert found[1].voice.background == {"field": "other", "field_other": "Marsu"}
    assert {(each.voice.identified, each.voice.person, each.sent_by) for each in found} == {
        (Identified.IMPORT, None, None)
    }
    assert verbs_since(before)[-2:] == ["submissions.imported", "answer_import.brought_in"]


def test_every_kind_of_question_is_read_from_its_columns() -> None:
    survey, officer = led()
    headings = (
        "1. agree?", "agree?: other fi", "needs?", "members?", "works?", "parts?: grants fi", "parts? [spaces fi]",
        "order?", "founded?", "where?", "secret?",
    )  # fmt: skip
    row = (
        "other fi", "Ehkä", "grants fi; Bussiyhteys", "1 200", "4 - melko", "good sv", "bad", "news; grants", "20.5.1998",
        "Kallio", "Ei julki.",
    )  # fmt: skip

    done = brought_in(read(survey, officer, as_csv([row], headings)), officer)

    sent = Submission.objects.get()
    values = dict(sent.answers.values_list("question__code", "value"))
    words = dict(sent.voice.contributions.values_list("thread__question__code", "latest__text"))
    assert values == {
        "agree": "other", "needs": ["grants", "other"], "members": 1200, "works": 4,
        "parts": {"grants": "good", "spaces": "bad"}, "order": ["news", "grants"], "founded": "1998-05-20",
        "where": {"lat": None, "lon": None, "name": "Kallio"},
    }  # fmt: skip
    assert words == {"agree": "Ehkä", "needs": "Bussiyhteys", "secret": "Ei julki."}
    assert [row.told for row in done.rows.all()] == [[]]


def test_choices_with_a_column_each_are_ticked() -> None:
    survey, officer = led()
    headings = ("agree?", "needs? grants fi", "needs? spaces fi", "needs? news fi", "needs? other fi")

    brought_in(read(survey, officer, as_csv([("yes", "1", "0", "news fi", "Bussi")], headings)), officer)

    sent = Submission.objects.get()
    assert sent.answers.get(question__code="needs").value == ["grants", "news", "other"]
    assert list(sent.voice.contributions.values_list("latest__text", flat=True)) == ["Bussi"]


@pytest.mark.parametrize(
    ("heading", "cell", "code", "says"),
    [
        ("works?", "9", "value", "works?: Choose one of what is offered."),
        ("members?", "=1+1", "value", "members?: Write a number in digits, such as 12."),
        ("founded?", "31.2.1998", "value", "founded?: Write a day as day.month.year, such as 20.5.2022."),
        ("parts? grants fi", "so so", "choice", "parts? grants fi: “so so” is not among what can be chosen."),
        (
            "where? point", "Kallio", "point",
            "where? point: “Kallio” is not a point. Write latitude and longitude in degrees, such as 60.19, 24.94.",
        ),
        ("order?", "boats", "choice", "order?: “boats” is not among what can be chosen."),
        (
            "needs? grants fi", "perhaps", "tick",
            "needs? grants fi: “perhaps” does not say whether this was chosen. Write 1 or 0, or x or nothing.",
        ),
        (
            "Time", "13/14/22", "time",
            "Time: “13/14/22” is not a time that can be read. Write 1.5.2022, 1.5.2022 10.30 or 2022-05-01.",
        ),
        ("Time", "1.1.2199", "future", "Time: 1.1.2199 has not come yet."),
        ("Language", "klingon", "language", "Language: “klingon” is not a language that is known here."),
        ("Role", "king", "capacity", "Role: In which capacity “king” answers is not known."),
        ("Head count", "many", "head_count", "Head count: A group has from 2 to 100,000 people, in digits."),
        ("Organisation", "=HYPERLINK(1)", "formula", "Organisation: This looks like a formula, not like a name."),
        ("Organisation", "x" * 201, "long_name", "Organisation: The name is too long."),
        ("Area", "Mars", "unknown", "Area: What “Mars” means here is not known."),
        (
            "hopes?", "Lis\ufffd", "letters",
            "hopes?: Letters of this cell are lost. Save the file as CSV in UTF-8 and send it again.",
        ),
    ],
)  # fmt: skip
def test_faulty_row_says_why_and_stays_outside(heading: str, cell: str, code: str, says: str) -> None:
    survey, officer = led()
    columns = {"0": "agree", "1": queries.known_headings(survey).get(heading.lower(), "")}
    told: dict[str, str] = {
        "Time": AnswerColumn.TIME, "Language": AnswerColumn.LANGUAGE, "Role": AnswerColumn.CAPACITY,
        "Head count": AnswerColumn.HEAD_COUNT, "Organisation": AnswerColumn.ORGANISATION, "Area": AnswerColumn.AREA,
    }  # fmt: skip
    named = {"columns": {**columns, "1": told[heading]}} if heading in told else {}

    taken = read(survey, officer, as_csv([("yes", cell), ("no", "")], ("agree?", heading)), **named)

    assert (outcomes(taken), codes(taken)) == ({"new": 1, "faulty": 1}, {2: [code]})
    shown = queries.shown_answers(taken, taken.rows.filter(number=2))
    assert [each.faults for each in shown] == [[says]]


@pytest.mark.parametrize(
    ("role", "name", "count", "found"),
    [
        ("organisation", "", "", ["no_organisation"]),
        ("group", "", "1", ["head_count"]),
        ("yhdistys", "Malli ry", "", []),
        ("As myself", "Malli ry", "3", []),
    ],
)
def test_speaker_is_whole_or_the_row_is_faulty(role: str, name: str, count: str, found: list[str]) -> None:
    survey, officer = led()

    taken = read(
        survey,
        officer,
        as_csv([("yes", role, name, count)], ("agree?", "Role", "Organisation", "Head count")),
    )

    assert codes(taken) == ({2: found} if found else {})


def test_organisation_may_be_that_of_somebody_active_in_it() -> None:
    survey, officer = led()

    taken = read(survey, officer, as_csv([("yes", "Malli ry")], ("agree?", "Organisation")), named="active")
    brought_in(taken, officer)

    voice = Voice.objects.get()
    assert (voice.capacity, voice.organisation_name) == (Capacity.ACTIVE, "Malli ry")


def test_rows_with_letters_of_two_encodings_are_mended_and_those_beyond_it_are_told() -> None:
    survey, officer = led()
    lines = [
        b"agree?;hopes?", "yes;Lisää ääntä".encode(), "no;Lisää ääntä".encode("cp1252"), b"yes;Lis\x81\xe4",
        b"no;plain",
    ]  # fmt: skip

    taken = read(survey, officer, b"\n".join(lines))

    texts = [row.facts["values"].get("hopes") for row in taken.rows.filter(outcome="new")]
    assert (texts, codes(taken)) == (["Lisää ääntä", "Lisää ääntä", "plain"], {4: ["letters"]})


def test_three_hundred_bad_rows_do_not_keep_the_good_ones_outside() -> None:
    survey, officer = led()
    bad = [(str(number), "not a day", "yes", "") for number in range(300)]
    good = [(str(number), "1.5.2022", "yes", "") for number in range(300, 310)]

    taken = read(survey, officer, as_csv([*bad, *good]))

    assert outcomes(taken) == {"new": 10, "faulty": 300}


def test_spreadsheet_is_read_with_its_times_and_without_working_formulas_out() -> None:
    survey, officer = led()
    at = timezone.now().replace(tzinfo=None, microsecond=0) - timedelta(days=3)
    rows = [("ID", "Completion time", "agree?", "hopes?"), (1, at, "yes", "=1+1")]

    taken = read(survey, officer, as_xlsx(rows))

    row = AnswerImportRow.objects.get()
    assert (outcomes(taken), row.facts["at"][:19], row.facts["values"]) == (
        {"new": 1}, at.isoformat(), {"agree": "yes"},
    )  # fmt: skip


def test_coordinates_of_a_place_come_in_two_columns_or_in_one() -> None:
    survey, officer = led()
    apart = ("agree?", "where?", "where? leveysaste", "where? lon")
    together = ("ID", "agree?", "hopes?", "where? leveys- ja pituusaste samassa sarakkeessa")

    brought_in(
        read(survey, officer, as_csv([("yes", "Kallio", "60,19", "24.94"), ("no", "", "60.2", "25")], apart)),
        officer,
    )
    points = ("60.19, 24.94", "60,192; 24,94", "(60.193° 24.94°)")
    rows = [(str(at), "no", "", point) for at, point in enumerate(points)]
    brought_in(read(survey, officer, as_csv(rows, together)), officer)

    found = Answer.objects.filter(question__code="where").order_by("submission__number")
    assert list(found.values_list("value", flat=True)) == [
        {"lat": 60.19, "lon": 24.94, "name": "Kallio"}, {"lat": 60.2, "lon": 25.0, "name": ""},
        {"lat": 60.19, "lon": 24.94, "name": ""}, {"lat": 60.192, "lon": 24.94, "name": ""},
        {"lat": 60.193, "lon": 24.94, "name": ""},
    ]  # fmt: skip
    assert [read_point(each) for each in ("60,19", "60,19,24,94", "60.19", "6672000 385000")] == [None] * 4


def test_background_questions_of_the_installation_are_told_of_the_speaker() -> None:
    survey, officer = led()
    ask_background(survey, "age", QuestionKind.SINGLE, "young", "old")
    ask_background(survey, "roles", QuestionKind.MULTIPLE, "chair", "member")
    rows = [("yes", "Young", "chair; member"), ("no", "ancient", ""), ("", "Old", "")]

    taken = read(survey, officer, as_csv(rows, ("agree?", "Age?", "~roles")))
    lines = [each.lines for each in queries.shown_answers(taken, taken.rows.filter(number=2))]
    brought_in(taken, officer)

    assert (taken.columns, codes(taken)) == (
        {"0": "agree", "1": "~age", "2": "~roles"}, {3: ["choice"], 4: ["nothing"]},
    )  # fmt: skip
    assert lines == [
        [("Age?", "Young", False), ("Roles?", "Chair\nMember", False), ("agree? en", "yes en", False)]
    ]
    assert Voice.objects.get().background == {"age": "young", "roles": "chair,member"}


def ask_background(survey: Consultation, code: str, kind: QuestionKind, *choices: str) -> None:
    """A background question of the installation that is asked here."""
    part = survey.parts.get(kind=PartKind.BACKGROUND)
    place = len(part.background) + 1
    asked = Question.objects.create(code=code, place=place, kind=kind, title=text(f"{code.title()}?"))
    for at, each in enumerate(choices, start=1):
        Option.objects.create(question=asked, code=each, place=at, text=text(each.title()))
    part.background = [*part.background, code]
    part.save()


def test_fifty_thousand_rows_of_every_sort_are_read_to_the_last() -> None:
    survey, _officer = led()
    columns = {"0": "@key", "1": "@time", "2": "order", "3": "hopes"}
    reader = AnswerReader(queries.questions_of(survey), columns, "fi")
    times = (b"1.5.2022 10.30", b"2022-05-01", b"44682.5", b"1.5.2022")
    words = ("Lisää ääntä".encode(), "Lisää ääntä".encode("cp1252"))
    lines = [b"ID;Completion time;order?;hopes?"]
    for at in range(50_000):
        bad = at % 500  # three hundred rows have one fault each
        when, said = b"13/14/22" if bad == 0 else times[at % 4], b"Lis\x81\xe4" if bad == 1 else words[at % 2]
        lines.append(b"%d;%s;%s;%s" % (at, when, b"boats" if bad == 2 else b"grants", said))

    rows = tables.rows_of(b"\n".join(lines), LIMITS)
    next(rows)
    found = [reader.read(cells) for _number, cells in rows]

    sound = [each for each in found if not each.faults]
    assert (len(found), Counter(each.faults[0].code for each in found if each.faults)) == (
        50_000, {"time": 100, "letters": 100, "choice": 100},
    )  # fmt: skip
    assert {each.facts["values"]["hopes"] for each in sound} == {"Lisää ääntä"}
    assert {each.facts["at"][:10] for each in sound} == {"2022-05-01"}
