"""Who writes a closing summary, and what it must have before readers get it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.core.errors import Invalid, NotNow
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor
from punos.processes.rules import check_lead, check_lead_process
from punos.reports.models import Summary

LONGEST_TITLE = 300
LONGEST_BODY = 50_000
LONGEST_REASON = 1_000


def check_see_summary_draft(actor: Actor, consultation: Consultation) -> None:
    """Who leads the process, also after it has been closed."""
    check_lead(actor, consultation.process.host_unit_id, consultation.process.host_organisation_id)


def check_draft_summary(
    actor: Actor, consultation: Consultation, *, has_results: bool, is_begun: bool
) -> None:
    """Who leads the process, once, as soon as there are figures to write it from."""
    check_lead_process(actor, consultation.process)
    if is_begun:
        raise NotNow(_("This summary has been begun already."))
    if not has_results:
        raise NotNow(_("There are no results yet from which a summary could be written."))


def check_write_summary(actor: Actor, summary: Summary) -> None:
    """Who leads the process, until it is published: from then on readers have it as it is."""
    check_lead_process(actor, summary.consultation.process)
    if summary.published_at:
        raise NotNow(_("This summary has been published. What is wrong in it is corrected with a reason."))


def check_summary_texts(title: TranslatedText, body: TranslatedText, unknown: Sequence[str]) -> None:
    """Of a readable length, and every figure that is named is one of the results."""
    for text, longest in ((title, LONGEST_TITLE), (body, LONGEST_BODY)):
        if any(len(part.text) > longest for part in text.texts.values()):
            raise Invalid(_("This text is too long: at most %(limit)d characters.") % {"limit": longest})
    if unknown:
        names = ", ".join(f"{{figure:{name}}}" for name in unknown)
        raise Invalid(_("The results have no figure of this name: %(names)s.") % {"names": names})


def check_publish_summary(actor: Actor, summary: Summary, seen_revision: int, now: datetime) -> None:
    """Just what was seen, when the time to answer is over, with a title and a text in every language."""
    check_write_summary(actor, summary)
    if not summary.consultation.published_at or not summary.consultation.is_closed(now):
        raise NotNow(_("A summary is published when the time to answer is over."))
    if summary.revision != seen_revision:
        raise NotNow(
            _("Somebody else has changed the summary since you read it. Read it again, then publish it.")
        )
    _check_every_language(summary.title, summary.body)


def _check_every_language(title: TranslatedText, body: TranslatedText) -> None:
    """Readers of each language get it in their own."""
    gaps = {*title.missing(), *body.missing()}
    if gaps:
        names = ", ".join(str(name).lower() for code, name in settings.LANGUAGES if code in gaps)
        raise Invalid(
            _("The summary has not been written in every language yet: %(names)s.") % {"names": names}
        )


def check_correct_summary(actor: Actor, summary: Summary) -> None:
    """Who leads the process, also after it has been closed: a mistake may be found late."""
    check_see_summary_draft(actor, summary.consultation)
    if not summary.published_at:
        raise NotNow(_("This summary has not been published yet, so it is simply changed."))


def check_correction(
    title: TranslatedText, body: TranslatedText, why: TranslatedText, *, is_changed: bool
) -> None:
    """Something else than before, in every language, with a reason that readers of each language understand."""
    _check_every_language(title, body)
    if not is_changed:
        raise Invalid(_("Nothing has been changed."))
    if why.missing():
        raise Invalid(_("Write in every language why the summary is corrected: readers see the reason."))
    if any(len(part.text) > LONGEST_REASON for part in why.texts.values()):
        raise Invalid(_("This text is too long: at most %(limit)d characters.") % {"limit": LONGEST_REASON})
