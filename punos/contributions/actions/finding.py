"""Letting what was said be found, and taking it out of the index the moment it is no longer to be read.

A word may be read from the moment that its state and the room that asked allow it: ideas and comments at once, answers
with the results. What everybody may read only later is entered by the worker then.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from punos.contributions import queries
from punos.contributions.models import Capacity, Contribution, ContributionState
from punos.core.languages import TranslatedText
from punos.processes.models import Process
from punos.search import actions as search

SUBJECT_TYPE = "contribution"
NAMED = {Capacity.ORGANISATION, Capacity.BODY}
AT_ONCE = 1_000


@transaction.atomic
def enter_said(*, said: Iterable[Contribution]) -> int:
    """Let these be found, of which everybody may read every one that is published; how many were new or had changed."""
    readable = [each for each in said if each.state == ContributionState.PUBLISHED and each.thread.is_public]
    return search.enter_all(listings=[_listing(each) for each in readable if each.latest])


@transaction.atomic
def keep_findable(*, said: Contribution) -> None:
    """Let one thing be found with the words it has now, if everybody may read it; else not."""
    if queries.is_readable(said, timezone.now()):
        enter_said(said=[said])
    else:
        hide_said(said=[said])


@transaction.atomic
def hide_said(*, said: Iterable[Contribution]) -> None:
    """Take these out of the index at once."""
    search.leave_all(subject_type=SUBJECT_TYPE, subject_ids=[each.pk for each in said])


@transaction.atomic
def enter_missing(*, process: Process, now: datetime) -> int:
    """Let be found what everybody may read by now and the index has not got, a thousand at once; how many those were."""
    return enter_said(said=queries.missing_in_search(process, now)[:AT_ONCE])


def _listing(said: Contribution) -> search.Listing:
    """What was said has no title: it is found by its words. Whose it is, is told of organisations only."""
    latest, voice = said.latest, said.voice
    assert latest is not None  # what is readable has words
    texts = {each.language: each.text for each in latest.translations.all()}
    texts[latest.language] = "\n".join(filter(None, (latest.text, latest.rewording)))
    return search.Listing(
        said,
        said.thread.process.slug,
        TranslatedText(),
        TranslatedText.of(latest.language, **texts),
        said.at,
        voice.organisation_id if voice.capacity in NAMED else None,
    )
