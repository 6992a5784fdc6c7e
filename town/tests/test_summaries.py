"""What the closing summaries of the town state: the figures of the brainstorm as its umbrella organisation told them."""

import re

import pytest
from django.utils import timezone
from django.utils.translation import override

from punos.core.languages import LANGUAGES
from punos.organisations.models import Actor
from punos.reports import queries
from punos.reports.models import Summary
from town.summaries import summed_up
from town.texts.umbrella_ideas import IDEAS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def told(slug: str, language: str) -> str:
    """A summary as text alone, every space an ordinary one."""
    summary = Summary.objects.select_related("consultation__process").get(consultation__slug=slug)
    return queries.in_words(summary, language).replace("\u00a0", " ")


# What the umbrella organisation told of its brainstorm, in the words of the first draft.
STATED = {
    "fi": (
        (
            "Osallistujia oli yhteensä 464: 373 henkilöä, 87 järjestöä, 4 ryhmävastausta."
            " Henkilöistä 373 vastasi järjestötoimijana. Ryhmissä oli yhteensä 32 henkilöä."
        ),
        (
            "Kaikista 21 hyvinvointialueesta ja Helsingistä saatiin vähintään yksi vastaus."
            " Osallistujista 46 % kertoi järjestönsä toimivan koko maassa."
        ),
        "- Sairaus- ja vammaisjärjestöt: 29 %",
        "- Mielenterveys-, päihde- ja riippuvuusjärjestöt: 15 %",
        "- Muu kuin valittavana ollut ala: 12 %",
        "Nämä ideat arvioitiin parhaiksi asteikolla 1–7:",
    ),
    "sv": (
        (
            "Antalet deltagare var 464: 373 personer, 87 organisationer, 4 gruppsvar."
            " Av personerna svarade 373 i egenskap av organisationsaktör. I grupperna fanns sammanlagt 32 personer."
        ),
        (
            "Från vart och ett av de 21 välfärdsområdena och från Helsingfors kom minst ett svar."
            " Av deltagarna uppgav 46 % att deras organisation är verksam i hela landet."
        ),
        "- Sjukdoms- och funktionshinderorganisationer: 29 %",
        "- Psykisk hälsa, missbruk och beroende: 15 %",
        "- Ett annat område än de som kunde väljas: 12 %",
        "De här idéerna bedömdes som bäst på skalan 1–7:",
    ),
    "en": (
        (
            "The number of participants was 464: 373 persons, 87 organisations, 4 group answers."
            " Of the persons, 373 answered as people active in an organisation."
            " In the groups there were 32 people together."
        ),
        (
            "Every one of the 21 wellbeing services counties and Helsinki gave at least one answer."
            " Of the participants, 46% told that their organisation works in the whole country."
        ),
        "- Illness and disability: 29%",
        "- Mental health, substance use and addiction: 15%",
        "- Another field than those that could be chosen: 12%",
        "These ideas were rated highest on a scale from 1 to 7:",
    ),
}
MEASURES = ("people_first", "continuity", "real_participation")
# Where each figure of it comes from, from top to bottom.
SOURCES = [*[""] * 7, "#by-area", *["#by-field"] * 3, *["#ranking"] * 6]


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_of_the_brainstorm_states_what_its_umbrella_organisation_told(language: str) -> None:
    lines = told("aivoriihi", language).splitlines()
    measures = [each.words.in_language(language) for each in IDEAS if each.key in MEASURES]
    first = lines.index(STATED[language][-1]) + 2

    assert [line for line in STATED[language] if line not in lines] == []
    assert [line.partition(". ")[2].partition(" (")[0] for line in lines[first : first + 4]] == [
        *measures,
        "",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_of_the_brainstorm_leads_to_its_source(language: str) -> None:
    summary = Summary.objects.select_related("consultation__process").get(consultation__slug="aivoriihi")

    with override(language):
        html = str(queries.shown(Actor(), summary, language, timezone.now()).html)

    results = f"/{language}{summary.consultation.address}results/"
    links = re.findall('<a href="([^"]*)"[^>]*>([^<]*)</a>', html)
    assert [link for link, _words in links] == [f"{results}{source}" for source in SOURCES]
    without = re.sub("<[^>]*>", "", re.sub("<a [^>]*>[^<]*</a>", "", html.partition("<h2>")[2]))
    rest = [number for number in re.findall(r"\d+", without) if number not in {"1", "2", "3", "7"}]
    assert rest == ["2022", "2023"]  # the years of what happens next; 1 to 3 are places, 7 ends the scale


def test_summary_of_the_brainstorm_is_published_and_corrected_and_that_of_the_survey_a_draft() -> None:
    found = Summary.objects.order_by("consultation__slug")

    assert [(each.consultation.slug, each.published_at is not None) for each in found] == [
        ("aivoriihi", True),
        ("toukokuun-kysely", False),
    ]
    assert [each.body.missing() for each in found] == [(), ()]
    assert [(each.earlier.count(), each.title.missing()) for each in found] == [(1, ()), (0, ())]


def test_draft_of_the_survey_knows_every_figure_that_it_names() -> None:
    summary = Summary.objects.select_related("consultation__process").get(
        consultation__slug="toukokuun-kysely"
    )
    names = queries.names_in(queries.words_of(summary.body))

    assert queries.unknown_figures(summary.consultation.result, queries.words_of(summary.body)) == []
    assert len([name for name in names if name.startswith("question.")]) > 20
    html = queries.shown(Actor(), summary, "fi", timezone.now()).html
    assert f'href="/fi{summary.consultation.address}results/#question-' in html


def test_summing_up_a_second_time_changes_nothing() -> None:
    before = list(Summary.objects.order_by("pk").values_list("pk", "revision", "published_at"))

    summed_up()

    assert list(Summary.objects.order_by("pk").values_list("pk", "revision", "published_at")) == before
