"""Names and words that are programs, shown wherever they are shown, in a browser that no policy protects."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from punos.consultations import actions as consultations
from punos.consultations.models import Consultation
from punos.contributions import actions as contributions
from punos.contributions.models import Capacity, Thread
from punos.core.errors import Invalid
from punos.core.languages import TranslatedText
from punos.home import actions as home
from punos.mail.models import Message
from punos.organisations import actions, queries, rules
from punos.organisations.models import Organisation, RoleKind
from punos.organisations.models.actor import HAT, SYSTEM, Actor
from punos.organisations.tests.factories import make_organisation
from punos.people import actions as people
from punos.people.models import Person
from punos.people.tests.factories import make_account

# Each calls hit() where it is taken for anything but text: as an element, an attribute, an address, a script, a
# comment, a template, or after it has been decoded once too often.
PROGRAMS = (
    "<script>hit()</script>",
    "</title><script>hit()</script>",
    "</textarea></select></script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg/onload=hit()>",
    '"><img src=x onerror=hit()>',
    "'><img src=x onerror=hit()>",
    '" autofocus onfocus=hit() onmouseover=hit() x="',
    "' autofocus onfocus=hit() onmouseover=hit() x='",
    "x onerror=hit() onload=hit()",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<a href=javascript:hit()>linkki</a>",
    "[linkki](javascript:hit())",
    "javascript:hit()//",
    "--><script>hit()</script><!--",
    "]]><script>hit()</script>",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "&#60;img src=x onerror=hit()&#62;",
    "%3Cscript%3Ehit()%3C/script%3E",
    "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
    "\uff1cscript\uff1ehit()\uff1c/script\uff1e",
    "{{ hit() }}{% debug %}${hit()}",
    "<math><mtext></table><img src=x onerror=hit()>",
    "<scr<script>ipt>hit()</scr</script>ipt>",
)
WATCH = "window.hits = 0; window.hit = () => { window.hits += 1; }; window.alert = window.hit;"
FOUND = """() => [window.hits, [...document.querySelectorAll('*')].filter(
    each => [...each.attributes].some(
        one => one.name.startsWith('on') || /^\\s*(javascript|vbscript|data:text)/i.test(one.value))
    || (each.tagName === 'SCRIPT' && !each.src)).map(each => each.outerHTML)]"""


@dataclass
class World:
    """Who and what has a hostile name."""

    organisations: list[Organisation]
    boss: Person
    consultation: Consultation
    token: str


def texts(program: str) -> TranslatedText:
    """The same in all three languages."""
    return TranslatedText.of("fi", fi=program, sv=program, en=program)


def account(program: str) -> Person:
    """Somebody whose name is a program."""
    person = make_account("Nimi")
    people.change_details(person=person, name=program, language="fi")
    return person


def build() -> World:
    """An organisation, a person, words and reasons for each program, on top of the demo town."""
    boss = account(PROGRAMS[5])
    unit = actions.set_up_unit(actor=SYSTEM, slug="vihamielinen", name=texts(PROGRAMS[3]))
    consultation = Consultation.objects.select_related("process__host_unit").get(slug="tilaideat")
    host = consultation.process.host_unit
    assert host is not None  # the brainstorm of the town is a unit's
    for place, kind in (
        (unit, RoleKind.ADMINISTRATOR),
        (unit, RoleKind.AUDITOR),
        (host, RoleKind.COORDINATOR),
    ):
        actions.grant_role(actor=SYSTEM, person=boss, unit=place, kind=kind, reason=PROGRAMS[1])
    made = [hostile(number, boss, consultation) for number in range(len(PROGRAMS))]
    invitation = actions.invite(
        actor=queries.actor_for(boss),
        organisation=made[0],
        email=boss.email,
        scopes=["answer"],
        language="fi",
    )
    return World(made, boss, consultation, invitation.token)


def hostile(number: int, boss: Person, consultation: Consultation) -> Organisation:
    """An organisation called like the program, with people, reasons, requests, letters and answers of that name."""
    program = PROGRAMS[number]
    card = make_organisation(name=program, name_sv=f"sv {program}", name_en=f"en {program}")
    for person in (account(program), boss):
        held = actions.grant_mandate(
            actor=SYSTEM,
            person=person,
            organisation=card,
            scopes=["answer", "manage_people"],
            evidence=program,
        )
    if number % 2:
        actions.end_mandate(actor=SYSTEM, mandate=held, reason=program)
    actions.ask_to_join(actor=Actor(person=account(program)), organisation=card, message=program)
    consultations.invite_to_answer(
        actor=SYSTEM, consultation=consultation, organisation=card, email="x@example.org", language="sv"
    )
    home.give_feedback(actor=Actor(), text=program, contact="", language="fi")
    thread = Thread.objects.select_related("process").get(part__consultation=consultation)
    browser = Actor(browser=f"mark-{number}")
    voice = contributions.take_part(
        actor=browser, process=thread.process, capacity=Capacity.ACTIVE, language="fi",
        background={}, organisation_name=program,
    )  # fmt: skip
    contributions.say(actor=browser, voice=voice, thread=thread, text=program, language="fi")
    return card


@pytest.fixture(scope="module")
def world(town_site: str) -> World:
    """The town with all of it, which the tests only read."""
    return build()


@pytest.fixture
def context(browser: Browser, town_site: str) -> Iterator[BrowserContext]:
    """A browser that obeys no Content-Security-Policy, so that escaping alone protects it."""
    opened = browser.new_context(base_url=town_site, bypass_csp=True)
    opened.add_init_script(WATCH)
    yield opened
    opened.close()


def enter(context: BrowserContext, site: str, person: Person, organisation: Organisation) -> None:
    """Sign in, and act for an organisation."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[HAT] = organisation.pk
    session.save()
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def ran(page: Page) -> tuple[int, list[str]]:
    """How often a program ran, and which elements would run one."""
    hits, elements = page.evaluate(FOUND)
    return hits, elements


