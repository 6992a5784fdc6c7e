"""The components: what they print, for whom, and that all of them keep the rules of the house."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from punos.core import components
from punos.core.languages import TranslatedText
from punos.core.templatetags import punos as tags
from punos.core.tests.gallery import sample

CORE = Path(__file__).resolve().parents[1]
CSS = CORE / "static" / "core"


def rendered(source: str, language: str = "fi", **context: object) -> str:
    """A piece of template as a reader of this language gets it, with its line breaks folded."""
    with translation.override(language):
        return " ".join(Template(source).render(Context(context)).split())


def gallery(language: str = "fi") -> str:
    with translation.override(language):
        request = RequestFactory().get("/fi/?order=new")
        return render_to_string("core/gallery.html", {**sample(), "request": request, "csrf_token": "token"})


class Attributes(HTMLParser):
    """Collects every id and every attribute name of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.pointed_at: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.names.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in {"for", "aria-describedby", "popovertarget"}:
                self.pointed_at.update((value or "").split())


def test_gallery_has_nothing_that_the_content_policy_refuses() -> None:
    page = gallery()
    names = Attributes(page).names
    assert [name for name in sorted(names) if name == "style" or name.startswith("on")] == []
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|https?://", page) == []


def test_gallery_ids_are_unique_and_every_reference_leads_somewhere() -> None:
    seen = Attributes(gallery())
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.pointed_at - set(seen.ids) == set()


def test_error_summary_links_lead_to_their_fields() -> None:
    page = gallery()
    links = set(re.findall(r'<li><a href="#(id_\w+)">', page))
    assert links == {"id_capacity_0", "id_size", "id_idea", "id_public"}
    assert links - set(Attributes(page).ids) == set()


def test_anonymous_header_holds_no_form() -> None:
    page = render_to_string("core/base.html", {**sample(), "signed_in_as": "", "sign_in_url": "/fi/in/"})
    assert ("<form" in page, "csrf" in page, 'href="/fi/in/"' in page) == (False, False, True)


def test_error_page_stands_without_any_context() -> None:
    assert render_to_string("500.html").count("<h1>") == 1


@pytest.mark.parametrize(
    ("language", "source", "printed"),
    [
        ("fi", "{{ n|number }}", "1\u00a0184"),
        ("en", "{{ n|number:1 }}", "1,184.0"),
        ("sv", "{{ share|percent }}", "29\u00a0%"),
        ("en", "{{ share|percent:1 }}", "29.0%"),
        (
            "fi",
            "{{ nothing|day }}{{ nothing|moment }}{{ nothing|number }}{{ nothing|percent }}{{ nothing|iso }}",
            "",
        ),
    ],
)
def test_filters_write_in_the_readers_language(language: str, source: str, printed: str) -> None:
    with translation.override(language):
        assert Template(source).render(Context({"n": 1184, "share": 0.29, "nothing": None})) == printed


BOTH = TranslatedText.of("fi", fi="Malli", sv="Modellen", en="Model & more")
SWEDISH = TranslatedText.of("sv", sv="Bara *detta*")


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{% translated both %}", "Model &amp; more"),
        ("{% translated swedish bare %}", '<span lang="sv">Bara *detta*</span>'),
        ("{% translated swedish plain %}", "Bara *detta*"),
        (
            "{% translated swedish %}",
            '<span lang="sv">Bara *detta*</span> <span class="chip wait">Only in Swedish</span>',
        ),
        (
            "{% translated swedish as_markdown %}",
            (
                '<p class="language-note"><span class="chip wait">Only in Swedish</span> </p>'
                '<div lang="sv"><p>Bara <em>detta</em></p> </div>'
            ),
        ),
        ("{% translated both as_markdown %}", "<p>Model &amp; more</p>"),
        ("{% translated missing %}", ""),
        ("{% translated word %}", "&lt;b&gt;"),
    ],
)
def test_translated_marks_what_is_in_another_language(source: str, printed: str) -> None:
    assert rendered(source, "en", both=BOTH, swedish=SWEDISH, word="<b>") == printed


def test_translated_marks_a_translation_that_its_source_has_left_behind() -> None:
    stale = BOTH.changed("fi", "Uusi malli", seen_revision=1)
    fresh = stale.changed("en", "New model", seen_revision=1)
    assert rendered("{% translated v %}", "en", v=fresh) == "New model"
    assert rendered("{% translated v %}", "sv", v=stale).startswith('Modellen <span class="chip wait">')


