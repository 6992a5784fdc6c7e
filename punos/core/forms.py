"""The base of every form: a form knows the shape of input, an action knows what may be done with it."""

from collections.abc import Callable
from typing import Any

from django import forms

from punos.core.errors import Refused


class Form(forms.Form):
    """A form that can hand its cleaned input to an action and show the action's refusal as its own error."""

    outcome: Any = None

    def run(
        self, action: Callable[..., Any], *, gate: Callable[[], None] | None = None, **known: Any
    ) -> bool:
        """Call the action with the cleaned input and what the page knows; False when either said no.

        `gate` is what an anonymous form has to pass once it is valid (`Gate.before`).
        """
        if not self.is_valid():
            return False
        try:
            if gate is not None:
                gate()
            self.outcome = action(**known, **self.cleaned_data)
        except Refused as refusal:
            self.add_error(None, str(refusal))
            return False
        return True
