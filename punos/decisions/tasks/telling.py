"""What follows a decision and a measure: those whose words led to it hear of it, and so does who follows the process."""

from punos.decisions import queries
from punos.decisions.models import Decision, Measure, MeasureState
from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.notices import actions as notices
from punos.notices.models import NoticeKind, TopicKind, body_key


@on("decision.entered")
def tell_of_decision(entry: Entry) -> None:
    """Who follows the process, or the body that decided, hears that something was decided."""
    found = Decision.objects.select_related("process").filter(pk=entry.subject_id).first()
    if found is not None:
        notices.tell_later(
            event=f"decision:{found.pk}",
            kind=NoticeKind.DECISION,
            title=found.title,
            address=found.address,
            process=found.process.slug,
            topics=_followed(found),
        )


def _followed(decision: Decision) -> list[tuple[TopicKind, str]]:
    """The topics under which a decision is followed: its process, and the body that made it."""
    body = [(TopicKind.BODY, body_key(decision.body_name))] if decision.body_name else []
    return [(TopicKind.PROCESS, decision.process.slug), *body]


@on("decision.corrected")
def tell_of_correction(entry: Entry) -> None:
    """Those whose words it settles and those who follow it hear that it reads otherwise now, once a correction."""
    found = Decision.objects.select_related("process").filter(pk=entry.subject_id).first()
    if found is not None:
        notices.tell_later(
            event=f"decision:{found.pk}:corrected:{found.revision}",
            kind=NoticeKind.DECISION_CORRECTED,
            title=found.title,
            address=found.address,
            process=found.process.slug,
            persons=queries.people_of_themes(list(found.themes.order_by("pk").values_list("pk", flat=True))),
            topics=_followed(found),
        )


@on("decision.linked")
def tell_whose_words_were_decided(entry: Entry) -> None:
    """Everybody whose words are in a theme that it settles, once however often themes are added."""
    found = Decision.objects.select_related("process").filter(pk=entry.subject_id).first()
    if found is None:
        return
    themes = list(found.themes.order_by("pk"))
    notices.tell_later(
        event=f"decision:{found.pk}:words",
        kind=NoticeKind.WORDS_DECIDED,
        title=found.title,
        address=found.address,
        process=found.process.slug,
        persons=queries.people_of_themes([each.pk for each in themes]),
        topics=[(TopicKind.THEME, str(each.pk)) for each in themes],
    )


@on("measure.started", "measure.closed")
def tell_of_measure(entry: Entry) -> None:
    """What is done because of one's words, and what came of it; what was dropped is news, but nothing done."""
    found = Measure.objects.select_related("process").filter(pk=entry.subject_id).first()
    if found is None:
        return
    step = entry.verb.rpartition(".")[2]
    kind = NoticeKind.WORDS_DONE if step == "started" else NoticeKind.WORDS_FULFILLED
    is_dropped = step == "closed" and found.state == MeasureState.DROPPED
    told = {"title": found.title, "address": found.address, "process": found.process.slug}
    notices.tell_later(
        event=f"measure:{found.pk}:{step}:words",
        kind=NoticeKind.MEASURE if is_dropped else kind,
        persons=queries.people_of_themes(queries.themes_behind(found)),
        **told,
    )
    notices.tell_later(
        event=f"measure:{found.pk}:{step}",
        kind=NoticeKind.MEASURE,
        topics=[(TopicKind.PROCESS, found.process.slug)],
        **told,
    )
