"""A journalist reads the umbrella organisation's results in English, downloads them and recomputes every figure."""

from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from punos_analysis import files
from punos_analysis.comparing import verify
from tests.journeys.conftest import PHONE, Photograph, Visit, words
from tests.journeys.steps import UMBRELLA

RESULTS = f"/en/{UMBRELLA}results/"


def downloaded(page: Page, link: str, folder: Path) -> Path:
    """The file behind a link of the page, under the name that the site gives it."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_journalist_reads_downloads_and_recomputes(
    visit: Visit, photograph: Photograph, tmp_path: Path
) -> None:
    page, say = visit(locale="en-GB"), words("en")
    page.goto("/en/")
    page.locator(".aside").get_by_role("link", name="Brainstorm").first.click()
    expect(page).to_have_url(RESULTS)
    expect(page.locator(".parts .whole dd")).to_have_text("464")
    photograph(page, "results-1-umbrella")
    everybody = page.locator(".ranking").inner_text()
    page.get_by_role("link", name=say("One answer per organisation")).click()
    expect(page.locator(".tabs [aria-current]")).to_have_text(say("One answer per organisation"))
    assert page.locator(".ranking").inner_text() != everybody
    photograph(page, "results-2-per-organisation")

    book = openpyxl.load_workbook(downloaded(page, say("All tables (XLSX)"), tmp_path))
    assert len(book.sheetnames) > 1
    links = {"Ideas (CSV)", "Ratings (CSV)", "Participation (CSV)", "Background (CSV)", "Registry (CSV)"}
    got = [downloaded(page, say(link), tmp_path) for link in sorted(links | {"Every figure (JSON)"})]
    texts = {path.name.removeprefix("aivoriihi-"): path.read_text() for path in got}
    compared = verify(texts)
    assert compared.differences == ()
    changed = texts[files.FIGURES].replace("464", "465", 1)
    assert verify({**texts, files.FIGURES: changed}).differences != ()


def test_results_can_be_read_on_a_phone(visit: Visit, photograph: Photograph) -> None:
    page = visit(**PHONE)
    page.goto(RESULTS.replace("/en/", "/sv/"))
    expect(page.locator(".parts .whole dd")).to_have_text("464")
    photograph(page, "results-3-phone")
