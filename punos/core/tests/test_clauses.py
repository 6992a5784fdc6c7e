"""Draft texts as clauses, from Markdown, from a plain paste and from Word."""

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from punos.core.clauses import Clause, clauses_from_docx, clauses_from_markdown
from punos.core.errors import Invalid
from punos.core.tests import files


def told(clauses: list[Clause]) -> list[tuple[str, str, int, str]]:
    return [(each.key, each.heading, each.level, each.body) for each in clauses]


CASES = {
    "markdown": (
        "Johdanto.\n\n# Tarkoitus\n\nTeksti.\n\n- yksi\n- kaksi\n\n## J\u00e4senet\n\nToinen.",
        [("text", "", 1, "Johdanto."), ("tarkoitus", "Tarkoitus", 1, "Teksti.\n\n- yksi\n- kaksi"), ("jasenet", "J\u00e4senet", 2, "Toinen.")],
    ),
    "underlined": ("Otsikko\n=======\n\nTeksti.\n\nAlaotsikko\n---\nLis\u00e4\u00e4.", [("otsikko", "Otsikko", 1, "Teksti."), ("alaotsikko", "Alaotsikko", 2, "Lis\u00e4\u00e4.")]),
    "sections": (
        "1 \u00a7 Soveltamisala\nT\u00e4t\u00e4 sovelletaan.\n\n2 a \u00a7\nToinen.",
        [("1", "1 \u00a7 Soveltamisala", 1, "T\u00e4t\u00e4 sovelletaan."), ("2a", "2 a \u00a7", 1, "Toinen.")],
    ),
    "chapters": (
        "1 luku Yleist\u00e4\n\n1 \u00a7\nTeksti.\n\n2 kap. Medlemmar\n\n2 \u00a7 Val\nText.",
        [("luku-1", "1 luku Yleist\u00e4", 1, ""), ("1", "1 \u00a7", 2, "Teksti."), ("luku-2", "2 kap. Medlemmar", 1, ""), ("2", "2 \u00a7 Val", 2, "Text.")],
    ),
    "numbered": (
        "1. Teht\u00e4v\u00e4t\n\nNeuvottelukunta edist\u00e4\u00e4.\n\n1.1 Aloitteet\n\nTekee aloitteita.\n\n2.\tJ\u00e4senet\n\nKolme.",
        [("1", "1. Teht\u00e4v\u00e4t", 1, "Neuvottelukunta edist\u00e4\u00e4."), ("1-1", "1.1 Aloitteet", 2, "Tekee aloitteita."), ("2", "2. J\u00e4senet", 1, "Kolme.")],
    ),
    "paragraphs": (
        "1. Neuvottelukunta edist\u00e4\u00e4 yhteisty\u00f6t\u00e4.\n\n2. Neuvottelukunta antaa lausuntoja.",
        [("1", "1.", 1, "Neuvottelukunta edist\u00e4\u00e4 yhteisty\u00f6t\u00e4."), ("2", "2.", 1, "Neuvottelukunta antaa lausuntoja.")],
    ),
    "list within": ("# Teht\u00e4v\u00e4t\n\n1. yksi\n2. kaksi", [("tehtavat", "Teht\u00e4v\u00e4t", 1, "1. yksi\n2. kaksi")]),
    "list alone": ("Teht\u00e4v\u00e4t ovat:\n1. yksi\n2. kaksi", [("text", "", 1, "Teht\u00e4v\u00e4t ovat:"), ("1", "1.", 1, "yksi"), ("2", "2.", 1, "kaksi")]),
    "same headings": ("# A\n\n# A\n\n# A-2", [("a", "A", 1, ""), ("a-2", "A", 1, ""), ("a-2-2", "A-2", 1, "")]),
    "no headings": ("Vain teksti\u00e4.", [("text", "", 1, "Vain teksti\u00e4.")]),
    "numbers in headings": ("## 1.2 Ala\n\nTeksti.", [("1-2", "1.2 Ala", 1, "Teksti.")]),
    "nothing": (" \n", []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_text_becomes_clauses(case: str) -> None:
    text, expected = CASES[case]

    assert told(clauses_from_markdown(text)) == expected


def test_keys_stay_when_the_text_of_a_clause_changes() -> None:
    before = clauses_from_markdown("1 \u00a7 Ala\nVanha.\n\n2 \u00a7 J\u00e4senet\nSama.")
    after = clauses_from_markdown("1 \u00a7 Soveltamisala\nUusi teksti.\n\n2 \u00a7 J\u00e4senet\nSama.")

    assert [each.key for each in before] == [each.key for each in after]


def word_of(*paragraphs: tuple[str, str]) -> bytes:
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    return files.saved(document.save)


def test_headings_of_a_word_document_become_clauses() -> None:
    sent = word_of(
        ("Heading 1", "Teht\u00e4v\u00e4t"),
        ("Normal", "Edist\u00e4\u00e4."),
        ("Heading 2", "Aloitteet"),
        ("Normal", "# ei otsikko"),
    )

    assert told(clauses_from_docx(sent)) == [
        ("tehtavat", "Teht\u00e4v\u00e4t", 1, "Edist\u00e4\u00e4."),
        ("aloitteet", "Aloitteet", 2, "\\# ei otsikko"),
    ]  # fmt: skip


def test_numbers_that_word_only_shows_are_kept() -> None:
    sent = word_of(
        ("List Number", "Neuvottelukunta edist\u00e4\u00e4 yhteisty\u00f6t\u00e4."),
        ("List Number", "Neuvottelukunta antaa lausuntoja."),
        ("List Bullet", "merkill\u00e4"),
    )  # fmt: skip

    assert told(clauses_from_docx(sent)) == [
        ("1", "1.", 1, "Neuvottelukunta edist\u00e4\u00e4 yhteisty\u00f6t\u00e4."),
        ("2", "2.", 1, "Neuvottelukunta antaa lausuntoja.\n\n- merkill\u00e4"),
    ]


def test_tables_are_read_and_what_was_struck_out_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("J\u00e4senet valitaan")
    for tag, text in (("w:del", " vuodeksi"), ("w:ins", " kahdeksi vuodeksi")):
        change, run, letters = OxmlElement(tag), OxmlElement("w:r"), OxmlElement("w:t")
        letters.text = text
        letters.set(qn("xml:space"), "preserve")
        run.append(letters)
        change.append(run)
        paragraph._p.append(change)
    document.add_table(1, 2).rows[0].cells[1].text = "Solu"

    (clause,) = clauses_from_docx(files.saved(document.save))

    assert clause.body == "J\u00e4senet valitaan kahdeksi vuodeksi\n\nSolu"


@pytest.mark.parametrize(
    "content", [files.pdf(), files.sheet(), b"text", files.package({"[Content_Types].xml": files.TYPES})]
)
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        clauses_from_docx(content)
