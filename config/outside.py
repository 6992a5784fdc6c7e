"""What is asked outside, and where: registers, Suomi.fi, Kerro kantasi, the city's decisions (Ahjo)."""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from config.environment import DEMO, env, env_flag

# The demo town has stand-ins.
NEIGHBOURS_ADDRESS = env("NEIGHBOURS_ADDRESS", "http://127.0.0.1:8001") if DEMO else ""
PRH_ADDRESS = env("PRH_ADDRESS") or (f"{NEIGHBOURS_ADDRESS}/prh" if DEMO else "")
YRTTI_ADDRESS = env("YRTTI_ADDRESS") or (f"{NEIGHBOURS_ADDRESS}/yrtti" if DEMO else "")
YRTTI_USER = env("YRTTI_USER") or ("demo" if DEMO else "")
YRTTI_PASSWORD = env("YRTTI_PASSWORD") or ("demo-password" if DEMO else "")
KERROKANTASI_ADDRESS = env("KERROKANTASI_ADDRESS") or (
    f"{NEIGHBOURS_ADDRESS}/kerrokantasi/v1" if DEMO else ""
)
DECISIONS_ADDRESS = env("DECISIONS_ADDRESS") or (f"{NEIGHBOURS_ADDRESS}/decisions/v1" if DEMO else "")
SUOMIFI_ADDRESS = env("SUOMIFI_ADDRESS") or (f"{NEIGHBOURS_ADDRESS}/suomifi" if DEMO else "")
SUOMIFI_CLIENT = env("SUOMIFI_CLIENT") or ("demo0001" if DEMO else "")
SUOMIFI_KEY = env("SUOMIFI_KEY") or ("demo-key" if DEMO else "")
SUOMIFI_OAUTH_PASSWORD = env("SUOMIFI_OAUTH_PASSWORD") or ("demo-password" if DEMO else "")
if SUOMIFI_ADDRESS and not (SUOMIFI_CLIENT and SUOMIFI_KEY and SUOMIFI_OAUTH_PASSWORD):
    raise ImproperlyConfigured(
        "SUOMIFI_ADDRESS is set, but not all of SUOMIFI_CLIENT, SUOMIFI_KEY and SUOMIFI_OAUTH_PASSWORD."
    )
SUOMIFI_CODE_CLAIM = env("SUOMIFI_CODE_CLAIM", "national_id_num")
# Messages to the mailboxes of organisations, by their business IDs; optional, also in the demo town.
SUOMIFI_MESSAGES_ADDRESS = env("SUOMIFI_MESSAGES_ADDRESS").rstrip("/")
SUOMIFI_MESSAGES_USER = env("SUOMIFI_MESSAGES_USER")
SUOMIFI_MESSAGES_PASSWORD = env("SUOMIFI_MESSAGES_PASSWORD")
SUOMIFI_MESSAGES_SERVICE = env("SUOMIFI_MESSAGES_SERVICE")
if SUOMIFI_MESSAGES_ADDRESS:
    if not (SUOMIFI_MESSAGES_USER and SUOMIFI_MESSAGES_PASSWORD and SUOMIFI_MESSAGES_SERVICE):
        raise ImproperlyConfigured(
            "SUOMIFI_MESSAGES_ADDRESS is set, but not all of SUOMIFI_MESSAGES_USER, SUOMIFI_MESSAGES_PASSWORD and "
            "SUOMIFI_MESSAGES_SERVICE."
        )
    if find_spec("suomifi_messages") is None:
        raise ImproperlyConfigured(
            "SUOMIFI_MESSAGES_ADDRESS is set, but the package django-helsinki-suomifi-messages is not installed."
        )
# Whether the name of an outside system may lead to an address inside one's own network.
OUTSIDE_PRIVATE = env_flag("OUTSIDE_PRIVATE")
OUTSIDE_READ_SECONDS = float(env("OUTSIDE_READ_SECONDS", "10"))
