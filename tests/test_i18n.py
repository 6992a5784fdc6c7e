"""Three languages for real: nothing untranslated, nothing mixed, and every gap said aloud."""

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import polib
import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
CO_OPERATION = "/processes/jarjestoyhteistyo/"
CLOSED = "/processes/hyvinvointialueiden-strategiat/aivoriihi/"
OPEN = "/processes/yhteiset-tilat/tilaideat/"
TAGS = re.compile(
    r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}|{#.*?#}|<(?:code|svg).*?</(?:code|svg)>|/api/[\w./]*",
    re.DOTALL,
)
SPOKEN_ATTRIBUTES = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")


def _catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "bin" / "catalogues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogues"] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


catalogues = _catalogues()


# The catalogues ---------------------------------------------------------------------------------------------


def test_catalogues_hold_each_message_of_the_code_translated_and_no_other() -> None:
    assert list(catalogues.trouble()) == []


def test_extractor_finds_messages_under_the_names_that_a_module_gave_them() -> None:
    source = (
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy as p\n"
        "a = _('one'), ngettext('day', 'days', 2), p('tile', 'N'), other('no message')\n"
    )
    found = set(catalogues.python_messages(source))
    assert found == {
        catalogues.Message("one"),
        catalogues.Message("day", "days"),
        catalogues.Message("N", "", "tile"),
    }


def test_extractor_finds_the_messages_of_a_template() -> None:
    source = (
        '<p title="{% translate "It\'s 90%" %}">{% translate "Closed" context "process" %}</p>'
        "{% blocktranslate trimmed count many=n %}\n {{ many }} day\n{% plural %}{{ many }} days{% endblocktranslate %}"
        '{{ value|default:_("none") }}'
    )
    assert set(catalogues.template_messages(source)) == {
        catalogues.Message("It's 90%%"),
        catalogues.Message("Closed", "", "process"),
        catalogues.Message("%(many)s day", "%(many)s days"),
        catalogues.Message("none"),
    }


@pytest.mark.parametrize(
    ("entry", "faults"),
    [
        (polib.POEntry(msgid="Closes %(when)s", msgstr="Sulkeutuu %(when)s"), []),
        (
            polib.POEntry(msgid="Closes %(when)s", msgstr="Sulkeutuu %(milloin)s"),
            ["other placeholders than the message"],
        ),
        (polib.POEntry(msgid="{}%", msgstr="%"), ["other placeholders than the message"]),
        (polib.POEntry(msgid="Menu", msgstr=""), ["not translated"]),
        (polib.POEntry(msgid="Menu", msgstr="Valikko", flags=["fuzzy"]), ["fuzzy"]),
        (polib.POEntry(msgid="Menu", msgstr="Valikko", obsolete=True), ["obsolete"]),
        (
            polib.POEntry(
                msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s dag", 1: ""}
            ),
            ["not translated"],
        ),
    ],
)
def test_fault_is_told_of_a_translation_that_has_it(entry: polib.POEntry, faults: list[str]) -> None:
    assert list(catalogues.faults(entry)) == faults


def test_templates_hold_no_words_outside_the_catalogues() -> None:
    assert list(_bare_words()) == []


def _bare_words() -> Iterator[str]:
    """Words that a template says by itself, in its text or in an attribute that is read aloud."""
    for path in sorted((ROOT / "punos").rglob("templates/**/*.html")):
        if path.name == "gallery.html":  # its words come from the tests that draw it
            continue
        source = TAGS.sub("", path.read_text())
        for spoken in [re.sub(r"<[^>]*>", "", source), *SPOKEN_ATTRIBUTES.findall(source)]:
            yield from (f"{path.name}: {word}" for word in WORD.findall(spoken))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_catalogue_writes_signs_as_its_language_does(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    said = [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in said if re.search(r"[\"“„»]|[\d}] ?%(?![(sd])", text.replace("%%", "%"))] == []


# The pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "span", "moment"),
    [
        ("fi", "1.–28.2.2022", "Sulkeutui 28.2.2022 klo 16.00"),
        ("sv", "1–28.2.2022", "Stängdes 28.2.2022 kl. 16.00"),
        ("en", "1–28 February 2022", "Closed 28 February 2022, 16:00"),
    ],
)
def test_dates_are_written_as_the_language_of_the_page_does(
    town: str, db: None, client: Client, language: str, span: str, moment: str
) -> None:
    said = _text(client.get(f"/{language}{CLOSED}").content.decode())
    assert (said.count(span), said.count(moment)) == (1, 1)


