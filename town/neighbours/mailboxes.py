"""Suomi.fi Messages as the city's services speak to it: signing in, who has a mailbox, putting a letter into one.

It knows a letter again by the key that its sender gave it, and keeps nothing but what has arrived.
"""

from typing import Any

from town.neighbours.mandates import NotAllowedError

USER, PASSWORD, SERVICE, TOKEN = "demo", "demo-password", "demo-service", "demo-token"
WITHOUT = {"0000000-0"}  # who has no mailbox
LOGIN, ACTIVE, ELECTRONIC = "/v1/token", "/v1/mailboxes/active", "/v2/messages/electronic"


class TwiceError(Exception):
    """A letter that has arrived already, under this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Mailboxes:
    """The letters that have arrived, by the keys of their sender."""

    def __init__(self) -> None:
        self.letters: dict[str, dict[str, str]] = {}

    def answer(self, path: str, told: dict[str, Any], token: str) -> Any:
        """What a question by POST is answered."""
        if path == LOGIN:
            if (told["username"], told["password"]) != (USER, PASSWORD):
                raise NotAllowedError(401)
            return {"access_token": TOKEN, "expires_in": 3_600, "token_type": "Bearer"}
        if token != TOKEN:
            raise NotAllowedError(401)
        if path == ACTIVE:
            asked = [each["id"] for each in told["endUsers"]]
            return {"endUsersWithActiveMailbox": [{"id": each} for each in asked if each not in WITHOUT]}
        if path == ELECTRONIC:
            return {"messageId": self._put(told)}
        raise NotAllowedError(404)

    def _put(self, told: dict[str, Any]) -> int:
        key, letter = told["externalId"], told["electronic"]
        if told["sender"]["serviceId"] != SERVICE or told["recipient"]["id"] in WITHOUT:
            raise NotAllowedError(400)
        if key in self.letters:
            raise TwiceError(1 + list(self.letters).index(key))
        self.letters[key] = {"to": told["recipient"]["id"], "title": letter["title"], "body": letter["body"]}
        return len(self.letters)
