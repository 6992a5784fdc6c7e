"""What was found for an information request, to take along: a JSON file a room, and a page with the same in lines."""

import json
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from punos.core.languages import current_language
from punos.records.queries.information import Found, Kind


def found_package(kinds: Iterable[Kind], context: dict[str, Any]) -> IO[bytes]:
    """A ZIP in the language of the page, written into a file beside and kept nowhere."""
    made, known = tempfile.TemporaryFile(), [each for each in kinds if each.number]  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        for room in dict.fromkeys(each.room for each in known):
            with files.open(f"data/{room}.json", "w", force_zip64=True) as file:
                before = b"{\n"
                for kind in (each for each in known if each.room == room):
                    file.write(before + json.dumps(kind.name).encode() + b": [")
                    _write(file, kind.rows())
                    before = b",\n"
                file.write(b"\n}\n")
        told = {"kinds": known, "language": current_language(), "site_name": settings.SITE_NAME, **context}
        files.writestr("index.html", render_to_string("records/information_package.html", told))
    made.seek(0)
    return made


def _write(file: IO[bytes], rows: Iterable[Found]) -> None:
    before = b"\n"
    for each in rows:
        row = {"publicity": each.publicity, "ground": str(each.ground), **each.plain}
        file.write(before + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode())
        before = b",\n"
    file.write(b"\n]")
