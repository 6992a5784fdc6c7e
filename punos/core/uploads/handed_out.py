"""How a file leaves: to be saved, never to be shown or run by the browser, and kept by nobody on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from punos.core.uploads.examined import SafeFile


def download(file: SafeFile) -> HttpResponse:
    """The answer with this file; who may have it is for the page to decide, at each request anew."""
    is_text = file.media_type.startswith("text/")
    kind = f"{file.media_type}; charset=utf-8" if is_text else file.media_type
    response = HttpResponse(file.content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
