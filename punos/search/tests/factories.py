"""Things to be found."""


class Thing:
    """Something with a page."""

    def __init__(self, pk: int) -> None:
        self.pk = pk

    @property
    def address(self) -> str:
        return f"/things/{self.pk}/"
