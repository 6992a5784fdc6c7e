"""Why a file is not taken: which file, and what its sender can do about it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from punos.core.errors import Invalid

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Words = _StrPromise

EMPTY = _('"%(name)s" is empty. Open it, save it anew and send it again.')
LARGE = _(
    '"%(name)s" is larger than %(most)s MB. Save it with smaller pictures, or in several parts, and send that.'
)
OTHER = _(
    '"%(name)s" is not a kind of file that is taken. Send a PDF, a picture (PNG, JPEG or WebP), a document '
    "(DOCX or ODT), a spreadsheet (XLSX or ODS) or plain text (TXT or CSV)."
)
PROGRAM = _('"%(name)s" is a program, and programs are not taken. Send a PDF, a picture or a document.')
WEB_PAGE = _('"%(name)s" is a web page. Print it into a PDF and send that.')
DRAWING = _('"%(name)s" is an SVG drawing. Save it as PNG or PDF and send that.')
ARCHIVE = _('"%(name)s" is an archive. Take the files out of it and send each by itself.')
OLD = _('"%(name)s" is of an old office format. Save it as DOCX, XLSX or PDF and send that.')
LOCKED = _('"%(name)s" is locked with a password. Remove the password and send it again.')
MACROS = _('"%(name)s" holds macros. Save it without them, as DOCX, XLSX, ODT, ODS or PDF, and send that.')
INSIDE = _('"%(name)s" holds another file inside it. Remove that, or save it as PDF, and send it again.')
FETCHES = _(
    '"%(name)s" fetches parts from another place. Paste them in, or save it as PDF, and send it again.'
)
DAMAGED = _('"%(name)s" can not be opened and may be damaged. Open it, save it anew and send it again.')
BOMB = _('"%(name)s" unpacks to far more than a document holds. Save it as PDF and send that.')
PIXELS = _('"%(name)s" has more than %(most)s million pixels. Make the picture smaller and send it again.')
ENCODING = _('"%(name)s" is a text, but not in UTF-8. Save it with the encoding UTF-8 and send it again.')


def refusal(why: Words, name: str, most: int = 0) -> Invalid:
    """The refusal of the file of this name, in the reader's language."""
    return Invalid(str(why) % {"name": name, "most": most})
