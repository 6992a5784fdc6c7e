"""The matrix of statements as files: a spreadsheet, and the summary of statements half written.

What is left to write is the response to each clause; everything else stands in the document already.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.consultations.models import Consultation, Invitation
from punos.consultations.queries.submitted import name_of
from punos.consultations.queries.survey_tables import ALL, part_names
from punos.contributions.models import Stance, Voice
from punos.core.dates import moment
from punos.core.languages import TranslatedText, current_language
from punos.core.numbers import number
from punos.core.office.sheets import Cell, Sheet, spreadsheet
from punos.core.office.words import Paper
from punos.core.text import markdown
from punos.reports.queries import matrix as matrices
from punos.reports.queries.matrix import Count, Line, Matrix, Said


def statements_xlsx(consultation: Consultation) -> bytes:
    """The matrix itself, and every statement in a row of its own."""
    found = matrices.whole(consultation)
    title = consultation.title.read(current_language()).text
    return spreadsheet(title, [_matrix_sheet(found), _list_sheet(found)])


def _matrix_sheet(found: Matrix) -> Sheet:
    header = [_("Clause or question"), _("How many"), *(name_of(each) for each in found.speakers)]
    stances, proposed = _stances(), _("Proposed wording:")
    rows: Iterator[Sequence[Cell]] = (
        (
            title_of(line),
            told(counts),
            *("\n\n".join(_in_a_cell(each, stances, proposed) for each in said) for _voice, said in cells),
        )
        for line, counts, cells in found.rows
    )
    return Sheet(_("Statements"), header, rows)


def _stances() -> dict[str, str]:
    """What somebody thinks of a clause, in words; put into words once for thousands of cells."""
    return {stance: str(label) for stance, label in Stance.choices}


def _in_a_cell(said: Said, stances: Mapping[str, str], proposed: str) -> str:
    """Stance, passage, words and other words, one below the other."""
    parts = [
        f"[{stances[said.stance]}]" if said.stance else "",
        f"\u201d{said.quote}\u201d" if said.quote else "",
        said.text,
        f"{proposed} {said.rewording}" if said.rewording else "",
    ]
    return "\n".join(filter(None, parts))


def _list_sheet(found: Matrix) -> Sheet:
    header = [
        _("Clause or question"), _("Organisation"), _("Stance"), _("Passage"), _("What was said"),
        _("Proposed wording"), _("Language"), _("Address"),
    ]  # fmt: skip
    return Sheet(_("One by one"), header, _listed(found))


def _listed(found: Matrix) -> Iterator[Sequence[Cell]]:
    """Each statement in a row; what many rows share is put into words once."""
    names = {each.pk: name_of(each) for each in found.speakers}
    stances = _stances()
    address = f"{settings.PUBLIC_ADDRESS}/{current_language()}"
    for line in found.lines:
        title = title_of(line)
        for voice, said in found.of(line):
            stance, url = stances.get(said.stance, ""), f"{address}{said.url}"
            words_said = (said.quote, said.text, said.rewording, said.own_language)
            yield title, names[voice.pk], stance, *words_said, url


def title_of(line: Line) -> str:
    """The heading of a clause, or the question, in the language of the page."""
    return words(line.title)


def words(text: TranslatedText | str) -> str:
    """A text for a reader of this page's language."""
    return text if isinstance(text, str) else text.read(current_language()).text


def without_marks(text: str) -> str:
    """Markdown as a reader sees it, without the marks."""
    return unescape(strip_tags(markdown(text))).strip()


def told(counts: Sequence[Count]) -> str:
    """The counts of one line, a row each."""
    rows = [(each.label, ", ".join(f"{name}: {shown}" for name, shown in each.parts)) for each in counts]
    return "\n".join(f"{label} \u2013 {some}" if some else label for label, some in rows)


def parts() -> dict[str, str]:
    """Persons, organisations and groups."""
    return {part: name for part, name in part_names().items() if part != ALL}


# The document ---------------------------------------------------------------------------------------------------


