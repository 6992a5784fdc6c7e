"""Who changes the codebook of a process, and what a theme must be for each change."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.processes.rules import check_lead_process
from punos.themes.models import Theme

LONGEST_TITLE = 200
LONGEST_BODY = 5_000
MOST_THEMES = 300


def check_theme_texts(title: TranslatedText, body: TranslatedText, others: Collection[str]) -> None:
    """A theme has a title that no other theme has, and texts of a readable length."""
    if not title:
        raise Invalid(_("Give the theme a title."))
    for text, longest in ((title, LONGEST_TITLE), (body, LONGEST_BODY)):
        if any(len(part.text) > longest for part in text.texts.values()):
            raise Invalid(_("This text is too long: at most %(limit)d characters.") % {"limit": longest})
    for part in title.texts.values():
        if part.text and part.text.casefold() in others:
            raise Invalid(
                _("There is a theme with the title \u201d%(title)s\u201d already.") % {"title": part.text}
            )


def check_make_theme(
    actor: Actor,
    process: Process,
    title: TranslatedText,
    body: TranslatedText,
    others: Collection[str],
    *,
    number: int,
) -> None:
    """Who leads the process, as long as the codebook can still be overlooked."""
    check_lead_process(actor, process)
    check_theme_texts(title, body, others)
    if number >= MOST_THEMES:
        raise NotNow(_("A codebook holds at most %(most)d themes. Merge some first.") % {"most": MOST_THEMES})


def check_standing(actor: Actor, theme: Theme) -> None:
    """Who leads the process, as long as the theme stands in its codebook."""
    check_lead_process(actor, theme.process)
    if theme.ended_at:
        raise NotNow(_("This theme is no longer in the codebook: it was merged or taken out."))
    if not theme.is_chosen:
        raise NotNow(_("This theme has only been proposed. Choose it first."))


def check_reword_theme(
    actor: Actor, theme: Theme, title: TranslatedText, body: TranslatedText, others: Collection[str]
) -> None:
    """Who leads the process, of a theme of the codebook or a proposed one."""
    check_lead_process(actor, theme.process)
    if theme.ended_at:
        raise NotNow(_("This theme is no longer in the codebook: it was merged or taken out."))
    check_theme_texts(title, body, others)


def check_proposed(actor: Actor, theme: Theme) -> None:
    """Who leads the process, of a proposal that nobody has decided about."""
    check_lead_process(actor, theme.process)
    if theme.is_chosen or theme.ended_at:
        raise NotNow(_("Somebody has decided about this proposal already."))


check_choose_theme = check_proposed
check_put_aside = check_proposed


def check_move_theme(actor: Actor, theme: Theme, place: int, number: int) -> None:
    """To one of the places that there are."""
    check_standing(actor, theme)
    if not 1 <= place <= number:
        raise Invalid(_("Choose one of the places that there are."))


def check_split_theme(
    actor: Actor, theme: Theme, title: TranslatedText, others: Collection[str], *, chosen: int, found: int
) -> None:
    """Something goes into the new theme, all of it stands in this one, and the new one has its own title."""
    check_standing(actor, theme)
    if not chosen:
        raise Invalid(_("Choose what goes into the new theme."))
    if found < chosen:
        raise NotNow(_("Somebody has changed this theme meanwhile. Look at it again."))
    check_theme_texts(title, TranslatedText(), others)


def check_merge_themes(actor: Actor, theme: Theme, into: Theme) -> None:
    """Two different themes of one codebook, both standing."""
    check_standing(actor, theme)
    check_standing(actor, into)
    if theme.pk == into.pk or theme.process_id != into.process_id:
        raise Invalid(_("Choose another theme of the same process."))


def check_end_theme(actor: Actor, theme: Theme, *, standing: int, is_sure: bool, is_answered: bool) -> None:
    """An answered theme stays; what holds contributions is taken out only by somebody who has seen how many."""
    check_standing(actor, theme)
    if is_answered:
        raise NotNow(_("The city has answered this theme, so it stays. You can merge it into another."))
    if standing and not is_sure:
        raise NotNow(_("This theme holds contributions. Confirm that they are left without it."))


def check_publish_themes(actor: Actor, process: Process, themes: Sequence[Theme], asked: int) -> None:
    """Who leads the process; themes of its codebook that readers do not see yet."""
    check_lead_process(actor, process)
    if not asked:
        raise Invalid(_("Choose the themes to publish."))
    if len(themes) < asked:
        raise NotNow(_("Somebody has changed the codebook meanwhile. Look at it again."))
