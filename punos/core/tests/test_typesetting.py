"""Documents by Typst: the same bytes for the same input, and what happens where a letter has no shape."""

import io
import sys

import pikepdf

from punos.core.typesetting import typeset

SOURCE = """
#let told = json(bytes(sys.inputs.data))
#set document(title: told.title)
#set text(lang: "en")
= #told.title
"""


def promises(content: bytes) -> bool:
    """Whether the file says that it keeps PDF/UA."""
    with pikepdf.open(io.BytesIO(content)) as read:
        return "pdfuaid:part" in bytes(read.Root.Metadata.read_bytes()).decode()


def test_same_input_gives_the_same_bytes() -> None:
    made = [typeset(SOURCE, '{"title": "Told"}', standards=["ua-1"], timestamp=0) for _time in range(2)]

    assert (promises(made[0]), made[0] == made[1]) == (True, True)


def test_letter_without_a_shape_leaves_a_file_that_promises_nothing() -> None:
    assert promises(typeset(SOURCE, '{"title": "Told \U0001f600"}', standards=["ua-1"])) is False


def test_library_stays_out_of_the_process_that_asks() -> None:
    typeset(SOURCE, '{"title": "Told"}', standards=["ua-1"])

    assert "typst" not in sys.modules
