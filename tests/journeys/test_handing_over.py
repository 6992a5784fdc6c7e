"""From a closed process to the case system, and years later to the record of what was destroyed."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.contributions.models import Version
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.records import actions, tasks
from tests.journeys.conftest import PHONE, Photograph, Visit, Words, words
from tests.journeys.steps import sign_in
from town.texts.tool_library import CASE_NUMBER, SLUG

type Axe = Callable[[Page], list[str]]

LEADS, DECIDES = "Pekka Esimerkkinen", "Ahti Hupsunen"
GIVEN = "ASIA-0000-77"  # an identifier as a case system would give it


def sound(page: Page, axe: Axe, photograph: Photograph, name: str) -> None:
    """The page fits a phone and can be used by everybody."""
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert axe(page) == [], name
    photograph(page, name)


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_closed_process_is_handed_over_and_years_later_destroyed(
    visit: Visit, photograph: Photograph, axe: Axe, language: str, tmp_path: Path
) -> None:
    say, process = words(language), Process.objects.get(slug=SLUG)
    leads, decides = visit(**PHONE), visit(**PHONE)
    sign_in(leads, say, language, LEADS)
    sign_in(decides, say, language, DECIDES)

    made(leads, say, language)
    sound(leads, axe, photograph, f"records-1-made-{language}")
    verified(leads, tmp_path / "package.zip")
    taken_in(leads, say)
    sound(leads, axe, photograph, f"records-2-taken-in-{language}")

    years_later(process)
    decides.goto(f"/{language}/desk/retention/")
    sound(decides, axe, photograph, f"records-3-due-{language}")
    decides.locator("[aria-labelledby=due]").get_by_role("link").click()
    expect(decides.locator("[aria-labelledby=confirm]")).to_contain_text(
        say("The case system has received a package of this process.")
    )
    sound(decides, axe, photograph, f"records-4-decision-{language}")
    confirmed(decides, say)
    sound(decides, axe, photograph, f"records-5-record-{language}")

    leads.goto(f"/{language}{process.address}")
    expect(leads.locator("main")).to_be_visible()
    sound(leads, axe, photograph, f"records-6-afterwards-{language}")
    assert not Version.objects.filter(contribution__thread__process=process).exclude(text="").exists()


def made(page: Page, say: Words, language: str) -> None:
    """File the process, and have its package made."""
    page.goto(f"/{language}/processes/{SLUG}/")
    page.get_by_role("link", name=say("To the case system"), exact=True).click()
    page.locator("[name=retention]").select_option(index=1)
    press(page, say("Save"))
    press(page, say("Make the package"))
    job = ProcrastinateJob.objects.filter(task_name="punos.records.tasks.make_handover").latest("pk")
    tasks.make_handover(**job.args)
    page.reload()
    expect(page.locator("#package-1 code")).to_be_visible()


def verified(page: Page, file: Path) -> None:
    """Download the package, and have every checksum in it computed anew."""
    with page.expect_download() as download:
        page.locator("#package-1 a[href$='1.zip']").click()
    download.value.save_as(file)
    call_command("verify_package", str(file), stdout=io.StringIO())


def taken_in(page: Page, say: Words) -> None:
    """Note what the case system answered; an answer without an identifier is asked for again."""
    page.get_by_text(say("Note the answer of the case system"), exact=True).click()
    page.locator("[name=received_at]").fill(timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    press(page, say("Note it"))
    expect(page.locator(".error-summary")).to_contain_text(
        say("Tell the identifier that the case system gave.")
    )
    page.locator("[name=reference]").fill(GIVEN)
    press(page, say("Note it"))
    expect(page.locator("#package-1")).to_contain_text(say("taken in by the case system"))
    expect(page.locator("#package-1")).to_contain_text(GIVEN)


def years_later(process: Process) -> None:
    """As if the process had been closed so long ago that no class keeps it; the night proposes it."""
    closed_at = timezone.now() - timedelta(days=366 * 60)
    Process.objects.filter(pk=process.pk).update(published_at=closed_at, closed_at=closed_at)
    actions.propose_destructions(actor=SYSTEM, now=timezone.now())


def confirmed(page: Page, say: Words) -> None:
    """Write another name first, then the right one; the worker destroys."""
    page.locator("[name=typed]").fill("toinen")
    press(page, say("Destroy what people said"))
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[name=typed]").fill(CASE_NUMBER.lower())
    press(page, say("Destroy what people said"))
    expect(page.locator("[aria-labelledby=confirm]")).to_have_count(0)
    job = ProcrastinateJob.objects.filter(task_name="punos.records.tasks.destroy").latest("pk")
    tasks.destroy(**job.args)
    page.reload()
    expect(page.locator("h1")).to_contain_text(say("Destruction record"))
    expect(page.locator("[aria-labelledby=goes] li").first).to_be_visible()
