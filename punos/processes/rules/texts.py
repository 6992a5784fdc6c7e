"""Who may draft a text, and what a version must have before readers get it."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor
from punos.processes.models import Change, DraftVersion, Process, Section
from punos.processes.models.document import words_in
from punos.processes.rules.leading import check_lead_process

MOST_SECTIONS = 200
LONGEST_HEADING = 300
LONGEST_BODY = 100_000


def check_draft_document(actor: Actor, process: Process, slug: str, title: TranslatedText) -> None:
    """Who leads the process; each document has an address and a title of its own."""
    check_lead_process(actor, process)
    if not title:
        raise Invalid(_("Give the document a title."))
    if not slug:
        raise Invalid(_("Give the document an address."))
    if process.documents.filter(slug=slug).exists():
        raise Invalid(
            _("This process already has a document at the address \u201d%(slug)s\u201d.") % {"slug": slug}
        )


def check_write_draft(actor: Actor, version: DraftVersion) -> None:
    """Who leads the process, until the version is published: from then on it stands as it is."""
    check_lead_process(actor, version.document.process)
    if version.published_at:
        raise NotNow(
            _("This version has been published, and a published version never changes. Begin the next one.")
        )


def check_translate_version(actor: Actor, version: DraftVersion, text: TranslatedText, language: str) -> None:
    """Who leads the process; of what has been published only a language that is missing can still be written."""
    check_lead_process(actor, version.document.process)
    if version.published_at and (not text or words_in(text, language)):
        raise NotNow(
            _("This version has been published, so only a language that is missing can still be written.")
        )


def check_write_version(
    actor: Actor, process: Process, draft: DraftVersion | None, seen_revision: int
) -> None:
    """As above; and nobody may have saved, begun or published the version since the writer saw it."""
    check_lead_process(actor, process)
    if (draft.revision if draft else 0) != seen_revision:
        raise NotNow(
            _(
                "Somebody else saved this version while you were writing. What you wrote is still here: compare it"
                " with what stands now, and save again."
            )
        )


def check_sections(sections: Iterable[tuple[str, TranslatedText, TranslatedText]], standing: int) -> None:
    """What is written fits: keys once each, headings and texts of a readable length, not too many clauses."""
    written = list(sections)
    keys = [key for key, _heading, _body in written]
    if not all(keys) or len(set(keys)) < len(keys):
        raise Invalid(_("Every clause needs a key of its own."))
    if standing > MOST_SECTIONS:
        raise Invalid(_("A document can have at most %(most)d clauses.") % {"most": MOST_SECTIONS})
    for _key, heading, body in written:
        check_lengths(heading, LONGEST_HEADING)
        check_lengths(body, LONGEST_BODY)


def check_lengths(text: TranslatedText, most: int) -> None:
    """No language is longer than fits."""
    for part in text.texts.values():
        if len(part.text) > most:
            raise Invalid(
                _("A text has %(length)d characters; at most %(most)d fit.")
                % {"length": len(part.text), "most": most}
            )


def check_remove_section(actor: Actor, version: DraftVersion, section: Section) -> None:
    """While the version is written; once."""
    check_write_draft(actor, version)
    if not section.stands:
        raise NotNow(_("This clause has been left out already."))


def check_put_back_section(actor: Actor, version: DraftVersion, section: Section) -> None:
    """While the version is written; only what was left out."""
    check_write_draft(actor, version)
    if section.stands:
        raise NotNow(_("This clause has not been left out."))


def check_move_section(actor: Actor, version: DraftVersion, place: int, places: Sequence[Section]) -> None:
    """While the version is written; to a place that there is."""
    check_write_draft(actor, version)
    if not 1 <= place <= len(places):
        raise Invalid(_("Choose one of the places that there are."))


def check_publish_version(
    actor: Actor, version: DraftVersion, sections: Sequence[Section], changes: Mapping[str, Change]
) -> None:
    """Who leads the process, when the version is whole."""
    check_write_draft(actor, version)
    check_is_whole(version, sections, changes)


def check_is_whole(version: DraftVersion, sections: Sequence[Section], changes: Mapping[str, Change]) -> None:
    """Every clause has a text in the language of the document, and every change of one says why."""
    language = version.document.language
    name = str(dict(settings.LANGUAGES).get(language, language))
    if not any(section.stands for section in sections):
        raise Invalid(_("This version has no clauses yet."))
    for section in sections:
        called = section.heading.read(language).text or section.key
        if section.stands and not (words_in(section.body, language) or words_in(section.heading, language)):
            raise Invalid(
                _(
                    "The clause \u201d%(clause)s\u201d has no text in the language of the document (%(language)s)."
                )
                % {"clause": called, "language": name}
            )
        is_told = bool(words_in(section.why, language))
        if changes[section.key] in {Change.CHANGED, Change.REMOVED} and not is_told:
            raise Invalid(
                _(
                    "Tell why the clause \u201d%(clause)s\u201d changed, in the language of the document (%(language)s)."
                )
                % {"clause": called, "language": name}
            )
