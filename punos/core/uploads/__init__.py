"""Files that people send: known by their content, made harmless, and handed out so that no browser runs them."""

from punos.core.uploads.examined import LARGEST, SafeFile, examine, examine_upload
from punos.core.uploads.handed_out import download
from punos.core.uploads.names import clean_name

__all__ = ["LARGEST", "SafeFile", "clean_name", "download", "examine", "examine_upload"]
