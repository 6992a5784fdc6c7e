"""The public directory as JSON: what organisations are, never who acts for them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from punos.organisations import queries
from punos.organisations.models import Actor, Organisation
from punos.organisations.queries import Wanted

router = Router(tags=["organisations"])
MOST_ORGANISATIONS = 100
NO_NUL = r"^[^\x00]*$"
READER = Actor()  # what is given here is public, whoever asks


class DirectoryIn(Schema):
    """What is looked for; what is left out asks nothing."""

    q: str = Field(
        "", max_length=200, pattern=NO_NUL, description="Words of a name, or a number of a register"
    )
    field: str = Field(
        "", max_length=30, pattern=NO_NUL, description="Code of a field of activity, main or other"
    )
    area: str = Field(
        "", max_length=12, pattern=NO_NUL, description="Code of an area; takes in those of the whole country"
    )
    language: str = Field("", max_length=2, pattern=NO_NUL, description="Code of a language of work")
    after: str = Field(
        "", max_length=120, pattern=NO_NUL, description="Slug of the last one of the page before"
    )


class IdentifierOut(Schema):
    """A number under which a register knows the organisation."""

    scheme: str
    value: str


class OrganisationOut(Schema):
    """An organisation as its card begins; contact details only where it shows them to everybody."""

    slug: str
    name: dict[str, str] = Field(
        description="Name by language; `fi` may hold the only name, whatever its language"
    )
    kind: str
    field: str
    other_fields: list[str]
    areas: list[str]
    districts: list[str]
    size: str
    languages: list[str]
    website: str
    email: str
    phone: str
    identifiers: list[IdentifierOut]
    ended_on: date | None

    @classmethod
    def of(cls, organisation: Organisation) -> "OrganisationOut":
        plain = (
            "slug", "kind", "field", "other_fields", "areas", "districts", "size", "languages", "website",
            "ended_on",
        )  # fmt: skip
        names = {"fi": organisation.name, "sv": organisation.name_sv, "en": organisation.name_en}
        is_public = organisation.contact_is_public
        return cls(
            **{name: getattr(organisation, name) for name in plain},
            name={language: text for language, text in names.items() if text},
            email=organisation.email if is_public else "",
            phone=organisation.phone if is_public else "",
            identifiers=[
                IdentifierOut(scheme=each.scheme, value=each.value) for each in organisation.identifiers.all()
            ],
        )


class NameOut(Schema):
    """A name that it bears or has borne, with the days as far as they are known."""

    language: str
    text: str
    used_from: date | None
    used_until: date | None


class LifeEventOut(Schema):
    """What happened to it."""

    kind: str
    on: date


class RegisterOut(Schema):
    """What a register answered to one of its numbers; an empty name: it did not know the number."""

    register_name: str
    identifier: str
    name: str
    form: str
    status: str
    fetched_at: datetime | None


class OrganisationDetailOut(OrganisationOut):
    """A card: with all names, what happened, what registers say, and what it became a part of."""

    names: list[NameOut]
    life_events: list[LifeEventOut]
    registers: list[RegisterOut]
    merged_into: str = Field(description="Slug of the organisation that it became a part of")


@router.get("", response=list[OrganisationOut])
def organisation_list(request: HttpRequest, asked: Query[DirectoryIn]) -> Iterable[OrganisationOut]:
    """Organisations of the directory by name, at most 100."""
    wanted = Wanted(words=asked.q.strip(), field=asked.field, area=asked.area, language=asked.language)
    found = queries.cards_after(READER, wanted, after=asked.after, most=MOST_ORGANISATIONS)
    return [OrganisationOut.of(each) for each in found]


@router.get("/{slug:slug}", response=OrganisationDetailOut)
def organisation_detail(request: HttpRequest, slug: str) -> OrganisationDetailOut:
    """One organisation."""
    found = queries.card(READER, slug)
    if found is None:
        raise Http404
    into = found.merged_into
    return OrganisationDetailOut(
        **OrganisationOut.of(found).dict(),
        names=[
            NameOut(
                language=each.language, text=each.text, used_from=each.used_from, used_until=each.used_until
            )
            for each in found.names.all()
        ],
        life_events=[LifeEventOut(kind=each.kind, on=each.on) for each in found.life_events.all()],
        registers=[
            RegisterOut(
                register_name=each.register,
                identifier=each.identifier,
                fetched_at=each.fetched_at,
                **{key: str(each.facts.get(key) or "") for key in ("name", "form", "status")},
            )
            for each in found.register_records.all()
            if each.fetched_at
        ],
        merged_into=into.slug if into and into.is_listed else "",
    )
