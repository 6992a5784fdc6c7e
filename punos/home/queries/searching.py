"""A page of the search in words: what each thing is, why it was found, and what could narrow the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.core.languages import TranslatedText, current_language
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process
from punos.search import queries as search
from punos.search.queries import Bit, Found, Hit, How, Match, Reason, Wanted

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

FOUND_A_PAGE = 20
MOST_CHOICES = 50  # of one filter, those with the most results
MOST_REASONS = 3
NAME_LENGTH = 80
KINDS: Mapping[str, tuple["Text", "Text"]] = {
    "process": (gettext_lazy("Process"), gettext_lazy("Processes")),
    "consultation": (gettext_lazy("Consultation"), gettext_lazy("Consultations")),
    "contribution": (gettext_lazy("Said by a participant"), gettext_lazy("What participants said")),
    "theme": (gettext_lazy("Theme"), gettext_lazy("Themes")),
    "response": (gettext_lazy("Response"), gettext_lazy("Responses")),
    "decision": (gettext_lazy("Decision"), gettext_lazy("Decisions")),
    "measure": (gettext_lazy("Measure"), gettext_lazy("Measures")),
    "organisation": (gettext_lazy("Organisation"), gettext_lazy("Organisations")),
    "document": (gettext_lazy("Draft text"), gettext_lazy("Draft texts")),
    "section": (gettext_lazy("Clause of a draft text"), gettext_lazy("Clauses of draft texts")),
    "summary": (gettext_lazy("Closing summary"), gettext_lazy("Closing summaries")),
}
IN_TITLE: Mapping[How, "Text"] = {
    How.WORD: gettext_lazy("\u201d%(word)s\u201d stands in the title"),
    How.FORM: gettext_lazy("\u201d%(word)s\u201d in the title is a form of \u201d%(asked)s\u201d"),
    How.BEGINNING: gettext_lazy("\u201d%(word)s\u201d in the title begins with \u201d%(asked)s\u201d"),
    How.PART: gettext_lazy("\u201d%(word)s\u201d in the title ends in \u201d%(asked)s\u201d"),
    How.NEAR: gettext_lazy("The title is written nearly so"),
}
IN_TEXT: Mapping[How, "Text"] = {
    How.WORD: gettext_lazy("\u201d%(word)s\u201d stands in the text"),
    How.FORM: gettext_lazy("\u201d%(word)s\u201d in the text is a form of \u201d%(asked)s\u201d"),
    How.BEGINNING: gettext_lazy("\u201d%(word)s\u201d in the text begins with \u201d%(asked)s\u201d"),
    How.PART: gettext_lazy("\u201d%(word)s\u201d in the text ends in \u201d%(asked)s\u201d"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that was found: its name and a passage with the words marked, what it is, where, whose and when."""

    address: str
    name: Sequence[Bit]
    name_language: str
    passage: Sequence[Bit]
    passage_language: str
    kind: "Text"
    process: TranslatedText | None
    organisation: str
    at: datetime | None
    why: Sequence[str]
    is_organisation: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What could narrow the list, and how many results it would leave."""

    value: str
    label: str
    many: int


@dataclass(frozen=True, kw_only=True)
class Searched:
    """A page of results with the choices of each filter."""

    found: Found
    rows: Sequence[Row]
    page: Page[int]
    kinds: Sequence[Choice]
    processes: Sequence[Choice]
    organisations: Sequence[Choice]
    years: Sequence[Choice]


def searched(wanted: Wanted, *, number: int) -> Searched:
    """A page of the results; the last one where there are not so many."""
    number = max(1, min(number, search.MOST_RANKED // FOUND_A_PAGE))
    found = search.found_page(wanted, number=number, size=FOUND_A_PAGE)
    page = Paginator(range(found.reachable), FOUND_A_PAGE).get_page(number)
    if page.number != number:
        found = search.found_page(wanted, number=page.number, size=FOUND_A_PAGE)
    processes = _processes(found, wanted)
    organisations = _organisations(found, wanted)
    return Searched(
        found=found,
        rows=[_row(hit, processes, organisations) for hit in found.hits],
        page=page,
        kinds=_choices(found.kinds, {kind: str(many) for kind, (_one, many) in KINDS.items()}, wanted.kind),
        processes=_choices(
            found.processes,
            {slug: title.read(current_language()).text for slug, title in processes.items()},
            wanted.process,
        ),
        organisations=_choices(
            {str(pk): many for pk, many in found.organisations.items()},
            {str(pk): name for pk, name in organisations.items()},
            str(wanted.organisation or ""),
        ),
        years=[
            Choice(value=str(year), label=str(year), many=many)
            for year, many in sorted(found.years.items(), reverse=True)
        ],
    )


def _processes(found: Found, wanted: Wanted) -> dict[str, TranslatedText]:
    """The titles of the processes that are named on the page."""
    slugs = {*_most(found.processes), *(hit.entry.process for hit in found.hits), wanted.process} - {""}
    if not slugs:
        return {}
    return dict(Process.objects.visible_to(Actor()).filter(slug__in=slugs).values_list("slug", "title"))


def _organisations(found: Found, wanted: Wanted) -> dict[int, str]:
    """The names of the organisations that are named on the page and stand in the public directory."""
    ids = {*_most(found.organisations), *(hit.entry.organisation_id for hit in found.hits)}
    known = {each for each in (*ids, wanted.organisation) if each}
    if not known:
        return {}
    language = current_language()
    listed = Organisation.objects.visible_to(Actor()).filter(pk__in=known)
    return {each.pk: each.name_in(language) for each in listed}


def _most[T](counts: Mapping[T, int]) -> list[T]:
    return sorted(counts, key=lambda each: -counts[each])[:MOST_CHOICES]


def _choices[T: str](counts: Mapping[T, int], names: Mapping[T, str], chosen: str) -> list[Choice]:
    """The choices that have results, the fullest first, and the one that was made even if it has none."""
    wanted = [each for each in _most(counts) if each in names]
    wanted += [each for each in names if each == chosen and each not in wanted]
    return [Choice(value=each, label=names[each], many=counts.get(each, 0)) for each in wanted]


def _row(hit: Hit, processes: Mapping[str, TranslatedText], organisations: Mapping[int, str]) -> Row:
    entry, reason, language = hit.entry, hit.reason, current_language()
    name, name_language = reason.title, reason.title_language
    if not any(bit.text for bit in name):  # what was said has no title
        reading = entry.body.read(language)
        name, name_language = [Bit(Truncator(reading.text).chars(NAME_LENGTH))], reading.language
    is_organisation = entry.subject_type == "organisation"
    return Row(
        address=f"/{language}{entry.address}",
        name=name,
        name_language=name_language if name_language != language else "",
        passage=reason.passage,
        passage_language=reason.passage_language if reason.passage_language != language else "",
        kind=KINDS[entry.subject_type][0] if entry.subject_type in KINDS else "",
        process=None if entry.subject_type == "process" else processes.get(entry.process),
        organisation="" if is_organisation else organisations.get(entry.organisation_id or 0, ""),
        at=entry.at,
        why=_why(reason),
        is_organisation=is_organisation,
    )


def _why(reason: Reason) -> list[str]:
    """Which words were found in which text, those of the title first."""
    told = [_in_words(IN_TITLE, each) for each in reason.in_title]
    told += [_in_words(IN_TEXT, each) for each in reason.in_passage]
    more = len(told) - MOST_REASONS
    return told[:MOST_REASONS] + ([_("and %(number)d more") % {"number": more}] if more > 0 else [])


def _in_words(words: Mapping[How, "Text"], match: Match) -> str:
    return str(words[match.how]) % {"word": match.word, "asked": match.asked}
