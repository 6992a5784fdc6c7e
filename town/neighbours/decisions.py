"""Decisions as the city's feed (Ahjo) tells of them: all of one span of time, with their text as HTML and their documents.

All of it is invented. In some moods the feed tells twice, tells otherwise later, tells late, or tells of things that
cannot be read.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from town.texts.open_brainstorm import CASE_NUMBER

OTHER_CASE = "ESIM 2026-009999"
BOARD = "Esimerkkilautakunta"
# Moods in which it answers, but not quite as one would wish.
TELLINGS = {"twice", "corrected", "late", "unknown", "faulty"}
NOTED = "<h1>Päätös</h1><p>Esimerkkilautakunta merkitsi tiedoksi yhteisten tilojen suunnittelun vaiheen.</p>"
TABLED = "<h1>Päätös</h1><p>Esimerkkilautakunta pani asian pöydälle.</p>"
UNKNOWN = "<h1>Päätös</h1><p>Esimerkkilautakunta keskusteli asiasta &amp; kiitti valmistelijoita.</p>"


def answer(query: dict[str, str], mood: str, today: date) -> dict[str, Any]:
    """What was handled between two moments, as the feed tells it in a mood."""
    since, before = query.get("handledsince", ""), query.get("handledbefore", "")
    handled = _handled(today)
    is_asked = since <= f"{handled:%Y-%m-%dT%H:%M:%SZ}" < before
    return {"decisions": _listed(mood, handled) if is_asked else []}


def _handled(today: date) -> datetime:
    return datetime.combine(today - timedelta(days=10), time(13), tzinfo=UTC)


def _listed(mood: str, handled: datetime) -> list[Any]:
    first = decision(handled, handled, NOTED)
    other = {**decision(handled, handled, NOTED), "NativeId": "{OTHER}", "CaseIDLabel": OTHER_CASE}
    corrected = decision(handled, handled + timedelta(days=3), TABLED)
    tellings: dict[str, list[Any]] = {
        "twice": [first, first, other],
        "corrected": [corrected],
        "late": [corrected, first],
        "unknown": [decision(handled, handled, UNKNOWN)],
        "faulty": [first, {**first, "NativeId": "{FAULTY}", "PDF": None}, "?", None],
    }
    return tellings.get(mood, [first, other])


def decision(handled: datetime, issued: datetime, content: str) -> dict[str, Any]:
    """One decision, with its minutes, a public attachment, and one that is secret and so has no address."""
    return {
        "NativeId": "{A1B2C3D4-0000-4000-8000-000000000001}",
        "Title": "Yhteisten tilojen suunnittelun vaihe",
        "CaseIDLabel": CASE_NUMBER,
        "CaseID": CASE_NUMBER.replace(" ", "-"),
        "Section": "12",
        "Content": content,
        "Motion": "",
        "ClassificationCode": "00 00 02",
        "Organization": {"Name": BOARD, "ID": "00099", "Type": "Lautakunta"},
        "Meeting": {"MeetingID": "0009920261", "DateMeeting": f"{handled:%Y-%m-%dT%H:%M:%S}.000"},
        "DateDecision": f"{handled:%Y-%m-%dT%H:%M:%S}.000",
        "PDF": _document("Yhteisten tilojen suunnittelun vaihe", "paatos", issued),
        "MinutesPDF": _document("Pöytäkirja", "poytakirja", issued),
        "Attachments": [
            {**_document("Tilojen luettelo", "liite1", issued), "PublicityClass": "Julkinen"},
            {"Title": "Salainen liite", "PublicityClass": "Salassa pidettävä", "FileURI": None},
        ],
        "PreviousDecisions": [],
    }


def _document(title: str, name: str, issued: datetime) -> dict[str, Any]:
    return {
        "NativeId": f"{{{name}}}",
        "Title": title,
        "VersionSeriesId": "{1}",
        "Language": "fi",
        "FileURI": f"https://paatokset.example.org/{name}.pdf",
        "Issued": f"{issued:%Y-%m-%dT%H:%M:%S}.000",
    }
