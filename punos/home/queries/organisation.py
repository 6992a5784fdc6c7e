"""An organisation's card: what the registry holds of it, and what the rooms above know of what it does here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.consultations.queries import invitations_to, threads_not_read_yet
from punos.contributions.models import Capacity, Contribution, Identified
from punos.core.components import Chip, Column, Fact, Link, Table
from punos.core.dates import day
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.decisions.models import Measure
from punos.decisions.queries import measures_by
from punos.organisations import queries as organisations
from punos.organisations import rules
from punos.organisations.models import (
    Actor,
    IdentifierScheme,
    LifeEvent,
    LifeEventKind,
    Name,
    Organisation,
    RegisterRecord,
)
from punos.processes.models import Process

MOST_SAID, MOST_PROCESSES = 20, 50
STANDINGS = {
    "registered": gettext_lazy("In the register"),
    "ended": gettext_lazy("Ended"),
    "unclear": gettext_lazy("Has a number, but no entry in a register of organisations"),
}


@dataclass(frozen=True)
class Said:
    """What the organisation said: its words and their language, where, when, who stands behind it, what came of it."""

    text: str
    language: str
    process: Process
    on: date
    chip: Chip
    thread: str


@dataclass(frozen=True, kw_only=True)
class OrganisationCard:
    """What the page of an organisation shows.

    `sits_on` is filled by the room of boards: what is public of its seats.
    """

    organisation: Organisation
    name: str
    language: str  # of the name, where it is not that of the page
    chips: Sequence[Chip]
    facts: Sequence[Fact]
    names: Table | None
    registers: Table | None
    life: Sequence[SafeString]
    said: Sequence[Said]
    how_much_said: int
    processes: Sequence[Process]
    measures: Sequence[tuple[Measure, bool]]  # each with whether it is overdue
    is_claimed: bool
    links: Sequence[Link]
    merged_into: Link | None
    join_url: str
    sits_on: Sequence[Link] = ()
    invited_to: Sequence[Link] = ()


def organisation_card(actor: Actor, slug: str) -> OrganisationCard | None:
    """The card of one organisation, if this actor may see it."""
    found = organisations.card(actor, slug)
    if found is None:
        return None
    language = current_language()
    spoken = found.language_of_name(language)
    said = _said_by(found, actor)
    hosted = Process.objects.visible_to(actor).filter(host_organisation=found)
    return OrganisationCard(
        organisation=found,
        name=found.name_in(language),
        language=spoken if spoken != language else "",
        chips=organisations.chips_of(found),
        facts=_facts(found),
        names=_names(list(found.names.all())),
        registers=_registers([each for each in found.register_records.all() if each.fetched_at]),
        life=[_lived(each, actor) for each in found.life_events.all()],
        said=[_words(each) for each in said[:MOST_SAID]],
        how_much_said=said.count(),
        processes=list(hosted.order_by("-published_at", "-id")[:MOST_PROCESSES]),
        measures=_measures(found, actor),
        is_claimed=organisations.is_claimed(found),
        links=_links(actor, found),
        merged_into=_link_to(found.merged_into, actor),
        invited_to=_invited_to(found, actor),
        join_url="" if found.pk in actor.acts_for else reverse("organisations:join", args=[found.slug]),
    )


def _invited_to(organisation: Organisation, actor: Actor) -> list[Link]:
    """What it has been asked to answer: an addressed list is public, like the consultation itself."""
    asked = invitations_to(actor, organisation)[:MOST_PROCESSES]
    language = current_language()
    return [Link(label=each.title.read(language).text, url=f"/{language}{each.address}") for each in asked]


def _measures(organisation: Organisation, actor: Actor) -> list[tuple[Measure, bool]]:
    """What it does because of what was said and decided, what goes on first."""
    today = timezone.localdate()
    found = measures_by(actor, organisation)[:MOST_PROCESSES]
    return [(each, each.is_overdue(today)) for each in found]


def _said_by(organisation: Organisation, actor: Actor) -> Any:
    """What was said in its name and is published.

    What somebody said in its name by choosing it from a list, with neither mandate nor invitation, is not put on
    its card: anybody could. What it answered to a survey comes with the results.
    """
    found = Contribution.objects.published().filter(
        voice__organisation=organisation,
        voice__capacity__in=[Capacity.ORGANISATION, Capacity.BODY],
        thread__process__in=Process.objects.visible_to(actor),
    )
    found = found.exclude(voice__identified__in=[Identified.BROWSER, Identified.ACCOUNT])
    found = found.exclude(thread__in=threads_not_read_yet(timezone.now()))
    return found.select_related("latest", "voice", "thread__process").order_by("-at", "-id")


def _words(said: Contribution) -> Said:
    is_verified = said.voice.identified == Identified.MANDATE
    chip = (
        Chip(text=_("Under a mandate"), kind="good")
        if is_verified
        else Chip(text=_("Not verified"), kind="wait")
    )
    text, language = (said.latest.shown, said.latest.shown_language) if said.latest else ("", "")
    thread = reverse("home:thread", args=["contribution", said.pk])
    return Said(text, language, said.thread.process, timezone.localdate(said.at), chip, thread)


def _facts(organisation: Organisation) -> list[Fact]:
    """What a reader wants to know first; what has not been told is left out."""
    schemes = {each.scheme: each.value for each in organisation.identifiers.all()}
    names = {each.code: str(each) for each in organisations.districts()} if organisation.districts else {}
    spoken = organisations.language_names(organisation.languages)
    told: list[tuple[str, str, str]] = [
        (_("Fields of activity"), ", ".join(organisations.fields_of(organisation)), ""),
        (_("Works in"), ", ".join(organisations.areas_of(organisation.areas)), ""),
        (_("Districts"), ", ".join(names[each] for each in organisation.districts if each in names), ""),
        (_("Languages of work"), ", ".join(name for _code, name in spoken), ""),
        (_("Size"), organisation.get_size_display(), ""),
    ]
    told += [(str(scheme.label), schemes.get(scheme, ""), "") for scheme in IdentifierScheme]
    if organisation.contact_is_public:
        told.append((_("E-mail"), organisation.email, f"mailto:{organisation.email}"))
        told.append((_("Telephone"), organisation.phone, ""))
    return [Fact(label=label, value=value, url=url) for label, value, url in told if value]


def _names(names: Sequence[Name]) -> Table | None:
    """Every name it bears or has borne, with the days as far as they are known; nothing where there is only one."""
    language = current_language()
    languages = dict(organisations.language_names(sorted({each.language for each in names})))
    order = sorted(names, key=lambda each: (each.used_until is not None, each.language, each.pk))
    rows = [
        (
            format_html('<span lang="{}">{}</span>', each.language, each.text),
            languages[each.language],
            day(each.used_from, language) if each.used_from else "\u2013",
            day(each.used_until, language) if each.used_until else _("in use"),
        )
        for each in order
    ]
    columns = [Column(label=each) for each in (_("Name"), _("Language"), _("From"), _("Until"))]
    return (
        Table(caption=_("Names"), columns=columns, rows=rows, quiet_caption=True) if len(rows) > 1 else None
    )


def _registers(records: Sequence[RegisterRecord]) -> Table | None:
    """What registers say beside what the organisation says, each with the day on which it was asked."""
    language = current_language()
    rows = [
        (
            f"{each.get_register_display()} {each.identifier}",
            str(each.facts.get("name") or _("The register does not know this number")),
            _form(each.facts),
            str(STANDINGS.get(str(each.facts.get("status")), "\u2013")),
            day(each.fetched_at, language) if each.fetched_at else "\u2013",
        )
        for each in records
    ]
    labels = (_("Register"), _("Name"), _("Form"), _("State"), _("Asked on"))
    note = _("A number that a register does not know is not a sign that the organisation does not exist.")
    table = Table(
        caption=_("What registers say"), columns=[Column(label=each) for each in labels], rows=rows,
        quiet_caption=True, note=note if any(not each.facts for each in records) else "",
    )  # fmt: skip
    return table if rows else None


def _form(facts: Mapping[str, Any]) -> str:
    """The legal form in the language of the page, else as the register's code has it."""
    names = facts.get("form_names")
    known = names.get(current_language()) if isinstance(names, dict) else None
    return str(known or facts.get("form") or "\u2013")