@pytest.mark.parametrize(
    ("language", "mean", "share"),
    [("fi", "6,28", "213 (46\u00a0%)"), ("sv", "6,28", "213 (46\u00a0%)"), ("en", "6.28", "213 (46%)")],
)
def test_numbers_are_written_as_the_language_of_the_page_does(
    town: str, db: None, client: Client, language: str, mean: str, share: str
) -> None:
    html = client.get(f"/{language}{CLOSED}results/").content.decode()
    first = re.search(r'<td role="cell" class="drawn">.*?<span class="num">(.*?)</span>', html, re.DOTALL)
    assert first
    assert first[1] == mean
    assert re.findall(r"213 \(.*?\)", html)[0] == share


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Vastausaika päättyi 28.2.2022 klo 16.00. Voit edelleen lukea, mitä sanottiin."),
        ("sv", "Svarstiden gick ut 28.2.2022 kl. 16.00. Du kan fortfarande läsa det som sades."),
        ("en", "This closed on 28 February 2022, 16:00. You can still read what was said."),
    ],
)
def test_refusal_speaks_the_language_of_the_page(
    town: str, db: None, client: Client, language: str, words: str
) -> None:
    answer = client.get(f"/{language}{CLOSED}rate/")
    assert (answer.status_code, words in _text(answer.content.decode())) == (409, True)


@pytest.mark.parametrize(
    ("language", "skip", "missing"),
    [
        ("fi", "Siirry sisältöön", "Sivua ei löytynyt"),
        ("sv", "Gå till innehållet", "Sidan hittades inte"),
        ("en", "Skip to the content", "The page was not found"),
    ],
)
def test_page_that_is_not_there_says_so_in_one_language(
    town: str, db: None, client: Client, language: str, skip: str, missing: str
) -> None:
    html = client.get(f"/{language}/nothing-here/").content.decode()
    assert re.findall(r'<html lang="(.*?)">', html) == [language]
    assert re.findall(r'<a class="skip"[^>]*>(.*?)</a>', html) == [skip]
    assert re.findall(r"<h1>(.*?)</h1>", html) == [missing]


@pytest.mark.parametrize(
    ("language", "fault"),
    [("fi", "Tämä tieto tarvitaan."), ("sv", "Den här uppgiften behövs."), ("en", "This field is required.")],
)
def test_form_error_of_django_is_said_in_our_words(
    town: str, db: None, client: Client, language: str, fault: str
) -> None:
    html = client.post(f"/{language}{OPEN}take-part/", {"area": "90"}).content.decode()
    assert re.findall(r'<div class="fault"[^>]*><p>(.*?)</p>', html) == [fault]


GAP = (
    "<p>Toukokuun tilaisuuksiin osallistui noin 200 järjestötoimijaa. "
    "Verkkokyselyyn saatiin hieman yli 100 vastausta.</p>"
)


def test_translation_that_lacks_the_numbers_leads_to_its_newer_source(
    town: str, db: None, client: Client
) -> None:
    html = client.get(f"/sv{CO_OPERATION}").content.decode()
    note = (
        r'<div class="gap source-note">.*?<div lang="(..)">\s*(.*?)\s*</div></details></div>\s*<p>(.*?)</p>'
    )
    notes = re.findall(note, html, re.DOTALL)
    own = "I maj ordnades evenemang för organisationerna. De kunde också svara på en webbenkät."
    assert notes == [("fi", GAP, own)]
    assert html.count("3.6.2022") == 1


@pytest.mark.parametrize("language", ["fi", "en"])
def test_page_without_a_gap_marks_none(town: str, db: None, client: Client, language: str) -> None:
    html = client.get(f"/{language}{CO_OPERATION}").content.decode()
    assert re.findall(r'<div lang="(..)">', html) == []


def test_idea_in_another_language_carries_that_language(town: str, db: None, client: Client) -> None:
    idea = "Avaimen voi hakea kirjastosta."
    client.post(f"/fi{OPEN}take-part/", {"capacity": "resident"})
    client.post(f"/fi{OPEN}ideas/", {"text": idea})
    shown = {
        language: re.findall(rf"<p([^>]*)>{re.escape(idea)}</p>", _ideas(client, language))
        for language in ("fi", "sv")
    }
    assert shown == {"fi": [""], "sv": [' lang="fi"']}


def _ideas(client: Client, language: str) -> str:
    """Every page of the list of ideas, one after the other."""
    return "".join(client.get(f"/{language}{OPEN}?page={number}").content.decode() for number in (1, 2))


def test_translated_idea_keeps_its_original_beside_it(town: str, db: None, client: Client) -> None:
    html = client.get(f"/sv{OPEN}").content.decode()
    first = re.search(r'<ol class="ideas".*?</li>', html, re.DOTALL)
    assert first
    assert re.findall(r"<p( lang=.*?)?>|<summary>(.*?)</summary>", first[0]) == [
        ("", ""),
        ("", "Översatt, visa originalet"),
        (' lang="fi"', ""),
    ]


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html).replace("&#x27;", "'"))
