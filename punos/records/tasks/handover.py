"""Making the package of one process: every file with its checksum, the same bytes for the same data. Worker only."""

import hashlib
import logging
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from django.utils import timezone

from punos.consultations.models import Attachment
from punos.processes.models import Process
from punos.records import actions, queries
from punos.records.models import Handover
from punos.records.queries.plain import Row
from punos.records.queries.publicity import PUBLIC, shown_in
from punos.records.queries.verifying import CHECKSUMS, MANIFEST
from punos.records.tasks import prints

LOG = logging.getLogger(__name__)
JSON: Final = "application/json"
PDF: Final = "application/pdf"
EARLIEST: Final = 1980  # the first year that a ZIP can tell

type Progress = Callable[[int], None]


def make(handover_id: int, asked_at: datetime) -> bool:
    """Make the package that was asked for; False if it is no longer wanted, or could not be made."""
    handover = actions.begin_handover(handover_id=handover_id, asked_at=asked_at)
    if handover is None:
        return False
    try:
        content, sha256 = packed(handover.process, _progress(handover))
    except Exception:  # whatever it was: whoever waits has to know
        LOG.exception("package %s could not be made", handover_id)
        actions.fail_handover(handover=handover)
        return False
    return actions.keep_handover(handover=handover, content=content, sha256=sha256) is not None


def _progress(handover: Handover) -> Progress:
    return lambda percent: actions.note_handover_progress(handover=handover, progress=percent)


def packed(process: Process, progress: Progress) -> tuple[bytes, str]:
    """The package and its SHA-256. It is written into a file beside, so that only the finished one is in memory."""
    found = Process.objects.select_related("host_unit", "host_organisation").get(pk=process.pk)
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            _fill(_Package(package, found.closed_at), found, progress)
        file.seek(0)
        content = file.read()
    return content, hashlib.sha256(content).hexdigest()


class _Package:
    """A ZIP whose files all bear the moment at which the process was closed, with what its manifest tells of each."""

    def __init__(self, package: zipfile.ZipFile, closed_at: datetime | None) -> None:
        self.package = package
        at = (closed_at or timezone.now()).astimezone(UTC)
        self.at = (max(EARLIEST, at.year), at.month, at.day, at.hour, at.minute, at.second)
        self.rows: list[Row] = []

    def add(self, path: str, media_type: str, publicity: str, pieces: Iterable[bytes]) -> None:
        """Write one file piece by piece, and remember it for the manifest."""
        digest, size = hashlib.sha256(), 0
        told = zipfile.ZipInfo(path, self.at)
        told.compress_type, told.create_system, told.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        with self.package.open(told, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        row = {"path": path, "media_type": media_type, "bytes": size, "publicity": publicity}
        self.rows.append({**row, "sha256": digest.hexdigest()})

    def end(self) -> None:
        """The manifest of all that was added, and the checksums in the form that sha256sum reads."""
        listed = {"files": sorted(self.rows, key=lambda row: str(row["path"]))}
        self.add(MANIFEST, JSON, PUBLIC, [queries.plain_json(listed) + b"\n"])
        rows = sorted(self.rows, key=lambda row: str(row["path"]))
        lines = "".join(f"{row['sha256']}  {row['path']}\n" for row in rows)
        self.add(CHECKSUMS, "text/plain", PUBLIC, [lines.encode()])


def _fill(package: _Package, process: Process, progress: Progress) -> None:
    """Everything in its order: data, pages to read, files, then what tells of them."""
    now = timezone.now()
    for place, book in enumerate(queries.books(process, now)):
        package.add(book.path, JSON, book.publicity, queries.written(book))
        progress(min(50, (place + 1) * 4))
    progress(55)
    for place, (path, content) in enumerate(prints.printed(process, now)):
        package.add(path, PDF, PUBLIC, [content])
        progress(min(85, 60 + place))
    for path, file, publicity in _files(process, now):
        package.add(path, file.media_type, publicity, _content(file))
    progress(95)
    package.add("metadata.json", JSON, PUBLIC, [queries.plain_json(queries.metadata(process)) + b"\n"])
    package.end()


def _files(process: Process, now: datetime) -> Iterator[tuple[str, Attachment, str]]:
    """The files of answers, each content once; one that somebody believes secret is so wherever it was sent."""
    shown = shown_in(process, now)
    by_content: dict[str, tuple[Attachment, set[str]]] = {}
    for each in queries.files_of(process):
        _first, marks = by_content.setdefault(each.sha256, (each, set()))
        marks.add(shown.of_file(each.submission, each))
    for sha256, (file, marks) in sorted(by_content.items()):
        strictest = next(each for each in ("secret", "not_published", PUBLIC) if each in marks)
        yield f"files/{sha256}", file, strictest


def _content(file: Attachment) -> Iterator[bytes]:
    """What is in a file, read when its turn comes and not kept."""
    yield bytes(Attachment.objects.values_list("content", flat=True).get(pk=file.pk))