def places(world: World) -> list[str]:
    """Wherever names and words of people stand."""
    asked = f"/fi{world.consultation.address}"
    below = ("", "people/", "edit/", "join/", "people/invite/")
    return [
        *(f"/fi{each.address}{part}" for each in world.organisations[:2] for part in below),
        *(f"/sv{each.address}" for each in world.organisations),
        *(f"/en{each.address}people/" for each in world.organisations[2:]),
        "/fi/organisations/", "/fi/organisations/?view=map", "/fi/organisations/?q=script", "/fi/search/?q=script",
        "/fi/organisations/registry/", "/fi/organisations/registry/?q=hit", "/fi/units/", "/fi/units/vihamielinen/",
        "/fi/desk/", "/fi/desk/mail/", "/fi/desk/mail/?page=2", "/fi/audit/", "/fi/audit/?verb=role.granted",
        f"/fi/audit/?person={world.boss.pk}", "/fi/audit/?subject_type=organisation", "/fi/mail/", "/fi/me/",
        "/fi/account/", "/fi/account/sign-ins/", f"/fi/organisations/invitations/{world.token}/", asked,
        f"{asked}invitations/", f"{asked}take-part/", f"{asked}rate/", f"{asked}my-answers/",
    ]  # fmt: skip


def test_name_that_is_a_program_is_text_on_every_page(
    context: BrowserContext, town_site: str, world: World
) -> None:
    enter(context, town_site, world.boss, world.organisations[0])
    page, statuses, found, headings = context.new_page(), {}, {}, {}

    for path in places(world):
        answer = page.goto(path, wait_until="load")
        assert answer is not None
        statuses[path], found[path] = answer.status, ran(page)
        headings[path] = page.locator("h1").inner_text()

    assert {path: each for path, each in found.items() if each != (0, [])} == {}
    assert {path: status for path, status in statuses.items() if status not in {200, 409}} == {}
    cards = [headings[f"/sv{each.address}"] for each in world.organisations]
    assert cards == [f"sv {' '.join(program.split())}" for program in PROGRAMS]
    assert [PROGRAMS[number] in page.locator("header").inner_text() for number in (0, 5)] == [True, True]


def test_name_that_is_a_program_runs_in_no_letter(context: BrowserContext, world: World) -> None:
    page = context.new_page()
    letters = list(Message.objects.exclude(html="").order_by("pk"))

    found = {}
    for letter in letters:
        page.set_content(letter.html)
        found[letter.key] = ran(page)
        assert "\n" not in letter.subject

    assert len(letters) >= 2 * len(PROGRAMS)
    assert {key: each for key, each in found.items() if each != (0, [])} == {}


def test_watch_sees_a_program_that_runs(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/fi/about/")

    page.set_content("<img src=x onerror=hit()><script>hit()</script><a href=' javascript:hit()'>x</a>")
    page.wait_for_function("window.hits === 2")

    assert (ran(page)[0], len(ran(page)[1])) == (2, 3)


@pytest.mark.parametrize(
    "website", ["javascript:hit()", "JavaScript:hit()", "data:text/html,x", "//evil.example.org"]
)
def test_website_of_a_card_is_a_web_address(website: str) -> None:
    with pytest.raises(Invalid):
        rules.check_card_facts((), website)
