"""Writing a closing summary: the first draft from the figures, what people make of it, publishing, telling."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Result
from punos.core.languages import TranslatedText, Writing
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.mail.models import Draft
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Hold
from punos.processes.models.document import rewritten
from punos.reports import queries, rules
from punos.reports.models import Summary, SummaryVersion
from punos.search import actions as search

MISSING = "closing_summary"  # why a process cannot be closed yet
NOTHING: Writing = {}


@transaction.atomic
def draft_summary(*, actor: Actor, consultation: Consultation) -> Summary:
    """Write the first draft in three languages from the results as they are now."""
    locked = (
        Consultation.objects.select_for_update(of=("self",)).select_related("process").get(pk=consultation.pk)
    )
    result = consultations.result_of(locked)
    is_begun = Summary.objects.filter(consultation=locked).exists()
    rules.check_draft_summary(actor, locked, has_results=result is not None, is_begun=is_begun)
    assert result is not None  # the rule has seen to it
    draft, now = queries.first_draft(result), timezone.now()
    summary = Summary.objects.create(
        consultation=locked,
        title=draft.title,
        body=draft.body,
        revision=1,
        begun_by=actor.person_id,
        begun_at=now,
        changed_at=now,
    )
    journal.record(actor, "summary.drafted", summary, process=locked.process.slug)
    return summary


@transaction.atomic
def write_summary(
    *, actor: Actor, summary: Summary, title: Writing = NOTHING, body: Writing = NOTHING
) -> Summary:
    """Write some languages of the title and the text; refused if somebody else rewrote one of them in between."""
    locked, now = _locked(summary), timezone.now()
    rules.check_write_summary(actor, locked)
    before = {*queries.words_of(locked.body)}
    locked.title = rewritten(locked.title, title, by=actor.person_id, at=now)
    locked.body = rewritten(locked.body, body, by=actor.person_id, at=now)
    touched = [each for each in queries.words_of(locked.body) if each not in before]
    rules.check_summary_texts(locked.title, locked.body, _unknown(locked, touched))
    locked.revision, locked.changed_at = locked.revision + 1, now
    locked.save(update_fields=["title", "body", "revision", "changed_at"])
    journal.record(actor, "summary.written", locked, process=locked.consultation.process.slug)
    return locked


@transaction.atomic
def publish_summary(*, actor: Actor, summary: Summary, seen_revision: int) -> Summary:
    """Give the summary to everybody with the figures as they are now; from then on they stay."""
    locked, now = _locked(summary), timezone.now()
    rules.check_publish_summary(actor, locked, seen_revision, now)
    texts = queries.words_of(locked.body)
    rules.check_summary_texts(locked.title, locked.body, _unknown(locked, texts))
    locked.figures = queries.figures_by_language(_result_behind(locked), queries.names_in(texts))
    locked.published_by, locked.published_at = actor.person_id, now
    locked.save(update_fields=["figures", "published_by", "published_at"])
    process = locked.consultation.process
    _enter_in_search(locked)
    ask_no_longer(actor=actor, summary=locked)
    journal.record(actor, "summary.published", locked, process=process.slug, public=True)
    return locked


@transaction.atomic
def correct_summary(
    *,
    actor: Actor,
    summary: Summary,
    title: Writing = NOTHING,
    body: Writing = NOTHING,
    why: TranslatedText,
    anew: bool = False,
) -> Summary:
    """Give readers another text, and keep the one before with the reason. Nobody gets a letter again.

    Its figures stay as they are, but for those that it names for the first time; `anew` takes all of them from the
    results as these are now.
    """
    locked, now = _locked(summary), timezone.now()
    rules.check_correct_summary(actor, locked)
    new_title = rewritten(locked.title, title, by=actor.person_id, at=now)
    new_body = rewritten(locked.body, body, by=actor.person_id, at=now)
    texts = queries.words_of(new_body)
    figures = queries.corrected_figures(locked, texts, anew=anew)
    rules.check_summary_texts(new_title, new_body, queries.unknown_in(figures, texts))
    is_changed = queries.is_changed(locked, new_title, new_body, figures)
    rules.check_correction(new_title, new_body, why, is_changed=is_changed)
    _keep_version(actor, locked, why, now)
    locked.title, locked.body, locked.figures = new_title, new_body, figures
    locked.revision, locked.changed_at = locked.revision + 1, now
    locked.save(update_fields=["title", "body", "figures", "revision", "changed_at"])
    process = locked.consultation.process
    _enter_in_search(locked)
    journal.record(actor, "summary.corrected", locked, process=process.slug, public=True)
    return locked


def _enter_in_search(summary: Summary) -> None:
    """Found by its title and by how its parts begin."""
    process = summary.consultation.process
    search.enter(
        summary,
        process=process.slug,
        title=summary.title,
        body=queries.openings(summary),
        at=summary.published_at,
        organisation_id=process.host_organisation_id,
    )


def _keep_version(actor: Actor, summary: Summary, why: TranslatedText, now: datetime) -> SummaryVersion:
    """What readers have had until now, with the reason why they get another text."""
    before = summary.earlier.order_by("-number").first()
    assert summary.published_at is not None  # the rule has seen to it
    return SummaryVersion.objects.create(
        summary=summary,
        number=before.number + 1 if before else 1,
        title=summary.title,
        body=summary.body,
        figures=summary.figures,
        given_at=before.replaced_at if before else summary.published_at,
        replaced_at=now,
        replaced_by=actor.person_id,
        why=why,
    )


def _locked(summary: Summary) -> Summary:
    """The same row, locked."""
    found = Summary.objects.select_for_update(of=("self",)).select_related("consultation__process")
    return found.get(pk=summary.pk)


def _unknown(summary: Summary, texts: list[str]) -> list[str]:
    """What these texts name as a figure and the results do not hold."""
    return queries.unknown_figures(_result_behind(summary), texts)


def _result_behind(summary: Summary) -> Result:
    """The results that it is written from: they are computed anew, never taken away."""
    result = consultations.result_of(summary.consultation)
    assert result is not None  # without them there would be no draft
    return result


@transaction.atomic
def ask_for_summary(*, actor: Actor, consultation: Consultation) -> Hold | None:
    """Keep the process from being closed until its summary has been published; None where there is one."""
    process = consultation.process
    is_published = Summary.objects.filter(consultation=consultation, published_at__isnull=False).exists()
    if is_published or process.closed_at:
        return None
    return processes.raise_hold(
        actor=actor, process=process, reason=MISSING, subject_type="consultation", subject_id=consultation.pk
    )


@transaction.atomic
def ask_no_longer(*, actor: Actor, summary: Summary) -> int:
    """Nothing is missing any more; how many asked for it (0 or 1)."""
    consultation = summary.consultation
    return processes.lift_hold(
        actor=actor,
        process=consultation.process,
        reason=MISSING,
        subject_type="consultation",
        subject_id=consultation.pk,
    )


@transaction.atomic
def tell_of_summary(*, summary: Summary) -> int:
    """A letter to everybody who took part and whose address is known, in their language; how many these are."""
    letters = queries.readers(summary.consultation)
    about = {language: _words(summary, language) for language in {each.language for each in letters}}
    mail.queue_many(drafts=[_draft(summary, each, about[each.language]) for each in letters])
    return len(letters)


def _draft(summary: Summary, reader: queries.Reader, about: dict[str, Any]) -> Draft:
    return Draft(
        key=f"summary:{summary.pk}:{reader.mark}",
        to=reader.email,
        language=reader.language,
        template="reports/mail/summary",
        context=about,
        person_id=reader.person_id,
    )


def _words(summary: Summary, language: str) -> dict[str, Any]:
    """What the letter says in one language, to all who read it in that."""
    return {
        "title": summary.title.read(language).text,
        "asked": summary.consultation.title.read(language).text,
        "words": queries.plain_body(summary, language),
        "link": f"/{language}{summary.address}",
        "link_label": _("Read it with its sources"),
    }
