"""Draft texts as readers and writers of comments need them: clauses, what was said of each, what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Invitation, Part, PartKind
from punos.contributions.models import Capacity, Contribution, ContributionState, Reason, Stance, Voice
from punos.contributions.queries import listed, reasons_of
from punos.core.differences import Piece, differences
from punos.core.languages import TranslatedText
from punos.decisions.models import Response
from punos.decisions.queries import responses_under
from punos.organisations.models import Actor
from punos.processes.models import Document, DraftVersion, Section
from punos.processes.models.document import words_in
from punos.processes.queries import Changed, compared

FIRST_COMMENTS = 5
COMMENTS_A_PAGE = 50
LONGEST_IN_A_LIST = 1_500  # characters
KINDS = {
    Capacity.RESIDENT: "persons",
    Capacity.ACTIVE: "persons",
    Capacity.ORGANISATION: "organisations",
    Capacity.BODY: "organisations",
    Capacity.GROUP: "groups",
}


# Documents and versions -------------------------------------------------------------------------------------


def document_in(actor: Actor, consultation: Consultation, slug: str) -> Document | None:
    """A text of the process of this consultation, if this actor may see it."""
    found = Document.objects.visible_to(actor).filter(process=consultation.process_id, slug=slug).first()
    if found:
        found.process = consultation.process
    return found


def part_with(consultation: Consultation, document: Document) -> Part | None:
    """The part in which comments on this text are asked for."""
    parts = Part.objects.filter(consultation=consultation, kind=PartKind.DRAFT_TEXT, document=document)
    return parts.select_related("thread__process", "consultation__process").order_by("place").first()


def document_parts(consultation: Consultation) -> list[Part]:
    """The parts in which comments on a text are asked for."""
    found = consultation.parts.filter(kind=PartKind.DRAFT_TEXT)
    return list(found.select_related("document__process").order_by("place"))


def place_of(document: Document) -> Consultation | None:
    """Where a text is read: the latest consultation that asks or asked for comments on it."""
    found = Consultation.objects.filter(parts__document=document, published_at__isnull=False)
    return found.select_related("process").order_by("-opens_at", "-pk").first()


def documents_of(process_id: int) -> list[Document]:
    """Every text that was begun in a process."""
    found = Document.objects.filter(process=process_id).select_related("process")
    return list(found.prefetch_related("versions").order_by("pk"))


def published_versions(document: Document) -> list[DraftVersion]:
    """What readers have got, the newest first."""
    return list(document.versions.filter(published_at__isnull=False).order_by("-number"))


def current_version(document: Document) -> DraftVersion | None:
    """The version that readers have now."""
    return document.versions.filter(published_at__isnull=False).order_by("-number").first()


def draft_of(document: Document) -> DraftVersion | None:
    """The version that is being written."""
    return document.versions.filter(published_at=None).first()


def version_before(version: DraftVersion) -> DraftVersion | None:
    """The one that readers had before this one."""
    return version.document.versions.filter(number__lt=version.number).order_by("-number").first()


def sections_of(version: DraftVersion) -> list[Section]:
    """Every clause in its place, those left out among them."""
    return list(version.sections.order_by("place", "pk"))


def keys_of(document: Document) -> frozenset[str]:
    """Every key that a clause of this text ever had."""
    return frozenset(Section.objects.filter(version__document=document).values_list("key", flat=True))


# What was said ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A comment as a reader of one language meets it; in place of removed words stands the reason, `removed_for`.

    `responses` are those to the themes that it belongs to.
    """

    said: Contribution
    text: str = ""
    language: str = ""
    original: str = ""
    original_language: str = ""
    rewording: Sequence[Piece] = ()
    removed_for: Reason | None = None
    responses: Sequence[Response] = ()

    @property
    def is_long(self) -> bool:
        """Whether a list shows only its beginning."""
        return len(self.text) + sum(len(each.text) for each in self.rewording) > LONGEST_IN_A_LIST


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A clause with what was said of it: counts of persons, organisations and groups by stance, the first comments."""

    section: Section
    counts: Sequence[tuple[str, Mapping[str, int]]] = ()
    comments: Sequence[Comment] = ()
    total: int = 0

    @property
    def has_more(self) -> bool:
        """Whether there are comments that are not shown here."""
        return self.total > len(self.comments)


def comments_on(sections: Iterable[Section], *, all_states: bool) -> models.QuerySet[Contribution]:
    """What readers find at these clauses; whoever leads the process also finds what waits or is not published."""
    said = Contribution.objects.filter(section__in=[each.pk for each in sections])
    if all_states:
        return said.exclude(state=ContributionState.WITHDRAWN)
    return listed(said)


def clauses_of(version: DraftVersion, language: str, *, all_states: bool) -> list[Clause]:
    """The clauses of a version, each with its counts and its first comments, in a fixed number of queries."""
    sections = sections_of(version)
    said = comments_on(sections, all_states=all_states)
    counts, totals = (
        _counts(said),
        dict(said.values_list("section").annotate(n=models.Count("pk")).order_by()),
    )
    row = models.Window(RowNumber(), partition_by="section", order_by="pk")
    first = _readable(said.annotate(row=row).filter(row__lte=FIRST_COMMENTS).order_by("pk"), language)
    return [
        Clause(
            section=each,
            counts=_in_order(counts.get(each.pk, {})),
            comments=[one for one in first if one.said.section_id == each.pk],
            total=totals.get(each.pk, 0),
        )
        for each in sections
    ]


def clause_of(
    section: Section, language: str, *, number: str | None, all_states: bool
) -> tuple[Clause, Page[Any]]:
    """One clause with its counts, and a page of the comments on it."""
    said = comments_on([section], all_states=all_states)
    page: Page[Any] = Paginator(said.order_by("pk"), COMMENTS_A_PAGE).get_page(number)
    comments = _readable(said.filter(pk__in=[each.pk for each in page.object_list]).order_by("pk"), language)
    counts = _in_order(_counts(said).get(section.pk, {}))
    return Clause(section=section, counts=counts, comments=comments, total=page.paginator.count), page


def page_with(said: Contribution) -> int:
    """On which page of its clause a comment stands, counted from 1."""
    before = listed(Contribution.objects.filter(section=said.section_id, pk__lt=said.pk)).count()
    return before // COMMENTS_A_PAGE + 1


def own_comments(voice: Voice, section: Section, language: str) -> list[Comment]:
    """What this voice said of a clause and did not withdraw, whatever has become of it."""
    own = voice.contributions.filter(section=section).exclude(state=ContributionState.WITHDRAWN)
    return _readable(own.order_by("pk"), language)


def own_comment(voice: Voice, part: Part, number: int) -> Contribution | None:
    """One's own comment by its number."""
    own = voice.contributions.filter(thread=part.thread_id, number=number, section__isnull=False)
    found = own.exclude(state=ContributionState.WITHDRAWN)
    return found.select_related("latest", "section__version__document", "thread__process").first()


