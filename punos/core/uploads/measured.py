"""A request is measured before it is read: Django limits the fields of a form, but not the files beside them."""

from typing import IO, TYPE_CHECKING, Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from django.http.request import QueryDict
    from django.utils.datastructures import MultiValueDict

LARGEST_REQUEST: Final = 25 * 1024**2  # bytes: the largest file that any page takes, twice


class Measured(FileUploadHandler):
    """Stands first in `FILE_UPLOAD_HANDLERS`: a request too large is refused with 400, nothing of it read."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],  # noqa: ARG002 - Django calls it so
        META: dict[str, str],  # noqa: ARG002, N803 - Django's name
        content_length: int,
        boundary: str,  # noqa: ARG002 - Django calls it so
        encoding: str | None = None,  # noqa: ARG002 - Django calls it so
    ) -> "tuple[QueryDict, MultiValueDict[str, Any]] | None":
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig("The request is larger than any form of this site.")
        return None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django calls it so
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - Django calls it so
        return None
