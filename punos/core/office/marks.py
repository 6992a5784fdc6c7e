"""What both formats share: parts of XML in one archive."""

import re
import zipfile
from collections.abc import Iterable
from html import escape
from typing import IO, Final

# Letters that XML does not allow, whatever way they are written.
SPECIAL: Final = re.compile("[&<>\"'\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OF_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same contents give the same file
CORE_PART: Final = (
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
)


def plain(text: str) -> str:
    """A text that may stand between two marks of XML, or in an attribute."""
    return escape(FORBIDDEN.sub("", text)) if SPECIAL.search(text) else text


class Archive:
    """The parts of a file, each written once."""

    def __init__(self, to: IO[bytes]) -> None:
        self.zip = zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, name: str, pieces: Iterable[str]) -> None:
        """One part, put together piece by piece."""
        told = zipfile.ZipInfo(name, EPOCH)
        told.compress_type = zipfile.ZIP_DEFLATED
        with self.zip.open(told, "w", force_zip64=False) as part:
            for piece in pieces:
                part.write(piece.encode())

    def close(self) -> None:
        """Write the list of parts: without it there is no file."""
        self.zip.close()


def add_properties(archive: Archive, title: str, main: str, language: str = "") -> None:
    """The title by which programs and screen readers name a file, its language, and which part comes first."""
    told = f"<dc:language>{language}</dc:language>" if language else ""
    archive.add(
        "docProps/core.xml",
        [
            (
                f"{HEAD}<cp:coreProperties "
                'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{plain(title)}</dc:title>{told}</cp:coreProperties>'
            )
        ],
    )
    archive.add(
        "_rels/.rels",
        [
            (
                f'{HEAD}<Relationships xmlns="{OF_PACKAGE}">'
                f'<Relationship Id="rId1" Type="{OF_OFFICE}/officeDocument" Target="{main}"/>'
                '<Relationship Id="rId2" Target="docProps/core.xml" Type='
                '"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
            )
        ],
    )