def _lived(event: LifeEvent, actor: Actor) -> SafeString:
    """One event of its life in words; another organisation is named only to whom it is shown."""
    when = day(event.on, current_language())
    words = format_html('<span class="num">{}</span> {}', when, event.get_kind_display())
    if event.kind == LifeEventKind.RENAMED and event.former_name:
        return format_html("{} ({} {})", words, _("before:"), event.former_name)
    other = _link_to(event.other, actor)
    return format_html('{}: <a href="{}">{}</a>', words, other.url, other.label) if other else words


def _link_to(other: Organisation | None, actor: Actor) -> Link | None:
    if other is None or not (other.is_listed or actor.sees_unlisted or other.pk in actor.acts_for):
        return None
    language = current_language()
    return Link(label=other.name_in(language), url=f"/{language}{other.address}")


def _links(actor: Actor, organisation: Organisation) -> list[Link]:
    """Where those who act for it or keep the registry go on."""
    links = []
    if organisation.pk in actor.acts_for or allowed(rules.check_manage_people, actor, organisation):
        links.append(
            Link(
                label=_("People of the organisation"),
                url=reverse("organisations:people", args=[organisation.slug]),
            )
        )
    if allowed(rules.check_change_card, actor, organisation):
        links.append(
            Link(label=_("Change the card"), url=f"/{current_language()}{organisation.address}edit/")
        )
    return links
