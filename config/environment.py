"""How settings are read from environment variables."""

import os


def env(name: str, default: str = "") -> str:
    """The value of an environment variable, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def env_flag(name: str, *, default: bool = False) -> bool:
    """Whether a switch is on: 1, true, yes and on mean that it is."""
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    """The parts of a comma-separated variable."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


DEMO = env_flag("DEMO")
