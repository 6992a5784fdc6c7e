"""Units of the city, roles and sign-in groups: the shape of what is sent."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.core.languages import TranslatedText
from punos.organisations import queries
from punos.organisations.models import CityUnit, RoleKind
from punos.people.models import Person


def unit_choices(*, without: CityUnit | None = None) -> list[tuple[str, str]]:
    """The open units as a tree, as choices; the first is none at all."""
    tree = [(str(unit.pk), f"{'\u2013 ' * depth}{unit.name}") for depth, unit in queries.unit_tree()]
    return [("", "\u2013"), *(choice for choice in tree if not without or choice[0] != str(without.pk))]


class UnitForm(Form):
    """A unit's name in three languages and where it stands in the tree."""

    name_fi = forms.CharField(label=_("Name in Finnish"), max_length=120)
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    parent = forms.ChoiceField(label=_("Part of"), required=False)
    second_look = forms.BooleanField(
        label=_("Somebody else than the writer looks at a response before it is published"), required=False
    )

    def __init__(self, *args: Any, unit: CityUnit | None = None, **kwargs: Any) -> None:
        """`unit` is the one that is changed; a new one gets an address of its own from its Finnish name."""
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.fields["parent"].choices = unit_choices(without=unit)  # type: ignore[attr-defined]  # a ChoiceField, by any name

    def clean(self) -> dict[str, Any]:
        """The input as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        names = {code: cleaned[f"name_{code}"] for code in ("fi", "sv", "en")}
        parent = CityUnit.objects.filter(pk=int(cleaned["parent"])).first() if cleaned["parent"] else None
        slug = self.unit.slug if self.unit else slugify(names["fi"])[:60] or "unit"
        if self.unit is None and CityUnit.objects.filter(slug=slug).exists():
            self.add_error("name_fi", _("There is a unit with this name already."))
        return {
            "slug": slug,
            "name": TranslatedText.of("fi", **names),
            "parent": parent,
            "second_look": cleaned["second_look"],
        }


class GrantForm(Form):
    """Who gets which role, and why."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The person has to have an account with this address.")
    )
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)
    reason = forms.CharField(
        label=_("Reason"), help_text=_("It is kept with the role; auditors read it."), max_length=300
    )

    def clean(self) -> dict[str, Any]:
        """The person in place of the address."""
        cleaned: dict[str, Any] = super().clean() or {}
        email = cleaned.pop("email", "")
        person = Person.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and person is None:
            self.add_error(
                "email", _("Nobody has an account with this address. Ask the person to make one first.")
            )
        if "kind" in cleaned:
            cleaned["kind"] = RoleKind(cleaned["kind"])
        return {**cleaned, "person": person}


class EndForm(Form):
    """Why something ends."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class GroupForm(Form):
    """A group of the sign-in service and the role that it stands for."""

    name = forms.CharField(
        label=_("Group of the sign-in service"),
        help_text=_("Exactly as the service names it in its claims."),
        max_length=200,
    )
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)

    def clean(self) -> dict[str, Any]:
        """The kind as the action takes it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "kind" in cleaned:
            cleaned["kind"] = RoleKind(cleaned["kind"])
        return cleaned
