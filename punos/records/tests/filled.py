"""A closed process of everything, as a town has it, for the tests of packages and of information requests."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from punos.consultations.models import Attachment, Consultation, Submission
from punos.consultations.tests.test_survey_results import answered
from punos.contributions import actions as contributions
from punos.contributions.models import Capacity, Contribution, ContributionState
from punos.contributions.tests.factories import make_person, make_unit, text
from punos.decisions.tests.factories import make_decision, make_measure
from punos.decisions.tests.responses import give, make_response, make_theme
from punos.organisations.models import CityUnit, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.tests.factories import make_document, make_process, make_version
from punos.records import actions
from punos.records.models import Handover, RetentionClass
from punos.records.tasks import handover as making
from punos.reports.models import Summary

HOPES = "Säännölliset tapaamiset."
NOT_PUBLIC = "Ei julki."
GROUND = "621/1999 24 § 1 mom. 20 k"
WITHDRAWN = "Tämän otan takaisin"
REMOVED = "Tämän valvoja poisti"


@dataclass
class Filled:
    """The process with some of what is in it."""

    process: Process
    survey: Consultation
    secret: Attachment
    withdrawn: Contribution
    removed: Contribution


def filled() -> Filled:
    """Two residents, an association and a group answered; themes, a response, a decision and a measure came of it."""
    process = make_process(host_unit=make_unit(), case_number="ESIM 2022-1")
    make_version(make_document(process))
    survey = answered(2, process=process)
    said = list(Contribution.objects.filter(latest__text=HOPES).order_by("pk"))
    theme = make_theme(process)
    give(theme, *said[:3])
    make_response(theme)
    decision = make_decision(process)
    make_measure(process, decisions=[decision], themes=[theme])
    _summed_up(survey)
    withdrawn, removed = said[0], said[1]
    _reworded(withdrawn, WITHDRAWN)
    _reworded(removed, REMOVED)
    Contribution.objects.filter(pk=withdrawn.pk).update(state=ContributionState.WITHDRAWN)
    contributions.remove(actor=SYSTEM, contribution=removed, reason="insult")
    secret = attach(survey, b"liikesalaisuus", is_secret=True, ground=GROUND)
    attach(survey, b"julkinen liite", name="liite.txt")
    Process.objects.filter(pk=process.pk).update(closed_at=timezone.now())
    process.refresh_from_db()
    return Filled(process, survey, secret, withdrawn, removed)


def _reworded(said: Contribution, words: str) -> None:
    said.versions.update(text=words)


def _summed_up(survey: Consultation) -> None:
    now, text = timezone.now(), make_theme(survey.process, published=False).title
    Summary.objects.create(
        consultation=survey, title=text, body=text, begun_at=now, changed_at=now, published_at=now
    )


def attach(survey: Consultation, content: bytes, **changes: Any) -> Attachment:
    """A file that came with the answer of the association."""
    sent = Submission.objects.get(consultation=survey, voice__capacity=Capacity.ORGANISATION)
    told: dict[str, Any] = {"name": "budjetti.pdf", "media_type": "application/pdf"} | changes
    digest = hashlib.sha256(content).hexdigest()
    return Attachment.objects.create(
        submission=sent,
        size=len(content),
        sha256=digest,
        content=content,
        is_sent=True,
        added_at=timezone.now(),
        **told,
    )


def made(process: Process) -> Handover:
    """A package that was asked for and made."""
    asked = actions.ask_for_handover(actor=SYSTEM, process=process)
    assert making.make(asked.pk, asked.asked_at) is True
    return Handover.objects.get(pk=asked.pk)


def make_class(code: str = "kuulemiset", **changes: Any) -> RetentionClass:
    """A line of the records plan."""
    told = {"title": text("Kuulemiset"), "years": 10, "basis": "Tiedonohjaussuunnitelma"} | changes
    return RetentionClass.objects.create(code=code, **told)


def browser(role: RoleKind | None = None, unit: CityUnit | None = None) -> Client:
    """The browser of somebody with this role, or with none."""
    client = Client()
    held: dict[str, Any] = {"unit": unit or make_unit(), "role": role} if role else {}
    client.force_login(make_person("Somebody", **held))
    return client
