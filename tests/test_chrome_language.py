"""No page mixes its own language with another's: the words of the interface are in the page's language.

Whatever stands in another language carries its own `lang`, so that it is read aloud rightly.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby

import polib
import pytest
from playwright.sync_api import Page

from conftest import ROOT
from tests import doors
from tests.doors import LANGUAGES, Seen, addresses, fetch

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
PIECE = re.compile(rf"{PLACEHOLDER.pattern}|.", re.DOTALL)
TOLD_APART = 6  # pieces at the beginning by which the pattern finds its way among thousands of messages
SHORTEST = 4  # shorter words stand in several languages
NOWHERE = "nothing/here/"


@cache
def chrome(language: str) -> frozenset[str]:
    """Every message of the interface in one language; the English ones are the sources."""
    messages: set[str] = set()
    translated = "fi" if language == "en" else language
    for path in (ROOT / "locale" / translated).rglob("*.po"):
        for entry in polib.pofile(str(path)):
            plural = [entry.msgid_plural] if language == "en" else entry.msgstr_plural.values()
            messages |= {entry.msgid if language == "en" else entry.msgstr, *plural}
    return frozenset(" ".join(each.split()) for each in messages if each)


@cache
def foreign(language: str) -> re.Pattern[str]:
    """Matches what only another language's interface says; what both say alike is nobody's fault."""
    own = {each.casefold() for each in chrome(language)}
    others = {
        each
        for other in LANGUAGES
        if other != language
        for each in chrome(other)
        if each.casefold() not in own and len(PLACEHOLDER.sub("", each).strip(" .:()/")) >= SHORTEST
    }
    pieces = [
        tuple(".+?" if PLACEHOLDER.fullmatch(piece) else re.escape(piece) for piece in PIECE.findall(each))
        for each in others
    ]
    return re.compile(rf"(?<![\w-]){either(pieces)}(?![\w-])")


def either(messages: list[tuple[str, ...]], apart: int = TOLD_APART) -> str:
    """A pattern of any of these, which tries those alone that begin as the text does."""
    if not apart:
        return f"(?:{'|'.join(''.join(each) for each in sorted(messages, key=len, reverse=True))})"
    groups = groupby(sorted(each for each in messages if each), key=lambda each: each[0])
    told = [first + either([each[1:] for each in group], apart - 1) for first, group in groups]
    told += [""] if () in messages else []
    return f"(?:{'|'.join(told)})"


@cache
def strange(text: str, language: str) -> str:
    """What another language's interface says in a text, or nothing; most texts stand on many pages."""
    found = foreign(language).search(text)
    return found[0] if found else ""


def mixed(html: str, language: str) -> Iterator[str]:
    """What a page says in the words of another language's interface without telling which language it is."""
    for said_in, text in Seen(html).read:
        if said_in == language and (found := strange(text, language)):
            yield f"{found!r} in {text!r}"


def test_catalogues_tell_the_languages_apart() -> None:
    page = '<html lang="sv"><body><p>Hoppa till</p><p>{}</p><p lang="fi">{}</p></body></html>'
    finnish = "Esittelyaineisto: vastaukset, j\u00e4rjest\u00f6t ja perustelut ovat keksittyj\u00e4."

    assert finnish in chrome("fi")
    assert len(list(mixed(page.format(finnish, finnish), "sv"))) == 1
    assert list(mixed(page.format("", finnish), "sv")) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["KEPT", "PERSONAL"])
def test_page_speaks_one_language(town_site: str, language: str, kind: str) -> None:
    paths = [*addresses(getattr(doors, kind), language), f"/{language}/{NOWHERE}"]

    found = {path: list(mixed(fetch(town_site, path).body, language)) for path in paths}

    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_ones_own_speaks_one_language(arrive: Callable[..., Page], language: str) -> None:
    page = arrive()
    page.goto(addresses({"consultations:take_part": (doors.OPEN,)}, language)[0])
    page.locator("main button").click()
    refused = page.content()
    page.locator("[name=capacity]").last.check()
    page.locator("[name=head_count]").fill("7")
    page.locator("main button").click()
    page.locator("#idea button").first.click()
    contents = [refused, page.content()]
    page.goto(addresses({"consultations:my_answers": (doors.OPEN,)}, language)[0])
    contents.append(page.content())
    page.goto(addresses({"people:sign_in": ({},)}, language)[0])
    page.locator("main button").nth(6).click()
    contents.append(page.content())

    assert [words for html in contents for words in mixed(html, language)] == []
