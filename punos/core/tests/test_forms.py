"""A form hands its input to an action, and shows the action's refusal as its own error."""

from typing import Any

from django import forms

from punos.core.errors import Invalid
from punos.core.forms import Form


class IdeaForm(Form):
    """A form with one field."""

    text = forms.CharField(max_length=10)


def say(*, text: str, who: str) -> str:
    """An action that refuses one word."""
    if text == "no":
        raise Invalid("Write something else.")
    return f"{who}: {text}"


def run(sent: dict[str, Any]) -> tuple[bool, IdeaForm]:
    form = IdeaForm(sent)
    return form.run(say, who="Aino"), form


def test_run_calls_the_action_with_cleaned_input_and_what_is_known() -> None:
    done, form = run({"text": " swings "})

    assert (done, form.outcome, form.errors) == (True, "Aino: swings", {})


def test_run_does_not_call_the_action_on_invalid_input() -> None:
    done, form = run({"text": "much too long"})

    assert (done, form.outcome, list(form.errors)) == (False, None, ["text"])


def test_run_shows_a_refusal_as_an_error_of_the_whole_form() -> None:
    done, form = run({"text": "no"})

    assert (done, form.outcome) == (False, None)
    assert form.errors == {"__all__": ["Write something else."]}


def test_run_takes_nothing_from_the_request_that_the_page_knows() -> None:
    done, form = run({"text": "swings", "who": "Eve"})

    assert (done, form.outcome) == (True, "Aino: swings")