def is_invited(consultation: Consultation, voice: Voice | None) -> bool:
    """Whether the organisation that speaks was invited to answer."""
    if voice is None or voice.organisation_id is None:
        return False
    invited = Invitation.objects.standing().filter(consultation=consultation)
    return invited.filter(organisation=voice.organisation_id).exists()


def _counts(said: models.QuerySet[Contribution]) -> dict[int, dict[tuple[str, str], int]]:
    """How many spoke for, against and so on, by clause, stance and kind of speaker; who speaks twice counts once."""
    standing = said.exclude(state=ContributionState.HIDDEN).exclude(voice__is_host=True)
    kind = models.Case(
        *(models.When(voice__capacity=each, then=models.Value(name)) for each, name in KINDS.items())
    )
    rows = standing.annotate(kind=kind).order_by().values_list("section", "stance", "kind")
    found: dict[int, dict[tuple[str, str], int]] = {}
    for section, stance, name, number in rows.annotate(number=models.Count("voice", distinct=True)):
        found.setdefault(section, {})[stance, name] = number
    return found


def _in_order(counted: Mapping[tuple[str, str], int]) -> list[tuple[str, Mapping[str, int]]]:
    """For, against, neutral, and comments without a stance, as far as there are any."""
    names = dict.fromkeys(KINDS.values())
    words = [*Stance.choices, ("", _("Without a stance"))]
    rows = [(label, {name: counted.get((stance, name), 0) for name in names}) for stance, label in words]
    return [(str(label), numbers) for label, numbers in rows if any(numbers.values())]


def _readable(said: models.QuerySet[Contribution], language: str) -> list[Comment]:
    """Comments with their words in this language where there is a translation."""
    rows = list(
        said.select_related("latest", "voice__organisation", "section__version__document").prefetch_related(
            "latest__translations"
        )
    )
    reasons, responses = reasons_of(rows), responses_under([each.pk for each in rows])
    return [
        replace(_comment(each, language, reasons.get(each.pk)), responses=responses.get(each.pk, ()))
        for each in rows
    ]


def _comment(said: Contribution, language: str, reason: Reason | None) -> Comment:
    latest = said.latest
    if said.state == ContributionState.HIDDEN or latest is None:
        return Comment(said=said, removed_for=reason)
    pieces = reworded(said, latest.rewording, latest.language) if latest.rewording else ()
    own = next((each for each in latest.translations.all() if each.language == language), None)
    if own is None or latest.language == language:
        return Comment(said=said, text=latest.shown, language=latest.shown_language, rewording=pieces)
    return Comment(
        said=said,
        text=own.text,
        language=language,
        original=latest.text,
        original_language=latest.language,
        rewording=pieces,
    )


def reworded(said: Contribution, rewording: str, language: str) -> list[Piece]:
    """The difference between what stands and the words that somebody proposes for it."""
    assert said.section is not None  # a comment stands at a clause
    return proposed(said.section, said.quote, rewording, language)


def proposed(section: Section, quote: str, rewording: str, language: str) -> list[Piece]:
    """The same for a clause or a passage of it: of the two, the one that the new words are nearer to in length."""
    body = text_to_reword(section, language)
    length = len(rewording)
    is_of_passage = quote and abs(length - len(quote)) <= abs(length - len(body))
    return differences(quote if is_of_passage else body, rewording)


def text_to_reword(section: Section, language: str) -> str:
    """The words of a clause, in the language of who rewords it if there are any."""
    body: TranslatedText = section.body
    return words_in(body, language) or body.read(section.version.document.language).text


# What changed -----------------------------------------------------------------------------------------------


def changes_of(version: DraftVersion, language: str) -> list[Changed]:
    """Clause by clause what changed since the version before."""
    earlier = version_before(version)
    before = {each.key: each for each in sections_of(earlier)} if earlier else {}
    found = []
    for each in sections_of(version):
        each.version = version
        found.append(compared(each, before.get(each.key), language))
    return found
