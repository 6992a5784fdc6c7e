"""The first draft of a closing summary, written from the stored figures in three languages.

It is Markdown. Every number is a reference such as `{figure:total}`, so that it follows the results until the summary
is published. Names stand in lists and after colons, where no language bends them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Result
from punos.consultations.queries.figures import areas_heard, choice_names, dimension_names
from punos.consultations.queries.stored import outline
from punos.contributions import queries as contributions
from punos.contributions.models import Contribution, Stance
from punos.core.dates import local_date, rough
from punos.core.languages import LANGUAGES, TranslatedText, current_language
from punos.core.text import clean
from punos.organisations.models import Field
from punos.processes import queries as processes
from punos.processes.models import Document
from punos.processes.models.document import words_in
from punos.reports.queries.summary_figures import NO_STANCE, counties, questions_of
from punos.reports.queries.summary_questions import escaped, questions_told

MOST: Final = 3  # ideas, fields and clauses that are named
MOST_SHARED: Final = 10  # ideas, where many share one of the first places
NATIONWIDE, NOT_TOLD = "nationwide", "not_told"


@dataclass(frozen=True)
class FirstDraft:
    """A title and a text, in three languages."""

    title: TranslatedText
    body: TranslatedText


@dataclass(frozen=True)
class Material:
    """What the draft is written from: the figures, of a survey also those of its questions."""

    consultation: Consultation
    figures: Mapping[str, Any]
    counted: Mapping[str, Any]
    questions: Sequence[Mapping[str, Any]]


def first_draft(result: Result) -> FirstDraft:
    """What the figures of these results say, sentence by sentence."""
    consultation, figures = result.consultation, outline(result)
    found = Material(consultation, figures, figures.get("survey", figures), questions_of(result))
    titles, bodies = {}, {}
    for language in LANGUAGES:
        with override(language):
            named = consultation.title.read(language).text
            titles[language] = _("Closing summary: %(title)s") % {"title": named}
            bodies[language] = clean("\n\n".join(_blocks(found)))
    source = consultation.title.source
    return FirstDraft(TranslatedText.of(source, **titles), TranslatedText.of(source, **bodies))


def figure(name: str) -> str:
    """How a text names a figure."""
    return f"{{figure:{name}}}"


def listed(items: Iterable[str]) -> str:
    """A list in Markdown."""
    return "\n".join(f"- {each}" for each in items)


def _blocks(found: Material) -> Iterator[str]:
    """The paragraphs, headings and lists from top to bottom."""
    yield f"## {_('Who took part')}"
    if found.counted["total"] == 0:
        yield _("Nobody took part.")
    else:
        yield from _who(found.counted)
        yield f"## {_('Main results')}"
        yield from _ideas(found)
        yield from questions_told(found.consultation, found.questions)
        yield from _clauses(found)
        yield f"## {_('Who was not heard')}"
        yield from _unheard(found.counted)
    yield f"## {_('What happens after this')}"
    yield _next(found.consultation)


def _who(counted: Mapping[str, Any]) -> Iterator[str]:
    """How many there were with their parts, and where they came from."""
    voices = counted["participation"]
    sentences = [
        _("The number of participants was %(total)s: %(parts)s.")
        % {"total": figure("total"), "parts": ", ".join(_parts(counted))}
    ]
    if voices["active"]:
        sentences.append(
            _("Of the persons, %(number)s answered as people active in an organisation.")
            % {"number": figure("active")}
        )
    if voices["group"]:
        sentences.append(
            _("In the groups there were %(number)s people together.") % {"number": figure("head_count")}
        )
    yield " ".join(sentences)
    yield from _where(counted)
    cells = counted["breakdowns"].get("field", {"cells": []})["cells"]
    told = [each for each in cells if each["count"] and each["code"] != NOT_TOLD]
    largest = sorted(told, key=lambda each: -each["count"])[:MOST]
    if largest:
        names = choice_names()["field"] | {Field.OTHER: _("Another field than those that could be chosen")}
        rows = (
            f"{names.get(each['code'], each['code'])}: {figure(f'by.field.{each["code"]}.share')}"
            for each in largest
        )
        yield f"{_('Most participants came from these fields of activity:')}\n\n{listed(rows)}"


def _parts(counted: Mapping[str, Any]) -> Iterator[str]:
    """Persons, organisations, groups and public bodies, as many kinds as there were."""
    voices = counted["participation"]
    persons, organisations = counted["persons"], voices["organisation"]
    groups, bodies = voices["group"], voices["body"]
    kinds = (
        (persons, "persons", ngettext("%(number)s person", "%(number)s persons", persons)),
        (
            organisations,
            "organisations",
            ngettext("%(number)s organisation", "%(number)s organisations", organisations),
        ),
        (groups, "groups", ngettext("%(number)s group answer", "%(number)s group answers", groups)),
        (bodies, "bodies", ngettext("%(number)s public body", "%(number)s public bodies", bodies)),
    )
    return (words % {"number": figure(name)} for many, name, words in kinds if many)


def _where(counted: Mapping[str, Any]) -> Iterator[str]:
    """Which areas were heard, and how many work in the whole country."""
    heard, areas = areas_heard(counted)
    sentences = []
    if areas > 1 and heard == areas and len(counties(counted)) == areas - 1:
        sentences.append(
            _(
                "Every one of the %(number)s wellbeing services counties and Helsinki gave at least one answer."
            )
            % {"number": figure("counties")}
        )
    elif areas > 1 and heard:
        sentences.append(
            _("Answers came from %(heard)s areas; there are %(areas)s of them.")
            % {"heard": figure("areas_heard"), "areas": figure("areas")}
        )
    cells = counted["breakdowns"].get("area", {"cells": []})["cells"]
    nationwide = next((each for each in cells if each["code"] == NATIONWIDE), None)
    if nationwide and nationwide["count"]:
        sentences.append(
            _("Of the participants, %(share)s told that their organisation works in the whole country.")
            % {"share": figure(f"by.area.{NATIONWIDE}.share")}
        )
    if sentences:
        yield " ".join(sentences)


def _ideas(found: Material) -> Iterator[str]:
    """The ideas that were rated best."""
    ranking = found.figures.get("ranking")
    if ranking is None:
        return
    if not ranking["ranked"]:
        yield _("No idea was rated by so many that the ideas could be put in order.")
        return
    best = [each for each in ranking["ranked"] if each["band"]["first"] <= MOST][:MOST_SHARED]
    said = Contribution.objects.filter(thread__part__consultation=found.consultation)
    numbers = {int(each["idea"]) for each in best}
    ideas = {
        str(each.number): each
        for each in contributions.ideas_among(said, current_language(), numbers=numbers)
    }
    rows = (
        f"**{_place(each['band'])}.** {escaped(ideas[each['idea']].text)} {_measure(ranking, each['idea'])}"
        for each in best
        if each["idea"] in ideas
    )
    is_share = ranking["scale"] == "agreement"
    lead = (
        _("Most agree with these ideas:")
        if is_share
        else _("These ideas were rated highest on a scale from 1 to 7:")
    )
    yield f"{lead}\n\n{listed(rows)}"


def _place(band: Mapping[str, int]) -> str:
    """The place of an idea, which it may share with others."""
    return str(band["first"]) if band["first"] == band["last"] else f"{band['first']}\u2013{band['last']}"


def _measure(ranking: Mapping[str, Any], idea: str) -> str:
    """What an idea reached, and from how many ratings."""
    told = {"mean": figure(f"idea.{idea}.mean"), "number": figure(f"idea.{idea}.ratings")}
    if ranking["scale"] == "agreement":
        return _("(share that agrees %(mean)s, ratings %(number)s)") % told
    return _("(mean %(mean)s, ratings %(number)s)") % told


def _clauses(found: Material) -> Iterator[str]:
    """Of each draft text the clauses about which most was said, with how many thought what."""
    documents = {each.slug: each for each in consultations.texts_commented(found.consultation)}
    for text in found.figures.get("draft_texts", []):
        document = documents.get(text["document"])
        if document is None or not text["clauses"]:
            continue
        spoken = sorted(text["clauses"].items(), key=lambda each: -_opinions(each[1]))[:MOST]
        headings = _headings(document)
        rows = (
            f"{escaped(headings.get(key, key))}: {', '.join(_stances(document.slug, key, stances))}"
            for key, stances in spoken
        )
        title = escaped(document.title.read(current_language()).text)
        yield f"**{title}**"
        yield f"{_('Most opinions were given of these clauses:')}\n\n{listed(rows)}"


def _opinions(stances: Mapping[str, Mapping[str, int]]) -> int:
    """How many opinions there are of a clause; who gave two of them is in both."""
    return sum(sum(numbers.values()) for numbers in stances.values())


def _stances(document: str, clause: str, stances: Mapping[str, Any]) -> Iterator[str]:
    for stance, name in [*Stance.choices, ("", _("Without a stance"))]:
        if stance in stances:
            yield f"{name} {figure(f'clause.{document}.{clause}.{stance or NO_STANCE}')}"


def _headings(document: Document) -> dict[str, str]:
    """The headings of the clauses that readers have now, by their keys."""
    language = current_language()
    version = next(iter(getattr(document, "published", [])), None)
    clauses = version.clauses if version else []
    return {
        each.key: words_in(each.heading, language) or each.heading.read(language).text for each in clauses
    }


def _unheard(counted: Mapping[str, Any]) -> Iterator[str]:
    """Fields, areas and sizes that the registry knows and from which nobody answered."""
    names, silences = choice_names(), _silences()
    told = {each: counted["breakdowns"][each] for each in silences if each in counted["breakdowns"]}
    withheld = [each for each, cells in told.items() if _is_withheld(cells)]
    if not told:
        yield _("The background of the participants was not asked.")
        return
    found = False
    for each in told:
        codes = [row["code"] for row in counted["unheard"].get(each, [])]
        if codes:
            found = True  # some names hold a comma, so a semicolon stands between them
            yield silences[each] % {"names": "; ".join(names[each].get(code, code) for code in codes)}
    if withheld:
        titles = dimension_names()
        words = _("So few answered that some numbers are not told: %(names)s.")
        yield words % {"names": ", ".join(titles[each] for each in withheld)}
    elif not found:
        yield _("Somebody answered from every field, area and size of organisation that the registry knows.")


def _is_withheld(cells: Mapping[str, Any]) -> bool:
    return any(each["why"] == "withheld" for each in cells["cells"])


def _silences() -> dict[str, str]:
    """How it is told by each dimension that nobody answered."""
    return {
        "field": _("Nobody answered from these fields of activity, which the registry knows: %(names)s."),
        "area": _(
            "Nobody answered from these areas, from which the registry knows organisations: %(names)s."
        ),
        "size": _("Nobody answered from organisations of these sizes, which the registry knows: %(names)s."),
    }


def _next(consultation: Consultation) -> str:
    """What comes after the time to answer in the process, with its times as they are known."""
    closed, language = consultation.closes_at, current_language()
    rows = [
        f"**{rough(each.starts_on, each.ends_on, each.precision, language)}:** "
        f"{escaped(each.title.read(language).text)}"
        for each in processes.phases_of(consultation.process)
        if each.leads_to != consultation.address and (closed is None or each.ends_on > local_date(closed))
    ]
    return listed(rows) if rows else _("The next steps have not been told yet.")
