"""The site with GDPR_API=1, in a process of its own: the switch decides at the start what is loaded.

Reads a question a line from standard input, as JSON: method, path, token; writes status and body of each answer.
"""

import json
import sys


def answer() -> None:
    """Ask the site each question."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", "helusers", verbosity=0)
    client = Client(headers={"host": "localhost"})
    for line in sys.stdin:
        method, path, token = json.loads(line)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        told = client.generic(method, path, headers=headers)
        answer = [told.status_code, json.loads(told.content) if told.content else None]
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer()
