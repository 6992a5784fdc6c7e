"""What the stories share: a phone, the words of a language, a camera."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENSHOTS = ROOT / "var" / "screenshots"
KEEPS = os.environ.get("PUNOS_PICTURES") == "1"  # for people to look at; no test reads them
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}

type Visit = Callable[..., Page]
type Words = Callable[..., str]
type Photograph = Callable[[Page, str], None]


def words(language: str) -> Words:
    """Speaks one language: gives the words of the interface for an English message."""

    def say(message: str, **names: object) -> str:
        with override(language):
            return gettext(message) % names if names else gettext(message)

    return say


@pytest.fixture
def photograph() -> Photograph:
    """Waits for the page's own images; with PUNOS_PICTURES=1 keeps a picture of the whole page under var/screenshots."""
    if KEEPS:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> None:
        for image in page.locator("img[loading=lazy]").all():
            image.scroll_into_view_if_needed()
            image.evaluate("image => image.decode()")
        if KEEPS:
            page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return keep
