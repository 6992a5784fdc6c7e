"""A survey's open data and figures as one ZIP file that describes itself.

`datapackage.json` is a Frictionless Data Package (specs.frictionlessdata.io, version 1): every column of every
table described, questions and options in their languages, licence and source. `SHA256SUMS` can be checked with
`sha256sum -c`. The same data make the same bytes.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from punos_analysis import files
from punos_analysis.breakdowns import FEW
from punos_analysis.survey_data import QuestionInput, SurveyData
from punos_analysis.survey_figures import SurveyFigures
from punos_analysis.survey_files import HEADERS, QUESTIONS, TABLES, TITLE, languages, write_survey
from punos_analysis.tables import BrokenFile

PACKAGE = "survey.zip"
DATAPACKAGE, README, SUMS = "datapackage.json", "README.txt", "SHA256SUMS"
MOST_BYTES = 512 * 1024**2
MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # ZIP has no earlier time, and the time of making would change the bytes
HOW_TO_READ = (
    "The tables are comma-separated values in UTF-8. datapackage.json describes every table and column. "
    "Counts of 1 to 4 that could point at somebody are shown as a range, and further counts are hidden where "
    "subtraction would reveal them.\n\n"
    "To check the figures, install Punos and run: punos-analysis verify FOLDER_OR_ZIP. It compares the "
    "checksums, makes every figure anew from the tables, and names each that differs from figures.json."
)
ABOUT: Mapping[str, str] = {
    "participation.csv": "How many answered in each capacity, and how many people the groups counted",
    "questions.csv": "The questions in their order",
    "options.csv": "What can be chosen in each question, and the rows of matrices",
    "answered.csv": "How many of each part were shown a question and answered it",
    "answers.csv": "How many of each part gave each answer",
    "places.csv": "The places that were pointed at",
    "texts.csv": "Answers in words",
    "background.csv": "How many answered from each field, area, size or language, small numbers suppressed",
    "crosstabs.csv": "Answers by background, small numbers suppressed",
    "registry.csv": "How many organisations the registry knows of each field, area and size",
    "statements.csv": "Organisations that sent or signed a public statement under their own name",
}
ONCE = (
    "The same with one answer for each organisation: the last that it sent or signed itself, so that a joint answer, "
    "which is one answer elsewhere, counts once for each organisation whose last it is; where it answered nothing "
    "itself, its people count together as one, and so do together those of organisations whose number of people "
    "few have, each as much as the next; empty where that is not told"
)
VALUE = (
    "The answer: a code, a step, a number, a month, a ranking with the best first; of a place point, or words where "
    "it was told in words only"
)
COLUMNS: Mapping[str, tuple[str, str]] = {
    "answer": ("integer", "The number of the answer; its page is answers/NUMBER/ below the survey's address"),
    "answered": ("string", f"How many answered: a number, {FEW}, or hidden"),
    "answers": ("integer", "How many gave this answer, each voice as one"),
    "area": ("string", "Code of an area"),
    "asks_which": ("string", "yes where the option has a field for words beside it"),
    "by": ("string", "sent or signed: whether the organisation sent the answer, or signed another's"),
    "capacity": ("string", "In which capacity one answered"),
    "code": ("string", "The code of a choice; * stands for all whose number is not shown"),
    "counts": (
        "string",
        "yes for the answer by which the organisation counts with one answer for each organisation",
    ),
    "dimension": (
        "string",
        "By what is broken down: field, area, size, language or another background question",
    ),
    "head_count": ("integer", "How many people the groups counted"),
    "highest": ("integer", "The upper end of a scale"),
    "kind": ("string", "How the question is answered"),
    "language": ("string", "The language of the text"),
    "latitude": ("number", "Degrees north (WGS 84); of persons and groups to three decimals"),
    "longitude": ("number", "Degrees east (WGS 84); of persons and groups to three decimals"),
    "lowest": ("integer", "The lower end of a scale"),
    "name": ("string", "The name of the place, of organisations only"),
    "number": ("integer", "The number of the contribution"),
    "once": ("number", ONCE),
    "organisation": ("string", "The name of the organisation"),
    "organisations": ("integer", "How many organisations the registry knows"),
    "part": ("string", "person, organisation or group"),
    "public": ("string", "no where only the number of answers is published"),
    "question": ("string", "The code of the question"),
    "role": ("string", "option or row"),
    "row": ("string", "The row of a matrix, or the option of a multiple choice"),
    "shown": ("string", f"A number, {FEW}, or hidden"),
    "shown_if": ("string", "The question on whose answer it depends whether this one is shown"),
    "shown_if_values": ("string", "The answers with which it is shown"),
    "state": ("string", "published, or why the text is not shown"),
    "text": ("string", "What was said; empty where it is not published"),
    "value": ("string", VALUE),
    "voices": ("integer", "How many answered"),
    "why": ("string", "Why a cell shows what it shows"),
}


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the data may be used: its short name, its title and its address."""

    name: str = "CC-BY-4.0"
    title: str = "Creative Commons Attribution 4.0"
    path: str = "https://creativecommons.org/licenses/by/4.0/"


