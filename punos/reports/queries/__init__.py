"""What pages and files need, assembled from the rooms below."""

from punos.reports.queries.contents import contents_of, fingerprint, sections
from punos.reports.queries.keeping import kept_words
from punos.reports.queries.reporting import moving, report_file, reports_of
from punos.reports.queries.summary import (
    figures_to_use,
    in_words,
    opening,
    openings,
    plain_body,
    published_openings,
    read_as,
    readable_summary,
    shown,
    summaries_missing,
    summary_of,
    unknown_figures,
    words_of,
)
from punos.reports.queries.summary_draft import FirstDraft, first_draft
from punos.reports.queries.summary_figures import figures_by_language, names_in
from punos.reports.queries.summary_versions import corrected_figures, earlier_of, is_changed, unknown_in
from punos.reports.queries.texts_in import texts_in
from punos.reports.queries.took_part import Reader, readers

__all__ = [
    "FirstDraft",
    "Reader",
    "contents_of",
    "corrected_figures",
    "earlier_of",
    "figures_by_language",
    "figures_to_use",
    "fingerprint",
    "first_draft",
    "in_words",
    "is_changed",
    "kept_words",
    "moving",
    "names_in",
    "opening",
    "openings",
    "plain_body",
    "published_openings",
    "read_as",
    "readable_summary",
    "readers",
    "report_file",
    "reports_of",
    "sections",
    "shown",
    "summaries_missing",
    "summary_of",
    "texts_in",
    "unknown_figures",
    "unknown_in",
    "words_of",
]
