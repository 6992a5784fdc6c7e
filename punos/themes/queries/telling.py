"""Counts and steps in the words of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.core.components import Bar, Part, Total
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.themes.models import ChangeKind, Theme, ThemeChange
from punos.themes.queries.counting import Counts


def headline(counts: Counts) -> Total | None:
    """How many hold a theme, with its parts; nothing where nobody does."""
    language, parts = current_language(), _parts(counts)
    if not parts:
        return None
    people = Part(number=number(counts.heads, language), label=_("people in the groups"))
    return Total(
        whole=Part(
            number=number(counts.voices, language),
            label=ngettext("participant", "participants", counts.voices),
        ),
        parts=[Part(number=number(many, language), label=label) for many, label in parts],
        beside=[people] if counts.groups else [],
    )


def _parts(counts: Counts) -> list[tuple[int, str]]:
    told = [
        (counts.persons, ngettext("person", "persons", counts.persons)),
        (counts.organisations, ngettext("organisation", "organisations", counts.organisations)),
        (counts.groups, ngettext("group", "groups", counts.groups)),
        (counts.bodies, ngettext("public body", "public bodies", counts.bodies)),
    ]
    return [(many, label) for many, label in told if many]


def in_words(counts: Counts) -> str:
    """So many persons, organisations and groups; a dash for nobody."""
    language = current_language()
    told = [f"{number(many, language)} {label}" for many, label in _parts(counts)]
    return ", ".join(told) or "\u2013"


def share_bars(themes: Sequence[Theme], counted: Mapping[int, Counts]) -> list[Bar]:
    """The themes by how many hold them, the most first; the numbers beside each bar keep them apart."""
    held = sorted(themes, key=lambda each: -counted.get(each.pk, Counts()).voices)
    return [
        Bar(label=each.title.read(current_language()).text, size=of.voices, text=in_words(of))
        for each in held
        for of in [counted.get(each.pk, Counts())]
    ]


def change_in_words(change: ThemeChange) -> str:
    """What undoing this step would take back."""
    names: dict[str, Any] = {"theme": str(change.theme.title), "other": ""}
    if change.other is not None:
        names["other"] = str(change.other.title)
    return _sentence(change) % names


def _sentence(change: ThemeChange) -> str:
    kind, before = ChangeKind(change.kind), change.before
    many = len(before.get("added") or before.get("ended") or ())
    words = {
        ChangeKind.MADE: _("\u201d%(theme)s\u201d was added"),
        ChangeKind.CHOSEN: _("\u201d%(theme)s\u201d was chosen from what was proposed"),
        ChangeKind.REWORDED: _("\u201d%(theme)s\u201d was reworded"),
        ChangeKind.SPLIT: _("\u201d%(other)s\u201d was split off \u201d%(theme)s\u201d"),
        ChangeKind.MERGED: _("\u201d%(theme)s\u201d was merged into \u201d%(other)s\u201d"),
        ChangeKind.MOVED: _("\u201d%(theme)s\u201d was moved to another place"),
        ChangeKind.ENDED: _("\u201d%(theme)s\u201d was taken out"),
    }
    if kind in words:
        return words[kind]
    if len(before.get("themes", ())) > 1:
        return _several(kind, many)
    if kind == ChangeKind.ASSIGNED:
        given = ngettext(
            "\u201d%(theme)s\u201d was given to %(many)d contribution",
            "\u201d%(theme)s\u201d was given to %(many)d contributions",
            many,
        )
        return given.replace("%(many)d", str(many))
    taken = ngettext(
        "\u201d%(theme)s\u201d was taken from %(many)d contribution",
        "\u201d%(theme)s\u201d was taken from %(many)d contributions",
        many,
    )
    return taken.replace("%(many)d", str(many))


def _several(kind: ChangeKind, many: int) -> str:
    """Several themes at once; `many` counts each contribution once a theme."""
    if kind == ChangeKind.ASSIGNED:
        return _("Several themes were given, %(many)d times in all").replace("%(many)d", str(many))
    return _("Several themes were taken away, %(many)d times in all").replace("%(many)d", str(many))
