"""What is read for pages and packages of this room."""

from punos.records.queries.handover import (
    classes_to_give,
    content_of,
    filed_process,
    handover_numbered,
    handovers_of,
    where_case_number_is,
)
from punos.records.queries.information import Found, Kind, meant, searches_seen_by, slug_of, subject_of
from punos.records.queries.information_found import found_for
from punos.records.queries.information_package import found_package
from punos.records.queries.package import books, case_file_of, controller_of, metadata, plain_json, written
from punos.records.queries.said import files_of, size_of_files
from punos.records.queries.verifying import faults_in

__all__ = [
    "Found",
    "Kind",
    "books",
    "case_file_of",
    "classes_to_give",
    "content_of",
    "controller_of",
    "faults_in",
    "filed_process",
    "files_of",
    "found_for",
    "found_package",
    "handover_numbered",
    "handovers_of",
    "meant",
    "metadata",
    "plain_json",
    "searches_seen_by",
    "size_of_files",
    "slug_of",
    "subject_of",
    "where_case_number_is",
    "written",
]
