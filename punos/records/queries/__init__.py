"""What is kept, for how long, and what was destroyed."""

from punos.records.queries.destruction import (
    KINDS,
    administrators,
    destructions,
    in_words,
    is_packing,
    is_received,
    kept_packages,
    preview,
    records,
    rows_of_records,
    waiting_count,
    waiting_link,
)
from punos.records.queries.handover import (
    content_of,
    filed_process,
    handover_numbered,
    handovers_of,
    where_case_number_is,
)
from punos.records.queries.information import (
    Correspondent,
    Found,
    Kind,
    address_of,
    meant,
    place_of,
    searches_seen_by,
    slug_of,
    subject_of,
)
from punos.records.queries.information_found import found_for
from punos.records.queries.information_package import found_package
from punos.records.queries.package import books, case_file_of, controller_of, metadata, plain_json, written
from punos.records.queries.retention import (
    STARTERS,
    carried_by,
    classes_to_give,
    due,
    due_on,
    retention_classes,
)
from punos.records.queries.said import files_of, size_of_files
from punos.records.queries.verifying import faults_in

__all__ = [
    "KINDS",
    "STARTERS",
    "Correspondent",
    "Found",
    "Kind",
    "address_of",
    "administrators",
    "books",
    "carried_by",
    "case_file_of",
    "classes_to_give",
    "content_of",
    "controller_of",
    "destructions",
    "due",
    "due_on",
    "faults_in",
    "filed_process",
    "files_of",
    "found_for",
    "found_package",
    "handover_numbered",
    "handovers_of",
    "in_words",
    "is_packing",
    "is_received",
    "kept_packages",
    "meant",
    "metadata",
    "place_of",
    "plain_json",
    "preview",
    "records",
    "retention_classes",
    "rows_of_records",
    "searches_seen_by",
    "size_of_files",
    "slug_of",
    "subject_of",
    "waiting_count",
    "waiting_link",
    "where_case_number_is",
    "written",
]
