"""The page on which somebody chooses for whom to act; plain, and marked as a simulator."""

from collections.abc import Mapping
from html import escape

from town.neighbours.mandates import offers
from town.texts.cast import CAST

WORDS = {
    "fi": ("Simulaattori: Suomi.fi-valtuudet", "Kenen puolesta asioit?", "Jatka", "Keskeytä", "Olen",
           "Tämä ei ole Suomi.fi. Kaikki henkilöt ja järjestöt ovat keksittyjä."),
    "sv": ("Simulator: Suomi.fi-fullmakter", "För vem uträttar du ärenden?", "Fortsätt", "Avbryt", "Jag är",
           "Det här är inte Suomi.fi. Alla personer och organisationer är påhittade."),
    "en": ("Simulator: Suomi.fi e-Authorizations", "For whom do you act?", "Continue", "Cancel", "I am",
           "This is not Suomi.fi. All people and organisations are invented."),
}  # fmt: skip
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{notice}</p>{body}</main></body></html>
"""


def choosing(query: Mapping[str, str], member: str) -> str:
    """The form with the organisations of one person; or, of somebody unknown, the people to choose from."""
    language = query.get("lang", "") if query.get("lang") in WORDS else "en"
    title, question, go_on, cancel, i_am, notice = WORDS[language]
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in query.items()
    )
    if member:
        boxes = "".join(
            f'<p><label><input type="checkbox" name="chosen" value="{number}"> {escape(name)} ({number})</label></p>'
            for name, number in offers(member)
        )
        body = f"<fieldset><legend>{question}</legend>{boxes}</fieldset>"
    else:
        people = "".join(
            f'<p><label><input type="radio" name="member" value="{each.key}" required> {escape(each.name)}</label></p>'
            for each in CAST
            if each.organisations
        )
        body = f"<fieldset><legend>{i_am}</legend>{people}</fieldset>"
    buttons = (
        f'<p><button name="go" value="on">{go_on}</button> <button name="go" value="back" formnovalidate>'
        f"{cancel}</button></p>"
    )
    form = f'<form method="post" action="choose">{hidden}{body}{buttons}</form>'
    return PAGE.format(language=language, title=title, notice=notice, body=form)
