"""A comment on a clause: what one thinks of it, in words, and in words of one's own for the clause."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.contributions.actions import Remark
from punos.contributions.models import Stance
from punos.core.forms import Form
from punos.core.text import clean
from punos.processes.models import Section

NO_STANCE = ("", _("I only want to say something"))


class ReviseForm(Form):
    """One's own comment, to be changed: its passage stays as it was chosen."""

    stance = forms.ChoiceField(
        label=_("What do you think of this clause?"),
        choices=[*Stance.choices, NO_STANCE],
        widget=forms.RadioSelect,
        required=False,
    )
    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("A choice above is enough; reasons help more."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    rewording = forms.CharField(
        label=_("How would you write it?"),
        help_text=_("Change the words here. What you leave as it is counts as no proposal."),
        widget=forms.Textarea(attrs={"rows": 5, "data-rewording": True}),
        required=False,
    )

    def __init__(self, *args: Any, section: Section, passage: str = "", **kwargs: Any) -> None:
        """`section` is the clause as it stands, and `passage` the part of it that has been chosen already."""
        super().__init__(*args, **kwargs)
        self.section = section
        self.passage = passage

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it; words that stand there already are no rewording."""
        cleaned: dict[str, Any] = super().clean() or {}
        stands = [part.text for part in self.section.body.texts.values()]
        known = {_plain(words) for words in (*stands, cleaned.get("quote", ""), self.passage)}
        if _plain(cleaned.get("rewording", "")) in known:
            cleaned["rewording"] = ""
        words = {name: cleaned.pop(name, "") for name in ("text", "stance", "quote", "rewording")}
        return {**cleaned, "remark": Remark(**words)}


class CommentForm(ReviseForm):
    """A comment on a clause, or on an exact passage of it."""

    seen_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    quote = forms.CharField(
        label=_("Exact passage"),
        help_text=_(
            "If you mean only a part of the clause, copy that part here. Otherwise leave this empty."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "data-quote": True}),
        required=False,
    )
    field_order = ("quote", "stance", "text", "rewording")


def _plain(words: str) -> str:
    """The words alone, however they are spaced."""
    return " ".join(clean(words).split())
