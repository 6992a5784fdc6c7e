"""Reads the city's feed of decisions (Ahjo, as the city's own website reads it): what was decided within some days.

The feed tells of each decision its id, case number, section mark, body, day, language, text (HTML), and the addresses
of its documents. It tells no outcome apart: that is read from the first sentence of the decision where it uses one of
the usual words, and left open otherwise.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.html import strip_tags

from punos.core.dates import HELSINKI
from punos.core.outside import Outside, OutsideTroubleError, Trouble
from punos.core.text import clean
from punos.decisions.models import Outcome, PaperKind, Tale, TalePaper

NAME = "The city's decisions"
WINDOW = timedelta(days=7)
MOST_BYTES = 20_000_000  # decisions come with their whole text
LONGEST = {"external_id": 120, "case_number": 40, "section": 16}
TITLE, SUMMARY = 300, 2_000
LONGEST_CONTENT = 20_000  # characters in which the beginning of a decision is looked for
# What a decision says that it did, in Finnish and Swedish; in one sentence the first of these counts.
OUTCOMES = (
    (Outcome.NOTED, r"merkitsi tiedoksi|merkit\u00e4 tiedoksi|antecknade[^.]* f\u00f6r k\u00e4nnedom"),
    (Outcome.TABLED, r"p\u00f6yd\u00e4lle|bordlade"),
    (Outcome.RETURNED, r"palautti|palauttaa|\u00e5terremitterade"),
    (Outcome.REFERRED, r"esitti|esitt\u00e4\u00e4|f\u00f6reslog"),
    (Outcome.REJECTED, r"hylk\u00e4si|hyl\u00e4t\u00e4|avslog|f\u00f6rkastade"),
    (
        Outcome.APPROVED,
        r"hyv\u00e4ksyi|hyv\u00e4ksy\u00e4|p\u00e4\u00e4tti|godk\u00e4nde|beslutade|besl\u00f6t",
    ),
)


def is_configured() -> bool:
    """Whether this site reads the decisions of its city at all."""
    return bool(settings.DECISIONS_ADDRESS)


def fetch(since: datetime, until: datetime) -> tuple[list[Tale], int]:
    """What was handled between two moments, and how many decisions could not be read.

    Raises OutsideTroubleError when the feed is slow, down, busy, refuses, or answers something else. Not to be called
    within a transaction.
    """
    found: list[Tale] = []
    faulty = 0
    while since < until:
        end = min(since + WINDOW, until)
        for told in _window(since, end):
            tale = read(told)
            if tale is None:
                faulty += 1
            else:
                found.append(tale)
        since = end
    return found, faulty


def _window(since: datetime, until: datetime) -> Iterator[Any]:
    """The decisions of a few days, as they come."""
    query = {"handledsince": _moment(since), "handledbefore": _moment(until)}
    answer = _outside().get("/decisions?" + urlencode(query))
    listed = answer.get("decisions") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise OutsideTroubleError(NAME, Trouble.GARBAGE)
    yield from listed


def _moment(value: datetime) -> str:
    return f"{value:%Y-%m-%dT%H:%M:%SZ}"


def read(told: Any) -> Tale | None:
    """One decision in our own words; None where what must be there is not, or is not what it should be."""
    try:
        paper, body = told["PDF"], told["Organization"]["Name"]
        tale = Tale(
            external_id=str(told["NativeId"]),
            issued=_issued(paper["Issued"]),
            language=str(paper.get("Language") or "fi"),
            title=_line(told["Title"]),
            summary=_opening(told.get("Content") or ""),
            body=_line(body),
            case_number=str(told["CaseIDLabel"]),
            section_mark=_mark(told.get("Section")),
            decided_on=_day(told),
            outcome=_outcome(told.get("Content") or ""),
            papers=tuple(_papers(told)),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    is_short = (
        len(tale.external_id) <= LONGEST["external_id"] and len(tale.case_number) <= LONGEST["case_number"]
    )
    return tale if is_short and tale.external_id and tale.case_number and tale.title else None


def _issued(told: str) -> str:
    """The moment of a telling; without a zone it is the city's own time."""
    moment = datetime.fromisoformat(told)
    return (moment if moment.tzinfo else moment.replace(tzinfo=HELSINKI)).isoformat()


def _day(told: Mapping[str, Any]) -> str:
    """The day of the meeting, or of the decision of somebody in office."""
    meeting = told.get("Meeting") or {}
    return datetime.fromisoformat(meeting.get("DateMeeting") or told["DateDecision"]).date().isoformat()


def _mark(section: Any) -> str:
    """The mark in the minutes, such as section 27."""
    number = _line(str(section or ""))[: LONGEST["section"]]
    return f"\u00a7\u00a0{number}" if number else ""


def _line(words: Any) -> str:
    """Plain words on one line."""
    return " ".join(clean(unescape(strip_tags(str(words)))).split())[:TITLE]


def _opening(content: str) -> str:
    """The beginning of the text of a decision, without its marks."""
    plain = unescape(strip_tags(content[:LONGEST_CONTENT].replace("<", " <")))
    return " ".join(clean(plain).split())[:SUMMARY]


def _outcome(content: str) -> str:
    """What was decided, by the usual words of the first sentence that has some; empty where none has."""
    for sentence in _opening(content).lower().split(". "):
        for kind, pattern in OUTCOMES:
            if re.search(pattern, sentence):
                return str(kind)
    return ""


def _papers(told: Mapping[str, Any]) -> Iterator[TalePaper]:
    """The documents whose address is public and encrypted; what is not public has none."""
    for kind, each in _documents(told):
        url = str(each.get("FileURI") or "")
        if urlsplit(url).scheme == "https" and len(url) <= 500:
            yield TalePaper(str(kind), _line(each.get("Title") or ""), url)


def _documents(told: Mapping[str, Any]) -> Iterator[tuple[PaperKind, Mapping[str, Any]]]:
    yield PaperKind.LINK, {"Title": told["Title"], **told["PDF"]}
    if told.get("MinutesPDF"):
        yield PaperKind.MINUTES, told["MinutesPDF"]
    for each in told.get("Attachments") or []:
        if each.get("PublicityClass") == "Julkinen" and each.get("Title"):
            yield PaperKind.ATTACHMENT, each


def _outside() -> Outside:
    return outside_at(settings.DECISIONS_ADDRESS, settings.OUTSIDE_PRIVATE, settings.OUTSIDE_READ_SECONDS)


@cache  # one breaker for all who ask
def outside_at(address: str, private: bool, read_timeout: float) -> Outside:
    """The system at an address, always the same one."""
    return Outside(NAME, address, private=private, read_timeout=read_timeout, most_bytes=MOST_BYTES)