def statements_docx(consultation: Consultation, *, names_invited: bool, ink: str) -> bytes:
    """The summary of statements with an empty paragraph for each response.

    `names_invited` tells who was asked by name, which is for those who lead alone; else only how many were.
    """
    language = current_language()
    found = matrices.whole(consultation)
    paper = Paper(_("Summary of statements"), language, ink=ink)
    paper.paragraph(words(consultation.title))
    if settings.DEMO:
        paper.note(_("Sample material: the answers, organisations and reasons are invented."))
    _write_times(paper, consultation)
    paper.heading(_("Who was asked and who answered"))
    _write_invited(paper, consultation, found, by_name=names_invited)
    paper.paragraph(_gave(len(found.speakers)))
    for each in found.speakers:
        paper.paragraph(name_of(each), style="Quote", language=each.name_language or language)
    group = ""
    for line in found.lines:
        if words(line.group) != group:
            group = words(line.group)
            paper.heading(group)
        _write_line(
            paper, line, list(found.of(line)), found.counted.get(line.key, ()), is_city=is_city(consultation)
        )
    return paper.file()


def is_city(consultation: Consultation) -> bool:
    """Whether the city answers, or an organisation that hosts alone."""
    return consultation.process.host_unit_id is not None


def _write_times(paper: Paper, consultation: Consultation) -> None:
    language = current_language()
    if consultation.process.case_number:
        paper.paragraph(consultation.process.case_number, bold=_("Case number:"))
    paper.paragraph(moment(consultation.opens_at, language), bold=_("Opened:"))
    if consultation.closes_at is not None:
        paper.paragraph(moment(consultation.closes_at, language), bold=_("Closed:"))
    address = f"{settings.PUBLIC_ADDRESS}/{language}{consultation.address}"
    paper.paragraph(address, bold=_("What was asked:"))


def _write_invited(paper: Paper, consultation: Consultation, found: Matrix, *, by_name: bool) -> None:
    """Who was invited; those of them that gave no statement are told too, for those who lead."""
    invited = list(
        Invitation.objects.standing()
        .filter(consultation=consultation)
        .select_related("organisation")
        .order_by("organisation__sort_key", "pk")
    )
    many = len(invited)
    if not many:
        paper.paragraph(_("It was open to all. No organisation was invited by name."))
        return
    paper.paragraph(
        ngettext(
            "It was open to all. %(number)s organisation was invited by name.",
            "It was open to all. %(number)s organisations were invited by name.",
            many,
        )
        % {"number": number(many, current_language())}
    )
    heard = {each.organisation_id for each in found.speakers}
    silent = [_invited_name(each) for each in invited if each.organisation_id not in heard]
    if by_name and silent:
        paper.paragraph(", ".join(silent), bold=_("Invited, no statement:"))


def _invited_name(invitation: Invitation) -> str:
    """An organisation that gave no statement, told apart where it has ended since it was asked."""
    name = str(invitation.organisation)
    return _("%(name)s (ended since)") % {"name": name} if invitation.organisation.ended_on else name


def _gave(many: int) -> str:
    return ngettext(
        "%(number)s organisation gave a statement:", "%(number)s organisations gave a statement:", many
    ) % {"number": number(many, current_language())}


def _write_line(
    paper: Paper, line: Line, said: Sequence[tuple[Voice, Said]], counts: Sequence[Count], *, is_city: bool
) -> None:
    """One clause: its text, the numbers, the words of organisations, room for the response."""
    paper.heading(title_of(line), 2)
    if line.body:
        reading = line.body.read(current_language())
        paper.paragraph(without_marks(reading.text), language=reading.language)
    if counts:
        names = parts()
        paper.table(
            [_("How many"), *names.values()],
            [[each.label, each.person, each.organisation, each.group] for each in counts],
        )
    if not said:
        paper.paragraph(_("No organisation said anything of this."))
    for voice, each in said:
        _write_said(paper, name_of(voice), each)
    paper.heading(_("Response of the city") if is_city else _("Response of the host"), 3)
    paper.room()


def _write_said(paper: Paper, name: str, said: Said) -> None:
    """The words of one organisation in quotes, with its name and stance before them."""
    paper.paragraph(
        f"({said.stance_label})" if said.stance else "", bold=f"{name}:" if not said.stance else name
    )
    if said.quote:
        paper.note(_("Of the passage \u201d%(quote)s\u201d") % {"quote": said.quote})
    if said.text:
        paper.quote(f"\u201d{said.text}\u201d", language=said.language)
    if said.rewording:
        paper.paragraph(_("Proposed wording:"), style="Note")
        paper.quote(f"\u201d{said.rewording}\u201d", language=said.own_language)
