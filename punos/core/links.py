"""The secret part of a link that is sent to somebody: signed, so that reading the database is not enough to make one."""

from django.core.signing import BadSignature, Signer


class SecretLink:
    """Links for one purpose: what is signed for it is worth nothing for another."""

    def __init__(self, purpose: str) -> None:
        self.signer = Signer(salt=purpose)

    def token(self, number: int, nonce: str) -> str:
        """The token of a row, which a new nonce makes worthless."""
        return self.signer.sign(f"{number}.{nonce}")

    def read(self, token: str) -> tuple[int, str] | None:
        """The id and nonce that a token names, or None if we never made it."""
        try:
            number, _dot, nonce = self.signer.unsign(token).partition(".")
            return int(number), nonce
        except (BadSignature, ValueError):
            return None
