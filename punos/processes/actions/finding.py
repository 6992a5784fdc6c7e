"""Letting a process, its draft texts and their clauses be found."""

from collections.abc import Sequence

from django.db import transaction

from punos.core.languages import LANGUAGES, TranslatedText
from punos.processes.models import Document, Process, Section
from punos.processes.models.document import read_out, words_in
from punos.search import actions as search


@transaction.atomic
def enter_process(*, process: Process) -> None:
    """By its title and summary, from the day on which it was announced, under the organisation that hosts it if one does."""
    search.enter(
        process,
        process=process.slug,
        title=process.title,
        body=process.summary,
        at=process.published_at,
        organisation_id=process.host_organisation_id,
    )


@transaction.atomic
def enter_text(*, document: Document, sections: Sequence[Section]) -> None:
    """Let a text be found by its title, and each clause by what it says, once everybody may read them.

    The clauses of the version before are found no more: their comments lead to them, and so does the page of the text.
    """
    if not document.process.published_at:
        return
    version = sections[0].version if sections else None
    at, slug = version.published_at if version else None, document.process.slug
    standing = [each for each in sections if each.stands]
    gone = Section.objects.filter(version__document=document).exclude(pk__in=[each.pk for each in standing])
    search.leave_all(subject_type="section", subject_ids=list(gone.values_list("pk", flat=True)))
    clauses = [search.Listing(each, slug, each.heading, _said(each), at) for each in standing]
    search.enter_all(listings=[search.Listing(document, slug, document.title, at=at), *clauses])


def _said(section: Section) -> TranslatedText:
    """What a clause says without its heading, by language, without the marks of Markdown."""
    said = {}
    for language in LANGUAGES:
        heading = " ".join(words_in(section.heading, language).split())
        said[language] = read_out(section, language).removeprefix(heading).strip()
    return TranslatedText.of(section.body.source, **said)