CC_BY = Licence()


def survey_package(
    data: SurveyData,
    figures: SurveyFigures,
    *,
    name: str,
    titles: Mapping[str, str],
    source: tuple[str, str],
    licence: Licence = CC_BY,
    notes: Sequence[str] = (),
    readme: Mapping[str, str] | None = None,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """The ZIP file. `name` is a slug, `titles` the survey's title by language, the main one first.

    `source` is the publisher's name and the address of the survey. `readme` says in each language how to read
    and check the data (`HOW_TO_READ` in English if absent); `more` are further files, such as spreadsheets.
    """
    texts = write_survey(data, notes=notes)
    texts[files.FIGURES] = files.write_figures(figures, notes=notes)
    contents = {each: text.encode() for each, text in texts.items()} | dict(more or {})
    contents[DATAPACKAGE] = _described(data, contents, name, titles, source, licence, notes)
    contents[README] = _readme(titles, source, licence, notes, readme or {"en": HOW_TO_READ})
    contents[SUMS] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {each}\n" for each, content in sorted(contents.items())
    ).encode()
    return packed(contents)


def packed(contents: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these files, the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, MIDNIGHT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def unpacked(content: bytes, *, file: str, most: int = MOST_BYTES) -> dict[str, bytes]:
    """The files of a ZIP file by their bare names. Raises BrokenFile where it is none or holds too much."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                bare = entry.filename.rpartition("/")[2]
                if bare in found:
                    raise BrokenFile(file, 0, f"{bare} is there twice")
                if not bare:
                    continue
                with archive.open(entry) as inside:
                    # what the directory says of sizes may be wrong, so no more than the rest is read
                    found[bare] = inside.read(most + 1)
                most -= len(found[bare])
                if most < 0:
                    raise BrokenFile(file, 0, "more than can be read")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
        raise BrokenFile(file, 0, f"not a ZIP file that can be read ({error})") from error
    return found


def sums(content: str) -> dict[str, str]:
    """Checksums by file name, as `SHA256SUMS` tells them. Raises BrokenFile for another kind of line."""
    told: dict[str, str] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        digest, _, name = line.partition("  ")
        if len(digest) != 64 or not name:
            raise BrokenFile(SUMS, number, "no checksum and name")
        told[name] = digest
    return told


def _described(
    data: SurveyData,
    contents: Mapping[str, bytes],
    name: str,
    titles: Mapping[str, str],
    source: tuple[str, str],
    licence: Licence,
    notes: Sequence[str],
) -> bytes:
    spoken = languages(data)
    told = {
        "profile": "data-package",
        "name": name,
        "title": next(iter(titles.values()), name),
        "titles": dict(titles),
        "description": " ".join(notes),
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence.path}],
        "sources": [{"title": source[0], "path": source[1]}],
        "resources": [_resource(each, contents[each], spoken) for each in contents],
        "questions": [_question(each) for each in data.questions],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(name: str, content: bytes, spoken: Sequence[str]) -> dict[str, Any]:
    """One file; a table with all its columns."""
    stem, _, ending = name.rpartition(".")
    told: dict[str, Any] = {
        "name": stem.lower(),
        "path": name,
        "format": ending,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if name not in TABLES:
        return told
    columns = [
        {"name": each, "type": COLUMNS[each][0], "description": COLUMNS[each][1]} for each in HEADERS[name]
    ]
    if name in (QUESTIONS, "options.csv"):
        columns += [
            {"name": f"{TITLE}{each}", "type": "string", "description": f"The text in the language {each}"}
            for each in spoken
        ]
    return told | {
        "profile": "tabular-data-resource",
        "description": ABOUT[name],
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "commentChar": "#"},
        "schema": {"fields": columns, "missingValues": [""]},
    }


def _question(each: QuestionInput) -> dict[str, Any]:
    return {
        "code": each.code,
        "kind": each.kind.value,
        "titles": dict(each.titles),
        "options": [
            {"code": code, "titles": dict(each.option_titles.get(code, {}))} for code in each.options
        ],
        "rows": [{"code": code, "titles": dict(each.row_titles.get(code, {}))} for code in each.rows],
    }


def _readme(
    titles: Mapping[str, str],
    source: tuple[str, str],
    licence: Licence,
    notes: Sequence[str],
    readme: Mapping[str, str],
) -> bytes:
    """A chapter for each language, each under the survey's title in that language where there is one."""
    main = next(iter(titles.values()), "")
    ends = "\n".join([*source, f"{licence.title} ({licence.name})", licence.path])
    chapters = [
        "\n\n".join(part for part in (titles.get(language, main), *notes, text, ends) if part)
        for language, text in readme.items()
    ]
    return ("\n\n\n".join(chapters) + "\n").encode()
