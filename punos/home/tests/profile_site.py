"""The site with GDPR_API=1, in a process of its own: the switch decides at the start what is loaded.

Reads questions as JSON from standard input: method, path, token; writes status and body of each answer.
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
    client, answers = Client(headers={"host": "localhost"}), []
    for method, path, token in json.load(sys.stdin):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        told = client.generic(method, path, headers=headers)
        answers.append([told.status_code, json.loads(told.content) if told.content else None])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    answer()