@pytest.mark.parametrize("source", ["{% translated v loudly %}", "{% translated v bare plain %}"])
def test_translated_refuses_words_that_it_does_not_know(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_total_cannot_be_made_without_its_parts() -> None:
    with pytest.raises(ValueError, match="together with its parts"):
        components.Total(whole=components.Part(number="464", label="participants"), parts=[])


def test_interval_is_drawn_with_points_as_decimals_in_finnish() -> None:
    shown = rendered("{% interval 5.5 6 6.5 1 7 %}")
    assert re.findall(r'<rect class="(\w+)" x="([\d.]+)"', shown) == [
        ("scale", "0"),
        ("range", "75.00"),
        ("mean", "82.93"),
    ]


@pytest.mark.parametrize(
    ("low", "mean", "high", "drawn"),
    [
        (1, 4, 7, {"low": "0.00", "width": "100.00", "mean": "49.60"}),
        (0.2, 1, 1.6, {"low": "0.00", "width": "10.00", "mean": "0.00"}),
        (6.4, 7, 7.9, {"low": "90.00", "width": "10.00", "mean": "99.20"}),
    ],
)
def test_interval_stays_inside_its_drawing(
    low: float, mean: float, high: float, drawn: dict[str, str]
) -> None:
    assert tags.interval_places(low, mean, high, (1, 7)) == drawn


@pytest.mark.parametrize(
    ("count", "drawn"),
    [(None, "hidden-count"), (0, "none"), (1, "shade-1"), (25, "shade-3"), (50, "shade-4"), (100, "shade-5")],
)
def test_tile_shade_tells_hidden_from_none(count: int | None, drawn: str) -> None:
    assert tags.shade(count, 100) == drawn


def test_bars_begin_at_zero_and_the_longest_fills_the_drawing() -> None:
    rows = [components.Bar(label=str(size), size=size, text=str(size)) for size in (0.5, 0.25, 0, None)]
    widths = re.findall(r'class="bar" width="([\d.]+)"', rendered("{% bars rows 'Fields' %}", rows=rows))
    assert widths == ["100.00", "50.00", "0.00", "0.00"]


def test_bars_without_a_number_are_drawn_empty() -> None:
    rows = [components.Bar(label="a", size=None, text="1-4")]
    assert 'class="bar" width="0.00"' in rendered("{% bars rows 'Fields' %}", rows=rows)


@pytest.mark.parametrize(("done", "total", "knots"), [(0, 3, 3), (3, 3, 3), (8, 60, 0), (0, 0, 0)])
def test_progress_has_a_knot_for_each_of_a_few_parts(done: int, total: int, knots: int) -> None:
    shown = rendered("{% progress done total 'answered' %}", done=done, total=total)
    assert len(re.findall(r'<circle class="(?:done|now|coming)"', shown)) == knots
    assert shown.startswith(
        f'<div class="progress"> <p><span class="num">{done} / {total}</span> answered</p>'
    )


def test_rating_buttons_send_their_value_and_show_the_present_one() -> None:
    shown = rendered("{% rating scale %}", scale=sample()["seven"])
    assert re.findall(r'name="value" value="(\d)"', shown) == ["1", "2", "3", "4", "5", "6", "7"]
    assert re.findall(r'value="(\d)" aria-pressed="true"', shown) == ["6"]


def test_pagination_keeps_the_rest_of_the_query() -> None:
    hrefs = re.findall(r'rel="(prev|next)" href="([^"]+)"', gallery())
    assert hrefs == [("prev", "?order=new&amp;page=3"), ("next", "?order=new&amp;page=5")]


def test_table_cells_carry_their_column_for_a_phone() -> None:
    shown = rendered("{% data_table table %}", table=sample()["table"])
    assert re.findall(r'data-label="([^"]+)"[^>]*>([^<]*)<', shown)[:2] == [
        ("Henkilöitä", "212"),
        ("Järjestöjä", "41"),
    ]


def tokens(path: Path) -> set[str]:
    """The custom properties that a style sheet gives a value."""
    return set(re.findall(r"^\s*(--[\w-]+):", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_each_theme_gives_every_token_that_the_style_sheet_reads() -> None:
    read = set(re.findall(r"var\((--[\w-]+)", (CSS / "punos.css").read_text(encoding="utf-8")))
    themes = {path.name: tokens(path) for path in CSS.glob("theme-*.css")}
    assert themes == {"theme-helsinki.css": read, "theme-neutral.css": read}


def test_style_sheets_stay_small_and_import_nothing() -> None:
    texts = [path.read_text(encoding="utf-8") for path in CSS.glob("*.css")]
    assert sum(len(text.encode()) for text in texts) <= 54_000
    assert [text for text in texts if "@import" in text or "http" in text.replace('href^="http"', "")] == []
