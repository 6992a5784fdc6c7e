"""Every text of some processes and of what is asked in them, for whoever looks after their languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import models

from punos.consultations.models import Consultation, Part, Question
from punos.consultations.models.wording import TextAt, texts_of, texts_of_process
from punos.consultations.queries.document_texts import texts_of_documents
from punos.consultations.queries.making import IN_ORDER
from punos.core.checking import TextIn
from punos.core.languages import TranslatedText
from punos.processes.models import Document, DraftVersion, Phase, Process, Section

ONLY_GAPS = "?show=gaps"


def texts_in(processes: Sequence[Process]) -> list[TextIn]:
    """What is told of these processes, their phases and draft texts, and what is asked in them, in eight queries."""
    known = {each.pk: each for each in processes}
    phases = _by_process(Phase.objects.filter(process__in=known).order_by("place", "pk"))
    documents = _by_process(Document.objects.filter(process__in=known).order_by("pk"))
    every = [each for several in documents.values() for each in several]
    texts = texts_of_documents(every, being_written=True)
    found = []
    for process in processes:
        found += [
            _in_process(each, process) for each in texts_of_process(process, phases.get(process.pk, ()))
        ]
    found += [_in_process(each, known[_document(each).process_id]) for each in texts]
    return [*found, *_asked(known)]


def _by_process[T: (Phase, Document)](rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for each in rows:
        found.setdefault(each.process_id, []).append(each)
    return found


def _document(text: TextAt) -> Document:
    """The draft text to which a text of it belongs."""
    subject = text.subject
    if isinstance(subject, Document):
        return subject
    version = subject.version if isinstance(subject, Section) else subject
    assert isinstance(version, DraftVersion)  # the texts of a draft text have no other rows
    return version.document


def _in_process(text: TextAt, process: Process) -> TextIn:
    subject = text.subject
    version = subject.version if isinstance(subject, Section) else subject
    is_written = isinstance(version, DraftVersion) and version.published_at is None
    is_public = process.published_at is not None and not is_written
    address = f"/desk{process.address}languages/{ONLY_GAPS}"
    return _told(text, process.pk, process.title, address, is_public=is_public)


def _asked(processes: Mapping[int, Process]) -> Iterator[TextIn]:
    """The texts of what is asked, each consultation with its parts, their questions and what can be chosen."""
    questions = Question.objects.order_by("place", "id").prefetch_related(IN_ORDER)
    parts = Part.objects.select_related("thread").order_by("place")
    asked = models.Prefetch("parts", parts.prefetch_related(models.Prefetch("questions", questions)))
    for each in Consultation.objects.filter(process__in=processes).order_by("pk").prefetch_related(asked):
        each.process = processes[each.process_id]
        address = f"{each.address}edit/languages/{ONLY_GAPS}"
        for text in texts_of(each, list(each.parts.all())):
            yield _told(text, each.process_id, each.title, address, is_public=each.published_at is not None)


def _told(text: TextAt, process: int, of: TranslatedText, address: str, *, is_public: bool) -> TextIn:
    return TextIn(
        subject=text.subject,
        field=text.field,
        label=text.label,
        process_id=process,
        of=of,
        address=address,
        is_public=is_public,
        versions=text.versions,
        standing=text.standing,
    )
